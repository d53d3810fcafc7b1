package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.NodeSelector;
import dev.regalia.api.NodeSelector.Operator;
import dev.regalia.api.NodeSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSelectorsTest {

    private static final Map<String, String> LABELS = Map.of("zone", "a", "rack", "7");

    @Test
    void everyLabelMustBeThereWithItsValue() {
        assertThat(matches(Map.of("zone", "a"))).isTrue();
        assertThat(matches(Map.of("zone", "a", "rack", "7"))).isTrue();
        assertThat(matches(Map.of("zone", "a", "rack", "8"))).isFalse();
        assertThat(matches(Map.of("row", "1"))).isFalse();
    }

    @Test
    void inNeedsOneOfTheValues() {
        assertThat(meets("rack", Operator.IN, "6", "7")).isTrue();
        assertThat(meets("rack", Operator.IN, "6")).isFalse();
        assertThat(meets("row", Operator.IN, "6")).isFalse();
    }

    @Test
    void notInIsMetByAnAbsentLabel() {
        assertThat(meets("rack", Operator.NOT_IN, "7")).isFalse();
        assertThat(meets("rack", Operator.NOT_IN, "6")).isTrue();
        assertThat(meets("row", Operator.NOT_IN, "6")).isTrue();
    }

    @Test
    void existenceAsksForNoValue() {
        assertThat(meets("rack", Operator.EXISTS)).isTrue();
        assertThat(meets("row", Operator.EXISTS)).isFalse();
        assertThat(meets("rack", Operator.DOES_NOT_EXIST)).isFalse();
        assertThat(meets("row", Operator.DOES_NOT_EXIST)).isTrue();
    }

    @Test
    void allRequirementsMustHold() {
        NodeSelector selector =
                new NodeSelector(
                        Map.of("zone", "a"),
                        List.of(
                                new Requirement("rack", Operator.EXISTS, List.of()),
                                new Requirement("row", Operator.EXISTS, List.of())));

        assertThat(NodeSelectors.matches(selector, LABELS)).isFalse();
    }

    @Test
    void anEmptySelectorMatchesNothing() {
        assertThat(NodeSelectors.matches(new NodeSelector(Map.of(), List.of()), LABELS)).isFalse();
    }

    private static boolean matches(Map<String, String> labels) {
        return NodeSelectors.matches(new NodeSelector(labels, List.of()), LABELS);
    }

    private static boolean meets(String key, Operator operator, String... values) {
        Requirement requirement = new Requirement(key, operator, List.of(values));
        return NodeSelectors.matches(new NodeSelector(Map.of(), List.of(requirement)), LABELS);
    }
}
