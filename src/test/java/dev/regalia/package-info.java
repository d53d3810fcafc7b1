/// The launcher of local runs, the generators of committed files, and the tests of the repository
/// as a whole.
@NullMarked
package dev.regalia;

import org.jspecify.annotations.NullMarked;
