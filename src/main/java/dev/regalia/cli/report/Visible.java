package dev.regalia.cli.report;

import java.util.Locale;

/// A text from a file or a cluster as it may come to a terminal: characters that show nothing
/// themselves but move the cursor, change colours or turn the direction of writing are written out
/// as `\u001b`.
public final class Visible {

    private Visible() {}

    /// The text with each such character escaped, line breaks included.
    public static String of(String text) {
        return text.codePoints().noneMatch(Visible::acts) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            if (!acts(point)) {
                                escaped.appendCodePoint(point);
                                return;
                            }
                            for (char unit : Character.toChars(point)) {
                                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                            }
                        });
        return escaped.toString();
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
