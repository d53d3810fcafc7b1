package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.A100;
import static dev.regalia.fixtures.Fixtures.NOW;
import static dev.regalia.fixtures.Fixtures.ZONE;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.GroupBuilder;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.fixtures.PoolBuilder;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every assignment, tried on arbitrary clusters, each made from its seed.
class NodeSelectionPropertiesTest {

    private static final int POOLS = 4;
    private static final int NODES = 40;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheInputDoesNotMatter(long seed) {
        Random random = new Random(seed);
        World world = changed(random, arbitrary(random).settle());
        List<NodeFacts> nodes = new ArrayList<>(world.allNodes());
        List<PoolFacts> pools = new ArrayList<>(world.allPools());
        Assignment expected = world.assign();

        Collections.shuffle(nodes, random);
        Collections.shuffle(pools, random);

        assertThat(world.assign(nodes, pools)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAssignmentThatIsCarriedOutStays(long seed) {
        Random random = new Random(seed);
        World world = changed(random, arbitrary(random).settle());
        // Nodes that leave become free and may be taken in the second round.
        world.settle().settle();

        Assignment settled = world.assign();

        assertThat(World.picture(settled)).noneMatch(line -> line.endsWith("=-"));
        world.settle();
        assertThat(world.assign()).isEqualTo(settled);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMemberChangesPoolOnlyByLeaving(long seed) {
        Random random = new Random(seed);
        World world = changed(random, arbitrary(random).settle());

        world.assign()
                .wishes()
                .forEach(
                        (node, wish) ->
                                world.record(node)
                                        .ifPresent(
                                                before ->
                                                        assertThat(
                                                                        wish.membership()
                                                                                .map(
                                                                                        NodeWish
                                                                                                        .Membership
                                                                                                ::pool)
                                                                                .orElse(
                                                                                        before
                                                                                                .pool()))
                                                                .isEqualTo(before.pool())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyWishIsOfAGroupThatHasRoomAndSelectsTheNode(long seed) {
        Random random = new Random(seed);
        World world = changed(random, arbitrary(random).settle());
        Assignment assignment = world.assign();

        for (PoolFacts pool : world.allPools()) {
            PoolRequest.Accepted request =
                    (PoolRequest.Accepted)
                            PoolRequests.parse(pool, dev.regalia.fixtures.Fixtures.catalog());
            for (GroupRequest group : request.groups()) {
                NodeWish.Membership home = new NodeWish.Membership(pool.name(), group.name());
                List<NodeFacts> members =
                        world.allNodes().stream()
                                .filter(node -> wants(assignment, node, home))
                                .toList();
                assertThat(members).hasSizeLessThanOrEqualTo(group.max().orElse(NODES));
                assertThat(members)
                        .allMatch(node -> NodeSelectors.matches(group.selector(), node.labels()))
                        .noneMatch(NodeFacts::dynamicResources);
            }
        }
    }

    private static boolean wants(Assignment assignment, NodeFacts node, NodeWish.Membership home) {
        NodeWish wish = assignment.wishes().get(node.name());
        return wish != null && wish.membership().filter(home::equals).isPresent();
    }

    @Test
    void aSiteOfFourAndAHalfThousandNodesIsAssigned() {
        World world = new World();
        for (int i = 0; i < 4500; i++) {
            world.nodes(
                    aNode("node-%04d".formatted(i))
                            .gpus(4)
                            .label("rack", "r" + i % 250)
                            .createdAt(NOW.minusSeconds(i)));
        }
        PoolBuilder byRack = aPool("racks").priority(1);
        PoolBuilder byZone = aPool("zone");
        for (int i = 0; i < 32; i++) {
            byRack.group(aGroup("g" + i).selecting(Map.of("rack", "r" + i)));
            byZone.group(aGroup("g" + i).max(100).layout(i % 4 + 1, Map.of("1g", 7)));
        }
        world.pools(byRack, byZone);

        Assignment assignment = world.assign();

        assertThat(assignment.wishes()).hasSize(32 * 18 + 32 * 100);
        assertThat(assignment.matching())
                .containsEntry("racks/g0", 18)
                .containsEntry("zone/g0", 100 + 4500 - 32 * 118);
        world.settle();
        assertThat(world.assign().wishes()).isEqualTo(assignment.wishes());
    }

    private static World arbitrary(Random random) {
        World world = new World();
        for (int i = 0; i < NODES; i++) {
            world.nodes(node(random, "n" + i));
        }
        for (int i = 0; i < POOLS; i++) {
            world.pools(pool(random, "p" + i));
        }
        return world;
    }

    private static World changed(Random random, World world) {
        for (int i = 0; i < NODES / 4; i++) {
            world.nodes(node(random, "n" + random.nextInt(NODES)));
        }
        world.without("n" + random.nextInt(NODES));
        return world.pools(pool(random, "p" + random.nextInt(POOLS)));
    }

    private static NodeBuilder node(Random random, String name) {
        NodeBuilder node =
                aNode(name)
                        .label(ZONE, "zone-" + random.nextInt(2))
                        .label("rack", "r" + random.nextInt(5))
                        .createdAt(NOW.minusSeconds(random.nextInt(4)));
        switch (random.nextInt(8)) {
            case 0 -> node.cpu();
            case 1 -> node.model(A100, 81920, 8);
            case 2 -> node.gpus(4);
            case 3 -> node.dynamicResources();
            case 4 -> node.withoutLabel(WellKnown.GPU_PRODUCT_LABEL);
            default -> {}
        }
        return node;
    }

    private static PoolBuilder pool(Random random, String name) {
        PoolBuilder pool =
                aPool(name)
                        .priority(random.nextInt(2))
                        .createdAt(NOW.minusSeconds(random.nextInt(2)));
        int groups = 1 + random.nextInt(3);
        for (int i = 0; i < groups; i++) {
            pool.group(group(random, "g" + random.nextInt(3) + i));
        }
        return pool;
    }

    private static GroupBuilder group(Random random, String name) {
        GroupBuilder group =
                aGroup(name)
                        .selecting(
                                random.nextBoolean()
                                        ? Map.of(ZONE, "zone-" + random.nextInt(2))
                                        : Map.of("rack", "r" + random.nextInt(5)));
        if (random.nextBoolean()) {
            group.max(random.nextInt(8));
        }
        switch (random.nextInt(5)) {
            case 0 -> group.cpu();
            case 1 -> group.layout(4, Map.of("1g", 7));
            case 2 -> group.countPerNode(8).layout(8, Map.of("3g", 2));
            case 3 -> group.countPerNode(4);
            default -> {}
        }
        return group;
    }
}
