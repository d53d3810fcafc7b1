package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.Memory.Dip;
import dev.regalia.plan.Memory.Mends;
import dev.regalia.plan.Memory.Success;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How one look at the cluster turns what the process remembers into what it remembers next.
public final class Memories {

    /// So many repairs of one node within the window are too many.
    private static final int TOO_MANY = 3;

    private Memories() {}

    /// The memory after a look. What is no longer there is forgotten; what was not there before is
    /// counted from this look.
    ///
    /// @param looked the look; the memory in it is not read
    public static Memory observe(Memory previous, ClusterSnapshot looked, Settings.Times times) {
        Instant now = looked.takenAt();
        SortedMap<String, Dip> dips = new TreeMap<>();
        SortedMap<String, SortedMap<String, Long>> shown = new TreeMap<>();
        SortedMap<String, Success> successes = new TreeMap<>();
        SortedMap<String, Mends> mends = new TreeMap<>();
        for (NodeFacts node : looked.nodes()) {
            String name = node.name();
            Optional.ofNullable(previous.mends().get(name)).ifPresent(m -> mends.put(name, m));
            success(previous, node, now).ifPresent(success -> successes.put(name, success));
            if (serves(node)) {
                shown.put(name, node.allocatable());
                dip(previous, node, now, times).ifPresent(dip -> dips.put(name, dip));
            }
        }
        SortedSet<String> missing = missing(looked);
        return new Memory(
                since(previous.missingSince(), missing, now),
                went(previous, missing),
                since(previous.presentSince(), present(looked), now),
                dips,
                shown,
                successes,
                mends,
                since(previous.unusedSince(), unused(looked), now));
    }

    /// A cut changes allocatable too; only of a node that serves is a drop a dip.
    private static boolean serves(NodeFacts node) {
        return node.change().filter(r -> r.state() == State.READY).isPresent();
    }

    /// A dip that has lasted the grace is over: what is shown then is what is there, and a further
    /// drop is a dip of its own.
    private static Optional<Dip> dip(
            Memory previous, NodeFacts node, Instant now, Settings.Times times) {
        Dip running = previous.dips().get(node.name());
        if (running != null && now.isBefore(running.since().plus(times.dipGrace()))) {
            return Resources.covers(node.allocatable(), running.before())
                    ? Optional.empty()
                    : Optional.of(running);
        }
        SortedMap<String, Long> last = previous.lastAllocatable().get(node.name());
        return last == null || Resources.covers(node.allocatable(), last)
                ? Optional.empty()
                : Optional.of(new Dip(last, now));
    }

    private static Optional<Success> success(Memory previous, NodeFacts node, Instant now) {
        boolean success =
                node.label(WellKnown.MIG_STATE_LABEL).equals(Optional.of(StepInput.SUCCESS));
        if (!success) {
            return Optional.empty();
        }
        String config = node.label(WellKnown.MIG_CONFIG_LABEL).orElse("");
        Success known = previous.successSince().get(node.name());
        return Optional.of(
                known != null && known.config().equals(config) ? known : new Success(config, now));
    }

    private static SortedMap<String, Instant> since(
            SortedMap<String, Instant> previous, SortedSet<String> present, Instant now) {
        SortedMap<String, Instant> since = new TreeMap<>();
        present.forEach(key -> since.put(key, previous.getOrDefault(key, now)));
        return since;
    }

    /// Owners that something names and that do not exist, as `<Kind>.<name>`.
    private static SortedSet<String> missing(ClusterSnapshot looked) {
        SortedSet<String> owners = new TreeSet<>();
        for (NodeFacts node : looked.nodes()) {
            node.pool().ifPresent(pool -> owners.add(pool(pool)));
        }
        for (NamespaceFacts namespace : looked.namespaces()) {
            namespace.tenant().ifPresent(tenant -> owners.add(tenant(tenant)));
            if (namespace.tenant().isPresent()) {
                namespace.pool().ifPresent(pool -> owners.add(pool(pool)));
            }
        }
        looked.pools().forEach(pool -> owners.remove(pool(pool.name())));
        looked.tenants().forEach(tenant -> owners.remove(tenant(tenant.name())));
        return owners;
    }

    /// Owners that went missing and are back or were let go. They still say how many went at once,
    /// as long as others of their kind are missing: while a wiped fleet is being restored, or one
    /// pool of it is confirmed, the last few must not look like a few.
    private static SortedMap<String, Instant> went(Memory previous, SortedSet<String> missing) {
        SortedMap<String, Instant> went = new TreeMap<>(previous.wentSince());
        went.putAll(previous.missingSince());
        went.keySet().removeAll(missing);
        for (String kind : List.of(pool(""), tenant(""))) {
            if (missing.stream().noneMatch(key -> key.startsWith(kind))) {
                went.keySet().removeIf(key -> key.startsWith(kind));
            }
        }
        return went;
    }

    /// The kinds of ours of which there is anything.
    private static SortedSet<String> present(ClusterSnapshot looked) {
        SortedSet<String> kinds = new TreeSet<>();
        if (!looked.pools().isEmpty()) {
            kinds.add(WellKnown.POOL_KIND);
        }
        if (!looked.tenants().isEmpty()) {
            kinds.add(WellKnown.TENANT_KIND);
        }
        return kinds;
    }

    private static String pool(String name) {
        return WellKnown.POOL_KIND + "." + name;
    }

    private static String tenant(String name) {
        return WellKnown.TENANT_KIND + "." + name;
    }

    /// Entries of ours in the merged map that no node names.
    private static SortedSet<String> unused(ClusterSnapshot looked) {
        SortedSet<String> entries = new TreeSet<>(looked.migConfig().since().keySet());
        entries.removeIf(name -> !name.startsWith(WellKnown.MIG_ENTRY_PREFIX));
        for (NodeFacts node : looked.nodes()) {
            entries.removeAll(entriesNamed(node).toList());
        }
        return entries;
    }

    private static Stream<String> entriesNamed(NodeFacts node) {
        Stream<String> recorded =
                node.change().stream()
                        .flatMap(r -> Stream.concat(r.wanted().stream(), r.lastGood().stream()));
        return Stream.concat(node.label(WellKnown.MIG_CONFIG_LABEL).stream(), recorded);
    }

    /// The memory after our keys on a node were put back. Three times within the window, for one
    /// generation of the pool, are too many.
    public static Memory mended(
            Memory memory, String node, Instant at, long poolGeneration, Settings.Times times) {
        Mends known = memory.mends().get(node);
        boolean sameSpec = known != null && known.poolGeneration() == poolGeneration;
        Instant from = at.minus(times.overwriteWindow());
        Stream<Instant> earlier =
                known != null && sameSpec
                        ? known.times().stream().filter(time -> time.isAfter(from))
                        : Stream.empty();
        List<Instant> all = Stream.concat(earlier, Stream.of(at)).toList();
        boolean stopped = (known != null && sameSpec && known.stopped()) || all.size() >= TOO_MANY;
        SortedMap<String, Mends> mends = new TreeMap<>(memory.mends());
        mends.put(node, new Mends(all, poolGeneration, stopped));
        return new Memory(
                memory.missingSince(),
                memory.wentSince(),
                memory.presentSince(),
                memory.dips(),
                memory.lastAllocatable(),
                memory.successSince(),
                mends,
                memory.unusedSince());
    }

    /// Whether nothing more is put back on a node, for this generation of its pool.
    public static boolean mendStopped(Memory memory, String node, long poolGeneration) {
        Map<String, Mends> mends = memory.mends();
        return Optional.ofNullable(mends.get(node))
                .filter(m -> m.stopped() && m.poolGeneration() == poolGeneration)
                .isPresent();
    }

    /// Since when a node has shown `success` for the value of `mig.config` that stands on it.
    public static Optional<Instant> successSince(Memory memory, NodeFacts node) {
        Success success = memory.successSince().get(node.name());
        String config = node.labels().getOrDefault(WellKnown.MIG_CONFIG_LABEL, "");
        return success != null && success.config().equals(config)
                ? Optional.of(success.since())
                : Optional.empty();
    }
}
