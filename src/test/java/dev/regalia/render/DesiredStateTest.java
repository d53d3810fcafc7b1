package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.TenantSpec.Role;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.render.DesiredState.Held;
import dev.regalia.render.DesiredState.OwnObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DesiredStateTest {

    private static final Hold HOLD =
            Samples.bankRisk(false, Samples.group("oidc:bank", Role.MEMBER));

    @Test
    void quotaComesBeforeTheRoleBindings() {
        Held held = (Held) DesiredState.of(List.of(HOLD), List.of()).namespaces().getFirst();

        assertThat(held.create()).hasValue(Namespaces.create(HOLD));
        assertThat(held.patch()).isEmpty();
        assertThat(held.objects())
                .extracting(it -> it.getKind() + " " + it.getMetadata().getName())
                .containsExactly(
                        "ResourceQuota regalia",
                        "LimitRange regalia",
                        "NetworkPolicy regalia-default-deny",
                        "RoleBinding regalia-member");
        assertThat(held.delete())
                .containsExactly(
                        new OwnObject("RoleBinding", "bank-risk", "regalia-admin"),
                        new OwnObject("RoleBinding", "bank-risk", "regalia-viewer"));
    }

    @Test
    void anExistingNamespaceIsPatchedAndNotCreated() {
        NamespaceFacts bare = Samples.namespace("bank-risk", Map.of(), Map.of());

        Held held = (Held) DesiredState.of(List.of(HOLD), List.of(bare)).namespaces().getFirst();

        assertThat(held.create()).isEmpty();
        assertThat(held.patch()).isEqualTo(Namespaces.patch(HOLD, bare)).isPresent();
    }

    @Test
    void aFormerTenantKeepsTheRoleBindingsItHas() {
        Hold former =
                new Hold(
                        "bank-risk",
                        true,
                        "bank",
                        "uid-bank",
                        "paris-h100",
                        new TreeMap<>(),
                        true,
                        new TreeSet<>(),
                        List.of(),
                        true);

        Held held = (Held) DesiredState.of(List.of(former), List.of()).namespaces().getFirst();

        assertThat(held.objects()).noneMatch(it -> it.getKind().equals("RoleBinding"));
        assertThat(held.delete()).isEmpty();
    }

    @Test
    void lettingGoDeletesTheQuotaLastAmongObjectsAndTakesTheKeysOff() {
        NamespaceFacts stored =
                Samples.namespace("bank-risk", Map.of("regalia.dev/tenant", "bank"), Map.of());

        DesiredState state =
                DesiredState.of(List.of(new NamespacePlan.LetGo("bank-risk")), List.of(stored));

        assertThat(state.namespaces())
                .containsExactly(
                        new DesiredState.LetGo(
                                "bank-risk",
                                List.of(
                                        new OwnObject("RoleBinding", "bank-risk", "regalia-admin"),
                                        new OwnObject("RoleBinding", "bank-risk", "regalia-member"),
                                        new OwnObject("RoleBinding", "bank-risk", "regalia-viewer"),
                                        new OwnObject(
                                                "NetworkPolicy",
                                                "bank-risk",
                                                "regalia-default-deny"),
                                        new OwnObject("LimitRange", "bank-risk", "regalia"),
                                        new OwnObject("ResourceQuota", "bank-risk", "regalia")),
                                Namespaces.letGo(stored)));
    }

    @Test
    void aNamespaceThatIsBeingDeletedIsLeftAlone() {
        NamespaceFacts going =
                new NamespaceFacts(
                        "bank-risk",
                        "uid",
                        true,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Optional.empty(),
                        0);

        assertThat(DesiredState.of(List.of(HOLD), List.of(going)).namespaces()).isEmpty();
    }
}
