package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.api.TenantSpec.Member;
import dev.regalia.api.TenantSpec.MemberKind;
import dev.regalia.api.TenantSpec.Role;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The objects inside a tenant namespace, as the API server would show them.
class NamespaceObjectsTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void theQuotaListsRequestsOfEveryResourceZeroIncluded() throws Exception {
        assertYaml(
                ResourceQuotas.of(Samples.bankRisk(true)),
                """
                apiVersion: v1
                kind: ResourceQuota
                metadata:
                  name: regalia
                  namespace: bank-risk
                  labels:
                    app.kubernetes.io/managed-by: regalia
                    regalia.dev/pool: paris-h100
                    regalia.dev/tenant: bank
                spec:
                  hard:
                    requests.nvidia.com/gpu: "0"
                    requests.nvidia.com/mig-1g.10gb: "12"
                """);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "999,999", "1000,1k", "1500,1500", "40000,40k", "2000000,2M"})
    void quantitiesAreWrittenAsTheApiServerWritesThem(long count, String written) {
        assertThat(ResourceQuotas.canonical(count)).isEqualTo(written);
    }

    @Test
    void theLimitRangeGivesDefaultRequestsAndNoLimits() throws Exception {
        assertYaml(
                LimitRanges.of(Samples.bankRisk(true)),
                """
                apiVersion: v1
                kind: LimitRange
                metadata:
                  name: regalia
                  namespace: bank-risk
                  labels:
                    app.kubernetes.io/managed-by: regalia
                    regalia.dev/pool: paris-h100
                    regalia.dev/tenant: bank
                spec:
                  limits:
                  - type: Container
                    defaultRequest: {cpu: 100m, memory: 256Mi}
                """);
    }

    @Test
    void theNetworkPolicyAllowsNamesAndTheOwnTenantOnly() throws Exception {
        assertYaml(
                NetworkPolicies.of(Samples.bankRisk(true)),
                """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: regalia-default-deny
                  namespace: bank-risk
                  labels:
                    app.kubernetes.io/managed-by: regalia
                    regalia.dev/pool: paris-h100
                    regalia.dev/tenant: bank
                spec:
                  podSelector: {}
                  policyTypes: [Ingress, Egress]
                  ingress:
                  - from:
                    - namespaceSelector: {matchLabels: {regalia.dev/tenant: bank}}
                  egress:
                  - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
                    to:
                    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                      podSelector: {matchLabels: {k8s-app: kube-dns}}
                  - to:
                    - namespaceSelector: {matchLabels: {regalia.dev/tenant: bank}}
                """);
    }

    @Test
    void aRoleBindingNamesItsMembersInOneOrder() throws Exception {
        Hold hold =
                Samples.bankRisk(
                        true,
                        new Member(MemberKind.SERVICE_ACCOUNT, "ci", "bank-ci", Role.ADMIN),
                        Samples.group("oidc:bank-b", Role.ADMIN),
                        Samples.group("oidc:bank-a", Role.ADMIN),
                        new Member(MemberKind.USER, "zoe", null, Role.ADMIN));

        List<RoleBinding> bindings = RoleBindings.of(hold);

        assertThat(bindings).hasSize(1);
        assertYaml(
                bindings.getFirst(),
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata:
                  name: regalia-admin
                  namespace: bank-risk
                  labels:
                    app.kubernetes.io/managed-by: regalia
                    regalia.dev/pool: paris-h100
                    regalia.dev/tenant: bank
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: ClusterRole
                  name: regalia-tenant-admin
                subjects:
                - {apiGroup: rbac.authorization.k8s.io, kind: User, name: zoe}
                - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "oidc:bank-a"}
                - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "oidc:bank-b"}
                - {kind: ServiceAccount, name: ci, namespace: bank-ci}
                """);
    }

    @Test
    void everyRoleWithMembersHasABindingAndNoOther() {
        Hold hold =
                Samples.bankRisk(
                        true,
                        Samples.group("readers", Role.VIEWER),
                        Samples.group("workers", Role.MEMBER));

        assertThat(RoleBindings.of(hold))
                .extracting(it -> it.getMetadata().getName() + " " + it.getRoleRef().getName())
                .containsExactly(
                        "regalia-member regalia-tenant-member",
                        "regalia-viewer regalia-tenant-viewer");
        assertThat(RoleBindings.unwanted(hold)).containsExactly("regalia-admin");
    }

    private static void assertYaml(HasMetadata object, String expected) throws Exception {
        assertThat(YAML.readTree(YAML.writeValueAsString(object)))
                .isEqualTo(YAML.readTree(expected));
    }
}
