package dev.regalia.mig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one GPU model can be cut into, and how to recognise it.
///
/// @param id a short name for people, such as `H100-80GB`
/// @param family the architecture, such as `hopper`
/// @param memoryGB the memory in GiB as the driver reports it, rounded up; the number in the name
///   of the largest profile
/// @param grid the slices of the whole GPU
/// @param profiles in canonical order: by compute slices, the plain one before its variants
/// @param productLabels values of `nvidia.com/gpu.product` that mean this model, without
///   configuration suffixes
/// @param deviceFilters mig-parted device filters, `0x<device id><vendor id>`
/// @param placementDependentLayouts whether layouts that depend on the driver's choice may be asked
///   of it
/// @param provenance where all this comes from
public record GpuGeometry(
        String id,
        String family,
        int memoryGB,
        SliceGrid grid,
        List<MigProfile> profiles,
        List<String> productLabels,
        List<String> deviceFilters,
        PlacementDependentLayouts placementDependentLayouts,
        Provenance provenance) {

    public GpuGeometry {
        profiles = List.copyOf(profiles);
        productLabels = List.copyOf(productLabels);
        deviceFilters = List.copyOf(deviceFilters);
        for (MigProfile profile : profiles) {
            if (grid instanceof SliceGrid.Known != profile.footprint() instanceof Footprint.Known) {
                throw new IllegalArgumentException(
                        id
                                + ", "
                                + profile.name()
                                + ": grid and footprint must both be known or both unknown");
            }
        }
    }

    /// A model of which nothing is known but its name: it is only ever whole.
    public static GpuGeometry uncut(String product, OptionalInt memoryGB) {
        return new GpuGeometry(
                product,
                "unknown",
                memoryGB.orElse(0),
                new SliceGrid.Unknown(),
                List.of(),
                List.of(product),
                List.of(),
                PlacementDependentLayouts.REFUSED,
                new Provenance(
                        "the product label",
                        Provenance.Confidence.UNKNOWN,
                        Provenance.Confidence.UNKNOWN,
                        Optional.empty(),
                        ""));
    }

    /// Whether sizes and starts are known; where not, only uniform layouts can be planned.
    public boolean placementsKnown() {
        return grid instanceof SliceGrid.Known;
    }

    /// The profile that a shape (`1g`, `1g+me`, `1g.double`) or a name (`1g.10gb`, `1g.10gb+me`)
    /// means here.
    public ProfileResolution resolve(String shapeOrName) {
        for (MigProfile profile : profiles) {
            if (profile.shape().equals(shapeOrName) || profile.name().equals(shapeOrName)) {
                return new ProfileResolution.Resolved(profile);
            }
        }
        return new ProfileResolution.Unknown(
                new LayoutProblem(
                        LayoutProblem.Kind.UNKNOWN_PROFILE,
                        shapeOrName,
                        "`" + shapeOrName + "` is no profile of " + id,
                        "write one of the shapes "
                                + joined(profiles.stream().map(MigProfile::shape).toList())
                                + " or of the names "
                                + joined(profiles.stream().map(MigProfile::name).toList())));
    }

    /// The layout that counts by shape or name mean here, or every reason why they mean none.
    public LayoutResolution resolveLayout(Map<String, Integer> counts) {
        List<LayoutProblem> problems = new ArrayList<>();
        Map<MigProfile, String> writtenAs = new HashMap<>();
        Map<MigProfile, Integer> wanted = new HashMap<>();
        new TreeMap<>(counts)
                .forEach(
                        (written, count) -> {
                            if (count < 1) {
                                problems.add(notPositive(written, count));
                            }
                            switch (resolve(written)) {
                                case ProfileResolution.Unknown unknown ->
                                        problems.add(unknown.problem());
                                case ProfileResolution.Resolved(MigProfile profile) -> {
                                    String before = writtenAs.putIfAbsent(profile, written);
                                    if (before != null) {
                                        problems.add(namedTwice(profile, before, written));
                                    }
                                    wanted.put(profile, count);
                                }
                            }
                        });
        return problems.isEmpty()
                ? new LayoutResolution.Resolved(layout(wanted))
                : new LayoutResolution.Refused(problems);
    }

    /// The layout with these counts, in canonical order. Counts of 0 and profiles of other models
    /// are left out.
    public Layout layout(Map<MigProfile, Integer> counts) {
        List<Layout.Portion> portions = new ArrayList<>();
        for (MigProfile profile : profiles) {
            int count = counts.getOrDefault(profile, 0);
            if (count != 0) {
                portions.add(new Layout.Portion(profile, count));
            }
        }
        return new Layout(portions);
    }

    /// Every `nvidia.com/mig-*` resource that a GPU of this model can show, cut or not; sorted.
    public List<String> resourceNames() {
        return profiles.stream().map(MigProfile::resourceName).sorted().toList();
    }

    private static LayoutProblem notPositive(String written, int count) {
        return new LayoutProblem(
                LayoutProblem.Kind.COUNT_NOT_POSITIVE,
                written,
                "`" + written + "` has count " + count,
                "write a count of at least 1, or leave the profile out");
    }

    private LayoutProblem namedTwice(MigProfile profile, String before, String written) {
        return new LayoutProblem(
                LayoutProblem.Kind.NAMED_TWICE,
                written,
                "`" + before + "` and `" + written + "` both mean " + profile.name() + " on " + id,
                "write one of them with the sum of the counts");
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(", "));
    }
}
