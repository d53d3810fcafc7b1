package dev.regalia.cli.manifest;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A rule of a CustomResourceDefinition, judged as the API server does.
final class CelRule {

    /// Compiling a rule takes longer than judging a thousand values.
    private static final Map<String, CelRule> COMPILED = new ConcurrentHashMap<>();

    private final Program program;

    private CelRule(Program program) {
        this.program = program;
    }

    /// The rule that a text states.
    ///
    /// @throws IllegalArgumentException where it is no CEL, or asks for a function of Kubernetes
    ///   that [KubernetesCel] does not have; a test over all our rules would show that
    static CelRule of(String text) {
        return COMPILED.computeIfAbsent(text, CelRule::compiled);
    }

    private static CelRule compiled(String text) {
        try {
            return new CelRule(
                    KubernetesCel.RUNTIME.createProgram(
                            KubernetesCel.COMPILER.compile(text).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }

    /// Whether it holds for a value. Where values of the wrong type leave it undecided it is taken
    /// to hold: the type is a problem already.
    boolean holds(Object self) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of(KubernetesCel.SELF, self)));
        } catch (CelEvaluationException e) {
            return true;
        }
    }
}
