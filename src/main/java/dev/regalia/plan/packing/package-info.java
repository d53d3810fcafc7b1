/// The mathematics of re-planning: which nodes to cut anew, and how, so that a fleet serves a
/// demand with the least disturbance. Knows counts per profile and nothing of Kubernetes. Start at
/// [Repacker]; what can be promised at all is in [Reservation].
///
/// Counts are `long[]` of length K + 1: instances per profile in the order of the geometry's
/// profiles, then GPUs with MIG off at index K.
@NullMarked
package dev.regalia.plan.packing;

import org.jspecify.annotations.NullMarked;
