/// Records to JSON and back by their components, so that a new component of a record is in every
/// file without a line of code. Streams only; knows nothing of what the records mean.
@NullMarked
package dev.regalia.cli.json;

import org.jspecify.annotations.NullMarked;
