package dev.regalia.sim;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Nodes as they are when they come into the cluster, before anybody has looked for GPUs on them.
final class NodeObjects {

    /// The label that tells the nodes of one fleet from those of others.
    static final String FLEET_LABEL = "sim.regalia.dev/fleet";

    private static final Map<String, Quantity> CPU_MACHINE = machine("64", "512Gi");
    private static final Map<String, Quantity> GPU_MACHINE = machine("192", "2Ti");

    private NodeObjects() {}

    /// @param version of Kubernetes, such as `v1.36.4`
    static Node of(NodeShape shape, String fleet, String version) {
        Map<String, Quantity> machine = shape.gpus().isPresent() ? GPU_MACHINE : CPU_MACHINE;
        return new NodeBuilder()
                .withNewMetadata()
                .withName(shape.name())
                .withLabels(labels(shape, fleet))
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .addToAnnotations("node.alpha.kubernetes.io/ttl", "0")
                .endMetadata()
                .withNewStatus()
                .withCapacity(machine)
                .withAllocatable(machine)
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withOperatingSystem("linux")
                .withOsImage("simulated")
                .withContainerRuntimeVersion("simulated://1")
                .withKernelVersion("")
                .withKubeletVersion(version)
                .withKubeProxyVersion("")
                .withBootID("")
                .withMachineID("")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    /// Whether two nodes were made for the same fleet.
    static boolean sameFleet(Node one, Node other) {
        return Objects.equals(
                one.getMetadata().getLabels().get(FLEET_LABEL),
                other.getMetadata().getLabels().get(FLEET_LABEL));
    }

    private static SortedMap<String, String> labels(NodeShape shape, String fleet) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/hostname", shape.name());
        for (String prefix : new String[] {"kubernetes.io/", "beta.kubernetes.io/"}) {
            labels.put(prefix + "arch", "amd64");
            labels.put(prefix + "os", "linux");
        }
        labels.put(FLEET_LABEL, fleet);
        labels.putAll(shape.labels());
        return labels;
    }

    private static Map<String, Quantity> machine(String cpu, String memory) {
        return Map.of(
                "cpu", new Quantity(cpu),
                "memory", new Quantity(memory),
                "ephemeral-storage", new Quantity("4Ti"),
                "pods", new Quantity("110"));
    }
}
