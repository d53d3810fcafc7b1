package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GfdLabelsTest {

    @Test
    void wholeGpusHaveTheLabelsOfTheirModel() {
        assertThat(GfdLabels.of(Boards.whole(Boards.H100, 8)))
                .containsAllEntriesOf(
                        Map.of(
                                "nvidia.com/gpu.product", "NVIDIA-H100-80GB-HBM3",
                                "nvidia.com/gpu.count", "8",
                                "nvidia.com/gpu.memory", "81559",
                                "nvidia.com/gpu.family", "hopper",
                                "nvidia.com/gpu.replicas", "1",
                                "nvidia.com/mig.capable", "true",
                                "nvidia.com/mig.strategy", "mixed"))
                .allSatisfy((key, value) -> assertThat(key).doesNotContain("/mig-"));
    }

    @Test
    void slicesHaveLabelsOfTheirOwn() {
        NodeGpus gpus = Boards.whole(Boards.A100, 4).cutInto(Map.of("1g+me", 1, "3g", 1));

        assertThat(GfdLabels.of(gpus))
                .containsAllEntriesOf(
                        Map.of(
                                "nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB",
                                "nvidia.com/gpu.count", "4",
                                "nvidia.com/gpu.replicas", "0",
                                "nvidia.com/mig-1g.10gb.me.count", "4",
                                "nvidia.com/mig-1g.10gb.me.memory", "9728",
                                "nvidia.com/mig-1g.10gb.me.product",
                                        "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb.me",
                                "nvidia.com/mig-3g.40gb.count", "4",
                                "nvidia.com/mig-3g.40gb.memory", "40448",
                                "nvidia.com/mig-3g.40gb.slices.gi", "3"));
    }

    @Test
    void aModelWithoutMigSaysSo() {
        assertThat(GfdLabels.of(Boards.whole(Boards.L40S, 2)))
                .containsEntry("nvidia.com/mig.capable", "false")
                .containsEntry("nvidia.com/gpu.product", "NVIDIA-L40S")
                .doesNotContainKey("nvidia.com/mig.strategy");
    }
}
