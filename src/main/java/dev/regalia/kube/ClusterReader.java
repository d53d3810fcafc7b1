package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Memories;
import dev.regalia.plan.Memory;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.Settings;
import dev.regalia.plan.StackFacts;
import dev.regalia.render.EntriesSince;
import dev.regalia.render.MigPartedConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Reads the cluster into one immutable snapshot.
public final class ClusterReader {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_MILLIS = 5;

    /// The driver that publishes whole GPUs and partitions through DRA.
    private static final String DRA_DRIVER = "gpu.nvidia.com";

    private final KubernetesClient client;
    private final Caches caches;
    private final Settings.Times times;

    public ClusterReader(KubernetesClient client, Caches caches, Settings.Times times) {
        this.client = client;
        this.caches = caches;
        this.times = times;
    }

    /// The cluster as the caches show it, once they show everything that we wrote ourselves.
    ///
    /// @param takenAt the time that all decisions on this snapshot go by
    /// @param previous what was remembered at the last look
    /// @throws CacheBehindException where a cache does not catch up with our own writes
    public ClusterSnapshot read(Instant takenAt, Memory previous) {
        awaitOwnWrites();
        Occupants.Index occupants = caches.occupants();
        List<NodeFacts> nodes = nodes(occupants);
        ClusterSnapshot snapshot =
                new ClusterSnapshot(
                        takenAt,
                        caches.served(),
                        caches.pools.records(),
                        caches.tenants.records(),
                        nodes,
                        namespaces(occupants),
                        migConfig(),
                        stack(),
                        confirmations(),
                        previous);
        return remembering(snapshot, Memories.observe(previous, snapshot, times));
    }

    /// A node as it is in the API server now; what other objects say of it is as in `known`, but
    /// for its pods, which are as the cache shows them now.
    Optional<NodeFacts> readLive(NodeFacts known) {
        return Optional.ofNullable(client.nodes().withName(known.name()).get())
                .map(NodeRecords::of)
                .map(
                        live ->
                                NodeRecords.with(
                                        live,
                                        caches.occupants(live.name()),
                                        known.dynamicResources(),
                                        known.fencedLook().filter(_ -> isFenced(known))));
    }

    private void awaitOwnWrites() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ObjectKind kind : ObjectKind.values()) {
            Watched<?, ?> cache = caches.of(kind);
            while (!caches.writes().seenBy(kind, cache)) {
                if (System.nanoTime() > deadline) {
                    cache.restart();
                    throw new CacheBehindException(cache.name());
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBehindException("everything, because the operator stops and");
        }
    }

    private List<NodeFacts> nodes(Occupants.Index occupants) {
        List<NodeFacts> nodes = caches.nodes.records();
        Set<String> dynamic =
                caches.slices.records().stream()
                        .filter(slice -> slice.driver().equals(DRA_DRIVER))
                        .map(Shapes.SliceRecord::node)
                        .collect(Collectors.toSet());
        Map<String, Occupants> looks = looks(nodes);
        return nodes.stream()
                .map(
                        node -> {
                            Occupants live = looks.get(node.name());
                            return NodeRecords.with(
                                    node,
                                    live == null ? occupants.of(node.name()) : live,
                                    dynamic.contains(node.name()),
                                    Optional.ofNullable(live).map(Occupants::look));
                        })
                .toList();
    }

    /// Of each fenced node the pods as the API server has them now, not as a cache shows them: the
    /// fence stands already, so whatever is not there now cannot come any more.
    private Map<String, Occupants> looks(List<NodeFacts> nodes) {
        Map<String, Occupants> looks = new ConcurrentHashMap<>();
        Fanout.each(
                nodes.stream().filter(ClusterReader::isFenced).toList(),
                node -> looks.put(node.name(), caches.occupants(podsNow(node.name()))));
        return looks;
    }

    private List<PodRecord> podsNow(String node) {
        return client
                .resources(SlimPod.class, SlimPodList.class)
                .inAnyNamespace()
                .withField("spec.nodeName", node)
                .list()
                .getItems()
                .stream()
                .map(PodRecord::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Fenced and not yet asked of mig-manager: only then a look decides anything.
    private static boolean isFenced(NodeFacts node) {
        return node.taints().stream()
                .anyMatch(
                        taint ->
                                taint.key().equals(WellKnown.CHANGE_TAINT)
                                        && taint.value().equals(State.FENCED.text()));
    }

    private List<NamespaceFacts> namespaces(Occupants.Index occupants) {
        Set<String> relevant = Quotas.ownedNamespaces(caches.quotas);
        caches.tenants.records().stream()
                .flatMap(tenant -> tenant.spec().namespaces().stream())
                .forEach(namespace -> relevant.add(namespace.name()));
        return caches.namespaces.records().stream()
                .filter(
                        namespace ->
                                relevant.contains(namespace.name())
                                        || namespace.labels().containsKey(WellKnown.TENANT_LABEL))
                .map(
                        namespace ->
                                new NamespaceFacts(
                                        namespace.name(),
                                        namespace.uid(),
                                        namespace.terminating(),
                                        namespace.labels(),
                                        namespace.annotations(),
                                        Quotas.in(namespace.name(), caches.quotas),
                                        occupants.gpuPods(namespace.name())))
                .toList();
    }

    private MigConfigFacts migConfig() {
        Optional<ConfigMap> map = caches.migConfig.records().stream().findFirst();
        String document = map.map(ClusterReader::document).orElse("");
        return new MigConfigFacts(
                map.isPresent(),
                document,
                MigPartedConfig.ours(document),
                EntriesSince.parse(
                        map.map(present -> present.getMetadata().getAnnotations())
                                .map(found -> found.get(WellKnown.ENTRIES_SINCE_ANNOTATION))
                                .orElse("{}")),
                caches.extraMigConfig
                        .flatMap(extra -> extra.records().stream().findFirst())
                        .map(ClusterReader::document));
    }

    private static String document(ConfigMap map) {
        return map.getData() == null ? "" : map.getData().getOrDefault(MigPartedConfig.KEY, "");
    }

    private StackFacts stack() {
        return new StackFacts(
                ClusterPolicies.inForce(caches.clusterPolicies.records()),
                caches.daemonSets.records());
    }

    private SortedSet<String> confirmations() {
        return caches.confirmations.records().stream()
                .filter(map -> map.getData() != null)
                .flatMap(map -> map.getData().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ClusterSnapshot remembering(ClusterSnapshot seen, Memory memory) {
        return new ClusterSnapshot(
                seen.takenAt(),
                seen.served(),
                seen.pools(),
                seen.tenants(),
                seen.nodes(),
                seen.namespaces(),
                seen.migConfig(),
                seen.stack(),
                seen.confirmations(),
                memory);
    }
}
