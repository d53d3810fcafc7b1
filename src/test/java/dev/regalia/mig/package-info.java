/// Tests of what can be cut from one GPU.
@NullMarked
package dev.regalia.mig;

import org.jspecify.annotations.NullMarked;
