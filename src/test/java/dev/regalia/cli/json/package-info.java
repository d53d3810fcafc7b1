/// Tests of records in files.
@NullMarked
package dev.regalia.cli.json;

import org.jspecify.annotations.NullMarked;
