package dev.regalia.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "has(self.count) && !has(self.nothing)",
                "self.count in [1, 2, 3] && !(self.name in ['a', 'b'])",
                "'a' in self.map && size(self.map) == 1 && self.map.size() == 1",
                "self.flag ? self.count == 3 : self.count == 4",
                "!self.flag ? false : true",
                "self.list.map(it, it.n).sum() == 3",
                "self.list.all(it, it.n > 0) && self.list.exists(it, it.n == 2)",
                "self.map.all(key, self.map[key] == 'b') && !self.map.exists(key, key == 'b')",
                "self.name.matches(r'^b\\S+k$') && !self.name.matches(r'\\p{Cc}')",
                "self.list.map(it, it.n + 1).sum() - 2 == 3 && -1 < 0",
                "true || self.nothing == 1",
                "self.nothing == 1 || true",
                "!(self.nothing == 1 && false)",
                "(has(self.a) && size(self.a) > 0) || (has(self.list) && size(self.list) > 0)"
            })
    void whatHoldsHolds(String rule) {
        assertThat(CelRule.of(rule).holds(SELF)).isTrue();
        assertThat(CelRule.of("!(" + rule + ")").holds(SELF)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dns1123Subdomain, ci.bank, ci..bank",
        "qualifiedName, topology.kubernetes.io/zone, Topology/zone",
        "qualifiedName, zone, a/b/c",
        "qualifiedName, a.b/C_d, a.b/"
    })
    void aFormatTellsWhatHasItFromWhatHasNot(String format, String good, String bad) {
        CelRule rule = CelRule.of("!format." + format + "().validate(self).hasValue()");

        assertThat(rule.holds(good)).isTrue();
        assertThat(rule.holds(bad)).isFalse();
    }

    @Test
    void aFormatHasItsLength() {
        String prefix = "d".repeat(253);

        assertThat(CelFormat.DNS_SUBDOMAIN.has("d".repeat(254))).isFalse();
        assertThat(CelFormat.QUALIFIED_NAME.has(prefix + "/" + "d".repeat(63))).isTrue();
        assertThat(CelFormat.QUALIFIED_NAME.has(prefix + "/" + "d".repeat(64))).isFalse();
        assertThat(CelFormat.QUALIFIED_NAME.has(prefix + "d/d")).isFalse();
    }

    @Test
    void whatCannotBeDecidedIsLeftToTheTypeCheck() {
        assertThat(CelRule.of("self.name > 3").holds(SELF)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self.name.split('a')",
                "self ~ 1",
                "(self",
                "self.x(",
                "foo(self)",
                "format.uuid().validate(self)",
                "self.map[1"
            })
    void whatIsNotCoveredIsRefused(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> CelRule.of(rule));
    }
}
