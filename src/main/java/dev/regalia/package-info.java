/// The root: wires the hosts and decides nothing.
@NullMarked
package dev.regalia;

import org.jspecify.annotations.NullMarked;
