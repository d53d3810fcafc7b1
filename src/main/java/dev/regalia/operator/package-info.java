/// The operator as a host: one loop that reads, plans and applies, and two reconcilers that feed it
/// and write status.
///
/// Start at [FleetLoop] and [Round]. [OperatorParts] is the wiring that all ways of starting share;
/// [OperatorRuntime] starts it in plain Java, [OperatorBeans] inside Quarkus. Nothing here decides
/// anything about the fleet.
@NullMarked
package dev.regalia.operator;

import org.jspecify.annotations.NullMarked;
