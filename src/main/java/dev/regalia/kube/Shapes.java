package dev.regalia.kube;

import dev.regalia.kube.RecordStore.Shape;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.StackFacts;
import dev.regalia.plan.TenantFacts;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/// What is kept of each kind that is watched, and which changes of it matter.
final class Shapes {

    private Shapes() {}

    /// A namespace as it stands.
    record NamespaceRecord(
            String name,
            String uid,
            boolean terminating,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations) {}

    /// Whether a kind is served.
    record CrdRecord(String uid, boolean served) {}

    /// A slice of a node's devices that some DRA driver publishes.
    record SliceRecord(String node, String driver) {}

    static final Shape<Node, NodeFacts> NODES =
            new Shape<>(
                    "nodes",
                    Node::new,
                    node -> Optional.of(NodeRecords.of(node)),
                    NodeRecords::same);

    static final Shape<Namespace, NamespaceRecord> NAMESPACES =
            new Shape<>(
                    "namespaces",
                    Namespace::new,
                    namespace ->
                            Optional.of(
                                    new NamespaceRecord(
                                            namespace.getMetadata().getName(),
                                            namespace.getMetadata().getUid(),
                                            terminating(namespace),
                                            NodeRecords.sorted(namespace.getMetadata().getLabels()),
                                            NodeRecords.ours(
                                                    namespace.getMetadata().getAnnotations()))),
                    Object::equals);

    static final Shape<CustomResourceDefinition, CrdRecord> CRDS =
            new Shape<>(
                    "customresourcedefinitions",
                    CustomResourceDefinition::new,
                    crd -> Optional.of(new CrdRecord(crd.getMetadata().getUid(), served(crd))),
                    Object::equals);

    static final Shape<DaemonSet, StackFacts.DaemonSet> DAEMON_SETS =
            new Shape<>(
                    "daemonsets",
                    DaemonSet::new,
                    daemonSet -> Optional.of(DaemonSets.record(daemonSet)),
                    Object::equals);

    static final Shape<GenericKubernetesResource, SliceRecord> SLICES =
            new Shape<>(
                    "resourceslices",
                    GenericKubernetesResource::new,
                    slice -> {
                        String node = slice.get("spec", "nodeName");
                        String driver = slice.get("spec", "driver");
                        return node == null || driver == null
                                ? Optional.empty()
                                : Optional.of(new SliceRecord(node, driver));
                    },
                    Object::equals);

    static final Shape<GenericKubernetesResource, ClusterPolicies.Read> CLUSTER_POLICIES =
            new Shape<>(
                    "clusterpolicies",
                    GenericKubernetesResource::new,
                    policy -> Optional.of(ClusterPolicies.record(policy)),
                    Object::equals);

    /// A status of ours is no reason to decide again.
    static final Shape<GenericKubernetesResource, PoolFacts> POOLS =
            new Shape<>(
                    "sovereignpools",
                    GenericKubernetesResource::new,
                    pool -> Optional.of(OwnObjects.pool(pool)),
                    (before, now) ->
                            before.uid().equals(now.uid())
                                    && before.generation() == now.generation());

    /// A status of ours is no reason to decide again.
    static final Shape<GenericKubernetesResource, TenantFacts> TENANTS =
            new Shape<>(
                    "sovereigntenants",
                    GenericKubernetesResource::new,
                    tenant -> Optional.of(OwnObjects.tenant(tenant)),
                    (before, now) ->
                            before.uid().equals(now.uid())
                                    && before.generation() == now.generation());

    /// Pods that hold devices or are on a node as somebody's work, and those of the namespaces that
    /// make a node untouchable.
    static Shape<SlimPod, PodRecord> pods(Occupants.Controllers controllers) {
        return new Shape<>(
                "pods",
                SlimPod::new,
                pod ->
                        PodRecord.of(pod)
                                .filter(
                                        record ->
                                                record.usesDevices()
                                                        || record.occupiesNode()
                                                        || controllers.include(record)),
                Object::equals);
    }

    /// Objects that are kept whole, to be compared with what they must be.
    static <T extends HasMetadata> Shape<T, T> whole(String name, Supplier<T> blank) {
        return new Shape<>(
                name,
                blank,
                object -> {
                    object.getMetadata().setManagedFields(null);
                    return Optional.of(object);
                },
                (before, now) ->
                        Objects.equals(
                                before.getMetadata().getResourceVersion(),
                                now.getMetadata().getResourceVersion()));
    }

    private static boolean terminating(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean served(CustomResourceDefinition crd) {
        return crd.getMetadata().getDeletionTimestamp() == null
                && crd.getStatus() != null
                // Present and null until the API server has looked at the definition.
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(
                                condition ->
                                        "Established".equals(condition.getType())
                                                && "True".equals(condition.getStatus()));
    }
}
