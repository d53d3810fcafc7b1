package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// A node as far as decisions need it. It keeps the maps that it is made of, so that equal ones of
/// many nodes can be one.
///
/// @param labels in no order: a dozen of them are looked up for each node, none is ever listed
/// @param resourceVersion the version that a patch must carry
/// @param notes what our annotations say
/// @param allocatable resources `nvidia.com/*` above zero, in counts
/// @param ready the Ready condition is True; Unknown counts as not ready
/// @param readySince when the Ready condition last changed; empty where there is none
/// @param gpuPods non-terminal pods bound to the node that hold `nvidia.com/*` or a device claim
/// @param pods how many non-terminal pods of each namespace are bound to the node, GPU or not;
///   those of DaemonSets and static ones, which belong to the node, are left out
/// @param controllers names `namespace/pod` of pods that make the node untouchable: our own, and
///   those of NVIDIA's operator that no DaemonSet owns
/// @param dynamicResources GPUs of the node are published through DRA
/// @param fencedLook what a consistent list of the node's pods showed that began after the fence
///   was set; empty where none was made
/// @param overwrittenBy the last field manager other than ours that wrote one of our keys
public record NodeFacts(
        String name,
        String uid,
        String resourceVersion,
        Instant createdAt,
        Map<String, String> labels,
        NodeNotes notes,
        List<Taint> taints,
        SortedMap<String, Long> allocatable,
        boolean ready,
        Optional<Instant> readySince,
        List<PodFacts> gpuPods,
        SortedMap<String, Integer> pods,
        List<String> controllers,
        boolean dynamicResources,
        Optional<Look> fencedLook,
        Optional<String> overwrittenBy) {

    public NodeFacts {
        labels = Collections.unmodifiableMap(labels);
        taints = List.copyOf(taints);
        allocatable = Collections.unmodifiableSortedMap(allocatable);
        gpuPods = List.copyOf(gpuPods);
        pods = Collections.unmodifiableSortedMap(pods);
        controllers = List.copyOf(controllers);
    }

    /// Whether no GPU pod is known to be on the node.
    public boolean idle() {
        return gpuPods.isEmpty();
    }

    /// The record of the node's change; empty where it is gone or cannot be read.
    public Optional<ChangeRecord> change() {
        return notes.change();
    }

    /// The pool that the node belongs to by its record, or by its label where that is gone.
    public Optional<String> pool() {
        return change().map(ChangeRecord::pool).or(() -> label(WellKnown.POOL_LABEL));
    }

    /// When a node that is NotReady stops counting; empty where it is Ready or has never been.
    Optional<Instant> notReadyAt(Settings.Times times) {
        return ready ? Optional.empty() : readySince.map(it -> it.plus(times.notReadyGrace()));
    }

    /// Whether the node has been NotReady for too long to count.
    boolean lost(Instant now, Settings.Times times) {
        return !ready && notReadyAt(times).map(at -> !now.isBefore(at)).orElse(true);
    }

    /// A label's value.
    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /// A taint of a node, as Kubernetes has it; `timeAdded` is kept only to be written back.
    public record Taint(String key, String value, String effect, Optional<String> timeAdded) {}

    /// A pod that holds GPUs: what it holds of `nvidia.com/*`, in counts.
    public record PodFacts(String namespace, String name, SortedMap<String, Long> holds) {}

    /// What a consistent look at a fenced node showed.
    ///
    /// @param idle no GPU pod
    /// @param namespaces those of the pods that [NodeFacts#pods] counts
    public record Look(boolean idle, SortedSet<String> namespaces) {

        public Look {
            namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        }
    }
}
