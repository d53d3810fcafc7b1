package dev.regalia.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeFacts.Taint;
import java.util.List;

/// The JSON merge patch of one write on a node.
///
/// It carries the resourceVersion of the decision, so that the API server refuses it once the node
/// has moved on. A merge patch replaces lists, hence taints are either absent or the full list.
public final class NodePatch {

    private NodePatch() {}

    /// The patch as JSON; a key whose value is empty becomes `null`, which removes it.
    public static String render(NodeChange change) {
        MergePatch patch = new MergePatch();
        patch.precondition("resourceVersion", change.resourceVersion());
        patch.keys("labels", change.labels());
        patch.keys("annotations", change.annotations());
        change.taints().ifPresent(taints -> putTaints(patch.spec(), taints));
        return patch.json();
    }

    private static void putTaints(ObjectNode spec, List<Taint> taints) {
        ArrayNode list = spec.putArray("taints");
        for (Taint taint : taints) {
            ObjectNode item = list.addObject();
            item.put("key", taint.key());
            if (!taint.value().isEmpty()) {
                item.put("value", taint.value());
            }
            item.put("effect", taint.effect());
            taint.timeAdded().ifPresent(time -> item.put("timeAdded", time));
        }
    }
}
