/// The benchmark of the planner: fleets and demands to plan for, what plans are worth, and the
/// tables of the reference page. `make bench` runs it.
@NullMarked
package dev.regalia.plan.packing.bench;

import org.jspecify.annotations.NullMarked;
