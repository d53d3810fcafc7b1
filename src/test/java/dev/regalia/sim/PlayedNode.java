package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Node;
import java.util.concurrent.Executor;

/// One GPU node with all that is played on it.
///
/// @param uid of the Node, so that a later one of the same name is not taken for it
record PlayedNode(String uid, SimulatedNode node, GpuOperator operator, MigManager manager) {

    /// Makes the GPUs known, in the order in which a real node does: labels, devices, operands.
    void introduce() {
        NodeGpus gpus = node.gpus();
        node.refreshLabels();
        node.startPlugin(gpus, false);
        operator.introduce(gpus.board().migCapable());
    }

    /// Takes note of the Node as it now is.
    void observed(Node now, Executor threads) {
        if (node.observed(now)) {
            threads.execute(node::refreshDevices);
        }
        if (operator.misses(node.labels())) {
            threads.execute(operator::setDefault);
        }
        if (node.gpus().board().migCapable()) {
            manager.observed(node.labels().getOrDefault(WellKnown.MIG_CONFIG_LABEL, ""));
        }
    }
}
