package dev.regalia.cli.manifest;

import dev.regalia.cli.manifest.CelParser.Argument;
import dev.regalia.cli.manifest.CelParser.Expression;
import dev.regalia.cli.manifest.CelRule.Undecided;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What CEL's functions and operators give for maps, lists, texts and whole numbers.
final class CelFunctions {

    private CelFunctions() {}

    static Object member(Object target, String name) {
        return element(target, name);
    }

    /// What a map has under a key.
    static Object element(Object target, Object key) {
        Object element = target instanceof Map<?, ?> map ? map.get(key) : null;
        if (element == null) {
            throw new Undecided(key.toString());
        }
        return element;
    }

    static boolean has(Expression member, Map<String, Object> names) {
        try {
            member.value(names);
            return true;
        } catch (Undecided e) {
            return false;
        }
    }

    static long size(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.size();
            case List<?> list -> list.size();
            case String text -> text.codePointCount(0, text.length());
            default -> throw new Undecided("no size");
        };
    }

    static boolean compare(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "in" -> contains(right, left);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            default -> order(left, right) >= 0;
        };
    }

    private static boolean contains(Object container, Object value) {
        return switch (container) {
            case List<?> list -> list.contains(value);
            case Map<?, ?> map -> map.containsKey(value);
            default -> throw new Undecided("nothing can be in it");
        };
    }

    private static int order(Object left, Object right) {
        return left instanceof String one && right instanceof String other
                ? one.compareTo(other)
                : Long.compare(CelParser.number(left), CelParser.number(right));
    }

    /// A call with a target, macros over lists and over keys of maps included.
    static Expression method(String name, Expression target, List<Argument> arguments) {
        if (arguments.isEmpty()) {
            return switch (name) {
                case "size" -> names -> size(target.value(names));
                case "sum" -> names -> sum(target.value(names));
                case "hasValue" -> names -> !target.value(names).equals(Optional.empty());
                default -> throw unknown(name);
            };
        }
        Expression last = arguments.getLast().expression();
        if (arguments.size() == 1) {
            return switch (name) {
                case "contains" -> names -> text(target, names).contains(text(last, names));
                case "startsWith" -> names -> text(target, names).startsWith(text(last, names));
                case "endsWith" -> names -> text(target, names).endsWith(text(last, names));
                case "matches" -> names -> matches(text(target, names), text(last, names));
                case "validate" -> names -> validate(target.value(names), text(last, names));
                default -> throw unknown(name);
            };
        }
        String variable = arguments.getFirst().text();
        return switch (name) {
            case "map" -> names -> each(target, variable, last, names).toList();
            case "all" -> names -> each(target, variable, last, names).allMatch(CelParser::truth);
            case "exists" ->
                    names -> each(target, variable, last, names).anyMatch(CelParser::truth);
            default -> throw unknown(name);
        };
    }

    private static Stream<Object> each(
            Expression target, String variable, Expression body, Map<String, Object> names) {
        Collection<?> elements =
                switch (target.value(names)) {
                    case List<?> list -> list;
                    case Map<?, ?> map -> map.keySet();
                    default -> throw new Undecided("no list");
                };
        Function<Object, Object> ofElement =
                element -> {
                    Map<String, Object> inner = new HashMap<>(names);
                    inner.put(variable, element);
                    return body.value(inner);
                };
        return elements.stream().map(ofElement);
    }

    private static boolean matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    /// As in CEL, empty where the text has the format.
    private static Optional<String> validate(Object format, String text) {
        if (format instanceof CelFormat one) {
            return one.has(text) ? Optional.empty() : Optional.of(text);
        }
        throw new Undecided("no format");
    }

    private static long sum(Object value) {
        if (value instanceof List<?> numbers) {
            return numbers.stream().mapToLong(CelParser::number).sum();
        }
        throw new Undecided("no list");
    }

    private static String text(Expression expression, Map<String, Object> names) {
        if (expression.value(names) instanceof String text) {
            return text;
        }
        throw new Undecided("no text");
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("the function '" + name + "' is not covered");
    }
}
