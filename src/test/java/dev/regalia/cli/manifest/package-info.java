/// Tests of reading, checking and overlaying YAML.
@NullMarked
package dev.regalia.cli.manifest;

import org.jspecify.annotations.NullMarked;
