/// Starts the operator against a real API server and breaks things around it.
@NullMarked
package dev.regalia.operator;

import org.jspecify.annotations.NullMarked;
