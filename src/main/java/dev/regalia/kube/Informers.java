package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.kube.RecordStore.Shape;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.function.Supplier;

/// Makes the watches. What can be selected is selected by the API server.
final class Informers {

    /// Nothing is delivered twice: decisions look at the whole, not at events.
    private static final long NO_RESYNC = 0;

    private final KubernetesClient client;
    private final Runnable changed;

    Informers(KubernetesClient client, Runnable changed) {
        this.client = client;
        this.changed = changed;
    }

    /// All objects of a kind.
    <T extends HasMetadata, R> Watched<T, R> everywhere(Shape<T, R> shape, Informable<T> objects) {
        return new Watched<>(shape, () -> objects.runnableInformer(NO_RESYNC), changed);
    }

    /// Pods, read slim.
    Watched<SlimPod, PodRecord> pods(Occupants.Controllers controllers) {
        return everywhere(
                Shapes.pods(controllers),
                client.resources(SlimPod.class, SlimPodList.class).inAnyNamespace());
    }

    /// Objects that carry our managed-by label, kept whole.
    <T extends HasMetadata> Watched<T, T> ours(String name, Supplier<T> blank, Class<T> type) {
        return everywhere(
                Shapes.whole(name, blank),
                client.resources(type)
                        .inAnyNamespace()
                        .withLabel(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY));
    }

    /// Objects of one name in all namespaces, whatever their labels, kept whole.
    <T extends HasMetadata> Watched<T, T> named(
            String kind, String name, Supplier<T> blank, Class<T> type) {
        return everywhere(
                Shapes.whole(kind, blank),
                client.resources(type).inAnyNamespace().withField("metadata.name", name));
    }

    /// Objects for which there is no class.
    <R> Watched<GenericKubernetesResource, R> generic(
            Shape<GenericKubernetesResource, R> shape, ResourceDefinitionContext kind) {
        return everywhere(shape, client.genericKubernetesResources(kind));
    }

    /// A cluster-scoped kind, named in full because the API server may not serve it yet.
    static ResourceDefinitionContext kind(
            String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(false)
                .build();
    }

    /// A kind of ours.
    static ResourceDefinitionContext kind(Class<? extends HasMetadata> type) {
        return ResourceDefinitionContext.fromResourceType(type);
    }

    /// One ConfigMap by name.
    Watched<ConfigMap, ConfigMap> configMap(String namespace, String name) {
        return everywhere(
                Shapes.whole("configmap " + namespace + "/" + name, ConfigMap::new),
                client.configMaps().inNamespace(namespace).withName(name));
    }

    /// A kind whose objects are watched while its definition is established.
    ServedKind served(String crdName, Watched<?, ?> objects) {
        return new ServedKind(crdName, follow -> definition(crdName, follow), objects);
    }

    private Watched<CustomResourceDefinition, Shapes.CrdRecord> definition(
            String crdName, Runnable follow) {
        return new Watched<>(
                Shapes.CRDS,
                () ->
                        client.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .withName(crdName)
                                .runnableInformer(NO_RESYNC),
                () -> {
                    follow.run();
                    changed.run();
                });
    }
}
