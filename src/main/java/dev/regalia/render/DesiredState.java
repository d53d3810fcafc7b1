package dev.regalia.render;

import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everything that the tenants' namespaces must be and hold, built before the first write.
///
/// @param namespaces sorted by name
public record DesiredState(List<NamespaceState> namespaces) {

    public DesiredState {
        namespaces = List.copyOf(namespaces);
    }

    /// One namespace, with its work in the order of its components.
    public sealed interface NamespaceState {

        /// The namespace's name.
        String name();
    }

    /// A namespace that must hold our objects.
    ///
    /// @param create the namespace where it does not exist
    /// @param patch what to change on it where it exists and differs
    /// @param objects quota, limit range, network policy, role bindings, in that order
    /// @param delete objects of ours that must not be there; they may already be gone
    public record Held(
            String name,
            Optional<Namespace> create,
            Optional<String> patch,
            List<HasMetadata> objects,
            List<OwnObject> delete)
            implements NamespaceState {
        public Held {
            objects = List.copyOf(objects);
            delete = List.copyOf(delete);
        }
    }

    /// A namespace that we leave: objects first, our keys last, because the keys are how it is
    /// found again after a restart half-way.
    ///
    /// @param delete objects of ours, in the order in which they go; they may already be gone
    /// @param patch takes our keys off; empty where none is left
    public record LetGo(String name, List<OwnObject> delete, Optional<String> patch)
            implements NamespaceState {
        public LetGo {
            delete = List.copyOf(delete);
        }
    }

    /// An object that we may have made; it is ours to delete only while it carries our managed-by
    /// label.
    ///
    /// @param kind `ResourceQuota`, `LimitRange`, `NetworkPolicy` or `RoleBinding`
    public record OwnObject(String kind, String namespace, String name) {}

    /// The state that plans ask for, given the namespaces as they are. A namespace that is being
    /// deleted is left out: nothing can be made in it any more, and all in it goes anyway. One that
    /// is to be let go and does not exist is left out as well.
    public static DesiredState of(List<NamespacePlan> plans, List<NamespaceFacts> namespaces) {
        Map<String, NamespaceFacts> facts =
                namespaces.stream()
                        .collect(Collectors.toMap(NamespaceFacts::name, Function.identity()));
        List<NamespaceState> states = new ArrayList<>();
        for (NamespacePlan plan : plans) {
            Optional<NamespaceFacts> stored = Optional.ofNullable(facts.get(plan.name()));
            if (stored.map(NamespaceFacts::terminating).orElse(false)) {
                continue;
            }
            switch (plan) {
                case Hold hold -> states.add(held(hold, stored));
                case NamespacePlan.LetGo _ ->
                        stored.map(DesiredState::letGo).ifPresent(states::add);
            }
        }
        states.sort(Comparator.comparing(NamespaceState::name));
        return new DesiredState(states);
    }

    private static Held held(Hold hold, Optional<NamespaceFacts> stored) {
        List<HasMetadata> objects = new ArrayList<>();
        // The quota goes in before the role bindings: who can make pods for even a moment without
        // one can take the whole pool.
        objects.add(ResourceQuotas.of(hold));
        objects.add(LimitRanges.of(hold));
        objects.add(NetworkPolicies.of(hold));
        objects.addAll(RoleBindings.of(hold));
        return new Held(
                hold.name(),
                stored.isPresent() ? Optional.empty() : Optional.of(Namespaces.create(hold)),
                stored.flatMap(facts -> Namespaces.patch(hold, facts)),
                objects,
                roleBindings(hold.name(), RoleBindings.unwanted(hold)));
    }

    private static LetGo letGo(NamespaceFacts stored) {
        String name = stored.name();
        List<OwnObject> delete = new ArrayList<>(roleBindings(name, RoleBindings.names()));
        delete.add(new OwnObject("NetworkPolicy", name, NetworkPolicies.NAME));
        delete.add(new OwnObject("LimitRange", name, LimitRanges.NAME));
        delete.add(new OwnObject("ResourceQuota", name, ResourceQuotas.NAME));
        return new LetGo(name, delete, Namespaces.letGo(stored));
    }

    private static List<OwnObject> roleBindings(String namespace, List<String> names) {
        return names.stream().map(name -> new OwnObject("RoleBinding", namespace, name)).toList();
    }
}
