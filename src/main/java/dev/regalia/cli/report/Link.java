package dev.regalia.cli.report;

/// One link of the chain from nodes to pods.
///
/// @param state whether it holds
/// @param what what the link is about
/// @param words how it stands
record Link(State state, String what, String words) {

    /// Whether a link holds.
    enum State {
        OK,
        GAP,
        /// Says something and can have no gap.
        PLAIN
    }

    static Link of(boolean holds, String what, String words) {
        return new Link(holds ? State.OK : State.GAP, what, words);
    }

    boolean isGap() {
        return state == State.GAP;
    }

    static Link plain(String what, String words) {
        return new Link(State.PLAIN, what, words);
    }
}
