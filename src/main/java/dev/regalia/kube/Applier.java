package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.kube.ApplyTally.Concern;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeOrder;
import dev.regalia.plan.Settings;
import dev.regalia.render.DesiredState;
import dev.regalia.render.DesiredState.Held;
import dev.regalia.render.DesiredState.LetGo;
import dev.regalia.render.DesiredState.OwnObject;
import dev.regalia.render.MigPartedConfig;
import dev.regalia.render.Sameness;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out a plan: the mig-parted map first, then the tenants' namespaces with what is in them,
/// then nodes, deletions last. What the API server refuses stops nothing else.
public final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Caches caches;
    private final GpuCatalog catalog;
    private final Settings settings;
    private final ApiWriter writer;
    private final NodeApplier nodes;

    public Applier(
            KubernetesClient client,
            Caches caches,
            ClusterReader reader,
            GpuCatalog catalog,
            Settings settings) {
        this.caches = caches;
        this.catalog = catalog;
        this.settings = settings;
        this.writer = new ApiWriter(client, caches.writes());
        this.nodes = new NodeApplier(writer, reader, settings.times());
    }

    /// Writes what the plan asks for and the cluster does not have yet.
    ///
    /// @param seen the snapshot that the plan was made from
    public ApplyReport apply(FleetPlan plan, ClusterSnapshot seen) {
        ApplyTally tally = new ApplyTally();
        // Everything is made before the first write, so that a defect in one object writes nothing.
        DesiredState desired = DesiredState.of(plan.namespaces(), seen.namespaces());
        Map<String, Concern> concerns = concerns(plan.namespaces(), seen.namespaces());
        if (!plan.migEntries().isEmpty() || seen.migConfig().exists()) {
            writeMigConfig(plan, seen, tally);
        }
        each(
                only(desired, Held.class),
                tally,
                state -> hold(state, concerns.getOrDefault(state.name(), self(state)), tally));
        patchNodes(plan, seen, tally);
        each(
                desired.namespaces(),
                tally,
                state -> {
                    Concern concern = concerns.getOrDefault(state.name(), self(state));
                    switch (state) {
                        case Held held -> delete(held.delete(), concern, tally);
                        case LetGo gone -> letGo(gone, concern, tally);
                    }
                });
        confirmed(plan.confirmationsDone(), tally);
        return tally.report();
    }

    private void writeMigConfig(FleetPlan plan, ClusterSnapshot seen, ApplyTally tally) {
        Concern concern = new Concern("ConfigMap", settings.migConfigMap());
        switch (MigPartedConfig.render(
                new MigPartedConfig.Entries(plan.migEntries(), plan.migKept()),
                catalog,
                seen.migConfig(),
                settings,
                plan.takenAt())) {
            case MigPartedConfig.TooLarge(int _, var finding) -> tally.found(List.of(finding));
            case MigPartedConfig.Rendered rendered -> {
                tally.found(rendered.findings());
                if (rendered.changed()) {
                    String field =
                            "ConfigMap " + settings.nvidiaNamespace() + "/" + concern.object();
                    Outcome outcome =
                            writer.apply(
                                    ObjectKind.MIG_CONFIG_MAP,
                                    MigPartedConfig.configMap(rendered, settings));
                    if (outcome instanceof Outcome.Gone(String message)) {
                        tally.refused(field, concern, message);
                    } else {
                        tally.done(ObjectKind.MIG_CONFIG_MAP, field, concern, outcome);
                    }
                }
            }
        }
    }

    private void hold(Held state, Concern concern, ApplyTally tally) {
        String field = "Namespace " + state.name();
        if (state.create().isPresent()
                && !tally.done(
                        ObjectKind.NAMESPACE,
                        field,
                        concern,
                        writer.create(state.create().get()))) {
            return;
        }
        if (state.patch().isPresent()
                && !tally.done(
                        ObjectKind.NAMESPACE,
                        field,
                        concern,
                        writer.patchNamespace(state.name(), state.patch().get()))) {
            return;
        }
        for (HasMetadata object : state.objects()) {
            ObjectKind kind = ObjectKind.of(object.getKind());
            String key = state.name() + "/" + object.getMetadata().getName();
            boolean same =
                    caches.stored(kind, key)
                            .filter(stored -> Sameness.sameAsStored(object, stored))
                            .isPresent();
            if (!same) {
                tally.done(kind, kind.text() + " " + key, concern, writer.apply(kind, object));
            }
        }
    }

    private void patchNodes(FleetPlan plan, ClusterSnapshot seen, ApplyTally tally) {
        Map<String, NodeFacts> known =
                seen.nodes().stream()
                        .collect(Collectors.toMap(NodeFacts::name, Function.identity()));
        each(
                plan.nodeChanges(),
                tally,
                change -> {
                    NodeFacts node = known.get(change.node());
                    NodeOrder order = plan.orders().get(change.node());
                    if (node != null && order != null) {
                        nodes.apply(change, node, order, plan.takenAt(), tally);
                    }
                });
    }

    private void letGo(LetGo state, Concern concern, ApplyTally tally) {
        delete(state.delete(), concern, tally);
        state.patch()
                .ifPresent(
                        patch -> {
                            boolean done =
                                    tally.done(
                                            ObjectKind.NAMESPACE,
                                            "Namespace " + state.name(),
                                            concern,
                                            writer.patchNamespace(state.name(), patch));
                            if (done) {
                                LOG.info("Namespace {} is no longer ours", state.name());
                            }
                        });
    }

    private void delete(List<OwnObject> objects, Concern concern, ApplyTally tally) {
        for (OwnObject object : objects) {
            ObjectKind kind = ObjectKind.of(object.kind());
            String key = object.namespace() + "/" + object.name();
            Optional<? extends HasMetadata> stored = caches.stored(kind, key);
            if (stored.filter(Applier::ours).isPresent()) {
                tally.done(
                        kind, kind.text() + " " + key, concern, writer.delete(kind, stored.get()));
            }
        }
    }

    private static boolean ours(HasMetadata object) {
        return WellKnown.MANAGED_BY.equals(
                object.getMetadata().getLabels().get(WellKnown.MANAGED_BY_LABEL));
    }

    private void confirmed(SortedSet<String> done, ApplyTally tally) {
        if (done.isEmpty()) {
            return;
        }
        String keys =
                done.stream()
                        .map(key -> "\"" + key + "\":null")
                        .collect(Collectors.joining(",", "{\"data\":{", "}}"));
        tally.done(
                ObjectKind.CONFIRMATIONS,
                "ConfigMap " + settings.namespace() + "/" + WellKnown.CONFIRMATIONS,
                new Concern("ConfigMap", WellKnown.CONFIRMATIONS),
                writer.patchConfigMap(
                        ObjectKind.CONFIRMATIONS,
                        settings.namespace(),
                        WellKnown.CONFIRMATIONS,
                        keys));
    }

    /// What is left once the API server is away is left to the next round.
    private static <T> void each(List<T> things, ApplyTally tally, Consumer<T> action) {
        Fanout.each(
                things,
                thing -> {
                    if (!tally.hopeless()) {
                        action.accept(thing);
                    }
                });
    }

    private static <T> List<T> only(DesiredState desired, Class<T> type) {
        return desired.namespaces().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Map<String, Concern> concerns(
            List<NamespacePlan> plans, List<NamespaceFacts> namespaces) {
        Map<String, Concern> concerns = new HashMap<>();
        for (NamespaceFacts namespace : namespaces) {
            namespace.tenant().ifPresent(tenant -> concerns.put(namespace.name(), of(tenant)));
        }
        for (NamespacePlan plan : plans) {
            if (plan instanceof NamespacePlan.Hold hold) {
                concerns.put(hold.name(), of(hold.tenant()));
            }
        }
        return concerns;
    }

    private static Concern of(String tenant) {
        return new Concern(WellKnown.TENANT_KIND, tenant);
    }

    private static Concern self(DesiredState.NamespaceState state) {
        return new Concern("Namespace", state.name());
    }
}
