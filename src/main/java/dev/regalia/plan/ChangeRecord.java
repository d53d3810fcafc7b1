package dev.regalia.plan;

import java.time.Instant;
import java.util.Optional;

/// The state of a node with us, as it stands in the annotation `regalia.dev/change`: enough to put
/// every key of ours back and to go on after a restart at any point.
///
/// @param pool the pool the node belongs to
/// @param group its node group
/// @param tenant to whom the node is dedicated; empty where it is shared. Another one is written
///   only once no pod of others is left, never while the fence waits for that
/// @param state how far the current change has come
/// @param wanted name of the mig-parted entry that the change asks for, or that is in force when
///   the state is [State#READY]; empty where MIG plays no part
/// @param lastGood name of the entry that was verified last; empty where none was yet
/// @param layout resources as [Resources#print] writes them, so that the node can be judged while
///   its pool is gone: while [State#READY] and [State#FENCED] those that were verified last, while
///   [State#APPLYING] those that `wanted` is to give; empty where nothing is known, as for a node
///   that was never verified and for a cut back to what a node had before it came
/// @param deadline when a cut without an answer has failed; only while the state is
///   [State#APPLYING]
public record ChangeRecord(
        String pool,
        String group,
        Optional<String> tenant,
        State state,
        Optional<String> wanted,
        Optional<String> lastGood,
        String layout,
        Optional<Instant> deadline) {

    /// The states of a change, in order. A node in any of them is ours.
    public enum State {
        /// Ours, unfenced, waiting for idleness or its turn; its layout has never been verified.
        PLANNED("Planned"),
        /// Fenced; a consistent look must show it idle before it is cut.
        FENCED("Fenced"),
        /// The request to mig-manager is set; the answer is awaited and then checked.
        APPLYING("Applying"),
        /// Verified and unfenced.
        READY("Ready");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// As it stands in JSON and in the fence taint's value.
        public String text() {
            return text;
        }
    }
}
