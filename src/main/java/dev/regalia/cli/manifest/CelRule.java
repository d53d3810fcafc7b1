package dev.regalia.cli.manifest;

import java.util.HashMap;
import java.util.Map;

/// A rule of a CustomResourceDefinition in the part of CEL that ours use. What this part does not
/// cover fails to parse, which a test over all our rules would show.
final class CelRule {

    private final CelParser.Expression expression;

    private CelRule(CelParser.Expression expression) {
        this.expression = expression;
    }

    /// A value that the rule asks for and that is not there, or is of another type.
    static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undecided(String why) {
            super(why, null, false, false);
        }
    }

    /// The rule that a text states.
    ///
    /// @throws IllegalArgumentException where it is outside the part that is covered
    static CelRule parse(String text) {
        return new CelRule(new CelParser(text).parse());
    }

    /// Whether it holds for a value. Where values of the wrong type leave it undecided it is taken
    /// to hold: the type is a problem already.
    boolean holds(Object self) {
        Map<String, Object> names = new HashMap<>();
        names.put("self", self);
        try {
            return Boolean.TRUE.equals(expression.value(names));
        } catch (Undecided e) {
            return true;
        }
    }
}
