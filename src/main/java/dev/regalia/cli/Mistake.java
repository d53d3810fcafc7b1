package dev.regalia.cli;

import java.util.List;

/// Something that the person at the keyboard can put right: said in one sentence each, all at once,
/// without a stack trace.
final class Mistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    Mistake(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    Mistake(String sentence) {
        this(List.of(sentence));
    }

    /// What is wrong, a line each.
    List<String> sentences() {
        return sentences;
    }
}
