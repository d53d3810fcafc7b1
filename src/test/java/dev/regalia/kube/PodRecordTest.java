package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/// What a pod holds.
class PodRecordTest {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void containersAddUpAndInitContainersCountOneByOne() {
        PodRecord pod =
                read(
                        """
                        containers:
                        - resources: {limits: {nvidia.com/gpu: "1"}}
                        - resources: {limits: {nvidia.com/gpu: "2"}}
                        initContainers:
                        - resources: {limits: {nvidia.com/gpu: "2", nvidia.com/mig-1g.10gb: "1"}}
                        """);

        assertThat(pod.holds())
                .hasSize(2)
                .containsEntry("nvidia.com/gpu", 3L)
                .containsEntry("nvidia.com/mig-1g.10gb", 1L);
    }

    @Test
    void aSidecarRunsBesideAllThatComesAfterIt() {
        PodRecord pod =
                read(
                        """
                        containers:
                        - resources: {requests: {nvidia.com/gpu: "1"}}
                        initContainers:
                        - restartPolicy: Always
                          resources: {requests: {nvidia.com/gpu: "1"}}
                        - resources: {requests: {nvidia.com/gpu: "4"}}
                        """);

        assertThat(pod.holds()).containsEntry("nvidia.com/gpu", 5L);
    }

    @Test
    void aClaimOnDevicesUsesTheNode() {
        PodRecord pod = read("resourceClaims: [{name: gpu}]");

        assertThat(pod.holds()).isEmpty();
        assertThat(pod.usesDevices()).isTrue();
    }

    @Test
    void aFinishedPodIsNoRecord() {
        assertThat(PodRecord.of(pod("containers: []", "Succeeded"))).isEmpty();
        assertThat(PodRecord.of(pod("containers: []", "Failed"))).isEmpty();
        assertThat(PodRecord.of(pod("containers: []", "Unknown"))).isPresent();
    }

    @Test
    void aPodIsOnItsNodeAsSomebodysWorkUnlessItBelongsToTheNode() {
        assertThat(owned("").occupiesNode()).isTrue();
        assertThat(owned("{kind: ReplicaSet, controller: true}").occupiesNode()).isTrue();
        assertThat(owned("{kind: DaemonSet, controller: true}").occupiesNode()).isFalse();
        assertThat(owned("{kind: Node, controller: true}").occupiesNode()).isFalse();
        assertThat(read("containers: []").occupiesNode()).as("not bound").isFalse();
    }

    @Test
    void anOwnerThatDoesNotControlThePodHidesNothing() {
        PodRecord disguised = owned("{kind: DaemonSet, controller: false}, {kind: Node}");

        assertThat(disguised.occupiesNode()).isTrue();
        assertThat(disguised.daemon()).isFalse();
    }

    private static PodRecord owned(String owners) {
        SlimPod pod = pod("{nodeName: n1, containers: []}", "Running");
        pod.getMetadata()
                .setOwnerReferences(
                        JSON.unmarshal("ownerReferences: [" + owners + "]", ObjectMeta.class)
                                .getOwnerReferences());
        return PodRecord.of(pod).orElseThrow();
    }

    private static PodRecord read(String spec) {
        return PodRecord.of(pod(spec, "Running")).orElseThrow();
    }

    private static SlimPod pod(String spec, String phase) {
        String yaml =
                "metadata: {name: p, namespace: n}\nstatus: {phase: "
                        + phase
                        + "}\nspec:\n"
                        + spec.indent(2);
        return JSON.unmarshal(yaml, SlimPod.class);
    }
}
