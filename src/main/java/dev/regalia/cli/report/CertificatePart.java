package dev.regalia.cli.report;

import static java.util.stream.Collectors.joining;

import dev.regalia.plan.DemandPlan;
import dev.regalia.plan.packing.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// How far the plan for one GPU model of a pool can be from the best one, and why.
///
/// @param tenant whose dedicated nodes these are; empty for the nodes that tenants share
/// @param demand all that is reserved, by resource
/// @param headroom what is to be kept free beside it, by resource
/// @param headroomMissing what of the headroom cannot be kept free, by resource
/// @param unserved what tenants ask for beyond what is reserved
/// @param unservedLevels how much that is, the highest priority first, headroom last
/// @param gpusOptimal the fewest GPUs on which all of it would fit
/// @param gpusBound how many GPUs the slack allows
/// @param nodesBound no plan as good touches fewer nodes
/// @param gpusTouchedBound no plan as good touches fewer GPUs
/// @param evictionsBound no plan as good evicts fewer pods
/// @param binding what runs out first, in words
/// @param pivots steps of the linear programs
/// @param visited partial plans that the searches looked at
/// @param proven whether no plan is better
public record CertificatePart(
        String model,
        Optional<String> tenant,
        SortedMap<String, Long> demand,
        SortedMap<String, Long> headroom,
        SortedMap<String, Long> headroomMissing,
        List<UnservedPart> unserved,
        List<LevelPart> unservedLevels,
        long gpusUsed,
        long gpusOptimal,
        long gpusBound,
        int nodesTouched,
        int nodesBound,
        int gpusTouched,
        int gpusTouchedBound,
        long evictions,
        long evictionsBound,
        Optional<String> binding,
        String method,
        long pivots,
        long visited,
        boolean proven) {

    public CertificatePart {
        unserved = List.copyOf(unserved);
        unservedLevels = List.copyOf(unservedLevels);
    }

    /// What a tenant asks for and cannot have, with the cheapest cure.
    public record UnservedPart(
            String tenant, String resource, long count, String because, String cure) {}

    /// Memory slices that one level lacks.
    ///
    /// @param priority of the tenants; empty for headroom
    public record LevelPart(OptionalInt priority, long memorySlices) {}

    static CertificatePart of(DemandPlan plan) {
        Certificate certificate = plan.certificate();
        return new CertificatePart(
                plan.geometry().id(),
                plan.tenant(),
                plan.demand(),
                plan.headroom(),
                plan.headroomMissing(),
                plan.unserved().stream()
                        .map(
                                one ->
                                        new UnservedPart(
                                                one.tenant(),
                                                one.resource(),
                                                one.count(),
                                                one.because(),
                                                one.cure()))
                        .toList(),
                plan.unservedLevels().stream()
                        .map(level -> new LevelPart(level.priority(), level.memorySlices()))
                        .toList(),
                certificate.gpusUsed(),
                certificate.gpusOptimal(),
                certificate.gpusBound(),
                certificate.nodesTouched(),
                certificate.nodesBound(),
                certificate.gpusTouched(),
                certificate.gpusTouchedBound(),
                certificate.evictions(),
                certificate.evictionsBound(),
                certificate.binding(),
                Phrases.word(certificate.method()).replace('_', ' '),
                certificate.pivots(),
                certificate.visited(),
                certificate.proven());
    }

    /// The model and whose nodes these are.
    String heading() {
        return model + tenant.map(name -> ", nodes of " + name).orElse("");
    }

    /// What is said of it, a line each.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "demand: "
                        + Phrases.amounts(demand)
                        + (headroom.isEmpty() ? "" : "; headroom: " + Phrases.amounts(headroom)));
        lines.add(
                "GPUs used "
                        + gpusUsed
                        + ", optimum "
                        + gpusOptimal
                        + ", bound "
                        + gpusBound
                        + binding.map(words -> "; binding: " + words).orElse(""));
        lines.add(
                "nodes touched "
                        + nodesTouched
                        + " (at least "
                        + nodesBound
                        + "), GPUs touched "
                        + gpusTouched
                        + " (at least "
                        + gpusTouchedBound
                        + "), pods evicted "
                        + evictions
                        + " (at least "
                        + evictionsBound
                        + ")");
        lines.add("unserved memory slices: " + levels());
        for (UnservedPart one : unserved) {
            lines.add(
                    "unserved: "
                            + one.tenant()
                            + " lacks "
                            + one.count()
                            + Phrases.TIMES
                            + Phrases.shortName(one.resource())
                            + (one.because().isEmpty() ? "" : ": " + one.because())
                            + (one.cure().isEmpty() ? "" : "; " + one.cure()));
        }
        if (!headroomMissing.isEmpty()) {
            lines.add("headroom missing: " + Phrases.amounts(headroomMissing));
        }
        lines.add(
                "found by "
                        + method
                        + (proven ? ", proven" : ", not proven")
                        + "; "
                        + pivots
                        + " pivots, "
                        + visited
                        + " search nodes visited");
        return lines;
    }

    private String levels() {
        return unservedLevels.isEmpty()
                ? "none"
                : unservedLevels.stream().map(CertificatePart::words).collect(joining(", "));
    }

    private static String words(LevelPart level) {
        return level.memorySlices()
                + (level.priority().isPresent()
                        ? " at priority " + level.priority().getAsInt()
                        : " of headroom");
    }
}
