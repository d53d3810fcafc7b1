package dev.regalia.cli.report;

/// A text in the making, at most 80 columns wide. A word that is longer than a line stands alone on
/// one. All that is written is made [Visible].
final class Sheet {

    private static final int WIDTH = 80;
    private static final int MARK_AT = 2;
    private static final int NAME_AT = 7;
    private static final int WORDS_AT = 26;

    /// Stands for a space at which no line is broken.
    static final char TIE = '\u00a0';

    private final StringBuilder text = new StringBuilder();
    private final Paint paint;

    Sheet(Paint paint) {
        this.paint = paint;
    }

    /// Colours, or none.
    enum Paint {
        NONE,
        ANSI
    }

    /// What a word stands for, and so its colour.
    enum Tone {
        PLAIN(""),
        STRONG("1"),
        MORE("32"),
        OTHER("33"),
        LESS("31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /// A line with a head in its tone and a text that is wrapped under its own beginning.
    Sheet entry(int indent, Tone tone, String mark, int textAt, String words) {
        String head = Visible.of(mark);
        String lead = " ".repeat(indent) + head;
        String gap = " ".repeat(Math.max(head.isEmpty() ? 0 : 1, textAt - lead.length()));
        text.append(" ".repeat(indent)).append(painted(tone, head));
        wrap((lead + gap).length(), gap, textAt, words);
        return this;
    }

    /// A row of three: a mark in its tone, a name, and a text that is wrapped under its own
    /// beginning.
    Sheet row(Tone tone, String mark, String what, String words) {
        String name = Visible.of(what);
        String middle = " ".repeat(Math.max(1, NAME_AT - MARK_AT - mark.length())) + name;
        String gap = " ".repeat(Math.max(1, WORDS_AT - NAME_AT - name.length()));
        text.append(" ".repeat(MARK_AT)).append(painted(tone, mark)).append(middle);
        wrap(MARK_AT + mark.length() + middle.length() + gap.length(), gap, WORDS_AT, words);
        return this;
    }

    /// A text that begins at a column and goes on there.
    Sheet paragraph(int indent, String words) {
        text.append(" ".repeat(indent));
        wrap(indent, "", indent, words);
        return this;
    }

    /// A heading on a line of its own.
    Sheet heading(String words) {
        text.append(painted(Tone.STRONG, Visible.of(words))).append('\n');
        return this;
    }

    /// An empty line, but never two, and none at the beginning.
    Sheet gap() {
        boolean needed =
                !text.isEmpty()
                        && !(text.length() > 1
                                && text.charAt(text.length() - 1) == '\n'
                                && text.charAt(text.length() - 2) == '\n');
        if (needed) {
            text.append('\n');
        }
        return this;
    }

    private void wrap(int column, String gap, int textAt, String words) {
        int at = column;
        String before = gap;
        boolean first = true;
        for (String word : Visible.of(words).split(" ", -1)) {
            if (!first && at + 1 + word.length() > WIDTH) {
                text.append('\n');
                before = " ".repeat(textAt);
                at = textAt;
            } else if (!first) {
                before = " ";
                at++;
            }
            text.append(word.isEmpty() ? "" : before).append(word.replace(TIE, ' '));
            at += word.length();
            first = false;
        }
        text.append('\n');
    }

    private String painted(Tone tone, String words) {
        return paint == Paint.NONE || tone == Tone.PLAIN || words.isEmpty()
                ? words
                : "\u001b[" + tone.code + "m" + words + "\u001b[0m";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
