/// Tests of re-planning against exhaustive search, against another solver, and by properties.
@NullMarked
package dev.regalia.plan.packing;

import org.jspecify.annotations.NullMarked;
