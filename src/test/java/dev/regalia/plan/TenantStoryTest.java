package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.TenantSpec.TenantNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random stories of tenants, pods, quota controller and iron; the rules are checked after every
/// single write.
class TenantStoryTest {

    private static final int TENANTS = 6;
    private static final int NAMESPACES = 10;

    private final TenantWorld world = new TenantWorld();
    private final Map<String, Long> iron = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void promise1APartitionIsNeverGrantedTwiceWhateverHappensInWhateverOrder(int seed) {
        Random random = new Random(seed);
        lay("paris", 20 + random.nextInt(40));
        lay("lyon", 10 + random.nextInt(20));
        for (int step = 0; step < 150; step++) {
            happen(random);
            look();
            if (step % 30 == 29) {
                settled();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void promise1NewcomersAndPodsNeverLowerAGrantInForce(int seed) {
        Random random = new Random(seed);
        lay("paris", 20 + random.nextInt(40));
        SortedMap<String, Long> before = new TreeMap<>();
        for (int tenant = 0; tenant < 12; tenant++) {
            world.simpleTenant("tenant-" + random.nextInt(100), 1 + random.nextInt(15));
            for (int step = 0; step < 6; step++) {
                anyNamespace(random).ifPresent(name -> pods(name, random));
                anyNamespace(random).ifPresent(world::enforce);
                look();
                before.forEach(
                        (name, hard) ->
                                assertThat(world.hard(name, ONE_G))
                                        .as(name)
                                        .isGreaterThanOrEqualTo(Math.min(hard, wanted(name))));
                world.namespaces
                        .keySet()
                        .forEach(name -> before.put(name, world.hard(name, ONE_G)));
            }
        }
    }

    private long wanted(String tenant) {
        return world.living(tenant).spec().shares().getFirst().partitions().getFirst().count();
    }

    private void lay(String pool, long count) {
        iron.put(pool, count);
        world.pool(pool, Map.of(ONE_G, count));
    }

    private void happen(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> tenant(random);
            case 2 -> world.tenants.remove("tenant-" + random.nextInt(TENANTS));
            case 3 -> anyNamespace(random).ifPresent(world::terminate);
            case 4 -> finishDeletions();
            case 5, 6, 7 -> anyNamespace(random).ifPresent(world::enforce);
            case 8, 9 -> anyNamespace(random).ifPresent(name -> pods(name, random));
            case 10 -> world.confirmations.add("SovereignTenant.tenant-" + random.nextInt(TENANTS));
            default -> hiccup(random);
        }
    }

    private void tenant(Random random) {
        List<TenantNamespace> listed = new ArrayList<>();
        for (int i = 0; i < NAMESPACES; i++) {
            if (random.nextInt(4) == 0) {
                String pool = random.nextInt(3) == 0 ? "lyon" : "paris";
                listed.add(on(pool, "ns-" + i, 1 + random.nextInt(5)));
            }
        }
        world.tenant(
                "tenant-" + random.nextInt(TENANTS),
                List.of(
                        slices("paris", 1 + random.nextInt(25)),
                        slices("lyon", 1 + random.nextInt(12))),
                listed);
    }

    private Optional<String> anyNamespace(Random random) {
        List<String> names = List.copyOf(world.namespaces.keySet());
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.get(random.nextInt(names.size())));
    }

    /// Pods come as far as quota in force allows, and go.
    private void pods(String name, Random random) {
        NamespaceFacts namespace = world.namespace(name);
        if (namespace.quota().isEmpty()) {
            return;
        }
        NamespaceFacts.QuotaFacts quota = namespace.quota().get();
        long used = quota.used().getOrDefault(ONE_G, 0L);
        boolean admits = namespace.granted() && !namespace.terminating();
        long most = admits ? Math.max(used, quota.hardInForce().getOrDefault(ONE_G, 0L)) : used;
        world.use(name, ONE_G, random.nextLong(most + 1));
    }

    private void finishDeletions() {
        world.namespaces.values().removeIf(NamespaceFacts::terminating);
    }

    /// A pool is suspended or not, vanishes and comes back, loses iron or gets more.
    private void hiccup(Random random) {
        String pool = random.nextBoolean() ? "paris" : "lyon";
        switch (random.nextInt(5)) {
            case 0 -> world.change(pool, true, random.nextBoolean(), false);
            case 1 -> world.pools.remove(pool);
            case 2 -> lay(pool, iron.getOrDefault(pool, 0L));
            case 3 -> {
                if (world.pools.containsKey(pool)) {
                    lay(pool, Math.max(5, iron.getOrDefault(pool, 0L) - random.nextInt(12)));
                }
            }
            default -> {
                if (world.pools.containsKey(pool)) {
                    lay(pool, iron.getOrDefault(pool, 0L) + random.nextInt(3));
                }
            }
        }
    }

    /// One look; its writes arrive one by one in some order, and each is checked.
    private void look() {
        SortedMap<String, NamespaceFacts> before = new TreeMap<>(world.namespaces);
        OwnerVerdicts verdicts = world.judge();
        Tenancy tenancy = world.look();
        assertThat(world.look()).as("the same input gives the same plan").isEqualTo(tenancy);
        world.apply(tenancy);
        List<String> changed = new ArrayList<>();
        world.namespaces.forEach(
                (name, facts) -> {
                    if (!facts.equals(before.get(name))) {
                        changed.add(name);
                    }
                });
        checkSums(before);
        checkUntouched(before, changed, verdicts);
    }

    /// No more than there is; where iron was lost, no more than before.
    private void checkSums(SortedMap<String, NamespaceFacts> before) {
        for (Map.Entry<String, Long> pool : iron.entrySet()) {
            assertThat(committed(world.namespaces, pool.getKey()))
                    .as(pool.getKey())
                    .isLessThanOrEqualTo(
                            Math.max(pool.getValue(), committed(before, pool.getKey())));
        }
    }

    private static long committed(SortedMap<String, NamespaceFacts> namespaces, String pool) {
        long committed = 0;
        for (NamespaceFacts facts : namespaces.values()) {
            if (facts.pool().equals(Optional.of(pool)) && facts.quota().isPresent()) {
                NamespaceFacts.QuotaFacts quota = facts.quota().get();
                committed +=
                        facts.terminating()
                                ? quota.used().getOrDefault(ONE_G, 0L)
                                : quota.committed(ONE_G);
            }
        }
        return committed;
    }

    private void checkUntouched(
            SortedMap<String, NamespaceFacts> before,
            List<String> changed,
            OwnerVerdicts verdicts) {
        for (String name : changed) {
            NamespaceFacts old = before.get(name);
            if (old == null) {
                continue;
            }
            assertThat(old.terminating()).as("%s is being deleted", name).isFalse();
            assertThat(old.tenant()).as("%s is foreign", name).isPresent();
            assertThat(verdicts.frozen())
                    .as(name)
                    .doesNotContain("SovereignTenant." + old.tenant().orElse(""))
                    .doesNotContain("SovereignPool." + old.pool().orElse(""));
        }
    }

    /// Left alone, everything comes to rest, and then nothing is written any more.
    private void settled() {
        world.settle();
        SortedMap<String, NamespaceFacts> before = new TreeMap<>(world.namespaces);
        world.apply(world.look());
        assertThat(world.namespaces).isEqualTo(before);
    }
}
