package dev.regalia.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelRuleTest {

    private static final Map<String, Object> SELF =
            Map.of(
                    "name",
                    "bank",
                    "count",
                    3L,
                    "flag",
                    true,
                    "list",
                    List.of(Map.of("n", 1L), Map.of("n", 2L)),
                    "map",
                    Map.of("a", "b"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self.count == 3",
                "self.count >= 3 && self.count <= 3 && !(self.count < 3) && !(self.count > 3)",
                "self.name != 'default' && !self.name.startsWith('kube-')",
                "self.name.endsWith('k') && self.name.contains(\"an\")",
                "has(self.count) && !has(self.nothing) && !has(self.nothing.below)",
                "self.count in [1, 2, 3] && !(self.name in ['a', 'b'])",
                "'a' in self.map && size(self.map) == 1 && self.map.size() == 1",
                "self.flag ? self.count == 3 : self.count == 4",
                "!self.flag ? false : true",
                "self.list.map(it, it.n).sum() == 3",
                "self.list.all(it, it.n > 0) && self.list.exists(it, it.n == 2)",
                "self.list.map(it, it.n + 1).sum() - 2 == 3 && -1 < 0",
                "true || self.nothing == 1",
                "self.nothing == 1 || true",
                "!(self.nothing == 1 && false)",
                "(has(self.a) && size(self.a) > 0) || (has(self.list) && size(self.list) > 0)"
            })
    void whatHoldsHolds(String rule) {
        assertThat(CelRule.parse(rule).holds(SELF)).isTrue();
        assertThat(CelRule.parse("!(" + rule + ")").holds(SELF)).isFalse();
    }

    @Test
    void whatCannotBeDecidedIsLeftToTheTypeCheck() {
        assertThat(CelRule.parse("self.name > 3").holds(SELF)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.name.matches('a')", "self ~ 1", "(self", "self.x(", "foo(self)"})
    void whatIsNotCoveredIsRefused(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> CelRule.parse(rule));
    }
}
