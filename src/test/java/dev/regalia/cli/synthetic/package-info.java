/// Tests of fleets that nobody has.
@NullMarked
package dev.regalia.cli.synthetic;

import org.jspecify.annotations.NullMarked;
