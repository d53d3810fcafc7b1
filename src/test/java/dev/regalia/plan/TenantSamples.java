package dev.regalia.plan;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.PlacementDependentLayouts;
import dev.regalia.mig.Provenance;
import dev.regalia.mig.SliceGrid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the tests of the tenants' side are made of.
final class TenantSamples {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String GPU = "nvidia.com/gpu";
    static final String ONE_G = "nvidia.com/mig-1g.10gb";
    static final String THREE_G = "nvidia.com/mig-3g.40gb";

    static final GpuGeometry H100 =
            model("H100-80GB", 80, profile("1g.10gb", 1, 1), profile("3g.40gb", 3, 4));
    static final GpuGeometry A100 =
            model("A100-40GB", 40, profile("1g.5gb", 1, 1), profile("3g.20gb", 3, 4));

    static Settings settings() {
        return new Settings(
                "regalia-system",
                "gpu-operator",
                "regalia-mig-config",
                new TreeSet<>(List.of("gpu-operator", "regalia-system")),
                Settings.Times.defaults());
    }

    static PoolFacts poolFacts(String name) {
        PoolSpec spec = new PoolSpec(0, List.of(), false, null);
        return new PoolFacts(name, "uid-" + name, 1, NOW, spec, Optional.empty());
    }

    static Share slices(String pool, int count) {
        return new Share(pool, null, List.of(new PartitionCount("1g", count)), null);
    }

    static Share gpus(String pool, int count) {
        return new Share(pool, count, List.of(), null);
    }

    static TenantNamespace on(String pool, String name, int weight) {
        return new TenantNamespace(name, pool, weight);
    }

    static TenantOutcome outcome(Tenancy tenancy, String tenant) {
        return tenancy.tenants().stream()
                .filter(one -> one.tenant().name().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    /// The first item of a tenant's first share.
    static ShareItem item(Tenancy tenancy, String tenant) {
        return outcome(tenancy, tenant).shares().getFirst().items().getFirst();
    }

    /// Why a tenant's findings are there, in their order.
    static List<Reason> reasons(Tenancy tenancy, String tenant) {
        return outcome(tenancy, tenant).findings().stream().map(Finding::reason).toList();
    }

    static Finding finding(Tenancy tenancy, String tenant, Reason reason) {
        return outcome(tenancy, tenant).findings().stream()
                .filter(one -> one.reason() == reason)
                .findFirst()
                .orElseThrow();
    }

    static NamespacePlan plan(Tenancy tenancy, String namespace) {
        return tenancy.namespaces().stream()
                .filter(one -> one.name().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    static GpuGeometry model(String id, int memory, MigProfile... profiles) {
        return new GpuGeometry(
                id,
                "hopper",
                memory,
                new SliceGrid.Known(7, 8),
                List.of(profiles),
                List.of("NVIDIA-" + id),
                List.of(),
                PlacementDependentLayouts.ALLOWED,
                new Provenance(
                        "test",
                        Provenance.Confidence.HIGH,
                        Provenance.Confidence.HIGH,
                        Optional.empty(),
                        ""));
    }

    static MigProfile profile(String name, int compute, int memorySlices) {
        return new MigProfile(
                name,
                compute + "g",
                compute,
                7 / compute,
                new Footprint.Known(memorySlices, List.of(0)));
    }

    static NodeFacts node(String name, String pool) {
        SortedMap<String, String> labels = new TreeMap<>(Map.of(WellKnown.POOL_LABEL, pool));
        return new NodeFacts(
                name,
                "uid-" + name,
                "1",
                NOW,
                labels,
                NodeNotes.of(new TreeMap<>()),
                List.of(),
                new TreeMap<>(),
                true,
                Optional.of(NOW),
                List.of(),
                new TreeMap<>(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private TenantSamples() {}
}
