/// Tests of what is printed.
@NullMarked
package dev.regalia.cli.report;

import org.jspecify.annotations.NullMarked;
