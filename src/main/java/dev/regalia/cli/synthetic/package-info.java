/// Fleets that nobody has, for trying sizes without a cluster. The same size and seed give the same
/// fleet. Start at [SyntheticFleet].
@NullMarked
package dev.regalia.cli.synthetic;

import org.jspecify.annotations.NullMarked;
