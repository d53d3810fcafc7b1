package dev.regalia.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [NodeSteps] says of a node: the next write if there is one, how the node stands, and when
/// the same input would be judged otherwise.
///
/// @param findings about this node; the kind is `Node`
public record NodeDecision(
        Optional<NodeChange> change,
        Standing standing,
        List<Finding> findings,
        Optional<Instant> reconsiderAt) {

    public NodeDecision {
        findings = List.copyOf(findings);
    }

    /// Nothing to write.
    static NodeDecision stands(Standing standing, Finding... findings) {
        return new NodeDecision(Optional.empty(), standing, List.of(findings), Optional.empty());
    }

    /// A write.
    static NodeDecision writes(NodeChange change, Standing standing) {
        return new NodeDecision(Optional.of(change), standing, List.of(), Optional.empty());
    }

    /// The same with another write, or none.
    NodeDecision with(Optional<NodeChange> other) {
        return new NodeDecision(other, standing, findings, reconsiderAt);
    }

    /// The same with one more finding.
    NodeDecision and(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new NodeDecision(change, standing, more, reconsiderAt);
    }

    /// The same, standing otherwise.
    NodeDecision standing(Standing other) {
        return new NodeDecision(change, other, findings, reconsiderAt);
    }

    /// The same, to be looked at again at the latest then.
    NodeDecision until(Optional<Instant> moment) {
        boolean earlier =
                moment.isPresent()
                        && (reconsiderAt.isEmpty() || moment.get().isBefore(reconsiderAt.get()));
        return earlier ? new NodeDecision(change, standing, findings, moment) : this;
    }

    /// How a node stands towards its pool.
    public enum Standing {
        /// Not ours and staying so.
        OUTSIDE,
        /// Ours, layout verified and wanted.
        VERIFIED,
        /// Ours and verified before, but showing something else than its layout, NotReady for too
        /// long to count, or without keys of ours while its pool is suspended.
        DEGRADED,
        /// About to join, or ours and waiting: for the entry, for idleness, for its turn. It may
        /// serve meanwhile with its last good layout.
        WAITING,
        /// Being cut: fenced, or asked of mig-manager.
        CUTTING,
        /// The cut failed and the node is fenced, or its keys are no longer put back.
        FAILED,
        /// Should leave and has not yet.
        LEAVING
    }
}
