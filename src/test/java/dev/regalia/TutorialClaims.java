package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// What the tutorial says that its commands show, in the order of the page: each command with what
/// must hold of its output and of the cluster soon after it.
final class TutorialClaims {

    private static final String SLICES = "requests.nvidia.com/mig-1g.10gb";
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final KubernetesClient client;
    private final SequencedMap<String, Consumer<String>> claims = new LinkedHashMap<>();

    TutorialClaims(KubernetesClient client) {
        this.client = client;
        claims.put(
                "kubectl get nodes -L regalia.dev.node-restriction.kubernetes.io/node-group",
                this::eightNodesBelongToThePool);
        claims.put("kubectl describe spool paris-h100", this::thePoolIsDescribed);
        claims.put(
                "kubectl get namespaces -L regalia.dev/tenant,regalia.dev/pool,regalia.dev/grant",
                this::fourNamespacesHoldGrants);
        claims.put("kubectl -n bank-risk get resourcequota regalia -o yaml", this::threeToOne);
        claims.put(
                "kubectl -n bank-risk get pods -o wide",
                text -> assertThat(text.lines().filter(it -> it.contains("Running"))).hasSize(3));
        claims.put(
                "kubectl -n bank-risk get events --field-selector reason=FailedCreate",
                this::theThirtyFirstPodIsRefused);
        claims.put(
                "kubectl wait stenant/railway --for=condition=Ready --timeout=60s",
                _ -> railwayHolds(40));
        claims.put("kubectl get spool impossible -o wide", this::theLayoutIsImpossible);
        claims.put("kubectl -n regalia-system get events", this::theEventTellsHowToConfirm);
        claims.put("kubectl get namespaces -l regalia.dev/tenant=railway", this::nothingIsGone);
    }

    /// The claims by the command that shows them.
    SequencedMap<String, Consumer<String>> byCommand() {
        return claims;
    }

    private void eightNodesBelongToThePool(String text) {
        assertThat(text.lines().filter(it -> it.endsWith("slices"))).hasSize(4);
        assertThat(text.lines().filter(it -> it.endsWith("whole"))).hasSize(4);
        assertThat(client.nodes().withLabel(WellKnown.POOL_LABEL, "paris-h100").list().getItems())
                .hasSize(8)
                .allSatisfy(
                        node -> {
                            Map<String, String> labels = node.getMetadata().getLabels();
                            boolean cut = "slices".equals(labels.get(WellKnown.NODE_GROUP_LABEL));
                            assertThat(labels).containsEntry(ZONE, cut ? "zone-a" : "zone-b");
                            assertThat(node.getSpec().getTaints())
                                    .extracting(
                                            taint ->
                                                    taint.getKey()
                                                            + "="
                                                            + taint.getValue()
                                                            + ":"
                                                            + taint.getEffect())
                                    .containsExactly("regalia.dev/pool=paris-h100:NoSchedule");
                        });
    }

    private void thePoolIsDescribed(String text) {
        assertThat(text)
                .contains("AsSpecified", "nvidia.com/mig-1g.10gb", "nvidia.com/mig-3g.40gb");
    }

    private void fourNamespacesHoldGrants(String text) {
        assertThat(text.lines().filter(it -> it.endsWith("shared"))).hasSize(4);
    }

    private void threeToOne(String text) {
        assertThat(text).contains(SLICES + ": \"30\"");
        assertThat(quota("bank-risk")).isEqualTo(30);
        assertThat(quota("bank-research")).isEqualTo(10);
        assertThat(hard("bank-risk"))
                .hasEntrySatisfying(
                        "requests.nvidia.com/mig-7g.80gb",
                        zero -> assertThat(zero.getAmount()).isEqualTo("0"));
    }

    private void theThirtyFirstPodIsRefused(String text) {
        assertThat(text).contains("exceeded quota: regalia");
        assertThat(client.pods().inNamespace("bank-risk").list().getItems())
                .hasSize(30)
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
        assertThat(quota("railway-vision") + quota("railway-planning")).isEqualTo(30);
        railwayHolds(30);
    }

    private void railwayHolds(long slices) {
        SovereignTenant railway =
                client.resources(SovereignTenant.class).withName("railway").require();
        assertThat(railway.getStatus().shares().getFirst().items())
                .filteredOn(item -> item.resource().equals("nvidia.com/mig-1g.10gb"))
                .extracting(ShareItem::granted)
                .singleElement()
                .satisfies(granted -> assertThat(granted.longValue()).isEqualTo(slices));
        assertThat(quota("railway-vision") + quota("railway-planning")).isEqualTo(slices);
    }

    private void theLayoutIsImpossible(String text) {
        assertThat(text).contains("LayoutImpossible", "3g");
        assertThat(client.nodes().withLabel(WellKnown.POOL_LABEL, "impossible").list().getItems())
                .isEmpty();
    }

    private void theEventTellsHowToConfirm(String text) {
        assertThat(text)
                .contains(
                        "OwnerMissing",
                        "SovereignTenant railway",
                        "kubectl -n regalia-system create configmap regalia-confirmations");
    }

    private void nothingIsGone(String text) {
        assertThat(text).contains("railway-planning", "railway-vision").doesNotContain("Terminat");
        assertThat(client.pods().inNamespace("railway-vision").list().getItems()).hasSize(2);
        assertThat(quota("railway-vision") + quota("railway-planning")).isEqualTo(40);
    }

    private int quota(String namespace) {
        Quantity slices = hard(namespace).get(SLICES);
        return slices == null ? -1 : Integer.parseInt(slices.getAmount());
    }

    private Map<String, Quantity> hard(String namespace) {
        return client.resourceQuotas()
                .inNamespace(namespace)
                .withName("regalia")
                .require()
                .getStatus()
                .getHard();
    }
}
