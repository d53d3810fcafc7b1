package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.NamespaceFacts;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    @Test
    void aNewNamespaceCarriesOwnerPoolPodSecurityAndWhatItMayAskFor() {
        ObjectMeta metadata = Namespaces.create(Samples.bankRisk(false)).getMetadata();

        assertThat(metadata.getName()).isEqualTo("bank-risk");
        assertThat(metadata.getLabels())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "app.kubernetes.io/managed-by", "regalia",
                                "regalia.dev/tenant", "bank",
                                "regalia.dev/pool", "paris-h100",
                                "pod-security.kubernetes.io/enforce", "restricted",
                                "pod-security.kubernetes.io/enforce-version", "v1.36",
                                "pod-security.kubernetes.io/audit", "restricted",
                                "pod-security.kubernetes.io/audit-version", "v1.36",
                                "pod-security.kubernetes.io/warn", "restricted",
                                "pod-security.kubernetes.io/warn-version", "v1.36"));
        assertThat(metadata.getAnnotations())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "regalia.dev/resources",
                                        "nvidia.com/mig-1g.10gb,nvidia.com/mig-3g.40gb",
                                "regalia.dev/tenant-uid", "uid-bank",
                                "regalia.dev/deletion-policy", "Protect"));
    }

    @Test
    void aNamespaceThatIsAsPlannedNeedsNoPatchWhateverElseItCarries() {
        assertThat(Namespaces.patch(Samples.bankRisk(true), stored(true))).isEmpty();
    }

    @Test
    void onlyTheGrantLabelIsPatchedWhenOnlyTheGrantIsNew() {
        assertThat(Namespaces.patch(Samples.bankRisk(true), stored(false)))
                .hasValue(
                        "{\"metadata\":{\"uid\":\"uid-bank-risk\",\"labels\":"
                                + "{\"regalia.dev/grant\":\"shared\"}}}");
    }

    @Test
    void aGrantThatIsNotPlannedIsTakenOff() {
        assertThat(Namespaces.patch(Samples.bankRisk(false), stored(true)))
                .hasValue(
                        "{\"metadata\":{\"uid\":\"uid-bank-risk\",\"labels\":"
                                + "{\"regalia.dev/grant\":null}}}");
    }

    @Test
    void aLabelThatSomebodyLoosenedIsPutBack() {
        NamespaceFacts loosened = stored(true);
        Map<String, String> labels = new TreeMap<>(loosened.labels());
        labels.put("pod-security.kubernetes.io/enforce", "privileged");

        assertThat(
                        Namespaces.patch(
                                Samples.bankRisk(true),
                                Samples.namespace("bank-risk", labels, loosened.annotations())))
                .hasValue(
                        "{\"metadata\":{\"uid\":\"uid-bank-risk\",\"labels\":"
                                + "{\"pod-security.kubernetes.io/enforce\":\"restricted\"}}}");
    }

    @Test
    void lettingGoTakesOurKeysOffAndLeavesPodSecurityAndTheKeysOfOthers() {
        assertThat(Namespaces.letGo(stored(true)))
                .hasValue(
                        "{\"metadata\":{\"uid\":\"uid-bank-risk\",\"labels\":"
                                + "{\"app.kubernetes.io/managed-by\":null,"
                                + "\"regalia.dev/grant\":null,"
                                + "\"regalia.dev/pool\":null,"
                                + "\"regalia.dev/tenant\":null},"
                                + "\"annotations\":"
                                + "{\"regalia.dev/deletion-policy\":null,"
                                + "\"regalia.dev/resources\":null,"
                                + "\"regalia.dev/tenant-uid\":null}}}");
    }

    @Test
    void aNamespaceWithoutKeysOfOursIsLetGoAlready() {
        assertThat(
                        Namespaces.letGo(
                                Samples.namespace("bank-risk", Map.of("team", "risk"), Map.of())))
                .isEmpty();
    }

    private static NamespaceFacts stored(boolean grant) {
        ObjectMeta metadata = Namespaces.create(Samples.bankRisk(grant)).getMetadata();
        Map<String, String> labels = new TreeMap<>(metadata.getLabels());
        labels.put("kubernetes.io/metadata.name", "bank-risk");
        return Samples.namespace("bank-risk", labels, metadata.getAnnotations());
    }
}
