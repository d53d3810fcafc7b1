package dev.regalia.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/// What a node should be.
///
/// @param membership where it belongs; empty where it should leave us
/// @param entry the mig-parted entry that should be in force; empty where MIG plays no part, and
///   for a leaving node (which gets back what it had)
/// @param expected the `nvidia.com/*` resources that allocatable should then show, above zero
public record NodeWish(
        Optional<Membership> membership,
        Optional<MigEntry> entry,
        SortedMap<String, Long> expected) {

    public NodeWish {
        expected = Collections.unmodifiableSortedMap(expected);
    }

    /// A place in a pool.
    ///
    /// @param tenant whose pods alone may come to the node; empty where it is shared
    public record Membership(String pool, String group, Optional<String> tenant) {

        /// A place on shared nodes.
        public Membership(String pool, String group) {
            this(pool, group, Optional.empty());
        }
    }

    /// A named entry of the merged mig-parted configuration and its twin: the same content under
    /// another name, for the case that the first name already stands on a node whose layout is
    /// wrong.
    ///
    /// @param usableFrom when kubelets will have mounted it; empty while it is not in the map
    /// @param twinUsableFrom the same for the twin
    public record MigEntry(
            String name,
            String twin,
            Optional<Instant> usableFrom,
            Optional<Instant> twinUsableFrom) {

        /// Whether a value of the label `mig.config` names this content.
        public boolean names(String value) {
            return value.equals(name) || value.equals(twin);
        }
    }
}
