package dev.regalia.kube;

import dev.regalia.plan.Memory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A cluster that is looked at once, with the rights of whoever looks, through the same watches as
/// the operator's.
public final class LiveCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_QUESTIONS_MILLIS = 10;
    private static final int CONNECT_MILLIS = 5_000;

    private final KubernetesClient client;

    private LiveCluster(KubernetesClient client) {
        this.client = client;
    }

    /// The cluster of a kubeconfig; where none is given, that of kubectl.
    ///
    /// @throws IllegalArgumentException where there is no such kubeconfig or context
    public static LiveCluster of(Optional<Path> kubeconfig, Optional<String> context) {
        Config found =
                kubeconfig
                        .map(file -> fromFile(file, context))
                        .orElseGet(() -> fromSurroundings(context));
        boolean known =
                context.isEmpty()
                        || (found.getCurrentContext() != null
                                && found.getCurrentContext().getName().equals(context.get()));
        if (!known) {
            throw new IllegalArgumentException(
                    "the kubeconfig has no context '"
                            + context.get()
                            + "'; it has "
                            + found.getContexts().stream()
                                    .map(one -> one.getName())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return new LiveCluster(
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder(found)
                                        .withRequestRetryBackoffLimit(0)
                                        .withConnectionTimeout(CONNECT_MILLIS)
                                        .build())
                        .build());
    }

    private static Config fromFile(Path kubeconfig, Optional<String> context) {
        File file = kubeconfig.toFile();
        if (!file.isFile()) {
            throw new IllegalArgumentException(kubeconfig + ": there is no such kubeconfig");
        }
        Config found;
        try {
            found = Config.fromKubeconfig(context.orElse(null), file);
        } catch (RuntimeException e) {
            throw noKubeconfig(kubeconfig.toString(), e);
        }
        if (found.getContexts().isEmpty()) {
            throw new IllegalArgumentException(kubeconfig + ": is no kubeconfig: has no contexts");
        }
        return found;
    }

    private static Config fromSurroundings(Optional<String> context) {
        Config found;
        try {
            found = Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            String files = System.getenv("KUBECONFIG");
            throw noKubeconfig(files == null ? "~/.kube/config" : "KUBECONFIG=" + files, e);
        }
        // A pod is told where its cluster is; nobody else can mean this name.
        boolean nowhere =
                found.getContexts().isEmpty()
                        && found.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)
                        && System.getenv("KUBERNETES_SERVICE_HOST") == null;
        if (nowhere) {
            throw new IllegalArgumentException(
                    "there is no kubeconfig, neither in KUBECONFIG nor in ~/.kube/config; name one"
                            + " with --kubeconfig, or look at a file with --snapshot");
        }
        return found;
    }

    /// The client's reader throws whatever its parser throws, and stumbles over nulls.
    private static IllegalArgumentException noKubeconfig(String file, RuntimeException e) {
        return new IllegalArgumentException(file + ": is no kubeconfig, or may not be read", e);
    }

    /// Looks.
    ///
    /// @param namespace that of the operator
    /// @param now the time that decisions go by
    /// @param waiting told again and again of the kinds that are not listed yet
    public LiveLook look(String namespace, Instant now, Consumer<List<String>> waiting) {
        OperatorSettings settings = OperatorSettings.defaults(namespace);
        Optional<String> note = Optional.empty();
        try {
            List<Deployment> operators =
                    client.apps()
                            .deployments()
                            .inNamespace(namespace)
                            .withLabel(OperatorSettings.NAME_LABEL, OperatorSettings.NAME)
                            .list()
                            .getItems();
            if (operators.isEmpty()) {
                note = Optional.of("no operator is installed in namespace " + namespace);
            } else {
                settings = OperatorSettings.of(namespace, operators.getFirst());
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != Refusal.FORBIDDEN) {
                return new LiveLook.Failed(List.of(unreachable(e.getCode(), said(e))));
            }
            note = Optional.of("the Deployments in namespace " + namespace + " may not be read");
        }
        return look(settings, note, now, waiting);
    }

    private LiveLook look(
            OperatorSettings settings,
            Optional<String> note,
            Instant now,
            Consumer<List<String>> waiting) {
        try (Caches caches =
                new Caches(client, settings.settings(), settings.extraMigConfig(), () -> {})) {
            caches.start();
            List<String> sentences = await(caches, waiting);
            if (!sentences.isEmpty()) {
                return new LiveLook.Failed(sentences);
            }
            ClusterReader reader = new ClusterReader(client, caches, settings.settings().times());
            return new LiveLook.Seen(
                    reader.read(now, Memory.empty()),
                    settings.settings(),
                    note.map(why -> "the operator's settings are taken as the defaults: " + why));
        } catch (KubernetesClientException e) {
            return new LiveLook.Failed(List.of(unreachable(e.getCode(), said(e))));
        }
    }

    /// Waits until everything is listed, or until nothing more can come; gives what stands against
    /// it.
    private List<String> await(Caches caches, Consumer<List<String>> waiting) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!caches.synced()) {
            List<String> missing = caches.waitingFor();
            List<Refusal> refusals = caches.refusals();
            if (!refusals.isEmpty() && refusals.size() >= missing.size()) {
                return sentences(refusals);
            }
            if (System.nanoTime() - deadline > 0) {
                return List.of(
                        "the API server has not answered within "
                                + PATIENCE.toSeconds()
                                + " seconds for "
                                + String.join(", ", missing));
            }
            waiting.accept(missing);
            pause();
        }
        return List.of();
    }

    private List<String> sentences(List<Refusal> refusals) {
        String forbidden =
                refusals.stream()
                        .filter(refusal -> refusal.code() == Refusal.FORBIDDEN)
                        .map(Refusal::kind)
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (!forbidden.isEmpty()) {
            return List.of(
                    "you may not list in the whole cluster: "
                            + forbidden
                            + "; ask for the verbs get, list and watch on them, or for a snapshot"
                            + " by somebody who may");
        }
        List<String> notUnderstood =
                refusals.stream()
                        .filter(refusal -> refusal.code() == Refusal.NOT_UNDERSTOOD)
                        .map(Refusal::message)
                        .toList();
        if (!notUnderstood.isEmpty()) {
            return notUnderstood;
        }
        Refusal first = refusals.getFirst();
        return List.of(unreachable(first.code(), first.message()));
    }

    private String unreachable(int code, String said) {
        String server = client.getMasterUrl().toString();
        if (code == Refusal.UNAUTHORIZED) {
            return server
                    + " does not accept your credentials; log in again, or name another"
                    + " --kubeconfig or --context";
        }
        return code > 0
                ? server + " answers " + code + ": " + said
                : server
                        + " cannot be reached: "
                        + said
                        + "; name another --kubeconfig or --context, or look at a file with"
                        + " --snapshot";
    }

    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_QUESTIONS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the cluster", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
