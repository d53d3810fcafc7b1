package dev.regalia.cli.synthetic;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.Memories;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NamespacePlan;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.Look;
import dev.regalia.plan.NodeNotes;
import dev.regalia.plan.NodeOrder;
import dev.regalia.plan.Settings;
import dev.regalia.render.MigPartedConfig;
import dev.regalia.render.Namespaces;
import dev.regalia.render.ResourceQuotas;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A cluster after a plan was carried out on it and everybody else has answered: mig-manager with
/// success, the device plugin with the layout, the quota controller with what was written, a look
/// at a fenced node with the pods that were there.
final class CarriedOut {

    private final GpuCatalog catalog;
    private final Settings settings;

    CarriedOut(GpuCatalog catalog, Settings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    /// The cluster as it is at a later time.
    ClusterSnapshot after(ClusterSnapshot before, FleetPlan plan, Instant later) {
        Map<String, NodeChange> changes = new HashMap<>();
        plan.nodeChanges().forEach(change -> changes.put(change.node(), change));
        List<NodeFacts> nodes = new ArrayList<>();
        for (NodeFacts node : before.nodes()) {
            NodeChange change = changes.get(node.name());
            NodeOrder order = plan.orders().get(node.name());
            nodes.add(change == null || order == null ? node : changed(node, change, order));
        }
        return looked(
                new ClusterSnapshot(
                        later,
                        before.served(),
                        before.pools(),
                        before.tenants(),
                        nodes,
                        namespaces(before, plan),
                        migConfig(before, plan),
                        before.stack(),
                        before.confirmations(),
                        before.memory()),
                settings);
    }

    /// The same cluster with what is remembered of it brought up to date.
    static ClusterSnapshot looked(ClusterSnapshot cluster, Settings settings) {
        return new ClusterSnapshot(
                cluster.takenAt(),
                cluster.served(),
                cluster.pools(),
                cluster.tenants(),
                cluster.nodes(),
                cluster.namespaces(),
                cluster.migConfig(),
                cluster.stack(),
                cluster.confirmations(),
                Memories.observe(cluster.memory(), cluster, settings.times()));
    }

    private static NodeFacts changed(NodeFacts node, NodeChange change, NodeOrder order) {
        SortedMap<String, String> labels = merged(node.labels(), change.labels());
        SortedMap<String, Long> allocatable = node.allocatable();
        boolean asked =
                labels.containsKey(WellKnown.MIG_CONFIG_LABEL)
                        && !labels.containsKey(WellKnown.MIG_STATE_LABEL);
        if (asked) {
            labels.put(WellKnown.MIG_STATE_LABEL, "success");
            allocatable = order.wish().expected();
        }
        NodeNotes notes = NodeNotes.of(merged(node.notes().print(), change.annotations()));
        return new NodeFacts(
                node.name(),
                node.uid(),
                Long.toString(Long.parseLong(node.resourceVersion()) + 1),
                node.createdAt(),
                labels,
                notes,
                change.taints().orElse(node.taints()),
                allocatable,
                node.ready(),
                node.readySince(),
                node.gpuPods(),
                node.pods(),
                node.controllers(),
                node.dynamicResources(),
                notes.change()
                        .filter(record -> record.state() == State.FENCED)
                        .map(_ -> new Look(node.idle(), new TreeSet<>(node.pods().keySet()))),
                node.overwrittenBy());
    }

    private static SortedMap<String, String> merged(
            Map<String, String> stored, SortedMap<String, Optional<String>> changes) {
        SortedMap<String, String> merged = new TreeMap<>(stored);
        changes.forEach(
                (key, value) ->
                        value.ifPresentOrElse(it -> merged.put(key, it), () -> merged.remove(key)));
        return merged;
    }

    private static List<NamespaceFacts> namespaces(ClusterSnapshot before, FleetPlan plan) {
        SortedMap<String, NamespaceFacts> namespaces = new TreeMap<>();
        before.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        for (NamespacePlan planned : plan.namespaces()) {
            if (planned instanceof Hold hold) {
                namespaces.put(
                        hold.name(), held(hold, Optional.ofNullable(namespaces.get(hold.name()))));
            }
        }
        return List.copyOf(namespaces.values());
    }

    private static NamespaceFacts held(Hold hold, Optional<NamespaceFacts> stored) {
        ObjectMeta meta = Namespaces.create(hold).getMetadata();
        SortedMap<String, Long> used =
                stored.flatMap(NamespaceFacts::quota)
                        .map(QuotaFacts::used)
                        .orElse(Collections.emptySortedMap());
        return new NamespaceFacts(
                hold.name(),
                stored.map(NamespaceFacts::uid).orElse("namespace-" + hold.name()),
                false,
                new TreeMap<>(meta.getLabels()),
                new TreeMap<>(meta.getAnnotations()),
                Optional.of(
                        new QuotaFacts(
                                hold.hard(),
                                hold.hard(),
                                used,
                                hold.lent(),
                                ResourceQuotas.whose(hold))),
                stored.map(NamespaceFacts::gpuPods).orElse(0));
    }

    /// The entries of ours that are in a rendered map.
    private static SortedMap<String, List<MigConfigEntry>> entries(
            ClusterSnapshot before, FleetPlan plan, MigPartedConfig.Rendered rendered) {
        SortedMap<String, List<MigConfigEntry>> entries = new TreeMap<>(before.migConfig().ours());
        entries.putAll(plan.migEntries());
        entries.keySet().retainAll(rendered.since().keySet());
        return entries;
    }

    private MigConfigFacts migConfig(ClusterSnapshot before, FleetPlan plan) {
        return switch (MigPartedConfig.render(
                new MigPartedConfig.Entries(plan.migEntries(), plan.migKept()),
                catalog,
                before.migConfig(),
                settings,
                plan.takenAt())) {
            case MigPartedConfig.TooLarge _ -> before.migConfig();
            case MigPartedConfig.Rendered rendered ->
                    new MigConfigFacts(
                            true,
                            rendered.document(),
                            entries(before, plan, rendered),
                            rendered.since(),
                            before.migConfig().extra());
        };
    }
}
