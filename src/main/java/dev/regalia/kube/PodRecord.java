package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is kept of a pod that is not finished.
///
/// @param node where it is bound; empty while it is not
/// @param holds what it holds of `nvidia.com/*`, in counts
/// @param claims it has a claim on devices
/// @param daemon a DaemonSet owns it
/// @param fixture it comes with its node and goes with it: of a DaemonSet, or the mirror of a
///   static pod, which the Node owns
record PodRecord(
        String namespace,
        String name,
        Optional<String> node,
        SortedMap<String, Long> holds,
        boolean claims,
        boolean daemon,
        boolean fixture) {

    PodRecord {
        holds =
                holds.isEmpty()
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(holds));
    }

    /// Whether it keeps its node from being idle.
    boolean usesDevices() {
        return claims || !holds.isEmpty();
    }

    /// Whether it is on a node as somebody's work.
    boolean occupiesNode() {
        return node.isPresent() && !fixture;
    }

    /// The record of a pod; empty where its containers have ended for good.
    static Optional<PodRecord> of(SlimPod pod) {
        SlimPod.Status status = pod.getStatus();
        String phase = status == null ? null : status.phase();
        SlimPod.Spec spec = pod.getSpec();
        if (spec == null || "Succeeded".equals(phase) || "Failed".equals(phase)) {
            return Optional.empty();
        }
        String node = spec.nodeName();
        List<Map<String, Object>> claims = spec.resourceClaims();
        boolean daemon = ownedBy("DaemonSet", pod);
        return Optional.of(
                new PodRecord(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        Optional.ofNullable(node).filter(name -> !name.isEmpty()),
                        holds(spec),
                        claims != null && !claims.isEmpty(),
                        daemon,
                        daemon || ownedBy("Node", pod)));
    }

    /// Only a controlling owner counts: Kubernetes looks after such a reference, anybody may set
    /// another.
    private static boolean ownedBy(String kind, SlimPod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(
                        owner ->
                                kind.equals(owner.getKind())
                                        && Boolean.TRUE.equals(owner.getController()));
    }

    /// Containers and sidecars run together; other init containers run one after another before
    /// them, each beside the sidecars that were started earlier.
    private static SortedMap<String, Long> holds(SlimPod.Spec spec) {
        SortedMap<String, Long> running = new TreeMap<>();
        SortedMap<String, Long> most = new TreeMap<>();
        for (SlimPod.Container container : orEmpty(spec.initContainers())) {
            SortedMap<String, Long> own = devices(container);
            if ("Always".equals(container.restartPolicy())) {
                own.forEach((resource, count) -> running.merge(resource, count, Long::sum));
            } else {
                own.forEach(
                        (resource, count) ->
                                most.merge(
                                        resource,
                                        count + running.getOrDefault(resource, 0L),
                                        Math::max));
            }
        }
        for (SlimPod.Container container : orEmpty(spec.containers())) {
            devices(container)
                    .forEach((resource, count) -> running.merge(resource, count, Long::sum));
        }
        running.forEach((resource, count) -> most.merge(resource, count, Math::max));
        return most;
    }

    private static SortedMap<String, Long> devices(SlimPod.Container container) {
        SortedMap<String, Long> devices = new TreeMap<>();
        SlimPod.Resources resources = container.resources();
        if (resources != null) {
            collect(resources.limits(), devices);
            collect(resources.requests(), devices);
        }
        return devices;
    }

    private static void collect(
            @Nullable Map<String, Quantity> quantities, SortedMap<String, Long> into) {
        if (quantities != null) {
            quantities.forEach(
                    (resource, quantity) -> {
                        long count = count(quantity);
                        if (resource.startsWith(WellKnown.NVIDIA_PREFIX) && count > 0) {
                            into.put(resource, count);
                        }
                    });
        }
    }

    /// An extended resource is a whole number, but may be written as `1k`.
    static long count(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.getNumericalAmount().longValue();
    }

    private static List<SlimPod.Container> orEmpty(@Nullable List<SlimPod.Container> containers) {
        return containers == null ? List.of() : containers;
    }
}
