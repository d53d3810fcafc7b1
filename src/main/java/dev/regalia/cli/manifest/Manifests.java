package dev.regalia.cli.manifest;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.WellKnown;
import dev.regalia.cli.json.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads the pools and tenants of files. Other kinds are counted and skipped.
public final class Manifests {

    private static final String API_VERSION = WellKnown.GROUP + "/" + WellKnown.VERSION;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Manifest> objects = new ArrayList<>();
    private final SortedMap<String, String> firstSeen = new TreeMap<>();
    private final SortedMap<String, Integer> skipped = new TreeMap<>();
    private final SortedSet<String> namespaced = new TreeSet<>();
    private final Records records = new Records();
    private @Nullable Schema pools;
    private @Nullable Schema tenants;

    /// Adds the documents of a file.
    ///
    /// @param file as it was named
    public void add(String file, byte[] bytes) {
        for (Node document : Yaml.documents(file, bytes, problems)) {
            document(file, document);
        }
    }

    /// Everything that is wrong, by file and line.
    public List<Problem> problems() {
        return problems.stream().sorted(Problem.ORDER).distinct().toList();
    }

    /// How many documents of which other kinds there were.
    public SortedMap<String, Integer> skipped() {
        return skipped;
    }

    /// Objects that name a namespace, which objects of their kind do not have.
    public SortedSet<String> namespaced() {
        return namespaced;
    }

    /// Whether there is no object of ours.
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /// The objects of ours, in the order of their files.
    List<Manifest> objects() {
        return List.copyOf(objects);
    }

    private void document(String file, Node document) {
        if (document.getTag().equals(Tag.NULL)) {
            return;
        }
        if (!(document instanceof MappingNode object)) {
            problems.add(Problem.at(file, document, "must be an object with members"));
            return;
        }
        String version = text(object, "apiVersion").orElse("");
        String kind = text(object, "kind").orElse("");
        if (kind.isEmpty() || version.isEmpty()) {
            problems.add(
                    Problem.at(file, document, "is no object: `apiVersion` or `kind` is missing"));
        } else if (kind.equals("List") && member(object, "items").isPresent()) {
            if (member(object, "items").get() instanceof SequenceNode items) {
                items.getValue().forEach(item -> document(file, item));
            }
        } else if (!version.startsWith(WellKnown.GROUP + "/")) {
            skipped.merge(kind, 1, Integer::sum);
        } else if (!version.equals(API_VERSION)) {
            problems.add(
                    Problem.at(
                            file,
                            member(object, "apiVersion").orElse(object),
                            "`apiVersion` must be '" + API_VERSION + "', not '" + version + "'"));
        } else {
            ours(file, object, kind);
        }
    }

    private void ours(String file, MappingNode object, String kind) {
        switch (kind) {
            case WellKnown.POOL_KIND ->
                    spec(file, object, kind, poolSchema())
                            .ifPresent(
                                    spec ->
                                            objects.add(
                                                    new Manifest.Pool(
                                                            spec.name(),
                                                            records.read(
                                                                    spec.json(), PoolSpec.class))));
            case WellKnown.TENANT_KIND ->
                    spec(file, object, kind, tenantSchema())
                            .ifPresent(
                                    spec ->
                                            objects.add(
                                                    new Manifest.Tenant(
                                                            spec.name(),
                                                            records.read(
                                                                    spec.json(),
                                                                    TenantSpec.class))));
            default ->
                    problems.add(
                            Problem.at(
                                    file,
                                    member(object, "kind").orElse(object),
                                    "`kind` must be '"
                                            + WellKnown.POOL_KIND
                                            + "' or '"
                                            + WellKnown.TENANT_KIND
                                            + "', not '"
                                            + kind
                                            + "'"));
        }
    }

    private record Spec(String name, String json) {}

    /// The spec of an object without problems.
    private Optional<Spec> spec(String file, MappingNode object, String kind, Schema schema) {
        int before = problems.size();
        ObjectCheck check = new ObjectCheck(file, problems);
        Map<String, Object> value = check.check(object, schema);
        String name = check.name();
        if (!name.isEmpty()) {
            if (check.namespaced()) {
                namespaced.add(kind + "/" + name);
            }
            String here = file + ":" + (object.getStartMark().getLine() + 1);
            String first = firstSeen.putIfAbsent(kind + "/" + name, here);
            if (first != null) {
                problems.add(
                        Problem.at(
                                file,
                                object,
                                kind + "/" + name + " stands in " + first + " already"));
            }
        }
        return problems.size() == before
                ? Optional.of(new Spec(name, JsonText.of(value.getOrDefault("spec", Map.of()))))
                : Optional.empty();
    }

    private Schema poolSchema() {
        Schema schema = pools == null ? Schemas.of("sovereignpools") : pools;
        pools = schema;
        return schema;
    }

    private Schema tenantSchema() {
        Schema schema = tenants == null ? Schemas.of("sovereigntenants") : tenants;
        tenants = schema;
        return schema;
    }

    private static Optional<String> text(MappingNode object, String name) {
        return member(object, name)
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue());
    }

    static Optional<Node> member(MappingNode object, String name) {
        return object.getValue().stream()
                .filter(
                        tuple ->
                                tuple.getKeyNode() instanceof ScalarNode key
                                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
