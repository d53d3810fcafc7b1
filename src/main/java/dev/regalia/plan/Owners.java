package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges pools and tenants that something in the cluster names and that do not exist.
///
/// A wiped cluster, one that is being restored and one where somebody deleted on purpose look
/// alike. So a missing owner freezes what it held. Only a pool is ever released by time, and only
/// as long as few go missing at once; a confirmation by a person releases either.
public final class Owners {

    /// So many may go missing within the grace however few there are.
    private static final int ALWAYS_FEW = 3;

    /// Otherwise one of so many may.
    private static final int FEW_OF = 10;

    private Owners() {}

    /// The verdict on every missing owner at the time of the snapshot.
    public static OwnerVerdicts judge(ClusterSnapshot snapshot, Settings settings) {
        Set<String> pools =
                snapshot.pools().stream().map(PoolFacts::name).collect(Collectors.toSet());
        Set<String> tenants =
                snapshot.tenants().stream().map(TenantFacts::name).collect(Collectors.toSet());
        Kind pool = Kind.of(WellKnown.POOL_KIND, snapshot.served().pools(), pools, snapshot);
        Kind tenant =
                Kind.of(WellKnown.TENANT_KIND, snapshot.served().tenants(), tenants, snapshot);
        SortedSet<String> released = new TreeSet<>();
        SortedSet<String> frozen = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        Optional<Instant> reconsiderAt = Optional.empty();
        for (Kind kind : List.of(pool, tenant)) {
            Optional<String> brake = brake(kind, settings.times().missingOwnerGrace());
            for (Missing missing : kind.missing().values()) {
                Verdict verdict = verdict(kind, missing, brake, snapshot, settings);
                (verdict.released() ? released : frozen).add(missing.key());
                findings.add(MissingOwnerFindings.of(missing, verdict, snapshot, settings));
                reconsiderAt = earliest(reconsiderAt, verdict.releasedAt());
            }
        }
        return new OwnerVerdicts(
                released, frozen, findings, reconsiderAt, done(snapshot, pool, tenant));
    }

    private static Verdict verdict(
            Kind kind,
            Missing missing,
            Optional<String> brake,
            ClusterSnapshot snapshot,
            Settings settings) {
        if (snapshot.confirmations().contains(missing.key())) {
            return Verdict.byPerson();
        }
        if (kind.name().equals(WellKnown.TENANT_KIND)) {
            return Verdict.kept("");
        }
        if (brake.isPresent()) {
            return Verdict.kept(brake.get());
        }
        // A kind that was wiped comes back one object after the other.
        Instant back = snapshot.memory().presentSince().getOrDefault(kind.name(), missing.since());
        Instant from = back.isAfter(missing.since()) ? back : missing.since();
        Instant at = from.plus(settings.times().missingOwnerGrace());
        return Verdict.byTime(at, snapshot.takenAt());
    }

    /// Why no object of the kind is released by time; empty where time may release.
    ///
    /// The count is taken over every span of the length of the grace, not only over the last one:
    /// otherwise a wiped fleet would be let go as soon as the grace had passed for all of it. Those
    /// that are back or were let go meanwhile count too.
    private static Optional<String> brake(Kind kind, Duration grace) {
        if (!kind.served()) {
            return Optional.of("the API server does not serve " + kind.name() + " at all");
        }
        if (kind.present().isEmpty()) {
            return Optional.of("no " + kind.name() + " exists at all");
        }
        List<Instant> since = kind.since().values().stream().sorted().toList();
        int all = kind.all();
        int few = Math.max(ALWAYS_FEW, all / FEW_OF);
        int first = 0;
        for (int last = 0; last < since.size(); last++) {
            while (since.get(first).plus(grace).isBefore(since.get(last))) {
                first++;
            }
            int together = last - first + 1;
            if (together > few) {
                return Optional.of(
                        "%d of %d objects of this kind went missing within %s, more than %d"
                                .formatted(
                                        together, all, MissingOwnerFindings.minutes(grace), few));
            }
        }
        return Optional.empty();
    }

    private static List<String> done(ClusterSnapshot snapshot, Kind pool, Kind tenant) {
        return snapshot.confirmations().stream()
                .filter(key -> isOfKind(key, pool.name()) || isOfKind(key, tenant.name()))
                .filter(key -> !pool.holds(key) && !tenant.holds(key))
                .sorted()
                .toList();
    }

    private static boolean isOfKind(String key, String kind) {
        return key.startsWith(kind + ".");
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    /// How a missing owner was judged.
    ///
    /// @param why why it is not released by time; empty where time may
    /// @param releasedAt when time will release it
    record Verdict(boolean released, boolean confirmed, String why, Optional<Instant> releasedAt) {

        static Verdict byPerson() {
            return new Verdict(true, true, "", Optional.empty());
        }

        static Verdict kept(String why) {
            return new Verdict(false, false, why, Optional.empty());
        }

        static Verdict byTime(Instant at, Instant now) {
            return at.isAfter(now)
                    ? new Verdict(false, false, "", Optional.of(at))
                    : new Verdict(true, false, "", Optional.empty());
        }
    }

    /// A missing owner, since when, and how many things name it.
    record Missing(String kind, String name, Instant since, int nodes, int namespaces) {

        String key() {
            return OwnerVerdicts.key(kind, name);
        }

        private Missing with(int moreNodes, int moreNamespaces) {
            return new Missing(kind, name, since, nodes + moreNodes, namespaces + moreNamespaces);
        }
    }

    /// One of our kinds: what is there and what is missing, by name.
    ///
    /// @param since since when each has been missing, with those that are back or were let go while
    ///   others are missing
    private record Kind(
            String name,
            boolean served,
            Set<String> present,
            SortedMap<String, Missing> missing,
            SortedMap<String, Instant> since) {

        static Kind of(String kind, boolean served, Set<String> present, ClusterSnapshot snapshot) {
            SortedMap<String, Missing> missing = new TreeMap<>();
            boolean ofPools = kind.equals(WellKnown.POOL_KIND);
            if (ofPools) {
                for (NodeFacts node : snapshot.nodes()) {
                    node.pool()
                            .filter(name -> !present.contains(name))
                            .ifPresent(name -> count(missing, fresh(kind, name, snapshot), 1, 0));
                }
            }
            for (NamespaceFacts namespace : snapshot.namespaces()) {
                namespace
                        .tenant()
                        .flatMap(tenant -> ofPools ? namespace.pool() : Optional.of(tenant))
                        .filter(name -> !present.contains(name))
                        .ifPresent(name -> count(missing, fresh(kind, name, snapshot), 0, 1));
            }
            SortedMap<String, Instant> since = new TreeMap<>();
            snapshot.memory()
                    .wentSince()
                    .forEach(
                            (key, at) -> {
                                if (isOfKind(key, kind)) {
                                    since.put(key.substring(kind.length() + 1), at);
                                }
                            });
            missing.forEach((name, one) -> since.put(name, one.since()));
            return new Kind(kind, served, present, missing, since);
        }

        int all() {
            Set<String> names = new HashSet<>(present);
            names.addAll(since.keySet());
            return names.size();
        }

        boolean holds(String key) {
            return missing.values().stream().anyMatch(one -> one.key().equals(key));
        }

        private static Missing fresh(String kind, String name, ClusterSnapshot snapshot) {
            Instant since =
                    snapshot.memory()
                            .missingSince()
                            .getOrDefault(OwnerVerdicts.key(kind, name), snapshot.takenAt());
            return new Missing(kind, name, since, 0, 0);
        }

        private static void count(
                SortedMap<String, Missing> all, Missing fresh, int nodes, int namespaces) {
            Missing before = all.getOrDefault(fresh.name(), fresh);
            all.put(fresh.name(), before.with(nodes, namespaces));
        }
    }
}
