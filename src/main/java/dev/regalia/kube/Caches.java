package dev.regalia.kube;

import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.Settings;
import dev.regalia.plan.StackFacts;
import dev.regalia.plan.TenantFacts;
import dev.regalia.render.ResourceQuotas;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that is watched, as compact records that follow the cluster.
///
/// A kind that is not served stops nothing: our own kinds and NVIDIA's are watched from the moment
/// at which their definition is established until it is deleted, and anew when it comes back.
public final class Caches implements AutoCloseable {

    private final Writes writes = new Writes();
    private final Occupants.Controllers controllers;

    final Watched<Node, NodeFacts> nodes;
    final Watched<SlimPod, PodRecord> pods;
    final Watched<Namespace, Shapes.NamespaceRecord> namespaces;
    final Watched<ResourceQuota, ResourceQuota> quotas;
    final Watched<LimitRange, LimitRange> limitRanges;
    final Watched<NetworkPolicy, NetworkPolicy> networkPolicies;
    final Watched<RoleBinding, RoleBinding> roleBindings;
    final Watched<DaemonSet, StackFacts.DaemonSet> daemonSets;
    final Watched<GenericKubernetesResource, Shapes.SliceRecord> slices;
    final Watched<ConfigMap, ConfigMap> migConfig;
    final Optional<Watched<ConfigMap, ConfigMap>> extraMigConfig;
    final Watched<ConfigMap, ConfigMap> confirmations;
    final Watched<GenericKubernetesResource, PoolFacts> pools;
    final Watched<GenericKubernetesResource, TenantFacts> tenants;
    final Watched<GenericKubernetesResource, ClusterPolicies.Read> clusterPolicies;

    private final List<ServedKind> servedKinds;
    private final List<Watched<?, ?>> always;

    /// @param extraMigConfig name of the ConfigMap whose mig-parted entries are taken in
    /// @param changed called after each change that may matter to a decision; must be quick
    public Caches(
            KubernetesClient client,
            Settings settings,
            Optional<String> extraMigConfig,
            Runnable changed) {
        Informers informers = new Informers(client, changed);
        controllers = new Occupants.Controllers(settings.namespace(), settings.nvidiaNamespace());
        nodes = informers.everywhere(Shapes.NODES, client.nodes());
        pods = informers.pods(controllers);
        namespaces = informers.everywhere(Shapes.NAMESPACES, client.namespaces());
        quotas =
                informers.named(
                        "resourcequotas",
                        ResourceQuotas.NAME,
                        ResourceQuota::new,
                        ResourceQuota.class);
        limitRanges = informers.ours("limitranges", LimitRange::new, LimitRange.class);
        networkPolicies =
                informers.ours("networkpolicies", NetworkPolicy::new, NetworkPolicy.class);
        roleBindings = informers.ours("rolebindings", RoleBinding::new, RoleBinding.class);
        daemonSets =
                informers.everywhere(
                        Shapes.DAEMON_SETS, client.apps().daemonSets().inAnyNamespace());
        slices =
                informers.generic(
                        Shapes.SLICES,
                        Informers.kind("resource.k8s.io", "v1", "ResourceSlice", "resourceslices"));
        migConfig = informers.configMap(settings.nvidiaNamespace(), settings.migConfigMap());
        this.extraMigConfig =
                extraMigConfig.map(name -> informers.configMap(settings.nvidiaNamespace(), name));
        confirmations = informers.configMap(settings.namespace(), WellKnown.CONFIRMATIONS);
        pools = informers.generic(Shapes.POOLS, Informers.kind(SovereignPool.class));
        tenants = informers.generic(Shapes.TENANTS, Informers.kind(SovereignTenant.class));
        clusterPolicies =
                informers.generic(
                        Shapes.CLUSTER_POLICIES,
                        Informers.kind("nvidia.com", "v1", "ClusterPolicy", "clusterpolicies"));
        servedKinds = servedKinds(informers);
        always = always();
    }

    private List<ServedKind> servedKinds(Informers informers) {
        return List.of(
                informers.served(HasMetadata.getFullResourceName(SovereignPool.class), pools),
                informers.served(HasMetadata.getFullResourceName(SovereignTenant.class), tenants),
                informers.served("clusterpolicies.nvidia.com", clusterPolicies));
    }

    private List<Watched<?, ?>> always() {
        return Stream.concat(
                        Stream.of(
                                nodes,
                                pods,
                                namespaces,
                                quotas,
                                limitRanges,
                                networkPolicies,
                                roleBindings,
                                daemonSets,
                                slices,
                                migConfig,
                                confirmations),
                        extraMigConfig.stream())
                .toList();
    }

    /// Begins to watch; returns at once.
    public void start() {
        always.forEach(Watched::start);
        servedKinds.forEach(ServedKind::start);
    }

    /// Whether every kind that is served has been listed.
    public boolean synced() {
        return waitingFor().isEmpty();
    }

    /// The kinds whose first list is not in yet, for people.
    public List<String> waitingFor() {
        return Stream.concat(
                        always.stream()
                                .filter(kind -> !kind.synced() && !kind.notServed())
                                .map(Watched::name),
                        servedKinds.stream()
                                .filter(kind -> !kind.synced())
                                .map(ServedKind::crdName))
                .toList();
    }

    /// Why kinds are not listed, of those about which something is known.
    List<Refusal> refusals() {
        return Stream.concat(
                        always.stream().map(Watched::refusal),
                        servedKinds.stream().map(ServedKind::refusal))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /// Why kinds are not synced, as far as it is known, for people.
    public List<String> refused() {
        return refusals().stream().map(Refusal::message).toList();
    }

    /// Which of our kinds the API server serves.
    public ClusterSnapshot.Served served() {
        return new ClusterSnapshot.Served(servedKinds.get(0).served(), servedKinds.get(1).served());
    }

    @Override
    public void close() {
        servedKinds.forEach(ServedKind::stop);
        always.forEach(Watched::stop);
    }

    Writes writes() {
        return writes;
    }

    Occupants.Index occupants() {
        return new Occupants.Index(pods.records(), controllers);
    }

    Occupants occupants(List<PodRecord> podsOfNode) {
        return Occupants.of(podsOfNode, controllers);
    }

    /// The pods of one node.
    Occupants occupants(String node) {
        return occupants(
                pods.records().stream()
                        .filter(pod -> pod.node().filter(node::equals).isPresent())
                        .toList());
    }

    /// The cache of a kind that we write.
    Watched<?, ?> of(ObjectKind kind) {
        return switch (kind) {
            case NODE -> nodes;
            case NAMESPACE -> namespaces;
            case RESOURCE_QUOTA -> quotas;
            case LIMIT_RANGE -> limitRanges;
            case NETWORK_POLICY -> networkPolicies;
            case ROLE_BINDING -> roleBindings;
            case MIG_CONFIG_MAP -> migConfig;
            case CONFIRMATIONS -> confirmations;
        };
    }

    /// An object of ours in a tenant namespace as it is stored.
    Optional<? extends HasMetadata> stored(ObjectKind kind, String key) {
        return switch (kind) {
            case RESOURCE_QUOTA -> quotas.record(key);
            case LIMIT_RANGE -> limitRanges.record(key);
            case NETWORK_POLICY -> networkPolicies.record(key);
            case ROLE_BINDING -> roleBindings.record(key);
            case MIG_CONFIG_MAP -> migConfig.record(key);
            case CONFIRMATIONS -> confirmations.record(key);
            case NODE, NAMESPACE -> Optional.empty();
        };
    }
}
