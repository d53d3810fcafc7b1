/// Tests of the decisions, on values made by the builders of the fixtures.
///
/// [FleetWorld] is a whole cluster in memory that carries plans out. `StoriesTest` plays the
/// stories of `src/test/resources/stories` in it: each file says what there is, what somebody
/// changes step by step, and under `expect` the plan and what becomes of it. The system property
/// `regalia.stories.rewrite=true` writes what comes out under every `expect`; read the difference
/// before you keep it, because a story says what is right and not what is so.
@NullMarked
package dev.regalia.plan;

import org.jspecify.annotations.NullMarked;
