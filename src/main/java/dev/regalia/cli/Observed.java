package dev.regalia.cli;

import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Settings;

/// What a plan is made from: a cluster at one instant, and what its administrator has set.
record Observed(ClusterSnapshot cluster, Settings settings) {}
