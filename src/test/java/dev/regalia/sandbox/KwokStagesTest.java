package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class KwokStagesTest {

    @Test
    void theStagesLeaveResourcesAndLabelsOfNodesToOthers() throws IOException {
        assertThat(rules())
                .doesNotContain("allocatable")
                .doesNotContain("capacity")
                .doesNotContain("labels")
                .doesNotContain("nvidia");
    }

    @Test
    void everyNodeStageSaysWhatItDoesWithANodeThatIsHeldNotReady() throws IOException {
        List<String> nodeStages =
                Pattern.compile("(?m)^---$")
                        .splitAsStream(rules())
                        .filter(stage -> stage.contains("kind: Node}"))
                        .toList();

        assertThat(nodeStages)
                .hasSize(3)
                .allMatch(
                        stage ->
                                stage.contains(
                                        ".metadata.annotations[\"sim.regalia.dev/not-ready\"]"));
    }

    private static String rules() throws IOException {
        try (InputStream stages =
                Objects.requireNonNull(
                        KwokStagesTest.class.getResourceAsStream("/sandbox/" + RunFiles.STAGES))) {
            String text = new String(stages.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^#.*$", "");
        }
    }
}
