package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every write there is, under one field manager; each is noted in [Writes] and answered as a
/// value.
final class ApiWriter {

    private static final PatchContext MERGE =
            new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .withFieldManager(WellKnown.FIELD_MANAGER)
                    .build();

    /// The client's own way to create knows no field manager.
    private static final String CREATE_NAMESPACE =
            "/api/v1/namespaces?fieldManager=" + WellKnown.FIELD_MANAGER;

    private final KubernetesClient client;
    private final Writes writes;

    ApiWriter(KubernetesClient client, Writes writes) {
        this.client = client;
        this.writes = writes;
    }

    /// Never an apply: an existing namespace is somebody's.
    Outcome create(Namespace namespace) {
        return write(
                ObjectKind.NAMESPACE,
                () ->
                        client.getKubernetesSerialization()
                                .unmarshal(
                                        client.raw(CREATE_NAMESPACE, "POST", namespace),
                                        Namespace.class));
    }

    Outcome patchNamespace(String name, String patch) {
        return write(
                ObjectKind.NAMESPACE, () -> client.namespaces().withName(name).patch(MERGE, patch));
    }

    Outcome patchNode(String name, String patch) {
        return write(ObjectKind.NODE, () -> client.nodes().withName(name).patch(MERGE, patch));
    }

    Outcome patchConfigMap(ObjectKind kind, String namespace, String name, String patch) {
        return write(
                kind,
                () ->
                        client.configMaps()
                                .inNamespace(namespace)
                                .withName(name)
                                .patch(MERGE, patch));
    }

    /// Server-side apply; `object` must be made by us and not read from the server.
    Outcome apply(ObjectKind kind, HasMetadata object) {
        return write(
                kind,
                () ->
                        client.resource(object)
                                .fieldManager(WellKnown.FIELD_MANAGER)
                                .forceConflicts()
                                .serverSideApply());
    }

    /// Deletes the object that was read, and no other of its name.
    Outcome delete(ObjectKind kind, HasMetadata stored) {
        String uid = stored.getMetadata().getUid();
        String key = stored.getMetadata().getNamespace() + "/" + stored.getMetadata().getName();
        return write(
                kind,
                () -> {
                    client.resource(stored).delete();
                    writes.deleted(kind, key, uid);
                    return null;
                });
    }

    private Outcome write(ObjectKind kind, Supplier<@Nullable HasMetadata> call) {
        try {
            HasMetadata answer = call.get();
            if (answer != null) {
                writes.wrote(kind, answer.getMetadata().getResourceVersion());
            }
            return new Outcome.Written();
        } catch (KubernetesClientException e) {
            return answer(e);
        }
    }

    /// What an error means for the write.
    static Outcome answer(KubernetesClientException e) {
        String message =
                e.getStatus() == null || e.getStatus().getMessage() == null
                        ? String.valueOf(e.getMessage())
                        : e.getStatus().getMessage();
        return switch (e.getCode()) {
            case 404 -> new Outcome.Gone(message);
            case 409 -> new Outcome.Conflict();
            case 400, 401, 402, 403, 405, 406, 410, 412, 413, 415, 422 ->
                    new Outcome.Refused(message);
            // A webhook that cannot be reached answers as an internal error.
            case 500 ->
                    message.contains("webhook")
                            ? new Outcome.Blocked(message)
                            : new Outcome.Unanswered(message);
            default -> new Outcome.Unanswered(message);
        };
    }
}
