/// Resource files to catalogs, refusing bad ones at start with every problem named.
@NullMarked
package dev.regalia.catalog;

import org.jspecify.annotations.NullMarked;
