package dev.regalia.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule and every bound of a SovereignPool, each with what it lets through and what it stops,
/// against the real API server. The tables are in [NodeGroupRules], [PartitioningRules] and
/// [DemandRules].
final class SovereignPoolRulesIT {

    @TestFactory
    Stream<DynamicTest> aRuleStopsWhatItIsForAndNothingElse() {
        return Rule.tests(table());
    }

    @Test
    void noRuleAndNoBoundOfTheCrdIsMissingFromTheTable() {
        assertThat(Schema.of("sovereignpools").notShownBy(table())).isEmpty();
    }

    private static List<Rule> table() {
        return Stream.of(NodeGroupRules.table(), PartitioningRules.table(), DemandRules.table())
                .flatMap(List::stream)
                .toList();
    }
}
