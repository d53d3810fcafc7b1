package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.TenantSpec.Role;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import org.junit.jupiter.api.Test;

class SamenessTest {

    private static final Hold HOLD =
            Samples.bankRisk(true, Samples.group("oidc:bank", Role.MEMBER));

    @Test
    void whatTheServerAddsIsNoDifference() {
        ResourceQuota stored =
                new ResourceQuotaBuilder(ResourceQuotas.of(HOLD))
                        .editMetadata()
                        .withUid("some-uid")
                        .withResourceVersion("7")
                        .withCreationTimestamp("2026-01-01T00:00:00Z")
                        .addToLabels("team", "risk")
                        .addToAnnotations("note", "ours too")
                        .endMetadata()
                        .withNewStatus()
                        .addToUsed("requests.nvidia.com/gpu", new Quantity("3"))
                        .endStatus()
                        .build();

        assertThat(Sameness.sameAsStored(ResourceQuotas.of(HOLD), stored)).isTrue();
    }

    @Test
    void anotherNumberOneKeyMoreOrALostLabelIsADifference() {
        ResourceQuota wanted = ResourceQuotas.of(HOLD);

        assertThat(Sameness.sameAsStored(wanted, quota("requests.nvidia.com/gpu", "1"))).isFalse();
        assertThat(Sameness.sameAsStored(wanted, quota("pods", "10"))).isFalse();
        ResourceQuota unlabelled =
                new ResourceQuotaBuilder(wanted)
                        .editMetadata()
                        .removeFromLabels("regalia.dev/tenant")
                        .endMetadata()
                        .build();
        assertThat(Sameness.sameAsStored(wanted, unlabelled)).isFalse();
    }

    @Test
    void aWidenedNetworkPolicyIsADifference() {
        NetworkPolicy widened =
                new NetworkPolicyBuilder(NetworkPolicies.of(HOLD))
                        .editSpec()
                        .addNewEgress()
                        .endEgress()
                        .endSpec()
                        .build();

        assertThat(Sameness.sameAsStored(NetworkPolicies.of(HOLD), NetworkPolicies.of(HOLD)))
                .isTrue();
        assertThat(Sameness.sameAsStored(NetworkPolicies.of(HOLD), widened)).isFalse();
    }

    @Test
    void aSubjectMoreIsADifference() {
        RoleBinding wanted = RoleBindings.of(HOLD).getFirst();
        RoleBinding stored =
                new RoleBindingBuilder(wanted)
                        .addNewSubject()
                        .withKind("User")
                        .withName("stranger")
                        .endSubject()
                        .build();

        assertThat(Sameness.sameAsStored(wanted, stored)).isFalse();
    }

    private static ResourceQuota quota(String key, String value) {
        return new ResourceQuotaBuilder(ResourceQuotas.of(HOLD))
                .editSpec()
                .addToHard(key, new Quantity(value))
                .endSpec()
                .build();
    }
}
