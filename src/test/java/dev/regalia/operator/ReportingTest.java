package dev.regalia.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.fixtures.GroupBuilder;
import dev.regalia.kube.ApplyReport;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which pools are told what became of the writes.
class ReportingTest {

    private static final Finding OF_PARIS = finding("SovereignPool", "paris", Reason.WRITE_REFUSED);
    private static final Finding OF_LYON = finding("SovereignPool", "lyon", Reason.WRITE_REFUSED);
    private static final List<Finding> OF_THE_MAP =
            List.of(
                    finding("ConfigMap", "gpu-operator/map", Reason.MIG_CONFIG_TOO_LARGE),
                    finding("ConfigMap", "gpu-operator/map", Reason.WRITE_REFUSED),
                    finding("ConfigMap", "gpu-operator/extra", Reason.EXTRA_MIG_CONFIG_INVALID));

    @Test
    void whatIsWrongWithTheMigMapConcernsEveryPoolThatCutsGpus() {
        GroupBuilder fixed = Fixtures.aGroup("slices").layout(8, Map.of("1g", 7));
        GroupBuilder demand = Fixtures.aGroup("slices").demand(Map.of());

        assertThat(told(pool(fixed))).containsAll(OF_THE_MAP);
        assertThat(told(pool(demand))).containsAll(OF_THE_MAP);
    }

    @Test
    void whatIsWrongWithTheMigMapDoesNotConcernAPoolOfWholeGpus() {
        assertThat(told(pool(Fixtures.aGroup("whole")))).containsExactly(OF_PARIS);
    }

    @Test
    void oneGroupThatCutsIsEnough() {
        PoolFacts pool =
                Fixtures.aPool("paris")
                        .group(Fixtures.aGroup("whole"))
                        .group(Fixtures.aGroup("slices").demand(Map.of()))
                        .build();

        assertThat(told(pool)).containsAll(OF_THE_MAP).contains(OF_PARIS).doesNotContain(OF_LYON);
    }

    private static List<Finding> told(PoolFacts pool) {
        List<Finding> all = new ArrayList<>(OF_THE_MAP);
        all.add(OF_PARIS);
        all.add(OF_LYON);
        return Reporting.concerning(
                pool, new ApplyReport(new TreeMap<>(), all, new TreeSet<>(), Optional.empty()));
    }

    private static PoolFacts pool(GroupBuilder group) {
        return Fixtures.aPool("paris").group(group).build();
    }

    private static Finding finding(String kind, String name, Reason reason) {
        return new Finding(kind, name, "", reason, "is wrong", "");
    }
}
