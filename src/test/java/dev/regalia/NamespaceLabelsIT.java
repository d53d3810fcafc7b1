package dev.regalia;

import static dev.regalia.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A tenant namespace whose labels somebody else edits, on the real API server.
class NamespaceLabelsIT {

    private static final String SLICE = "requests.nvidia.com/mig-1g.10gb";

    private final TestCloud cloud = TestCloud.shared();

    @Test
    void promise1OneOwnerANamespaceThatLosesItsLabelsKeepsItsGrantAndNobodyGetsItTwice() {
        cloud.fleet().addGpuNodes("nl", 1, "NVIDIA-H100-80GB-HBM3", 8, "nl");
        cloud.apply(Yaml.slicedPool("nl", "nl", "1g", 7));
        cloud.apply(twoNamespaces("nl-bank", 40));
        cloud.awaitTenant("nl-bank");
        cloud.apply(twoNamespaces("nl-railway", 40));
        await("what is left is granted", () -> hard("nl-railway-a") + hard("nl-railway-b") == 16);

        for (String label : new String[] {WellKnown.TENANT_LABEL, WellKnown.NAMESPACE_POOL_LABEL}) {
            edit("nl-bank-b", label, null);
            await("put back", () -> has("nl-bank-b", labels -> labels.containsKey(label)));
        }
        edit("nl-bank-b", WellKnown.TENANT_LABEL, "nl-railway");
        await(
                "put back",
                () -> has("nl-bank-b", it -> "nl-bank".equals(it.get(WellKnown.TENANT_LABEL))));
        cloud.admin()
                .resourceQuotas()
                .inNamespace("nl-bank-b")
                .withName("regalia")
                .edit(
                        it -> {
                            it.getMetadata().getLabels().put(WellKnown.TENANT_LABEL, "nl-railway");
                            return it;
                        });
        await("the label of the quota is put back", () -> quotaIsOf("nl-bank-b", "nl-bank"));
        cloud.admin().resourceQuotas().inNamespace("nl-bank-b").withName("regalia").delete();
        await("the quota is back", () -> hard("nl-bank-b") == 20);
        cloud.awaitTenant("nl-bank");

        assertThat(hard("nl-bank-a")).isEqualTo(20);
        assertThat(hard("nl-bank-b")).isEqualTo(20);
        assertThat(hard("nl-railway-a") + hard("nl-railway-b")).isEqualTo(16);
    }

    private void edit(String namespace, String label, @Nullable String value) {
        cloud.admin()
                .namespaces()
                .withName(namespace)
                .edit(
                        it -> {
                            Map<String, String> labels = it.getMetadata().getLabels();
                            if (value == null) {
                                labels.remove(label);
                            } else {
                                labels.put(label, value);
                            }
                            return it;
                        });
    }

    private boolean has(String namespace, Predicate<Map<String, String>> wanted) {
        Namespace found = cloud.admin().namespaces().withName(namespace).require();
        return wanted.test(found.getMetadata().getLabels());
    }

    private boolean quotaIsOf(String namespace, String tenant) {
        var quota =
                cloud.admin().resourceQuotas().inNamespace(namespace).withName("regalia").require();
        return tenant.equals(quota.getMetadata().getLabels().get(WellKnown.TENANT_LABEL));
    }

    private long hard(String namespace) {
        var quota = cloud.admin().resourceQuotas().inNamespace(namespace).withName("regalia").get();
        return quota == null
                ? 0
                : Objects.requireNonNull(quota.getSpec().getHard().get(SLICE))
                        .getNumericalAmount()
                        .longValue();
    }

    private static String twoNamespaces(String tenant, int count) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %1$s}
        spec:
          shares:
          - {poolName: nl, partitions: [{profile: 1g, count: %2$d}]}
          namespaces:
          - {name: %1$s-a, poolName: nl}
          - {name: %1$s-b, poolName: nl}
        """
                .formatted(tenant, count);
    }
}
