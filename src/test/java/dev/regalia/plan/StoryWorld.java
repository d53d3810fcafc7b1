package dev.regalia.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.NodeWish.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A [FleetWorld] to which a story's changes happen.
final class StoryWorld {

    private static final Instant LONG_AGO = TestNode.NOW.minus(Duration.ofDays(1));
    private static final Set<String> WORDS =
            Set.of(
                    "change",
                    "expect",
                    "nodes",
                    "pools",
                    "tenants",
                    "labels",
                    "starts",
                    "ends",
                    "gone",
                    "notReady",
                    "ready",
                    "wait",
                    "confirm",
                    "settles");

    final FleetWorld world = new FleetWorld();

    /// Lets everything happen that a step tells: objects first, then pods and time.
    void happens(JsonNode step) {
        Story.check("step", step, WORDS);
        step.path("nodes").properties().forEach(one -> nodes(one.getKey(), one.getValue()));
        step.path("pools")
                .properties()
                .forEach(one -> world.pool(one.getKey(), StoryGiven.pool(one.getValue())));
        step.path("tenants").properties().forEach(one -> tenant(one.getKey(), one.getValue()));
        step.path("labels").properties().forEach(one -> labels(one.getKey(), one.getValue()));
        step.path("gone").forEach(one -> gone(one.asText()));
        step.path("confirm").forEach(one -> world.confirmations.add(one.asText()));
        step.path("ends").forEach(one -> ends(one.asText()));
        step.path("starts").properties().forEach(one -> starts(one.getKey(), one.getValue()));
        step.path("notReady").forEach(one -> ready(one.asText(), false));
        step.path("ready").forEach(one -> ready(one.asText(), true));
        if (step.path("settles").asBoolean(false)) {
            world.settle();
        }
        if (step.has("wait")) {
            world.now = world.now.plus(Duration.parse(step.path("wait").asText()));
        }
    }

    /// `n1`, or `n1-n4` for several.
    private static List<String> names(String told) {
        if (!told.contains("-")) {
            return List.of(told);
        }
        String letters = told.replaceAll("[0-9].*$", "");
        String[] numbers = told.replaceAll("[a-z]", "").split("-", -1);
        List<String> names = new ArrayList<>();
        for (int i = Integer.parseInt(numbers[0]); i <= Integer.parseInt(numbers[1]); i++) {
            names.add(letters + i);
        }
        return names;
    }

    private void nodes(String told, JsonNode node) {
        names(told).forEach(name -> node(name, node));
    }

    /// `8 x H100-80GB`, or a map of `gpus`, `zone`, `in` (`pool/group`), `for`, `cut` and `runs`.
    private void node(String name, JsonNode told) {
        String[] gpus = told.path("gpus").asText(told.asText()).split(" x ", -1);
        WorldNode node = world.node(name, StoryGiven.model(gpus[1]), Integer.parseInt(gpus[0]));
        if (!told.isObject()) {
            return;
        }
        Story.check("node " + name, told, Set.of("gpus", "zone", "in", "for", "cut", "runs"));
        node.node().labels.put(Fixtures.ZONE, told.path("zone").asText("zone-a"));
        if (told.has("in")) {
            member(node, told);
        }
        for (Map.Entry<String, JsonNode> runs : told.path("runs").properties()) {
            counts(node.model(), runs.getValue().asText())
                    .forEach(
                            (resource, count) -> {
                                for (int i = 0; i < count; i++) {
                                    world.pods.bind(
                                            node.node(),
                                            runs.getKey(),
                                            new TreeMap<>(Map.of(resource, 1L)));
                                }
                            });
        }
    }

    /// A node that was cut and verified long ago.
    private void member(WorldNode node, JsonNode told) {
        NodeLayout layout = layout(told.path("cut").asText("0-" + (node.gpus() - 1) + " whole"));
        String entry = layout.whole() ? WellKnown.ALL_DISABLED : MigEntries.name(layout.content());
        if (!layout.whole()) {
            world.migConfig.hasLong(entry, layout.content(), LONG_AGO);
            world.migConfig.hasLong(entry + "-b", layout.content(), LONG_AGO);
        }
        String[] place = told.path("in").asText().split("/", -1);
        Optional<String> tenant =
                told.has("for") ? Optional.of(told.path("for").asText()) : Optional.empty();
        String shown = Resources.print(node.shows(layout));
        node.node()
                .mig(entry, "success")
                .shows(shown)
                .ours(
                        Records.ready(
                                new Membership(place[0], place[1], tenant),
                                Optional.of(entry),
                                shown));
        node.manager().restartWith(entry);
    }

    /// `0-3 7x1g.10gb, 4-7 whole`: the form in which layouts are shown.
    private static NodeLayout layout(String told) {
        List<Optional<SortedMap<String, Integer>>> cuts = new ArrayList<>();
        for (String part : told.split(", ", -1)) {
            String[] words = part.split(" ", -1);
            String[] range = words[0].split("-", -1);
            SortedMap<String, Integer> counts = new TreeMap<>();
            if (!words[1].equals("whole")) {
                for (String one : words[1].split("[+](?=[0-9]+x)", -1)) {
                    String[] count = one.split("x", 2);
                    counts.put(count[1], Integer.parseInt(count[0]));
                }
            }
            for (int i = Integer.parseInt(range[0]);
                    i <= Integer.parseInt(range[range.length - 1]);
                    i++) {
                cuts.add(words[1].equals("whole") ? Optional.empty() : Optional.of(counts));
            }
        }
        return new NodeLayout(cuts.size(), cuts);
    }

    /// `3x1g+1xgpu`, by shape or by NVIDIA's name.
    private static SortedMap<String, Long> counts(GpuGeometry model, String told) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String one : told.split("[+](?=[0-9]+x)", -1)) {
            String[] count = one.split("x", 2);
            counts.put(resource(model, count[1]), Long.parseLong(count[0]));
        }
        return counts;
    }

    private static String resource(GpuGeometry model, String profile) {
        return model.profiles().stream()
                .filter(one -> one.name().equals(profile) || one.shape().equals(profile))
                .map(MigProfile::resourceName)
                .findFirst()
                .orElse(WellKnown.GPU_RESOURCE);
    }

    /// A tenant; with `granted: true` its share is granted and in force already.
    private void tenant(String name, JsonNode told) {
        world.tenant(name, StoryGiven.tenant(name, told));
        if (told.path("granted").asBoolean(false)) {
            world.grantAll(name);
        }
    }

    /// Labels that somebody sets by hand, or takes away where they are empty.
    private void labels(String node, JsonNode told) {
        for (Map.Entry<String, JsonNode> label : told.properties()) {
            String value = label.getValue().asText();
            if (value.isEmpty()) {
                world.node(node).node().labels.remove(label.getKey());
            } else {
                world.node(node).node().labels.put(label.getKey(), value);
            }
        }
    }

    private void gone(String told) {
        world.tenants.remove(told);
        world.pools.remove(told);
        for (String name : names(told)) {
            world.nodes.remove(name);
        }
    }

    /// `bank on n1`.
    private void ends(String told) {
        String[] words = told.split(" on ", -1);
        names(words[1]).forEach(name -> world.pods.end(world.node(name).node(), words[0]));
    }

    /// As many pods with one partition each.
    private void starts(String namespace, JsonNode told) {
        GpuGeometry model = world.nodes.firstEntry().getValue().model();
        counts(model, told.asText())
                .forEach(
                        (resource, count) -> {
                            for (int i = 0; i < count; i++) {
                                if (!world.pods.start(namespace, resource, 1)) {
                                    throw new AssertionError(
                                            "pod " + i + " of " + namespace + " found no node");
                                }
                            }
                        });
    }

    private void ready(String told, boolean ready) {
        for (String name : names(told)) {
            TestNode node = world.node(name).node();
            node.ready = ready;
            node.readySince = Optional.of(world.now);
        }
    }
}
