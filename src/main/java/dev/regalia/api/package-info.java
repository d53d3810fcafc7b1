/// The custom resources as data: records for spec and status, condition types, reasons, and every
/// well-known name we read or write. No behaviour beyond turning absent lists into empty ones.
/// Start at [SovereignPool] and [SovereignTenant]; the rules on single objects are CEL annotations
/// here, everything that needs a second object lives in `plan`.
@NullMarked
package dev.regalia.api;

import org.jspecify.annotations.NullMarked;
