package dev.regalia;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the CustomResourceDefinitions from the records of `api` into `crds/`, and copies them
/// into the chart. Run by `make crds`; a test compares the result with what is committed.
public final class CrdGeneration {

    /// The folders that hold the same files: the source and the chart's copy.
    static final List<Path> FOLDERS = List.of(Path.of("crds"), Path.of("helm/files/crds"));

    /// What no annotation of the generator can say: which lists are maps, and by which keys.
    private static final Map<String, List<String>> MAP_KEYS =
            Map.of(
                    "spec.nodeGroups", List.of("name"),
                    "spec.nodeGroups.partitioning.fixed.layouts.partitions", List.of("profile"),
                    "spec.nodeGroups.partitioning.demand.headroom", List.of("profile"),
                    "spec.shares", List.of("poolName"),
                    "spec.shares.partitions", List.of("profile"),
                    "spec.namespaces", List.of("name"),
                    "spec.members", List.of("kind", "name", "namespace"),
                    "status.conditions", List.of("type"),
                    "status.nodeGroups", List.of("name"),
                    "status.shares", List.of("poolName"));

    private static final List<String> COLUMNS =
            List.of(
                    "Ready",
                    "Reason",
                    "Nodes",
                    "GPUs",
                    "Free",
                    "Tenants",
                    "Granted",
                    "Used",
                    "Namespaces",
                    "Age",
                    "Partitions",
                    "Pools",
                    "Suspended",
                    "Message");

    private CrdGeneration() {}

    /// Writes the files below the working directory.
    public static void main(String[] args) throws IOException {
        for (Path folder : FOLDERS) {
            Files.createDirectories(folder);
            for (var file : generate().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    /// File name to YAML.
    static SortedMap<String, String> generate() {
        var files = new TreeMap<String, String>();
        CRDPostProcessor complete =
                new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata object, String version) {
                        var crd = (CustomResourceDefinition) object;
                        complete(crd);
                        String name = crd.getMetadata().getName() + ".yaml";
                        files.put(name, Serialization.asYaml(crd));
                        return crd;
                    }
                };
        new CRDGenerator()
                .customResourceClasses(SovereignPool.class, SovereignTenant.class)
                .forCRDVersions("v1")
                .withPostProcessor(complete)
                .withOutput(new Discarded())
                .generate();
        return files;
    }

    private static void complete(CustomResourceDefinition crd) {
        crd.getMetadata().setAnnotations(null);
        for (var version : crd.getSpec().getVersions()) {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            walk("", root);
            property(root, "spec").setDescription("What is wished for.");
            property(root, "status").setDescription("What was observed.");
            var columns = new ArrayList<>(version.getAdditionalPrinterColumns());
            columns.sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
            columns.forEach(CrdGeneration::describe);
            version.setAdditionalPrinterColumns(columns);
        }
    }

    private static void describe(CustomResourceColumnDefinition column) {
        column.setDescription(
                switch (column.getName()) {
                    case "Ready" -> "Whether the object is usable exactly as its spec says";
                    case "Reason" -> "Why it is, or why not";
                    case "Nodes" -> "Ready and assigned nodes";
                    case "GPUs" -> "Ready and assigned GPUs";
                    case "Free" -> "Ready and not granted: whole GPUs, then partitions";
                    case "Tenants" -> "Tenants that hold a share";
                    case "Granted" -> "Granted and requested GPUs and partitions";
                    case "Used" -> "GPUs and partitions that pods hold";
                    case "Namespaces" -> "Ready and wanted namespaces";
                    case "Partitions" -> "Ready and desired partitions";
                    case "Pools" -> "Pools that the tenant has shares of";
                    case "Suspended" -> "Whether nothing new begins";
                    case "Message" -> "All that is to be said of Ready";
                    default -> "Age of the object";
                });
    }

    private static void walk(String path, JSONSchemaProps schema) {
        schema.setXKubernetesValidations(emptyToNull(schema.getXKubernetesValidations()));
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, child) -> field(join(path, name), child));
        }
    }

    private static void field(String path, JSONSchemaProps schema) {
        if ("array".equals(schema.getType())) {
            List<String> keys = MAP_KEYS.get(path);
            schema.setXKubernetesListType(keys == null ? "atomic" : "map");
            if (keys != null) {
                schema.setXKubernetesListMapKeys(keys);
                require(schema.getItems().getSchema(), keys);
            }
            walk(path, schema.getItems().getSchema());
        } else if ("integer".equals(schema.getType()) && schema.getFormat() == null) {
            schema.setFormat(schema.getMaximum() == null ? "int64" : "int32");
        } else if (path.endsWith("lastTransitionTime")) {
            schema.setFormat("date-time");
        } else if (path.endsWith("matchLabels")) {
            // The generator knows no bound on the number of a map's entries.
            schema.setMaxItems(null);
            schema.setMaxProperties(16L);
            schema.getAdditionalProperties().getSchema().setMaxLength(63L);
        }
        if (schema.getDefault() != null && schema.getDefault().isNull()) {
            // The generator takes an empty default for none, and a key of a list must have a value.
            schema.setDefault(TextNode.valueOf(""));
        }
        walk(path, schema);
    }

    /// A key of a list must be there, by the author or by its default.
    private static void require(JSONSchemaProps item, List<String> keys) {
        var required = new ArrayList<>(item.getRequired() == null ? List.of() : item.getRequired());
        for (String key : keys) {
            boolean defaulted = property(item, key).getDefault() != null;
            if (!defaulted && !required.contains(key)) {
                required.add(key);
            }
        }
        item.setRequired(required.stream().sorted().toList());
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    private static <T> @Nullable List<T> emptyToNull(@Nullable List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    /// The generator insists on writing somewhere; what it makes is taken from the post-processor.
    private static final class Discarded implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return new ByteArrayOutputStream();
        }

        @Override
        public URI crdURI(String crdName) {
            return Path.of(crdName).toUri();
        }

        @Override
        public void close() {}
    }
}
