package dev.regalia.render;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;

/// The network policy of a tenant namespace: nothing in, nothing out, but for names and for the
/// tenant's own namespaces. Policies add up, so a tenant's admin opens more by further policies.
public final class NetworkPolicies {

    /// Name of our policy.
    public static final String NAME = "regalia-default-deny";

    private static final int DNS_PORT = 53;

    private NetworkPolicies() {}

    /// The policy that every tenant namespace gets.
    public static NetworkPolicy of(Hold hold) {
        return new NetworkPolicyBuilder()
                .withMetadata(OwnMetadata.of(hold, NAME))
                .withNewSpec()
                .withPodSelector(new LabelSelector())
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(fromSameTenant(hold.tenant()))
                .withEgress(toDns(), toSameTenant(hold.tenant()))
                .endSpec()
                .build();
    }

    private static NetworkPolicyIngressRule fromSameTenant(String tenant) {
        return new NetworkPolicyIngressRuleBuilder()
                .addNewFrom()
                .withNamespaceSelector(label(WellKnown.TENANT_LABEL, tenant))
                .endFrom()
                .build();
    }

    private static NetworkPolicyEgressRule toSameTenant(String tenant) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNamespaceSelector(label(WellKnown.TENANT_LABEL, tenant))
                .endTo()
                .build();
    }

    private static NetworkPolicyEgressRule toDns() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(dnsOver("UDP"), dnsOver("TCP"))
                .addNewTo()
                .withNamespaceSelector(label("kubernetes.io/metadata.name", "kube-system"))
                .withPodSelector(label("k8s-app", "kube-dns"))
                .endTo()
                .build();
    }

    private static NetworkPolicyPort dnsOver(String protocol) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(DNS_PORT))
                .build();
    }

    private static LabelSelector label(String key, String value) {
        return new LabelSelectorBuilder().addToMatchLabels(key, value).build();
    }
}
