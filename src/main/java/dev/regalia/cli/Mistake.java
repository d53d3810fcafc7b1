package dev.regalia.cli;

import java.util.ArrayList;
import java.util.List;

/// Something that the person at the keyboard can put right: said in one sentence each, all at once,
/// without a stack trace.
final class Mistake extends RuntimeException {

    /// Of many so many are printed.
    private static final int PRINTED = 50;

    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    Mistake(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    Mistake(String sentence) {
        this(List.of(sentence));
    }

    /// The first of very many sentences, and how many there are more.
    static List<String> first(List<String> sentences) {
        if (sentences.size() <= PRINTED) {
            return sentences;
        }
        List<String> first = new ArrayList<>(sentences.subList(0, PRINTED));
        first.add("and " + (sentences.size() - PRINTED) + " more problems");
        return first;
    }

    /// What is wrong, a line each.
    List<String> sentences() {
        return sentences;
    }
}
