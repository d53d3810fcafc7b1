package dev.regalia.plan;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// JSON objects whose values are all strings, as our annotations hold them. The reader takes
/// nothing else: no other value, no key twice, nothing after the object.
final class FlatJson {

    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /// The members of the object; empty where the text is anything else.
    static Optional<SortedMap<String, String>> parse(String text) {
        try {
            return Optional.of(new FlatJson(text).object());
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /// One line, the members in the order given.
    static String print(SequencedMap<String, String> members) {
        StringBuilder line = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            if (line.length() > 1) {
                line.append(',');
            }
            quote(line, member.getKey());
            line.append(':');
            quote(line, member.getValue());
        }
        return line.append('}').toString();
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ') {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private SortedMap<String, String> object() throws Malformed {
        SortedMap<String, String> members = new TreeMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            char next;
            do {
                member(members);
                next = peek();
                at++;
            } while (next == ',');
            if (next != '}') {
                throw new Malformed();
            }
        }
        skipSpace();
        if (at != text.length()) {
            throw new Malformed();
        }
        return members;
    }

    private void member(SortedMap<String, String> members) throws Malformed {
        String key = string();
        expect(':');
        if (members.put(key, string()) != null) {
            throw new Malformed();
        }
    }

    private String string() throws Malformed {
        expect('"');
        Optional<String> plain = plain();
        return plain.isPresent() ? plain.get() : escapedString();
    }

    /// A string as it stands, up to its quote; empty where it is not that simple.
    private Optional<String> plain() {
        for (int end = at; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == '"') {
                String value = text.substring(at, end);
                at = end + 1;
                return Optional.of(value);
            }
            if (c == '\\' || c < ' ') {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String escapedString() throws Malformed {
        StringBuilder value = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            if (c < ' ') {
                throw new Malformed();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() throws Malformed {
        char c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new Malformed();
        };
    }

    private char hex() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw new Malformed();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            throw new Malformed();
        }
        at++;
    }

    private char peek() throws Malformed {
        skipSpace();
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private char take() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// The text is not a flat object of strings.
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not a flat JSON object of strings", null, false, false);
        }
    }
}
