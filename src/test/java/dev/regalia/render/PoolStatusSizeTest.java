package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.PoolStatus.GpuCounts;
import dev.regalia.api.PoolStatus.NodeCounts;
import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.ResourceCounts;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.Progress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a pool's status prints, and how large it may become.
class PoolStatusSizeTest {

    @Test
    void theSummaryIsReadyToPrint() {
        PoolStatus.Summary summary = write(new PoolSample().outcome()).summary();

        assertThat(summary)
                .isEqualTo(
                        new PoolStatus.Summary("22/22", "176/176", "40 +96x1g.10gb", "448/448", 2));
        assertThat(PoolSummary.free(new TreeMap<>())).isEqualTo("0");
        assertThat(PoolSummary.free(new TreeMap<>(Map.of("nvidia.com/gpu", 40L)))).isEqualTo("40");
    }

    @Test
    void aLongListOfWhatIsFreeIsCounted() {
        TreeMap<String, Long> free = new TreeMap<>();
        IntStream.range(100, 140).forEach(i -> free.put("nvidia.com/mig-1g." + i + "gb", 1_000L));

        assertThat(PoolSummary.free(free)).hasSizeLessThanOrEqualTo(253).endsWith(" more");
    }

    @Test
    void theStatusOfTheLargestPoolStaysUnderAHundredKibibytes() throws Exception {
        List<NodeGroupStatus> groups =
                IntStream.range(0, 32)
                        .mapToObj(
                                i ->
                                        group(
                                                "a-node-group-with-a-name-of-40-chars-%03d"
                                                        .formatted(i)))
                        .toList();
        List<Reason> reasons = List.of(Reason.values());
        Finding[] findings =
                IntStream.range(0, 4_500)
                        .mapToObj(
                                i ->
                                        finding(
                                                reasons.get(i % reasons.size()),
                                                "node gpu-%04d ".formatted(i) + "x".repeat(200),
                                                "look at it"))
                        .toArray(Finding[]::new);
        PoolOutcome outcome =
                new PoolSample()
                        .progress(Progress.STALLED)
                        .accepted(false)
                        .assigned(false)
                        .configured(false)
                        .stack(Stack.WRONG)
                        .suspended()
                        .groups(groups)
                        .findings(findings)
                        .outcome();

        PoolStatus status = write(outcome);

        String json = JsonMapper.builder().build().writeValueAsString(status);
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(100 * 1024);
        assertThat(status.conditions())
                .allSatisfy(it -> assertThat(it.message()).hasSizeLessThanOrEqualTo(16_000));
        assertThat(status.conditions().getFirst().message()).containsPattern("\nand [0-9]+ more$");
    }

    private static PoolStatus write(PoolOutcome outcome) {
        return PoolStatusWriter.write(outcome, List.of(), Samples.NOON);
    }

    private static Finding finding(Reason reason, String message, String cure) {
        return new Finding(
                "SovereignPool", "paris-h100", "nodeGroups[slices]", reason, message, cure);
    }

    private static NodeGroupStatus group(String name) {
        return new NodeGroupStatus(
                name,
                new NodeCounts(4_500, 141, 141, 141, 141, 141),
                new GpuCounts(36_000, 36_000),
                IntStream.range(10, 23)
                        .mapToObj(
                                i ->
                                        new ResourceCounts(
                                                "1g." + i + "gb.me.all",
                                                "nvidia.com/mig-1g." + i + "gb.me.all",
                                                250_000,
                                                250_000))
                        .toList());
    }
}
