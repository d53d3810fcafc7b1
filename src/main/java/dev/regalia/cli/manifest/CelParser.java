package dev.regalia.cli.manifest;

import dev.regalia.cli.manifest.CelRule.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads expressions of CEL: conditions, comparisons, members, literals, `has`, and the functions
/// of [CelFunctions].
final class CelParser {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:([0-9]+)|r'([^']*)'|'([^'\\\\]*)'|\"([^\"\\\\]*)\""
                            + "|([A-Za-z_][A-Za-z_0-9]*)"
                            + "|(\\|\\||&&|==|!=|<=|>=|[-+<>!?:.,()\\[\\]]))");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /// What an expression gives for given names.
    interface Expression {
        Object value(Map<String, Object> names);
    }

    private enum Kind {
        NUMBER,
        TEXT,
        NAME,
        SIGN,
        END
    }

    private record Token(Kind kind, String text) {}

    CelParser(String text) {
        this.text = text;
    }

    Expression parse() {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.region(end, text.length()).lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw unexpected(text.substring(end));
        }
        tokens.add(new Token(Kind.END, ""));
        Expression whole = condition();
        if (peek().kind() != Kind.END) {
            throw unexpected(peek().text());
        }
        return whole;
    }

    private static Token token(Matcher matcher) {
        Kind[] kinds = {Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.NAME, Kind.SIGN};
        for (int group = 1; group <= kinds.length; group++) {
            String found = matcher.group(group);
            if (found != null) {
                return new Token(kinds[group - 1], found);
            }
        }
        throw new IllegalStateException("a match has a group");
    }

    private Expression condition() {
        Expression test = either();
        if (!taken("?")) {
            return test;
        }
        Expression yes = condition();
        expect(":");
        Expression no = condition();
        return names -> truth(test.value(names)) ? yes.value(names) : no.value(names);
    }

    private Expression either() {
        Expression left = both();
        while (taken("||")) {
            Expression one = left;
            Expression other = both();
            left = names -> absorbing(one, other, true, names);
        }
        return left;
    }

    private Expression both() {
        Expression left = relation();
        while (taken("&&")) {
            Expression one = left;
            Expression other = relation();
            left = names -> absorbing(one, other, false, names);
        }
        return left;
    }

    /// One side that settles it is enough, even where the other cannot be decided.
    private static boolean absorbing(
            Expression one, Expression other, boolean settles, Map<String, Object> names) {
        boolean first;
        try {
            first = truth(one.value(names));
        } catch (Undecided e) {
            if (truth(other.value(names)) == settles) {
                return settles;
            }
            throw e;
        }
        return first == settles ? settles : truth(other.value(names));
    }

    private Expression relation() {
        Expression left = sum();
        Token token = peek();
        boolean compares =
                List.of("==", "!=", "<", "<=", ">", ">=").contains(token.text())
                        && token.kind() == Kind.SIGN;
        if (!compares && !(token.kind() == Kind.NAME && token.text().equals("in"))) {
            return left;
        }
        at++;
        Expression right = sum();
        return names -> CelFunctions.compare(token.text(), left.value(names), right.value(names));
    }

    private Expression sum() {
        Expression left = unary();
        while (peek().text().equals("+") || peek().text().equals("-")) {
            int sign = tokens.get(at++).text().equals("+") ? 1 : -1;
            Expression one = left;
            Expression other = unary();
            left = names -> number(one.value(names)) + sign * number(other.value(names));
        }
        return left;
    }

    private Expression unary() {
        if (taken("!")) {
            Expression inner = unary();
            return names -> !truth(inner.value(names));
        }
        if (taken("-")) {
            Expression inner = unary();
            return names -> -number(inner.value(names));
        }
        return postfix();
    }

    private Expression postfix() {
        Expression left = primary();
        while (true) {
            Expression target = left;
            if (taken(".")) {
                String name = name();
                left =
                        taken("(")
                                ? CelFunctions.method(name, target, arguments())
                                : names -> CelFunctions.member(target.value(names), name);
            } else if (taken("[")) {
                Expression key = condition();
                expect("]");
                left = names -> CelFunctions.element(target.value(names), key.value(names));
            } else {
                return left;
            }
        }
    }

    private Expression primary() {
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case NUMBER -> constant(Long.parseLong(token.text()));
            case TEXT -> constant(token.text());
            case NAME -> named(token.text());
            case SIGN -> sign(token.text());
            case END -> throw unexpected("the end");
        };
    }

    private Expression named(String name) {
        if (name.equals("true") || name.equals("false")) {
            return constant(name.equals("true"));
        }
        if (name.equals("format")) {
            return format();
        }
        if (!taken("(")) {
            return names ->
                    Optional.ofNullable(names.get(name)).orElseThrow(() -> new Undecided(name));
        }
        List<Argument> arguments = arguments();
        if (arguments.size() != 1) {
            throw unexpected(name);
        }
        Expression only = arguments.getFirst().expression();
        return switch (name) {
            case "has" -> names -> CelFunctions.has(only, names);
            case "size" -> names -> CelFunctions.size(only.value(names));
            default -> throw unexpected(name);
        };
    }

    private Expression format() {
        expect(".");
        Expression format = constant(CelFormat.named(name()));
        expect("(");
        expect(")");
        return format;
    }

    private Expression sign(String sign) {
        if (sign.equals("(")) {
            Expression inner = condition();
            expect(")");
            return inner;
        }
        if (!sign.equals("[")) {
            throw unexpected(sign);
        }
        List<Expression> elements = new ArrayList<>();
        while (!taken("]")) {
            elements.add(condition());
            taken(",");
        }
        return names -> elements.stream().map(it -> it.value(names)).toList();
    }

    /// An argument; one that is a bare name may be a variable of a macro.
    record Argument(String text, Expression expression) {}

    private List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        while (!taken(")")) {
            String first = peek().text();
            arguments.add(new Argument(first, condition()));
            taken(",");
        }
        return arguments;
    }

    private static Expression constant(Object value) {
        return _ -> value;
    }

    private String name() {
        Token token = tokens.get(at++);
        if (token.kind() != Kind.NAME) {
            throw unexpected(token.text());
        }
        return token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean taken(String sign) {
        boolean found = peek().kind() == Kind.SIGN && peek().text().equals(sign);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String sign) {
        if (!taken(sign)) {
            throw unexpected(peek().text());
        }
    }

    private IllegalArgumentException unexpected(String what) {
        return new IllegalArgumentException("'" + what + "' is not covered in: " + text);
    }

    static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new Undecided("no truth value");
    }

    static long number(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new Undecided("no number");
    }
}
