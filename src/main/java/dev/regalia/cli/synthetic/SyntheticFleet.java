package dev.regalia.cli.synthetic;

import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import dev.regalia.plan.Memory;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeNotes;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.Settings;
import dev.regalia.plan.StackFacts;
import dev.regalia.plan.TenantFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A fleet that is settled: one pool, all its nodes verified, tenants with grants in force, pods on
/// a part of the nodes. It is brought there by the planner itself, round by round.
public final class SyntheticFleet {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration ROUND = Duration.ofMinutes(5);

    /// More rounds than any fleet needs.
    private static final int ROUNDS = 20;

    /// What tenants hold together, in per cent of what the pool shows.
    private static final int HELD = 80;

    private final FleetSize size;
    private final GpuGeometry geometry;
    private final GpuCatalog catalog;
    private final Settings settings;
    private final Random random;

    private SyntheticFleet(FleetSize size, GpuGeometry geometry, GpuCatalog catalog) {
        this.size = size;
        this.geometry = geometry;
        this.catalog = catalog;
        this.settings = settings();
        this.random = new Random(size.seed());
    }

    /// The fleet of that size.
    ///
    /// @throws IllegalArgumentException where the catalog does not know the product
    public static ClusterSnapshot of(FleetSize size, GpuCatalog catalog) {
        List<GpuGeometry> geometries = catalog.forProduct(size.product());
        if (geometries.isEmpty()) {
            List<String> known =
                    catalog.geometries().stream()
                            .flatMap(one -> one.productLabels().stream())
                            .sorted()
                            .distinct()
                            .toList();
            throw new IllegalArgumentException(
                    "product '"
                            + size.product()
                            + "' is not known; known are "
                            + String.join(", ", known));
        }
        return new SyntheticFleet(size, geometries.getFirst(), catalog).make();
    }

    /// The settings of a chart installed as it is.
    public static Settings settings() {
        return new Settings(
                "regalia-system",
                "gpu-operator",
                "regalia-mig-parted",
                new TreeSet<>(List.of("regalia-system", "gpu-operator")),
                Settings.Times.defaults());
    }

    private ClusterSnapshot make() {
        ClusterSnapshot settled = settle(beginning());
        SyntheticPods pods = new SyntheticPods(settled.namespaces(), random);
        List<NodeFacts> nodes = pods.on(settled.nodes(), size.idle());
        return CarriedOut.looked(
                new ClusterSnapshot(
                        settled.takenAt(),
                        settled.served(),
                        settled.pools(),
                        settled.tenants(),
                        nodes,
                        pods.namespaces(),
                        settled.migConfig(),
                        settled.stack(),
                        settled.confirmations(),
                        settled.memory()),
                settings);
    }

    private ClusterSnapshot settle(ClusterSnapshot beginning) {
        FleetPlanner planner = new FleetPlanner(catalog, settings);
        CarriedOut carriedOut = new CarriedOut(catalog, settings);
        ClusterSnapshot now = CarriedOut.looked(beginning, settings);
        for (int round = 0; round < ROUNDS; round++) {
            FleetPlan plan = planner.plan(now);
            ClusterSnapshot next = carriedOut.after(now, plan, now.takenAt().plus(ROUND));
            boolean same =
                    next.nodes().equals(now.nodes())
                            && next.namespaces().equals(now.namespaces())
                            && next.migConfig().equals(now.migConfig());
            if (same && round > 2) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private ClusterSnapshot beginning() {
        return new ClusterSnapshot(
                BEGINNING,
                new ClusterSnapshot.Served(true, true),
                List.of(
                        new PoolFacts(
                                SyntheticPool.NAME,
                                "pool-" + SyntheticPool.NAME,
                                1,
                                BEGINNING.minus(Duration.ofDays(30)),
                                SyntheticPool.spec(size, geometry),
                                Optional.empty())),
                tenants(),
                nodes(),
                List.of(),
                MigConfigFacts.none(),
                stack(),
                Collections.emptySortedSet(),
                Memory.empty());
    }

    private StackFacts stack() {
        return new StackFacts(
                Optional.of(
                        new StackFacts.ClusterPolicy(
                                "cluster-policy",
                                Optional.of("mixed"),
                                Optional.of(true),
                                Optional.of(settings.migConfigMap()),
                                Optional.of(
                                        List.of(new StackFacts.Toleration("", "Exists", "", ""))))),
                List.of());
    }

    private List<NodeFacts> nodes() {
        List<NodeFacts> nodes = new ArrayList<>();
        for (int i = 0; i < size.nodes(); i++) {
            nodes.add(node(i));
        }
        return nodes;
    }

    private NodeFacts node(int index) {
        String name = String.format(Locale.ROOT, "gpu-%04d", index + 1);
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/hostname", name);
        labels.put(
                SyntheticPool.ZONE_LABEL,
                SyntheticPool.isWhole(index) ? SyntheticPool.WHOLE_ZONE : SyntheticPool.CUT_ZONE);
        labels.put(WellKnown.GPU_PRODUCT_LABEL, size.product());
        labels.put(WellKnown.GPU_COUNT_LABEL, Integer.toString(size.gpus()));
        labels.put(WellKnown.GPU_MEMORY_LABEL, Integer.toString(geometry.memoryGB() * 1024 - 361));
        labels.put(WellKnown.GPU_PRESENT_LABEL, "true");
        labels.put(WellKnown.MIG_CAPABLE_LABEL, "true");
        Instant created = BEGINNING.minus(Duration.ofDays(60)).plusSeconds(index);
        return new NodeFacts(
                name,
                "node-" + name,
                "1",
                created,
                labels,
                NodeNotes.of(new TreeMap<>()),
                List.of(),
                new TreeMap<>(java.util.Map.of(WellKnown.GPU_RESOURCE, (long) size.gpus())),
                true,
                Optional.of(created),
                List.of(),
                Collections.emptySortedMap(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /// Tenants of very different sizes: the second holds half of what the first has, the third a
    /// third, and so on.
    private List<TenantFacts> tenants() {
        SortedMap<String, Long> supply = SyntheticPool.supply(size, geometry);
        double all = 0;
        for (int i = 1; i <= size.tenants(); i++) {
            all += 1.0 / i;
        }
        int digits = Integer.toString(Math.max(10, size.tenants())).length();
        List<TenantFacts> tenants = new ArrayList<>();
        for (int i = 1; i <= size.tenants(); i++) {
            double part = HELD / 100.0 / i / all;
            SortedMap<String, Long> amounts = new TreeMap<>();
            supply.forEach((name, count) -> amounts.put(name, Math.round(count * part)));
            String name = "tenant-" + String.format(Locale.ROOT, "%0" + digits + "d", i);
            tenants.add(tenant(name, i, amounts));
        }
        return tenants;
    }

    private TenantFacts tenant(String name, int index, SortedMap<String, Long> amounts) {
        if (amounts.values().stream().allMatch(count -> count == 0)) {
            amounts.replaceAll((_, _) -> 1L);
        }
        List<TenantNamespace> namespaces = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            namespaces.add(
                    new TenantNamespace(
                            name + "-" + (char) ('a' + i), SyntheticPool.NAME, count - i));
        }
        return new TenantFacts(
                name,
                "uid-" + name,
                1,
                BEGINNING.minus(Duration.ofDays(20)).plusSeconds(index),
                new TenantSpec(List.of(SyntheticPool.share(amounts)), namespaces, List.of(), 0),
                Optional.empty());
    }
}
