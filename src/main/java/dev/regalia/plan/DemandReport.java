package dev.regalia.plan;

import dev.regalia.api.PoolStatus.Packing;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a pool's status says of its groups whose layout follows demand.
final class DemandReport {

    /// The longest that a status may say of what runs out.
    private static final int WORDS_CHARS = 253;

    private DemandReport() {}

    /// How well they are packed, all models together; empty where there is no such group.
    static Optional<Packing> packing(List<DemandPlan> all) {
        List<DemandPlan> plans = all.stream().filter(DemandPlan::follows).toList();
        if (plans.isEmpty()) {
            return Optional.empty();
        }
        String binding =
                plans.stream()
                        .flatMap(plan -> plan.certificate().binding().stream())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return Optional.of(
                new Packing(
                        plans.stream().mapToLong(plan -> plan.certificate().gpusUsed()).sum(),
                        plans.stream().mapToLong(plan -> plan.certificate().gpusOptimal()).sum(),
                        shortened(binding)));
    }

    private static String shortened(String words) {
        return words.length() <= WORDS_CHARS ? words : words.substring(0, WORDS_CHARS - 3) + "...";
    }

    /// Whether the nodes give all that is reserved.
    static boolean covered(PoolSupply supply) {
        return supply.demand().stream()
                .flatMap(plan -> plan.demand().entrySet().stream())
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .allMatch(
                        demand ->
                                supply.supply().keep().getOrDefault(demand.getKey(), 0L)
                                        >= demand.getValue());
    }

    /// What of the headroom cannot be kept free.
    static List<Finding> findings(String pool, List<DemandPlan> plans) {
        return plans.stream()
                .filter(plan -> !plan.headroomMissing().isEmpty())
                .map(
                        plan ->
                                new Finding(
                                        WellKnown.POOL_KIND,
                                        pool,
                                        "nodeGroups[*].partitioning.demand.headroom",
                                        Reason.HEADROOM_MISSING,
                                        "of the headroom on "
                                                + plan.geometry().id()
                                                + " these cannot be kept free: "
                                                + Resources.print(plan.headroomMissing())
                                                        .replace(",", ", "),
                                        "lower `headroom`, raise `nodes.max`, or add nodes"))
                .toList();
    }
}
