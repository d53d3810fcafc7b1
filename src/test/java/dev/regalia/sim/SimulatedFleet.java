package dev.regalia.sim;

import dev.regalia.mig.GpuCatalog;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A fleet of simulated nodes on a real API server.
///
/// It plays the kubelets as far as `nvidia.com/*` goes, GPU Feature Discovery, mig-manager and the
/// node labels of the GPU operator, each under its own identity. Nodes become Ready, and pods run,
/// by kwok. It outlives an API server that goes away for a while. Several fleets on one API server
/// do not see each other's nodes.
public final class SimulatedFleet implements AutoCloseable {

    /// The ConfigMap that mig-manager mounts unless told otherwise, in namespace `gpu-operator`.
    public static final String MIG_CONFIG_MAP = "regalia-mig-parted";

    private static final Identity ADMINISTRATOR =
            new Identity("administrator", List.of("system:masters"), "administrator");
    private static final String CONFIG_KEY = "config.yaml";
    private static final System.Logger LOG = System.getLogger(SimulatedFleet.class.getName());

    private final String fleet = UUID.randomUUID().toString();
    private final GpuCatalog catalog;
    private final SimTiming timing;
    private final ApiAccess api;
    private final MountedConfigs configs;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, PlayedNode> played = new ConcurrentHashMap<>();
    private final Map<String, NodeShape> shapes = new ConcurrentHashMap<>();
    private final String kubernetesVersion;
    private final SharedIndexInformer<Node> nodes;
    private final SharedIndexInformer<ConfigMap> configMaps;

    private SimulatedFleet(
            ApiAccess api, GpuCatalog catalog, SimTiming timing, String migConfigMap) {
        this.api = api;
        this.catalog = catalog;
        this.timing = timing;
        this.configs = new MountedConfigs(catalog, timing.mountLag(), System::nanoTime);
        this.kubernetesVersion = api.administrator().getKubernetesVersion().getGitVersion();
        KubernetesClient migManager = api.as(StackAccounts.MIG_MANAGER);
        this.configMaps =
                migManager
                        .configMaps()
                        .inNamespace(StackAccounts.NAMESPACE)
                        .withName(migConfigMap)
                        .runnableInformer(0)
                        .exceptionHandler((_, _) -> true)
                        .addEventHandler(new ObjectEvents<>(this::observed, _ -> {}));
        this.nodes =
                migManager
                        .nodes()
                        .withLabel(NodeObjects.FLEET_LABEL, fleet)
                        .runnableInformer(0)
                        .exceptionHandler((_, _) -> true)
                        .addEventHandler(new ObjectEvents<>(this::observed, this::gone));
    }

    /// Starts with the usual delays.
    public static SimulatedFleet start(KubernetesClient administrator, GpuCatalog catalog) {
        return start(administrator, catalog, SimTiming.standard());
    }

    /// Starts with other delays.
    public static SimulatedFleet start(
            KubernetesClient administrator, GpuCatalog catalog, SimTiming timing) {
        return start(administrator, catalog, timing, MIG_CONFIG_MAP);
    }

    /// Starts with a ConfigMap of another name, for tests that must not see each other's.
    public static SimulatedFleet start(
            KubernetesClient administrator,
            GpuCatalog catalog,
            SimTiming timing,
            String migConfigMap) {
        StackAccounts.create(administrator);
        ApiAccess api = new ApiAccess(administrator);
        SimulatedFleet fleet = new SimulatedFleet(api, catalog, timing, migConfigMap);
        fleet.configMaps.start().toCompletableFuture().join();
        fleet.configMaps.getStore().list().forEach(map -> fleet.configs.mounted(text(map)));
        fleet.nodes.start().toCompletableFuture().join();
        return fleet;
    }

    /// Adds nodes with GPUs, named `<prefix>-000` and on, and returns when all of them show their
    /// GPUs.
    ///
    /// @param product a model that the catalog does not know is one that cannot do MIG
    /// @param zones taken in turn; none: no zone
    /// @return their names
    public List<String> addGpuNodes(
            String prefix, int count, String product, int gpusPerNode, String... zones) {
        return add(prefix, count, name -> NodeShape.gpu(name, product, gpusPerNode), zones);
    }

    /// Adds nodes without GPUs, named `<prefix>-000` and on.
    ///
    /// @param zones taken in turn; none: no zone
    /// @return their names
    public List<String> addCpuNodes(String prefix, int count, String... zones) {
        return add(prefix, count, NodeShape::cpu, zones);
    }

    /// Adds one node of any kind, and returns when it shows its GPUs.
    public void addNode(NodeShape shape) {
        addNodes(List.of(shape));
    }

    /// Adds nodes of any kind, many at once.
    public void addNodes(List<NodeShape> shapes) {
        List<Future<?>> additions = new ArrayList<>();
        for (NodeShape shape : shapes) {
            additions.add(threads.submit(() -> introduce(shape)));
        }
        for (Future<?> addition : additions) {
            await(addition);
        }
    }

    /// Takes a node out of the cluster for good.
    public void removeNode(String name) {
        shapes.remove(name);
        api.administrator().nodes().withName(name).delete();
    }

    /// Takes all nodes of this fleet out of the cluster.
    public void removeAll() {
        api.administrator().nodes().withLabel(NodeObjects.FLEET_LABEL, fleet).delete();
    }

    /// Makes mig-manager of a node answer wrongly, from the next request on.
    public void setFault(String node, Fault fault) {
        annotate(node, Fault.ANNOTATION, Optional.of(fault.value()));
    }

    /// Lets mig-manager of a node behave, from the next request on.
    public void clearFault(String node) {
        annotate(node, Fault.ANNOTATION, Optional.empty());
    }

    /// Makes that many GPUs of a node fail, or lets them be well again with 0.
    public void setDeadGpus(String node, int count) {
        annotate(
                node,
                Fault.DEAD_GPUS_ANNOTATION,
                count == 0 ? Optional.empty() : Optional.of(String.valueOf(count)));
    }

    /// Makes a node not ready, or ready again; kwok does it.
    public void setReady(String node, boolean ready) {
        annotate(node, Fault.NOT_READY_ANNOTATION, ready ? Optional.empty() : Optional.of("true"));
    }

    /// Restarts mig-manager of a node: what its label says becomes a request.
    public void restartMigManager(String node) {
        PlayedNode restarted = played.get(node);
        if (restarted == null) {
            throw new IllegalArgumentException(node + " has no GPUs, or is not of this fleet");
        }
        restarted.manager().restart();
    }

    /// Stops playing. The nodes stay as they are.
    @Override
    public void close() {
        api.close();
        nodes.stop();
        configMaps.stop();
        threads.shutdownNow();
    }

    private List<String> add(
            String prefix, int count, Function<String, NodeShape> shape, String... zones) {
        List<NodeShape> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeShape one = shape.apply(String.format(Locale.ROOT, "%s-%03d", prefix, i));
            shapes.add(zones.length == 0 ? one : one.withZone(zones[i % zones.length]));
        }
        addNodes(shapes);
        return shapes.stream().map(NodeShape::name).toList();
    }

    private void introduce(NodeShape shape) {
        shapes.remove(shape.name());
        begin(shape, api.create(NodeObjects.of(shape, fleet, kubernetesVersion)));
    }

    /// Afterwards the node can be deleted and made again by anybody, and is played again.
    private void begin(NodeShape shape, Node created) {
        shape.gpus()
                .ifPresent(
                        gpus -> {
                            PlayedNode node = play(shape, gpus, created.getMetadata().getUid());
                            node.observed(created, this::run);
                            played.put(shape.name(), node);
                            node.introduce();
                            shapes.put(shape.name(), shape);
                        });
    }

    private PlayedNode play(NodeShape shape, NodeShape.Gpus shaped, String uid) {
        GpuBoard board = GpuBoard.of(catalog, shaped.product(), shaped.memoryGB());
        NodeGpus whole = NodeGpus.whole(board, shaped.count());
        NodeGpus gpus = shaped.partitions().isEmpty() ? whole : whole.cutInto(shaped.partitions());
        SimulatedNode node = new SimulatedNode(shape.name(), gpus, api);
        return new PlayedNode(
                uid,
                node,
                new GpuOperator(api, shape.name(), shape.migConfig()),
                new MigManager(node, api, configs, timing, this::run));
    }

    private void observed(Node node) {
        PlayedNode known = played.get(node.getMetadata().getName());
        if (known != null && known.uid().equals(node.getMetadata().getUid())) {
            known.observed(node, this::run);
            return;
        }
        NodeShape again = shapes.remove(node.getMetadata().getName());
        if (again != null) {
            run(() -> begin(again, node));
        }
    }

    private void gone(Node node) {
        played.computeIfPresent(
                node.getMetadata().getName(),
                (_, known) -> known.uid().equals(node.getMetadata().getUid()) ? null : known);
    }

    private void observed(ConfigMap map) {
        configs.changed(text(map));
    }

    private static String text(ConfigMap map) {
        return map.getData().getOrDefault(CONFIG_KEY, "");
    }

    private void annotate(String node, String key, Optional<String> value) {
        String patch =
                value.isPresent()
                        ? NodePatch.annotations(Map.of(key, value.get()), List.of())
                        : NodePatch.annotations(Map.of(), List.of(key));
        if (!api.patchNode(ADMINISTRATOR, node, patch)) {
            throw new IllegalArgumentException("There is no node " + node);
        }
    }

    /// Runs a task on a thread of its own; what it throws at the end of the simulation is no news.
    private void run(Runnable task) {
        if (threads.isShutdown()) {
            return;
        }
        threads.execute(
                () -> {
                    try {
                        task.run();
                    } catch (CancellationException e) {
                        LOG.log(System.Logger.Level.DEBUG, "The simulation has ended", e);
                    } catch (RuntimeException e) {
                        if (!threads.isShutdown()) {
                            LOG.log(System.Logger.Level.ERROR, "A simulated part failed", e);
                        }
                    }
                });
    }

    private static void await(Future<?> addition) {
        try {
            addition.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A node could not be added", e.getCause());
        }
    }
}
