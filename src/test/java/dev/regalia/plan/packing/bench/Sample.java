package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.Evictions;

/// The scenarios of which the time is taken, from easy to hard.
public enum Sample {
    /// Layouts from a plan, and a fifth more or less of each profile.
    PLANNED,
    /// Layouts from first fit, hardly two nodes alike.
    DRIFTED,
    /// More demand than the idle nodes can take.
    OVERLOAD,
    /// Few idle nodes, half more or less of each profile, and every node may be touched.
    EVICTING;

    private static final int DEFAULT_SLACK = 5;

    Scenario scenario() {
        return switch (this) {
            case PLANNED ->
                    Scenarios.scenario(Mix.UNIFORM, History.PLANNED, 30, 20, Evictions.NEVER);
            case DRIFTED -> Scenarios.scenario(Mix.SMALL, History.DRIFTED, 30, 20, Evictions.NEVER);
            case OVERLOAD -> Scenarios.overload(Mix.SMALL, History.DRIFTED, Evictions.NEVER);
            case EVICTING ->
                    Scenarios.scenario(Mix.SMALL, History.DRIFTED, 10, 50, Evictions.ALLOWED);
        };
    }

    /// A case of another size, such as `2250x8`, with the default slack.
    Fleets.Case of(String size, long seed) {
        return Fleets.of(scenario().with(Scenario.Size.of(size)), seed).withSlack(DEFAULT_SLACK);
    }
}
