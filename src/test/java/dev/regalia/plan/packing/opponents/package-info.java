/// What else one could do: rules for packing and re-planning that others have published, written
/// from their descriptions, to be measured against. None of their programs is run.
@NullMarked
package dev.regalia.plan.packing.opponents;

import org.jspecify.annotations.NullMarked;
