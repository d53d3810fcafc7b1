package dev.regalia.plan;

import dev.regalia.api.TenantSpec.Member;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a tenant namespace should be. A namespace of which the plan says nothing is left as it is.
public sealed interface NamespacePlan {

    /// The namespace's name.
    String name();

    /// Exists, is ours, and holds exactly this.
    ///
    /// @param exists it is there already
    /// @param tenantUid uid of the tenant object at the time
    /// @param hard quota per extended resource, zero included; the keys are never fewer than those
    ///   already there
    /// @param lent what of the grant is away while nodes are cut, above zero
    /// @param grant the grant label should be there
    /// @param resources what the namespace may ask for
    /// @param members subjects of the role bindings; a former tenant's namespace keeps those it has
    ///   and the plan says [#keepMembers]
    /// @param dedicated what is granted is on nodes of the tenant's own
    record Hold(
            String name,
            boolean exists,
            String tenant,
            String tenantUid,
            String pool,
            SortedMap<String, Long> hard,
            SortedMap<String, Long> lent,
            boolean grant,
            SortedSet<String> resources,
            List<Member> members,
            boolean keepMembers,
            boolean dedicated)
            implements NamespacePlan {

        /// A namespace on shared nodes, of whose grant nothing is away.
        public Hold(
                String name,
                boolean exists,
                String tenant,
                String tenantUid,
                String pool,
                SortedMap<String, Long> hard,
                boolean grant,
                SortedSet<String> resources,
                List<Member> members,
                boolean keepMembers) {
            this(
                    name,
                    exists,
                    tenant,
                    tenantUid,
                    pool,
                    hard,
                    Collections.emptySortedMap(),
                    grant,
                    resources,
                    members,
                    keepMembers,
                    false);
        }

        public Hold {
            lent = Collections.unmodifiableSortedMap(new TreeMap<>(lent));
            hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
            resources = Collections.unmodifiableSortedSet(new TreeSet<>(resources));
            members = List.copyOf(members);
        }
    }

    /// Our objects and keys go; the namespace and all else in it stays.
    record LetGo(String name) implements NamespacePlan {}
}
