package dev.regalia.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.mig.MigConfigEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a mig-parted configuration file, version `v1`, as strictly as mig-parted does: one mistake
/// anywhere spoils the whole file.
final class MigPartedReader {

    private static final Set<String> FILE_KEYS = Set.of("version", "mig-configs");
    private static final Set<String> ENTRY_KEYS =
            Set.of("device-filter", "devices", "mig-enabled", "mig-devices");
    private static final Pattern PROFILE =
            Pattern.compile("([1-9]c\\.)?[1-9]g\\.\\d+gb(\\+[a-z.]+|-me)?");
    private static final ObjectMapper MAPPER =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private MigPartedReader() {}

    /// The configurations in a YAML text, or where it is wrong.
    static MigPartedFile read(String text) {
        try {
            return new MigPartedFile.Valid(file(MAPPER.readTree(text)));
        } catch (JsonProcessingException e) {
            return new MigPartedFile.Invalid(e.getOriginalMessage());
        } catch (Mistake e) {
            return new MigPartedFile.Invalid(e.getMessage());
        }
    }

    private static SortedMap<String, List<MigConfigEntry>> file(JsonNode file) throws Mistake {
        onlyKeys("the file", file, FILE_KEYS);
        check(file.path("version").asText().equals("v1"), "version", "must be v1");
        SortedMap<String, List<MigConfigEntry>> configs = new TreeMap<>();
        for (var config : file.path("mig-configs").properties()) {
            String name = config.getKey();
            JsonNode entries = config.getValue();
            check(entries.isArray() && !entries.isEmpty(), name, "must be a list of entries");
            List<MigConfigEntry> read = new ArrayList<>();
            for (JsonNode entry : entries) {
                read.add(entry(name + "[" + read.size() + "]", entry));
            }
            configs.put(name, List.copyOf(read));
        }
        return configs;
    }

    private static MigConfigEntry entry(String where, JsonNode entry) throws Mistake {
        onlyKeys(where, entry, ENTRY_KEYS);
        JsonNode enabled = entry.path("mig-enabled");
        check(enabled.isBoolean(), where, "mig-enabled is required, true or false");
        return new MigConfigEntry(
                filters(where, entry.path("device-filter")),
                devices(where, entry.path("devices")),
                enabled.booleanValue(),
                counts(where, entry.path("mig-devices"), enabled.booleanValue()));
    }

    private static List<String> filters(String where, JsonNode filter) throws Mistake {
        if (filter.isMissingNode()) {
            return List.of();
        }
        if (filter.isTextual()) {
            return filter.textValue().isEmpty() ? List.of() : List.of(filter.textValue());
        }
        check(filter.isArray(), where, "device-filter must be a string or a list of strings");
        List<String> filters = new ArrayList<>();
        for (JsonNode one : filter) {
            check(one.isTextual(), where, "device-filter must hold strings");
            filters.add(one.textValue());
        }
        return filters;
    }

    private static MigConfigEntry.Devices devices(String where, JsonNode devices) throws Mistake {
        if (devices.isTextual() && devices.textValue().equals("all")) {
            return new MigConfigEntry.Devices.All();
        }
        check(devices.isArray(), where, "devices is required, `all` or a list of indexes");
        List<Integer> indexes = new ArrayList<>();
        for (JsonNode index : devices) {
            check(index.isInt() && index.intValue() >= 0, where, "no index of a GPU: " + index);
            indexes.add(index.intValue());
        }
        return new MigConfigEntry.Devices.Indexes(indexes.stream().sorted().toList());
    }

    private static SortedMap<String, Integer> counts(String where, JsonNode devices, boolean on)
            throws Mistake {
        SortedMap<String, Integer> counts = new TreeMap<>();
        if (!on) {
            check(devices.isEmpty(), where, "mig-devices must be empty while MIG is off");
            return counts;
        }
        check(devices.isObject(), where, "mig-devices is required while MIG is on");
        for (var device : devices.properties()) {
            String profile = device.getKey();
            JsonNode count = device.getValue();
            check(PROFILE.matcher(profile).matches(), where, "no profile: " + profile);
            check(count.isInt() && count.intValue() >= 0, where, "no count: " + count);
            if (count.intValue() > 0) {
                counts.put(profile, count.intValue());
            }
        }
        check(devices.isEmpty() || !counts.isEmpty(), where, "all counts are 0");
        return counts;
    }

    private static void onlyKeys(String where, JsonNode object, Set<String> known) throws Mistake {
        check(object.isObject(), where, "must be a map");
        for (var field : object.properties()) {
            check(known.contains(field.getKey()), where, "unknown key " + field.getKey());
        }
    }

    private static void check(boolean holds, String where, String otherwise) throws Mistake {
        if (!holds) {
            throw new Mistake(where + ": " + otherwise);
        }
    }

    /// Ends the reading at the first mistake, as mig-parted does.
    private static final class Mistake extends Exception {
        Mistake(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
