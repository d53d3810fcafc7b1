package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.A100;
import static dev.regalia.fixtures.Fixtures.H100;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.fixtures.GroupBuilder;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.PoolRequest.Accepted;
import dev.regalia.plan.PoolRequest.GroupRequest;
import dev.regalia.plan.PoolRequest.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PoolRequestsTest {

    @Test
    void resolvesShapesToTheNamesOfTheModel() {
        GroupRequest group =
                accepted(aGroup("slices").layout(4, Map.of("1g", 2, "2g", 1, "3g.40gb", 1)));

        assertThat(group.product()).contains(H100);
        assertThat(group.geometry()).map(GpuGeometry::id).contains("H100-80GB");
        assertThat(group.layouts())
                .containsExactly(
                        new PoolRequest.GroupLayout(
                                4,
                                new TreeMap<>(Map.of("1g.10gb", 2, "2g.20gb", 1, "3g.40gb", 1))));
    }

    @Test
    void stripsWhatConfigurationAddsToTheProduct() {
        assertThat(accepted(aGroup("whole").product(H100 + "-MIG-1g.10gb")).product())
                .contains(H100);
        assertThat(accepted(aGroup("whole").product(H100 + "-SHARED")).product()).contains(H100);
    }

    @Test
    void anUnknownModelCanServeUncut() {
        GroupRequest group = accepted(aGroup("whole").product("NVIDIA-L40S"));

        assertThat(group.geometry()).isEmpty();
        assertThat(group.layouts()).isEmpty();
    }

    @Test
    void anUnknownModelCannotBeCut() {
        Finding finding = refused(aGroup("cut").product("NVIDIA-L40S").layout(1, Map.of("1g", 7)));

        assertThat(finding.reason()).isEqualTo(Reason.UNKNOWN_GPU_MODEL);
        assertThat(finding.field()).isEqualTo("nodeGroups[cut].gpu.product");
        assertThat(finding.message()).contains("NVIDIA-L40S");
        assertThat(finding.cure()).contains(H100).contains("Disabled");
    }

    @Test
    void aModelWithoutThatMemoryCannotBeCut() {
        Finding finding = refused(aGroup("cut").memoryGB(40).layout(1, Map.of("1g", 7)));

        assertThat(finding.reason()).isEqualTo(Reason.UNKNOWN_GPU_MODEL);
        assertThat(finding.field()).isEqualTo("nodeGroups[cut].gpu.memoryGB");
        assertThat(finding.cure()).contains("80");
    }

    @Test
    void aMemoryWithinTenPercentNamesTheModel() {
        GroupRequest group = accepted(aGroup("cut").memoryGB(85).layout(1, Map.of("1g", 7)));

        assertThat(group.geometry()).map(GpuGeometry::id).contains("H100-80GB");
    }

    @Test
    void twoGeometriesOfOneProductAreToldApartByMemory() {
        GpuCatalog twins = new GpuCatalog(twinned());
        PoolFacts unclear = aPool("p").group(aGroup("g")).build();
        PoolFacts clear = aPool("p").group(aGroup("g").memoryGB(40)).build();

        assertThat(PoolRequests.parse(unclear, twins).findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.AMBIGUOUS_GPU_MODEL);
                            assertThat(finding.message()).contains("H100-80GB", "OTHER-40GB");
                            assertThat(finding.cure()).contains("gpu.memoryGB", "80", "40");
                        });
        assertThat(PoolRequests.parse(clear, twins)).isInstanceOf(Accepted.class);
    }

    private static List<GpuGeometry> twinned() {
        GpuGeometry h100 = catalog().forProduct(H100).getFirst();
        return List.of(
                h100,
                new GpuGeometry(
                        "OTHER-40GB",
                        h100.family(),
                        40,
                        h100.grid(),
                        h100.profiles(),
                        h100.productLabels(),
                        h100.deviceFilters(),
                        h100.placementDependentLayouts(),
                        h100.provenance()));
    }

    @Test
    void anUnknownProfileComesWithThoseThatExist() {
        Finding finding = refused(aGroup("cut").layout(1, Map.of("5g", 1)));

        assertThat(finding.reason()).isEqualTo(Reason.UNKNOWN_PROFILE);
        assertThat(finding.field())
                .isEqualTo("nodeGroups[cut].partitioning.fixed.layouts[0].partitions[5g]");
        assertThat(finding.cure()).contains("1g.10gb", "3g", "7g");
    }

    @Test
    void oneProfileMayNotBeNamedTwice() {
        Finding finding = refused(aGroup("cut").layout(1, Map.of("1g", 1, "1g.10gb", 2)));

        assertThat(finding.reason()).isEqualTo(Reason.DUPLICATE_PROFILE);
        assertThat(finding.message()).contains("1g", "1g.10gb");
    }

    @Test
    void aLayoutThatDoesNotFitIsRefusedWithOneThatDoes() {
        Finding finding =
                refused(aGroup("cut").layout(1, Map.of("1g", 7)).layout(1, Map.of("3g", 3)));

        assertThat(finding.reason()).isEqualTo(Reason.LAYOUT_IMPOSSIBLE);
        assertThat(finding.field()).isEqualTo("nodeGroups[cut].partitioning.fixed.layouts[1]");
        assertThat(finding.cure()).contains("3g.40gb x2");
    }

    @Test
    void aPlacementDependentLayoutIsRefusedWhereTheModelDoesNotAllowIt() {
        Map<String, Integer> balanced = Map.of("1g", 2, "2g", 1, "3g", 1);

        Finding finding = refused(aGroup("cut").product("NVIDIA-B200").layout(1, balanced));

        assertThat(finding.reason()).isEqualTo(Reason.LAYOUT_REFUSED);
        assertThat(accepted(aGroup("cut").layout(1, balanced)).layouts()).hasSize(1);
    }

    @Test
    void aModelWithoutKnownPlacementsTakesUniformLayoutsOnly() {
        String model = "NVIDIA-RTX-PRO-4500-Blackwell";

        accepted(aGroup("cut").product(model).layout(1, Map.of("1g", 2)));
        Finding finding =
                refused(aGroup("cut").product(model).layout(1, Map.of("1g", 1, "1g-me", 1)));

        assertThat(finding.reason()).isEqualTo(Reason.LAYOUT_IMPOSSIBLE);
    }

    @Test
    void layoutsMayNotTakeMoreGpusThanANodeHas() {
        Finding finding =
                refused(
                        aGroup("cut")
                                .countPerNode(4)
                                .layout(3, Map.of("1g", 7))
                                .layout(2, Map.of("3g", 2)));

        assertThat(finding.reason()).isEqualTo(Reason.LAYOUT_IMPOSSIBLE);
        assertThat(finding.message()).contains("5", "4");
    }

    @Test
    void everythingIsSaidAtOnce() {
        PoolFacts pool =
                aPool("p")
                        .group(aGroup("a").layout(1, Map.of("5g", 1, "6g", 1)))
                        .group(aGroup("b").product("NVIDIA-L40S").layout(1, Map.of("1g", 1)))
                        .group(aGroup("c").countPerNode(1).layout(2, Map.of("7g", 2)))
                        .build();

        assertThat(PoolRequests.parse(pool, catalog()).findings())
                .extracting(Finding::reason)
                .containsExactly(
                        Reason.UNKNOWN_GPU_MODEL,
                        Reason.UNKNOWN_PROFILE,
                        Reason.UNKNOWN_PROFILE,
                        Reason.LAYOUT_IMPOSSIBLE,
                        Reason.LAYOUT_IMPOSSIBLE,
                        Reason.RESOURCE_MEANING_CONFLICT);
    }

    @Test
    void wholeGpusOfTwoModelsMayNotShareAPool() {
        Finding finding = refused(aGroup("new"), aGroup("old").product(A100));

        assertThat(finding.reason()).isEqualTo(Reason.RESOURCE_MEANING_CONFLICT);
        assertThat(finding.field()).isEqualTo("nodeGroups[old].gpu");
        assertThat(finding.message()).contains("nvidia.com/gpu", H100, A100, "'new'", "'old'");
        assertThat(finding.cure()).contains("two pools");
    }

    @Test
    void slicesOfOneNameOnTwoModelsMayNotShareAPool() {
        Finding finding =
                refused(
                        aGroup("new").countPerNode(8).layout(8, Map.of("1g", 7)),
                        aGroup("old").product(A100).countPerNode(8).layout(8, Map.of("1g", 7)));

        assertThat(finding.message()).contains("nvidia.com/mig-1g.10gb").doesNotContain("/gpu");
    }

    @Test
    void twoModelsMayShareAPoolWhereNoNameMeansBoth() {
        String smallBoard = "NVIDIA-A100-SXM4-40GB";
        GroupBuilder slices = aGroup("new").countPerNode(8).layout(8, Map.of("3g", 2));
        GroupBuilder others =
                aGroup("old").product(smallBoard).countPerNode(8).layout(8, Map.of("3g", 2));

        assertThat(parse(slices, others)).isInstanceOf(Accepted.class);
    }

    @Test
    void aWholeGpuThatMayBeLeftOverCountsAsShown() {
        Finding finding =
                refused(
                        aGroup("new").layout(8, Map.of("3g", 2)),
                        aGroup("old").product("NVIDIA-A100-SXM4-40GB").layout(8, Map.of("3g", 2)));

        assertThat(finding.message()).contains("nvidia.com/gpu");
        assertThat(finding.cure()).contains("gpu.countPerNode");
    }

    @Test
    void aCpuGroupConflictsWithNothing() {
        assertThat(parse(aGroup("gpu"), aGroup("cpu").cpu())).isInstanceOf(Accepted.class);
    }

    @Test
    void noSentenceUsesForbiddenSignsOrWords() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(parse(aGroup("a"), aGroup("b").product(A100)).findings());
        findings.addAll(parse(aGroup("a").layout(1, Map.of("9g", 1, "4g", 2))).findings());
        findings.addAll(parse(aGroup("a").cpu().layout(1, Map.of("1g", 1))).findings());

        assertThat(findings)
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        finding ->
                                assertThat(finding.sentence()).doesNotContain("<", ">", "should"))
                .allSatisfy(finding -> assertThat(finding.cure()).isNotEmpty());
    }

    private static PoolRequest parse(GroupBuilder... groups) {
        var pool = aPool("p");
        for (GroupBuilder group : groups) {
            pool.group(group);
        }
        return PoolRequests.parse(pool.build(), catalog());
    }

    private static GroupRequest accepted(GroupBuilder group) {
        PoolRequest request = parse(group);
        assertThat(request.findings()).isEmpty();
        return ((Accepted) request).groups().getFirst();
    }

    private static Finding refused(GroupBuilder... groups) {
        PoolRequest request = parse(groups);
        assertThat(request).isInstanceOf(Refused.class);
        assertThat(request.findings()).hasSize(1);
        return request.findings().getFirst();
    }
}
