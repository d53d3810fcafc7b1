/// Tests of reading resource files.
@NullMarked
package dev.regalia.catalog;

import org.jspecify.annotations.NullMarked;
