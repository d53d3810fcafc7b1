package dev.regalia.cli.manifest;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// How large a document is once every alias is replaced by what it stands for. Each node is counted
/// once, so a document of any size is judged at once.
final class Aliases {

    /// What is being counted.
    private static final Long OPEN = -1L;

    private final String file;
    private final long mostAdded;
    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
    private Optional<Problem> problem = Optional.empty();

    private Aliases(String file, long mostAdded) {
        this.file = file;
        this.mostAdded = mostAdded;
    }

    /// What is wrong with a document's aliases: one of them stands within its own anchor, or
    /// together they add more nodes than that.
    static Optional<Problem> problem(String file, Node document, long mostAdded) {
        Aliases aliases = new Aliases(file, mostAdded);
        aliases.size(document);
        return aliases.problem;
    }

    /// The nodes in it; what comes after a problem is not counted.
    private long size(Node node) {
        Long known = sizes.putIfAbsent(node, OPEN);
        if (OPEN.equals(known)) {
            found(node, "an alias in this stands for this itself, so it has no end");
        }
        if (known != null) {
            return known;
        }
        long size = 1;
        int before = sizes.size();
        for (Node part : parts(node)) {
            size += problem.isPresent() ? 0 : size(part);
        }
        sizes.put(node, size);
        if (size - (sizes.size() - before + 1) > mostAdded) {
            found(node, "aliases in this stand for more than %d values".formatted(mostAdded));
        }
        return size;
    }

    private void found(Node node, String message) {
        problem = problem.or(() -> Optional.of(Problem.at(file, node, message)));
    }

    private static List<Node> parts(Node node) {
        List<Node> parts = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(
                            tuple -> {
                                parts.add(tuple.getKeyNode());
                                parts.add(tuple.getValueNode());
                            });
        } else if (node instanceof SequenceNode sequence) {
            parts.addAll(sequence.getValue());
        }
        return parts;
    }
}
