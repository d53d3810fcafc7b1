package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.regalia.api.TenantSpec.Member;
import dev.regalia.api.TenantSpec.MemberKind;
import dev.regalia.api.TenantSpec.Role;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.render.DesiredState.Held;
import dev.regalia.sandbox.TestControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What a real API server makes of what is rendered. Objects begin with `render-`.
class StoredObjectsIT {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private static final KubernetesClient CLIENT = client();

    @AfterAll
    static void disconnect() {
        CLIENT.close();
    }

    @Test
    void whatIsStoredIsTheSameAsWhatWasWanted() {
        Held held =
                (Held)
                        DesiredState.of(List.of(hold("render-a", false)), List.of())
                                .namespaces()
                                .getFirst();
        CLIENT.resource(held.create().orElseThrow()).create();

        for (HasMetadata wanted : held.objects()) {
            CLIENT.resource(wanted).create();
            HasMetadata stored = CLIENT.resource(wanted).get();
            assertThat(Sameness.sameAsStored(wanted, stored))
                    .as(CLIENT.getKubernetesSerialization().asYaml(stored))
                    .isTrue();
        }
        assertThat(held.objects()).hasSize(6);
        Namespace stored = CLIENT.namespaces().withName("render-a").get();
        assertThat(Namespaces.patch(hold("render-a", false), facts(stored))).isEmpty();
    }

    @Test
    void patchesOfANamespaceLeadToWhatWasWantedAndBack() {
        CLIENT.resource(Namespaces.create(hold("render-b", false))).create();
        Hold granted = hold("render-b", true);

        patch("render-b", Namespaces.patch(granted, stored("render-b")));
        assertThat(stored("render-b").granted()).isTrue();
        assertThat(Namespaces.patch(granted, stored("render-b"))).isEmpty();

        patch("render-b", Namespaces.letGo(stored("render-b")));
        assertThat(Namespaces.letGo(stored("render-b"))).isEmpty();
        assertThat(stored("render-b").labels())
                .containsKey("pod-security.kubernetes.io/enforce")
                .doesNotContainKeys("regalia.dev/tenant", "app.kubernetes.io/managed-by");
    }

    @Test
    void aPatchMadeForANamespaceThatIsGoneDoesNotTouchItsSuccessor() {
        CLIENT.resource(Namespaces.create(hold("render-c", false))).create();
        NamespaceFacts other =
                new NamespaceFacts(
                        "render-c",
                        "11111111-2222-3333-4444-555555555555",
                        false,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Optional.empty(),
                        0);

        assertThatThrownBy(() -> patch("render-c", Namespaces.patch(hold("render-c", true), other)))
                .isInstanceOf(KubernetesClientException.class);
        assertThat(stored("render-c").granted()).isFalse();
    }

    @Test
    void aNodePatchKeepsTheTaintsOfOthersAndIsRefusedOnceTheNodeHasMovedOn() {
        Node node =
                CLIENT.resource(
                                new NodeBuilder()
                                        .withNewMetadata()
                                        .withName("render-node")
                                        .addToLabels("nvidia.com/mig.config.state", "success")
                                        .endMetadata()
                                        .withNewSpec()
                                        .addNewTaint()
                                        .withKey("example.com/maintenance")
                                        .withEffect("NoExecute")
                                        .withTimeAdded("2026-02-01T00:00:00Z")
                                        .endTaint()
                                        .endSpec()
                                        .build())
                        .create();
        String stale = NodePatch.render(change(node));

        Node patched = patchedOnAFreshLook("render-node");

        assertThat(patched.getMetadata().getLabels())
                .containsEntry("nvidia.com/mig.config", "regalia-ab12")
                .doesNotContainKey("nvidia.com/mig.config.state");
        assertThat(patched.getSpec().getTaints())
                .extracting(it -> it.getKey() + " " + it.getTimeAdded())
                .contains("example.com/maintenance 2026-02-01T00:00:00Z", "regalia.dev/pool null");
        assertThatThrownBy(() -> CLIENT.nodes().withName("render-node").patch(MERGE, stale))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        it -> assertThat(it.getCode()).isEqualTo(409));
    }

    /// The node controller writes new nodes too, so a conflict is answered with another look.
    private static Node patchedOnAFreshLook(String name) {
        return await().ignoreExceptionsMatching(StoredObjectsIT::isConflict)
                .until(
                        () -> {
                            Node node = CLIENT.nodes().withName(name).get();
                            String patch = NodePatch.render(change(node));
                            return CLIENT.nodes().withName(name).patch(MERGE, patch);
                        },
                        Objects::nonNull);
    }

    private static boolean isConflict(Throwable thrown) {
        return thrown instanceof KubernetesClientException refused && refused.getCode() == 409;
    }

    private static NodeChange change(Node node) {
        List<Taint> taints = new ArrayList<>();
        node.getSpec()
                .getTaints()
                .forEach(
                        it ->
                                taints.add(
                                        new Taint(
                                                it.getKey(),
                                                Objects.requireNonNullElse(it.getValue(), ""),
                                                it.getEffect(),
                                                Optional.ofNullable(it.getTimeAdded()))));
        taints.add(new Taint("regalia.dev/pool", "paris-h100", "NoSchedule", Optional.empty()));
        return new NodeChange(
                node.getMetadata().getName(),
                node.getMetadata().getResourceVersion(),
                NodeChange.Kind.CUT,
                new TreeMap<>(
                        Map.of(
                                "nvidia.com/mig.config", Optional.of("regalia-ab12"),
                                "nvidia.com/mig.config.state", Optional.empty())),
                new TreeMap<>(),
                Optional.of(taints),
                "test");
    }

    private static Hold hold(String namespace, boolean grant) {
        return new Hold(
                namespace,
                true,
                "bank",
                "uid-bank",
                "paris-h100",
                new TreeMap<>(Map.of("nvidia.com/gpu", 40_000L, "nvidia.com/mig-1g.10gb.me", 12L)),
                grant,
                new TreeSet<>(List.of("nvidia.com/gpu")),
                List.of(
                        new Member(MemberKind.SERVICE_ACCOUNT, "ci", "bank-ci", Role.ADMIN),
                        new Member(MemberKind.USER, "zoe", "", Role.ADMIN),
                        Samples.group("oidc:bank", Role.MEMBER),
                        Samples.group("oidc:auditors", Role.VIEWER)),
                false);
    }

    private static void patch(String namespace, Optional<String> patch) {
        CLIENT.namespaces().withName(namespace).patch(MERGE, patch.orElseThrow());
    }

    private static NamespaceFacts stored(String name) {
        return facts(CLIENT.namespaces().withName(name).get());
    }

    private static NamespaceFacts facts(Namespace stored) {
        return new NamespaceFacts(
                stored.getMetadata().getName(),
                stored.getMetadata().getUid(),
                false,
                new TreeMap<>(stored.getMetadata().getLabels()),
                new TreeMap<>(stored.getMetadata().getAnnotations()),
                Optional.empty(),
                0);
    }

    private static KubernetesClient client() {
        Config config = Config.fromKubeconfig(TestControlPlane.get().adminKubeconfig().toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
