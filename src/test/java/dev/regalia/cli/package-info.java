/// Tests of the command line without a cluster, and the page that is generated from it.
@NullMarked
package dev.regalia.cli;

import org.jspecify.annotations.NullMarked;
