package dev.regalia.api;

import static dev.regalia.api.Pools.GROUP;
import static dev.regalia.api.Pools.PARTITIONING;
import static dev.regalia.api.Pools.POOL;
import static dev.regalia.api.Rule.rule;
import static dev.regalia.api.Trial.accepts;
import static dev.regalia.api.Trial.refuses;

import java.util.List;

/// The rules of strategy `Demand` and of isolation.
final class DemandRules {

    private static final String DEMAND = PARTITIONING + "/demand";
    private static final String HEADROOM = DEMAND + "/headroom";
    private static final Manifest FOLLOWING =
            POOL.with(
                    PARTITIONING,
                    "{strategy: Demand, demand: {slackPercent: 5, headroom: [{profile: 3g, count:"
                            + " 8}]}}");
    private static final String AT_LEAST = "should be greater than or equal to ";
    private static final String AT_MOST = "should be less than or equal to ";

    private DemandRules() {}

    static List<Rule> table() {
        String path = "spec.nodeGroups[].partitioning.demand.";
        return List.of(
                rule(
                        "`demand` must be absent unless `strategy` is 'Demand'",
                        accepts("Demand with settings", FOLLOWING),
                        accepts("Demand alone", POOL.with(PARTITIONING, "{strategy: Demand}")),
                        refuses(
                                "Disabled with demand",
                                POOL.with(PARTITIONING, "{strategy: Disabled, demand: {}}")),
                        refuses("Fixed with demand", POOL.with(DEMAND, "{slackPercent: 1}"))),
                rule(
                        "`fixed` must be given with strategy 'Fixed'",
                        accepts("Demand without fixed", FOLLOWING),
                        refuses(
                                "Demand with fixed",
                                POOL.with(PARTITIONING + "/strategy", "Demand"))),
                rule(
                        "must be 'Disabled' or absent when `gpu` is absent",
                        accepts("Demand with a model", FOLLOWING),
                        refuses("Demand without a model", FOLLOWING.without(GROUP + "gpu"))),
                rule(
                        path + "slackPercent",
                        accepts("0", FOLLOWING.with(DEMAND + "/slackPercent", "0")),
                        accepts("100", FOLLOWING.with(DEMAND + "/slackPercent", "100")),
                        refuses(
                                "101",
                                FOLLOWING.with(DEMAND + "/slackPercent", "101"),
                                AT_MOST + 100),
                        refuses(
                                "-1",
                                FOLLOWING.with(DEMAND + "/slackPercent", "-1"),
                                AT_LEAST + 0)),
                rule(
                        path + "headroom",
                        accepts("16", FOLLOWING.with(HEADROOM, Profiles.partitions(16))),
                        refuses(
                                "17",
                                FOLLOWING.with(HEADROOM, Profiles.partitions(17)),
                                "must have at most 16 items"),
                        refuses(
                                "a profile twice",
                                FOLLOWING.with(HEADROOM + "/1", "{profile: 3g, count: 1}"),
                                "Duplicate value")),
                rule(
                        path + "headroom[].count",
                        accepts("280000", FOLLOWING.with(HEADROOM + "/0/count", "280000")),
                        refuses(
                                "280001",
                                FOLLOWING.with(HEADROOM + "/0/count", "280001"),
                                AT_MOST + 280000),
                        refuses("0", FOLLOWING.with(HEADROOM + "/0/count", "0"), AT_LEAST + 1)),
                Profiles.rule(path + "headroom", FOLLOWING, HEADROOM + "/0/profile"),
                rule(
                        "spec.minimumIsolation",
                        accepts("DedicatedNode", isolation("DedicatedNode")),
                        accepts("SharedNode", isolation("SharedNode")),
                        refuses(
                                "an unknown one",
                                isolation("DedicatedRack"),
                                "supported values: \"DedicatedNode\", \"SharedNode\"")));
    }

    private static Manifest isolation(String value) {
        return POOL.with("/spec/minimumIsolation", value);
    }
}
