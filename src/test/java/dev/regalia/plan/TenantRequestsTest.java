package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.GPU;
import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.THREE_G;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.TenantRequest.ShareItem;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TenantRequestsTest {

    private TenantRequest parse(Share share, GpuGeometry... models) {
        TenantWorld world = new TenantWorld();
        world.tenant("bank", List.of(share), List.of());
        PoolSupply pool =
                new PoolSupply(
                        TenantSamples.poolFacts("paris"),
                        true,
                        false,
                        false,
                        Supply.none(),
                        new TreeMap<>(),
                        List.of(models),
                        new TreeSet<>(),
                        List.of());
        return TenantRequests.parse(
                world.tenants.firstEntry().getValue(),
                Map.of("paris", new PoolOffer(pool.geometries(), Isolation.SHARED_NODE)));
    }

    private static Share share(int gpus, PartitionCount... partitions) {
        return new Share("paris", gpus, List.of(partitions), null);
    }

    @Test
    void shapesAndNamesBecomeResourcesTheLargestFirst() {
        TenantRequest request =
                parse(
                        share(2, new PartitionCount("1g.10gb", 7), new PartitionCount("3g", 4)),
                        TenantSamples.H100);
        ShareRequest share = request.shares().getFirst();
        assertThat(share.readable()).isTrue();
        assertThat(share.items())
                .containsExactly(
                        new ShareItem("shares[paris].gpus", GPU, 2),
                        new ShareItem("shares[paris].partitions[3g]", THREE_G, 4),
                        new ShareItem("shares[paris].partitions[1g.10gb]", ONE_G, 7));
        assertThat(request.findings()).isEmpty();
    }

    @Test
    void zeroGpusAskForNothing() {
        TenantRequest request = parse(share(0, new PartitionCount("1g", 1)), TenantSamples.H100);
        assertThat(request.shares().getFirst().wanted()).containsOnlyKeys(ONE_G);
    }

    @Test
    void allProblemsAreFoundAtOnceAndTheRestIsStillRead() {
        TenantRequest request =
                parse(
                        share(
                                0,
                                new PartitionCount("9g", 1),
                                new PartitionCount("1g", 1),
                                new PartitionCount("1g.10gb", 1),
                                new PartitionCount("3g", 5)),
                        TenantSamples.H100);
        assertThat(request.findings())
                .extracting(Finding::reason, Finding::field)
                .containsExactly(
                        tuple(Reason.UNKNOWN_PROFILE, "shares[paris].partitions[9g]"),
                        tuple(Reason.DUPLICATE_PROFILE, "shares[paris].partitions[1g]"),
                        tuple(Reason.DUPLICATE_PROFILE, "shares[paris].partitions[1g.10gb]"));
        assertThat(request.findings().getFirst().cure())
                .contains("1g or 1g.10gb", "3g or 3g.40gb", "H100-80GB");
        assertThat(request.shares().getFirst().readable()).isFalse();
        assertThat(request.shares().getFirst().wanted()).containsExactly(Map.entry(THREE_G, 5L));
    }

    @Test
    void aShapeWithTwoMeaningsInOnePoolIsRefusedWithTheNamesToWrite() {
        TenantRequest request =
                parse(
                        share(0, new PartitionCount("1g", 1)),
                        TenantSamples.H100,
                        TenantSamples.A100);
        Finding finding = request.findings().getFirst();
        assertThat(finding.reason()).isEqualTo(Reason.AMBIGUOUS_PROFILE);
        assertThat(finding.cure()).isEqualTo("write NVIDIA's name: 1g.10gb or 1g.5gb");
    }

    @Test
    void aNameOfOneOfTwoModelsIsClear() {
        TenantRequest request =
                parse(
                        share(0, new PartitionCount("1g.5gb", 3)),
                        TenantSamples.H100,
                        TenantSamples.A100);
        assertThat(request.findings()).isEmpty();
        assertThat(request.shares().getFirst().wanted())
                .containsExactly(Map.entry("nvidia.com/mig-1g.5gb", 3L));
    }

    @Test
    void aMissingPoolIsSaidOnceAndItsProfilesAreNotJudged() {
        TenantWorld world = new TenantWorld();
        world.tenant(
                "bank",
                List.of(
                        new Share(
                                "lyon",
                                3,
                                share(1, new PartitionCount("1g", 1)).partitions(),
                                null)),
                List.of());
        TenantRequest request =
                TenantRequests.parse(world.tenants.firstEntry().getValue(), Map.of());
        assertThat(request.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.POOL_MISSING);
        assertThat(request.findings().getFirst().field()).isEqualTo("shares[lyon]");
        assertThat(request.shares().getFirst().readable()).isFalse();
    }
}
