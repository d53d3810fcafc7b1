package dev.regalia.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.StockConfigs;
import dev.regalia.plan.Finding;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.plan.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The one mig-parted configuration of the whole cluster.
///
/// A ClusterPolicy names one ConfigMap for all nodes, and naming one replaces what NVIDIA
/// generates. So it holds the stock entries for everybody's nodes, the entries of the map named by
/// the chart value `nvidia.extraMigConfig`, and ours. An extra entry wins over a stock one of the
/// same name; ours win over both.
public final class MigPartedConfig {

    /// The key that mig-manager reads.
    public static final String KEY = "config.yaml";

    /// An object may have about 1 MiB; the rest is room for its metadata.
    static final int MAX_DOCUMENT_BYTES = 900 * 1024;

    /// The annotations of an object may have 256 KiB together; the rest is for those of others.
    static final int MAX_SINCE_BYTES = 200 * 1024;

    private MigPartedConfig() {}

    /// The entries of ours that the map should hold.
    ///
    /// @param ours wanted entries by name
    /// @param kept names of entries that stay with the content they have, where they are there
    public record Entries(SortedMap<String, List<MigConfigEntry>> ours, SortedSet<String> kept) {
        public Entries {
            ours = Collections.unmodifiableSortedMap(new TreeMap<>(ours));
            kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
        }
    }

    /// The merged configuration, or why there is none.
    public sealed interface Result {}

    /// A configuration that fits.
    ///
    /// @param document the value of the key `config.yaml`
    /// @param since per entry, since when it has been in the map with this content
    /// @param changed the map must be written
    /// @param findings what of the extra map was left out
    public record Rendered(
            String document,
            SortedMap<String, Instant> since,
            boolean changed,
            List<Finding> findings)
            implements Result {
        public Rendered {
            since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
            findings = List.copyOf(findings);
        }
    }

    /// A configuration that no ConfigMap can hold; what stands there stays.
    ///
    /// @param bytes of the document, or of the annotation where that is what is too large
    public record TooLarge(int bytes, Finding finding) implements Result {}

    /// The merged configuration of stock, extra and our own entries.
    ///
    /// @param facts the map as it stands, and the extra document
    /// @param takenAt the time that new and changed entries get
    public static Result render(
            Entries wanted,
            GpuCatalog catalog,
            MigConfigFacts facts,
            Settings settings,
            Instant takenAt) {
        ExtraMigConfig extra = ExtraMigConfig.read(facts.extra(), settings.migConfigMap());
        JsonNode stored = stored(facts.document());
        ObjectNode configs = merged(own(wanted, stored), StockConfigs.of(catalog), extra);
        String document = MigPartedYaml.print(configs);
        SortedMap<String, Instant> since = since(configs, stored, facts, takenAt);
        int documentBytes = bytes(document);
        int sinceBytes = bytes(EntriesSince.print(since));
        if (documentBytes > MAX_DOCUMENT_BYTES) {
            return tooLarge(settings, documentBytes, MAX_DOCUMENT_BYTES);
        }
        if (sinceBytes > MAX_SINCE_BYTES) {
            return tooLarge(settings, sinceBytes, MAX_SINCE_BYTES);
        }
        boolean changed =
                !facts.exists()
                        || !document.equals(facts.document())
                        || !since.equals(facts.since());
        return new Rendered(document, since, changed, extra.findings());
    }

    /// The entries in a document that we made, by name; those that somebody has broken since are
    /// left out.
    public static SortedMap<String, List<MigConfigEntry>> ours(String document) {
        SortedMap<String, List<MigConfigEntry>> ours = new TreeMap<>();
        for (Map.Entry<String, JsonNode> config : stored(document).properties()) {
            String name = config.getKey();
            if (name.startsWith(WellKnown.MIG_ENTRY_PREFIX)
                    && MigPartedRules.broken(name, config.getValue()).isEmpty()) {
                ours.put(name, MigPartedYaml.entries(config.getValue()));
            }
        }
        return ours;
    }

    /// The ConfigMap that holds a rendered configuration, in the namespace of NVIDIA's operator.
    public static ConfigMap configMap(Rendered rendered, Settings settings) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(settings.migConfigMap())
                .withNamespace(settings.nvidiaNamespace())
                .addToLabels(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY)
                .addToAnnotations(
                        WellKnown.ENTRIES_SINCE_ANNOTATION, EntriesSince.print(rendered.since()))
                .endMetadata()
                .addToData(KEY, rendered.document())
                .build();
    }

    private static ObjectNode merged(
            SortedMap<String, JsonNode> ours,
            SortedMap<String, List<MigConfigEntry>> stock,
            ExtraMigConfig extra) {
        ObjectNode configs = JsonNodeFactory.instance.objectNode();
        stock.forEach(
                (name, entries) -> {
                    if (!ours.containsKey(name) && !extra.entries().containsKey(name)) {
                        configs.set(name, MigPartedYaml.tree(entries));
                    }
                });
        extra.entries()
                .forEach(
                        (name, entries) -> {
                            if (!ours.containsKey(name)) {
                                configs.set(name, entries);
                            }
                        });
        configs.setAll(ours);
        return configs;
    }

    /// Our entries as trees. A kept one that somebody has broken since goes: mig-parted would
    /// refuse the whole document for it.
    private static SortedMap<String, JsonNode> own(Entries wanted, JsonNode stored) {
        SortedMap<String, JsonNode> own = new TreeMap<>();
        for (String name : wanted.kept()) {
            if (MigPartedRules.broken(name, stored.path(name)).isEmpty()) {
                own.put(name, stored.path(name));
            }
        }
        wanted.ours().forEach((name, entries) -> own.put(name, MigPartedYaml.tree(entries)));
        return own;
    }

    private static JsonNode stored(String document) {
        return switch (MigPartedYaml.read(document)) {
            case MigPartedYaml.Read.Unreadable _ -> JsonNodeFactory.instance.objectNode();
            case MigPartedYaml.Read.Document(JsonNode root) -> root.path(MigPartedYaml.CONFIGS);
        };
    }

    private static SortedMap<String, Instant> since(
            ObjectNode configs, JsonNode stored, MigConfigFacts facts, Instant takenAt) {
        SortedMap<String, Instant> since = new TreeMap<>();
        for (Map.Entry<String, JsonNode> config : configs.properties()) {
            boolean unchanged = config.getValue().equals(stored.path(config.getKey()));
            Instant before = unchanged ? facts.since().get(config.getKey()) : null;
            since.put(config.getKey(), before == null ? takenAt : before);
        }
        return since;
    }

    private static TooLarge tooLarge(Settings settings, int bytes, int limit) {
        return new TooLarge(
                bytes,
                new Finding(
                        "ConfigMap",
                        settings.migConfigMap(),
                        KEY,
                        Reason.MIG_CONFIG_TOO_LARGE,
                        "the merged mig-parted configuration would have "
                                + bytes
                                + " bytes where at most "
                                + limit
                                + " may be; the map stays as it is and no new layout can be cut",
                        "take entries out of the map that the chart value"
                                + " `nvidia.extraMigConfig` names, or use fewer different"
                                + " layouts in the pools"));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
