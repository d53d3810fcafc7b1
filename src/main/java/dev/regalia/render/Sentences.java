package dev.regalia.render;

import dev.regalia.plan.Finding;
import java.util.List;

/// The message of a condition: one sentence a line, bounded, and honest about what was left out.
final class Sentences {

    private static final String CUT = " ...";
    private static final int ROOM_FOR_REST = 24;

    private Sentences() {}

    /// The sentences, each on its own line, after a first one that may be empty; at most `limit`
    /// characters. What does not fit is counted: `and 12 more`.
    static String join(String first, List<String> sentences, int limit) {
        StringBuilder message = new StringBuilder(first);
        int written = 0;
        for (String sentence : sentences) {
            String line = shorten(sentence, limit / 2);
            if (message.length() + 1 + line.length() > limit - ROOM_FOR_REST) {
                break;
            }
            message.append(message.isEmpty() ? "" : "\n").append(line);
            written++;
        }
        if (written < sentences.size()) {
            message.append("\nand ").append(sentences.size() - written).append(" more");
        }
        return message.toString();
    }

    /// A finding in the status of an object that it is not about: it says which it is about.
    static String ofAnother(Finding finding) {
        return finding.kind() + " " + finding.object() + ": " + finding.sentence();
    }

    /// A text of at most `limit` characters.
    static String shorten(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - CUT.length()) + CUT;
    }
}
