package dev.regalia.plan;

import dev.regalia.api.NodeSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the nodes that a selector matches without asking every node for every group.
final class LabelIndex {

    private final List<SelectedNode> nodes;

    /// Per label key that a selector has asked for, nodes by value.
    private final SortedMap<String, SortedMap<String, List<SelectedNode>>> byLabel =
            new TreeMap<>();

    /// Groups of one place often share a selector.
    private final Map<NodeSelector, List<SelectedNode>> bySelector = new HashMap<>();

    /// @param nodes in the order in which they are to be found
    LabelIndex(List<SelectedNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /// The nodes that a selector matches, in the order of the index.
    List<SelectedNode> matching(NodeSelector selector) {
        return bySelector.computeIfAbsent(selector, this::find);
    }

    private List<SelectedNode> find(NodeSelector selector) {
        List<SelectedNode> fewest = nodes;
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            List<SelectedNode> with =
                    byLabel.computeIfAbsent(label.getKey(), this::byValue)
                            .getOrDefault(label.getValue(), List.of());
            if (with.size() < fewest.size()) {
                fewest = with;
            }
        }
        if (selector.matchLabels().size() == 1 && selector.matchExpressions().isEmpty()) {
            return fewest;
        }
        List<SelectedNode> matching = new ArrayList<>();
        for (SelectedNode node : fewest) {
            if (NodeSelectors.matches(selector, node.facts().labels())) {
                matching.add(node);
            }
        }
        return matching;
    }

    private SortedMap<String, List<SelectedNode>> byValue(String key) {
        SortedMap<String, List<SelectedNode>> byValue = new TreeMap<>();
        for (SelectedNode node : nodes) {
            String value = node.facts().labels().get(key);
            if (value != null) {
                byValue.computeIfAbsent(value, absent -> new ArrayList<>()).add(node);
            }
        }
        return byValue;
    }
}
