/// Tests of the decisions, on values made by the builders of the fixtures.
@NullMarked
package dev.regalia.plan;

import org.jspecify.annotations.NullMarked;
