package dev.regalia.cli.report;

import dev.regalia.plan.Finding;
import dev.regalia.plan.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A plan as it is shown: what changes, per node group and per tenant, and everything that was
/// found. This is the JSON form, member by member; its schema is `docs/reference/plan.schema.json`.
///
/// @param takenAt the time that all decisions go by
/// @param pools sorted by name
/// @param tenants sorted by name
/// @param cluster changes that belong to no pool and no tenant
/// @param findings the most severe first
/// @param notes what a command line cannot know and how it was taken
/// @param reconsiderAt the earliest moment at which the same input would be decided otherwise
public record PlanReport(
        String format,
        int version,
        Instant takenAt,
        List<PoolPart> pools,
        List<TenantPart> tenants,
        List<Change> cluster,
        List<FindingPart> findings,
        List<String> notes,
        Optional<Instant> reconsiderAt,
        Counts counts) {

    /// What the first member of the JSON form says.
    public static final String FORMAT = "regalia.dev/plan";

    /// Raised whenever an older reader could misread the JSON form.
    public static final int VERSION = 1;

    public PlanReport {
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
        cluster = List.copyOf(cluster);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /// A pool that exists, or that nodes still name.
    ///
    /// @param progress empty for a pool that does not exist
    /// @param certificates of the plans that follow demand, per GPU model
    /// @param free ready and not granted, by resource
    public record PoolPart(
            String name,
            Optional<Progress> progress,
            List<GroupPart> groups,
            List<CertificatePart> certificates,
            SortedMap<String, Long> free) {
        public PoolPart {
            groups = List.copyOf(groups);
            certificates = List.copyOf(certificates);
        }
    }

    /// A node group: its nodes counted, and what happens to them.
    ///
    /// @param matching nodes that the group could have, its own included
    /// @param assigned nodes that belong to it now
    /// @param ready assigned nodes whose layout is verified
    /// @param waiting nodes that wait: for idleness, their turn, or the configuration map
    /// @param repartitioning nodes that are being cut now
    /// @param failed nodes whose cut failed; they stay fenced
    public record GroupPart(
            String name,
            int matching,
            int assigned,
            int ready,
            int waiting,
            int repartitioning,
            int failed,
            List<NodeAction> actions) {
        public GroupPart {
            actions = List.copyOf(actions);
        }
    }

    /// One thing that happens to nodes, with all nodes to which it happens alike.
    ///
    /// @param reason of a wait; empty otherwise
    /// @param gives what each node shows afterwards, by resource; empty where that does not change
    /// @param nodes sorted by name
    public record NodeAction(
            NodeVerb action,
            When when,
            Optional<String> reason,
            SortedMap<String, Long> gives,
            List<String> nodes) {
        public NodeAction {
            nodes = List.copyOf(nodes);
        }
    }

    /// What happens to a node.
    public enum NodeVerb {
        /// It comes to a group.
        ADD,
        /// It moves to another group of its pool, or gets keys of ours back.
        RELABEL,
        /// Its GPUs are cut anew.
        REPARTITION,
        /// It leaves us.
        RELEASE
    }

    /// When something happens.
    public enum When {
        /// The operator's next writes.
        NOW,
        /// It has begun and goes on by itself.
        RUNNING,
        /// Something stands before it; findings say what.
        WAITING
    }

    /// A tenant that exists, or whose namespaces are still there.
    ///
    /// @param progress empty for a tenant that does not exist
    public record TenantPart(
            String name,
            Optional<Progress> progress,
            List<SharePart> shares,
            List<NamespacePart> namespaces) {
        public TenantPart {
            shares = List.copyOf(shares);
            namespaces = List.copyOf(namespaces);
        }
    }

    /// What a tenant has of one resource of one pool.
    ///
    /// @param reservedBefore what was reserved until now
    /// @param granted what quota in force allows now
    public record SharePart(
            String pool,
            String resource,
            long requested,
            long reservedBefore,
            long reserved,
            long granted,
            long inUse,
            String reason) {

        /// Whether the reservation changes.
        boolean changes() {
            return reserved != reservedBefore;
        }
    }

    /// A namespace of a tenant and what happens to it.
    public record NamespacePart(String name, String pool, List<Change> changes) {
        public NamespacePart {
            changes = List.copyOf(changes);
        }
    }

    /// Something that is written now.
    ///
    /// @param resource of a quota; empty where none is meant
    /// @param before of a quota; absent where none is meant
    /// @param after of a quota; absent where none is meant
    /// @param what in words
    public record Change(
            Verb action,
            Optional<String> resource,
            Optional<Long> before,
            Optional<Long> after,
            String what) {}

    /// What is written.
    public enum Verb {
        /// A namespace is made, with all that belongs into it.
        CREATE,
        /// A quota is raised.
        GRANT,
        /// A quota is lowered.
        LOWER,
        /// Something else is brought in line.
        UPDATE,
        /// It is no longer ours.
        RELEASE
    }

    /// A finding as it is shown.
    public record FindingPart(
            String kind, String name, String field, String reason, String message, String cure) {

        /// What a finding says.
        public static FindingPart of(Finding finding) {
            return new FindingPart(
                    finding.kind(),
                    finding.object(),
                    finding.field(),
                    finding.reason().text(),
                    finding.message(),
                    finding.cure());
        }
    }

    /// How much there is to do.
    ///
    /// @param reservations resources of shares whose reservation changes
    /// @param grants quotas that are raised
    /// @param lowered quotas that are lowered
    /// @param other namespaces made, updated or let go, and changes that belong to no tenant
    public record Counts(
            int add,
            int relabel,
            int repartition,
            int release,
            int reservations,
            int grants,
            int lowered,
            int other,
            int findings) {

        /// Whether anything changes.
        public boolean anything() {
            return add + relabel + repartition + release + reservations + grants + lowered + other
                    > 0;
        }
    }
}
