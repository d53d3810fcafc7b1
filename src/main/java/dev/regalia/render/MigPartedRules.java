package dev.regalia.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// What mig-parted asks of a named configuration before it accepts the document around it.
final class MigPartedRules {

    /// A configuration is chosen by a label's value, so its name must be one.
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private static final Pattern PROFILE =
            Pattern.compile("([1-9]c\\.)?[1-9][0-9]*g\\.[1-9][0-9]*gb([+-][a-z][a-z0-9.,]*)*");

    private static final Set<String> KEYS =
            Set.of(
                    MigPartedYaml.DEVICE_FILTER,
                    MigPartedYaml.DEVICES,
                    MigPartedYaml.MIG_ENABLED,
                    MigPartedYaml.MIG_DEVICES);

    private MigPartedRules() {}

    /// The first rule that a configuration breaks, as a clause; empty where it breaks none.
    static Optional<String> broken(String name, JsonNode config) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("its name must be a label value");
        }
        if (!config.isArray() || config.isEmpty()) {
            return Optional.of("it must be a list of at least one entry");
        }
        return StreamSupport.stream(config.spliterator(), false)
                .map(MigPartedRules::brokenEntry)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> brokenEntry(JsonNode entry) {
        if (!entry.isObject()) {
            return Optional.of("each item of the list must be a mapping");
        }
        TreeSet<String> unknown = new TreeSet<>();
        entry.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            return Optional.of("mig-parted does not know the key '" + unknown.first() + "'");
        }
        if (!filterIsRight(entry.path(MigPartedYaml.DEVICE_FILTER))) {
            return Optional.of("`device-filter` must be a quoted string or a list of them");
        }
        if (!devicesAreRight(entry.path(MigPartedYaml.DEVICES))) {
            return Optional.of("`devices` must be 'all' or a list of GPU indexes");
        }
        if (!entry.path(MigPartedYaml.MIG_ENABLED).isBoolean()) {
            return Optional.of("`mig-enabled` must be true or false");
        }
        return brokenCounts(entry);
    }

    private static boolean filterIsRight(JsonNode filter) {
        return filter.isMissingNode()
                || filter.isTextual()
                || (filter.isArray() && all(filter, JsonNode::isTextual));
    }

    private static boolean devicesAreRight(JsonNode devices) {
        return (devices.isTextual() && devices.asText().equals(MigPartedYaml.ALL))
                || (devices.isArray() && all(devices, MigPartedRules::isCount));
    }

    private static Optional<String> brokenCounts(JsonNode entry) {
        JsonNode counts = entry.path(MigPartedYaml.MIG_DEVICES);
        boolean absent = counts.isMissingNode() || counts.isNull();
        if (!entry.path(MigPartedYaml.MIG_ENABLED).booleanValue()) {
            return absent || (counts.isObject() && counts.isEmpty())
                    ? Optional.empty()
                    : Optional.of("`mig-devices` must be empty where `mig-enabled` is false");
        }
        if (!counts.isObject()) {
            return Optional.of("`mig-devices` must map profiles to counts");
        }
        long sum = 0;
        for (Map.Entry<String, JsonNode> count : counts.properties()) {
            if (!PROFILE.matcher(count.getKey()).matches()) {
                return Optional.of("'" + count.getKey() + "' is not the name of a MIG profile");
            }
            if (!isCount(count.getValue())) {
                return Optional.of("the count of '" + count.getKey() + "' must be 0 or more");
            }
            sum += count.getValue().asLong();
        }
        return sum == 0 && !counts.isEmpty()
                ? Optional.of("the counts of `mig-devices` may not all be 0")
                : Optional.empty();
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0;
    }

    private static boolean all(JsonNode list, Predicate<JsonNode> test) {
        return StreamSupport.stream(list.spliterator(), false).allMatch(test);
    }
}
