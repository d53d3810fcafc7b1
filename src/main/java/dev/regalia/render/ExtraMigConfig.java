package dev.regalia.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The entries of somebody else's mig-parted configuration that can be taken into the merged one.
///
/// mig-parted refuses a whole document for one wrong entry, so every entry is held against its
/// rules first and left out with a finding where it breaks one.
///
/// @param entries by name, as they were written
/// @param findings what was left out and why
record ExtraMigConfig(SortedMap<String, JsonNode> entries, List<Finding> findings) {

    /// Names with this prefix are ours alone.
    static final String OWN_PREFIX = "regalia-";

    private static final String FIELD = "nvidia.extraMigConfig";

    ExtraMigConfig {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        findings = List.copyOf(findings);
    }

    /// The usable entries of a document, if there is one.
    ///
    /// @param mergedMap name of the merged ConfigMap, which the findings are about
    static ExtraMigConfig read(Optional<String> document, String mergedMap) {
        SortedMap<String, JsonNode> entries = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        document.ifPresent(
                text -> {
                    switch (MigPartedYaml.read(text)) {
                        case MigPartedYaml.Read.Unreadable(String why) ->
                                findings.add(whole(mergedMap, why));
                        case MigPartedYaml.Read.Document(JsonNode root) -> {
                            String wrong = wrongRoot(root);
                            if (wrong.isEmpty()) {
                                take(root, mergedMap, entries, findings);
                            } else {
                                findings.add(whole(mergedMap, wrong));
                            }
                        }
                    }
                });
        return new ExtraMigConfig(entries, findings);
    }

    private static void take(
            JsonNode root,
            String mergedMap,
            SortedMap<String, JsonNode> entries,
            List<Finding> findings) {
        for (Map.Entry<String, JsonNode> config : root.path(MigPartedYaml.CONFIGS).properties()) {
            String name = config.getKey();
            Optional<String> wrong =
                    name.startsWith(OWN_PREFIX)
                            ? Optional.of("the prefix '" + OWN_PREFIX + "' belongs to the operator")
                            : MigPartedRules.broken(name, config.getValue());
            if (wrong.isEmpty()) {
                entries.put(name, config.getValue());
            } else {
                findings.add(one(mergedMap, name, wrong.get()));
            }
        }
    }

    private static String wrongRoot(JsonNode root) {
        if (!MigPartedYaml.VERSION.equals(root.path(MigPartedYaml.VERSION_KEY).asText())) {
            return "`version` must be 'v1'";
        }
        if (!root.path(MigPartedYaml.CONFIGS).isObject()) {
            return "`mig-configs` must map names to lists of entries";
        }
        return root.size() == 2 ? "" : "it may hold nothing but `version` and `mig-configs`";
    }

    private static Finding whole(String mergedMap, String why) {
        return finding(
                mergedMap,
                "the key `config.yaml` of the extra ConfigMap is left out: " + why,
                "correct the ConfigMap that the chart value `nvidia.extraMigConfig` names");
    }

    private static Finding one(String mergedMap, String name, String why) {
        return finding(
                mergedMap,
                "entry '" + name + "' of the extra ConfigMap is left out: " + why,
                "correct or rename it there");
    }

    private static Finding finding(String mergedMap, String message, String cure) {
        return new Finding(
                "ConfigMap", mergedMap, FIELD, Reason.EXTRA_MIG_CONFIG_INVALID, message, cure);
    }
}
