package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes objects on an API server that has no controllers, and changes them by hand.
record ClusterObjects(KubernetesClient client) {

    /// A namespace in which pods can be made.
    void namespace(String name, Map<String, String> labels) {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withLabels(labels)
                                .endMetadata()
                                .build())
                .create();
        client.resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("default")
                                .withNamespace(name)
                                .endMetadata()
                                .build())
                .create();
    }

    /// A Ready node of eight H100.
    void node(String name, Instant readySince) {
        client.resource(
                        new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .addToLabels(WellKnown.GPU_PRODUCT_LABEL, "NVIDIA-H100-80GB-HBM3")
                                .endMetadata()
                                .build())
                .create();
        client.nodes()
                .withName(name)
                .editStatus(
                        node ->
                                new NodeBuilder(node)
                                        .editOrNewStatus()
                                        .addToCapacity("nvidia.com/gpu", new Quantity("8"))
                                        .addToAllocatable("nvidia.com/gpu", new Quantity("8"))
                                        .addToAllocatable(
                                                "nvidia.com/mig-1g.10gb", new Quantity("0"))
                                        .endStatus()
                                        .build());
        ready(name, readySince, readySince);
    }

    void ready(String node, Instant since, Instant heartbeat) {
        client.nodes()
                .withName(node)
                .editStatus(
                        it ->
                                new NodeBuilder(it)
                                        .editStatus()
                                        .removeMatchingFromConditions(
                                                one -> one.getType().equals("Ready"))
                                        .addNewCondition()
                                        .withType("Ready")
                                        .withStatus("True")
                                        .withLastHeartbeatTime(heartbeat.toString())
                                        .withLastTransitionTime(since.toString())
                                        .endCondition()
                                        .endStatus()
                                        .build());
    }

    void label(String node, String key, String value) {
        client.nodes()
                .withName(node)
                .edit(
                        it ->
                                new NodeBuilder(it)
                                        .editMetadata()
                                        .addToLabels(key, value)
                                        .endMetadata()
                                        .build());
    }

    void fence(String node) {
        client.nodes()
                .withName(node)
                .edit(
                        it ->
                                new NodeBuilder(it)
                                        .editOrNewSpec()
                                        .addNewTaint()
                                        .withKey(WellKnown.CHANGE_TAINT)
                                        .withValue("Fenced")
                                        .withEffect(WellKnown.NO_SCHEDULE)
                                        .endTaint()
                                        .endSpec()
                                        .build());
    }

    /// A pod that holds this; bound unless the node's name is empty.
    void pod(String namespace, String name, String node, Map<String, Quantity> holds) {
        pod(namespace, name, node, holds, List.of());
    }

    /// A pod that an object of that kind controls.
    void ownedPod(String namespace, String name, String node, String kind) {
        OwnerReference owner =
                new OwnerReferenceBuilder()
                        .withApiVersion(kind.equals("Node") ? "v1" : "apps/v1")
                        .withKind(kind)
                        .withName(node)
                        .withUid("00000000-0000-0000-0000-000000000001")
                        .withController(true)
                        .build();
        pod(namespace, name, node, Map.of(), List.of(owner));
    }

    private void pod(
            String namespace,
            String name,
            String node,
            Map<String, Quantity> holds,
            List<OwnerReference> owners) {
        client.resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace(namespace)
                                .withOwnerReferences(owners)
                                .endMetadata()
                                .withNewSpec()
                                .withNodeName(node)
                                .addNewContainer()
                                .withName("main")
                                .withImage("none")
                                .withNewResources()
                                .withLimits(holds)
                                .endResources()
                                .endContainer()
                                .endSpec()
                                .build())
                .create();
    }
}
