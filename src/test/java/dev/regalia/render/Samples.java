package dev.regalia.render;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.Member;
import dev.regalia.api.TenantSpec.MemberKind;
import dev.regalia.api.TenantSpec.Role;
import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.PlacementDependentLayouts;
import dev.regalia.mig.Provenance;
import dev.regalia.mig.SliceGrid;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.Settings;
import dev.regalia.plan.TenantFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Values that several tests of this package start from: a bank in two namespaces on one pool.
final class Samples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.750Z");
    static final Instant LATER = Instant.parse("2026-03-01T12:10:00Z");

    static final Settings SETTINGS =
            new Settings(
                    "regalia-system",
                    "gpu-operator",
                    "regalia-mig-parted",
                    new TreeSet<>(List.of("gpu-operator", "regalia-system")),
                    Settings.Times.defaults());

    private Samples() {}

    static Hold bankRisk(boolean grant, Member... members) {
        return new Hold(
                "bank-risk",
                true,
                "bank",
                "uid-bank",
                "paris-h100",
                new TreeMap<>(Map.of("nvidia.com/gpu", 0L, "nvidia.com/mig-1g.10gb", 12L)),
                grant,
                new TreeSet<>(List.of("nvidia.com/mig-3g.40gb", "nvidia.com/mig-1g.10gb")),
                List.of(members),
                false);
    }

    static Member group(String name, Role role) {
        return new Member(MemberKind.GROUP, name, "", role);
    }

    static NamespaceFacts namespace(
            String name, Map<String, String> labels, Map<String, String> annotations) {
        return new NamespaceFacts(
                name,
                "uid-" + name,
                false,
                new TreeMap<>(labels),
                new TreeMap<>(annotations),
                Optional.empty(),
                0);
    }

    /// An H100 with two profiles, enough for entries of a configuration.
    static GpuCatalog catalog() {
        Provenance provenance =
                new Provenance(
                        "made up for tests",
                        Provenance.Confidence.HIGH,
                        Provenance.Confidence.HIGH,
                        Optional.empty(),
                        "");
        return new GpuCatalog(
                List.of(
                        new GpuGeometry(
                                "H100-80GB",
                                "hopper",
                                80,
                                new SliceGrid.Known(7, 8),
                                List.of(
                                        new MigProfile(
                                                "1g.10gb",
                                                "1g",
                                                1,
                                                7,
                                                new Footprint.Known(
                                                        1, List.of(0, 1, 2, 3, 4, 5, 6))),
                                        new MigProfile(
                                                "3g.40gb",
                                                "3g",
                                                3,
                                                2,
                                                new Footprint.Known(4, List.of(0, 4)))),
                                List.of("NVIDIA-H100-80GB-HBM3"),
                                List.of("0x233010DE"),
                                PlacementDependentLayouts.ALLOWED,
                                provenance)));
    }

    static PoolFacts pool(boolean suspend) {
        return new PoolFacts(
                "paris-h100",
                "uid-pool",
                3,
                NOON,
                new PoolSpec(null, List.of(), suspend, null),
                Optional.empty());
    }

    static TenantFacts tenant() {
        return new TenantFacts(
                "bank",
                "uid-bank",
                5,
                NOON,
                new TenantSpec(List.of(), List.of(), List.of(), null),
                Optional.empty());
    }
}
