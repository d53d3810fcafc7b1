package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.Evictions;
import java.util.ArrayList;
import java.util.List;

/// The scenarios that are measured.
final class Scenarios {

    private static final int OVERLOAD = 140;

    private Scenarios() {}

    /// Idle nodes only, as the operator plans.
    static List<Scenario> idleOnly() {
        List<Scenario> all = new ArrayList<>();
        for (History history : History.values()) {
            for (Mix mix : List.of(Mix.UNIFORM, Mix.SMALL)) {
                for (int idle : List.of(30, 10)) {
                    for (int move : List.of(5, 20, 50)) {
                        all.add(scenario(mix, history, idle, move, Evictions.NEVER));
                    }
                }
            }
        }
        for (History history : History.values()) {
            for (Mix mix : List.of(Mix.LARGE, Mix.HALVES, Mix.NO_DOUBLE, Mix.MEMORY)) {
                all.add(scenario(mix, history, 30, 20, Evictions.NEVER));
            }
            for (Mix mix : List.of(Mix.UNIFORM, Mix.SMALL)) {
                all.add(overload(mix, history, Evictions.NEVER));
            }
        }
        return List.copyOf(all);
    }

    /// Busy nodes too, each at the price of its pods.
    static List<Scenario> evicting() {
        List<Scenario> all = new ArrayList<>();
        for (History history : History.values()) {
            for (Mix mix : List.of(Mix.UNIFORM, Mix.SMALL)) {
                for (int move : List.of(20, 50)) {
                    all.add(scenario(mix, history, 10, move, Evictions.ALLOWED));
                }
            }
            all.add(overload(Mix.UNIFORM, history, Evictions.ALLOWED));
        }
        return List.copyOf(all);
    }

    static Scenario scenario(Mix mix, History history, int idle, int move, Evictions evictions) {
        return new Scenario(mix, history, idle, move, 100, evictions, Scenario.Size.EIGHTS);
    }

    static Scenario overload(Mix mix, History history, Evictions evictions) {
        return new Scenario(mix, history, 30, 20, OVERLOAD, evictions, Scenario.Size.EIGHTS);
    }
}
