package dev.regalia.render;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigConfigEntry.Devices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// mig-parted's configuration file as text: `version: v1` and named lists of entries under
/// `mig-configs`.
final class MigPartedYaml {

    static final String CONFIGS = "mig-configs";
    static final String DEVICE_FILTER = "device-filter";
    static final String DEVICES = "devices";
    static final String ALL = "all";
    static final String MIG_ENABLED = "mig-enabled";
    static final String MIG_DEVICES = "mig-devices";
    static final String VERSION_KEY = "version";
    static final String VERSION = "v1";

    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .stringQuotingChecker(new QuotesUnlessLetterFirst())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private MigPartedYaml() {}

    /// What reading gave.
    sealed interface Read {

        /// A tree; aliases do not occur in it.
        record Document(JsonNode root) implements Read {}

        /// No tree, and why: a clause without a full stop.
        record Unreadable(String why) implements Read {}
    }

    /// The document with these configurations, in this order.
    static String print(ObjectNode configs) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(VERSION_KEY, VERSION);
        root.set(CONFIGS, configs);
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be printed", e);
        }
    }

    /// A document as a tree. Anchors and aliases are refused, because a tree cannot keep them.
    static Read read(String document) {
        try {
            if (hasAnchors(document)) {
                return new Read.Unreadable("it uses YAML anchors or aliases");
            }
            return new Read.Document(YAML.readTree(document));
        } catch (JsonProcessingException e) {
            return new Read.Unreadable(
                    "it is not valid YAML, or names a key twice, near line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new IllegalStateException("a string could not be read", e);
        }
    }

    /// One configuration of ours as mig-parted wants it.
    static ArrayNode tree(List<MigConfigEntry> entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> list.add(tree(entry)));
        return list;
    }

    /// What [#tree] made; only of trees that keep mig-parted's rules.
    static List<MigConfigEntry> entries(JsonNode list) {
        List<MigConfigEntry> entries = new ArrayList<>();
        for (JsonNode tree : list) {
            List<String> filters = new ArrayList<>();
            tree.path(DEVICE_FILTER).forEach(filter -> filters.add(filter.asText()));
            List<Integer> indexes = new ArrayList<>();
            tree.path(DEVICES).forEach(index -> indexes.add(index.asInt()));
            SortedMap<String, Integer> counts = new TreeMap<>();
            tree.path(MIG_DEVICES)
                    .properties()
                    .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
            boolean enabled = tree.path(MIG_ENABLED).asBoolean();
            entries.add(
                    new MigConfigEntry(
                            filters,
                            tree.path(DEVICES).isArray()
                                    ? new Devices.Indexes(indexes)
                                    : new Devices.All(),
                            enabled,
                            enabled ? counts : new TreeMap<>()));
        }
        return List.copyOf(entries);
    }

    private static ObjectNode tree(MigConfigEntry entry) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (!entry.deviceFilters().isEmpty()) {
            ArrayNode filters = tree.putArray(DEVICE_FILTER);
            entry.deviceFilters().forEach(filters::add);
        }
        switch (entry.devices()) {
            case Devices.All _ -> tree.put(DEVICES, ALL);
            case Devices.Indexes(List<Integer> indexes) -> {
                ArrayNode list = tree.putArray(DEVICES);
                indexes.forEach(list::add);
            }
        }
        tree.put(MIG_ENABLED, entry.migEnabled());
        putCounts(tree.putObject(MIG_DEVICES), entry.counts());
        return tree;
    }

    private static void putCounts(ObjectNode target, SortedMap<String, Integer> counts) {
        counts.forEach(target::put);
    }

    private static boolean hasAnchors(String document) throws IOException {
        if (document.indexOf('&') < 0 && document.indexOf('*') < 0) {
            return false;
        }
        try (JsonParser parser = YAML.createParser(document)) {
            while (parser.nextToken() != null) {
                if (parser.getObjectId() != null
                        || (parser instanceof YAMLParser yaml && yaml.isCurrentAlias())) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Quotes every key that could be read as something other than a string: `1g.10gb` is one, to
    /// be sure in every reader.
    private static final class QuotesUnlessLetterFirst extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            return name.isEmpty() || !isLetter(name.charAt(0)) || super.needToQuoteName(name);
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
    }
}
