package dev.regalia.cli.report;

import dev.regalia.plan.Finding;
import java.util.function.Predicate;

/// One link of the chain from nodes to pods.
///
/// @param state whether it holds
/// @param what what the link is about
/// @param words how it stands
/// @param toldBy the findings that say why it does not hold
/// @param otherwise what to do about a gap of which no finding tells
record Link(State state, String what, String words, Predicate<Finding> toldBy, String otherwise) {

    private static final String WAIT = "wait: it goes on by itself";

    /// Whether a link holds.
    enum State {
        OK,
        GAP,
        /// Says something and can have no gap.
        PLAIN
    }

    /// One of which any finding may tell, and whose gap closes by itself where none does.
    static Link of(boolean holds, String what, String words) {
        return new Link(holds ? State.OK : State.GAP, what, words, _ -> true, WAIT);
    }

    static Link plain(String what, String words) {
        return new Link(State.PLAIN, what, words, _ -> false, WAIT);
    }

    /// The same, of which only these findings tell.
    Link toldBy(Predicate<Finding> findings) {
        return new Link(state, what, words, findings, otherwise);
    }

    /// The same, of whose gap something else tells.
    Link toldElsewhere(String where) {
        return new Link(state, what, words, _ -> false, where);
    }

    boolean isGap() {
        return state == State.GAP;
    }

    /// What to do where this finding tells of it.
    static String next(Finding finding) {
        return finding.cure().isEmpty() ? WAIT : finding.cure();
    }
}
