package dev.regalia.sim;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;

/// The service accounts of NVIDIA's stack, with the rights that its own charts give them.
final class StackAccounts {

    static final String NAMESPACE = "gpu-operator";

    /// Node Feature Discovery's master, which writes the labels that GPU Feature Discovery finds.
    static final Identity FEATURE_DISCOVERY =
            Identity.serviceAccount(NAMESPACE, "node-feature-discovery");

    static final Identity MIG_MANAGER = Identity.serviceAccount(NAMESPACE, "nvidia-mig-manager");
    static final Identity GPU_OPERATOR = Identity.serviceAccount(NAMESPACE, "gpu-operator");

    private StackAccounts() {}

    /// Creates what is not there yet: the namespace, the accounts and their rights.
    static void create(KubernetesClient administrator) {
        createOne(
                administrator,
                new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build());
        account(
                administrator,
                FEATURE_DISCOVERY,
                List.of(
                        rule("", "nodes", "get", "list", "patch", "update"),
                        rule("", "nodes/status", "patch", "update")));
        account(
                administrator,
                MIG_MANAGER,
                List.of(
                        rule("", "nodes", "get", "list", "watch", "patch", "update"),
                        rule("", "pods", "get", "list", "watch"),
                        rule("", "configmaps", "get", "list", "watch")));
        account(
                administrator,
                GPU_OPERATOR,
                List.of(rule("", "nodes", "get", "list", "watch", "patch", "update")));
    }

    private static void account(
            KubernetesClient administrator, Identity identity, List<PolicyRule> rules) {
        String name = identity.fieldManager();
        createOne(
                administrator,
                new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .build());
        createOne(
                administrator,
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build());
        createOne(
                administrator,
                new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject("", "ServiceAccount", name, NAMESPACE)
                        .build());
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    private static void createOne(KubernetesClient administrator, HasMetadata object) {
        try {
            administrator.resource(object).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
