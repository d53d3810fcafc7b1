/// The pages of the documentation that are generated, so that they cannot say anything else than
/// the program does.
@NullMarked
package dev.regalia.docs;

import org.jspecify.annotations.NullMarked;
