package dev.regalia.cli.manifest;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Optional;

/// CEL with those of Kubernetes' own functions that our rules use: named formats, and the sum of a
/// list of whole numbers.
final class KubernetesCel {

    /// The value that a rule is about.
    static final String SELF = "self";

    private static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
    private static final String VALIDATE = "format_validate";
    private static final String SUM = "list_sum";

    /// Turns texts into rules.
    static final CelCompiler COMPILER = compiler();

    /// Judges values by rules.
    static final CelRuntime RUNTIME = runtime();

    private KubernetesCel() {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addLibraries(CelOptionalLibrary.INSTANCE)
                        .addVar(SELF, SimpleType.DYN);
        for (CelFormat format : CelFormat.values()) {
            builder.addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration(
                            "format." + format.celName(),
                            CelOverloadDecl.newGlobalOverload(overload(format), FORMAT)));
        }
        return builder.addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "validate",
                                CelOverloadDecl.newMemberOverload(
                                        VALIDATE,
                                        OptionalType.create(ListType.create(SimpleType.STRING)),
                                        FORMAT,
                                        SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "sum",
                                CelOverloadDecl.newMemberOverload(
                                        SUM, SimpleType.INT, ListType.create(SimpleType.DYN))))
                .build();
    }

    private static CelRuntime runtime() {
        CelRuntimeBuilder builder =
                CelRuntimeFactory.plannerRuntimeBuilder().addLibraries(CelOptionalLibrary.INSTANCE);
        for (CelFormat format : CelFormat.values()) {
            builder.addFunctionBindings(
                    CelFunctionBinding.from(overload(format), List.of(), _ -> format));
        }
        return builder.addFunctionBindings(
                        CelFunctionBinding.from(
                                VALIDATE, CelFormat.class, String.class, KubernetesCel::validate),
                        CelFunctionBinding.from(SUM, List.class, KubernetesCel::sum))
                .build();
    }

    private static String overload(CelFormat format) {
        return "format_" + format.celName();
    }

    /// Empty where the text has the format, else what is wrong.
    private static Optional<List<String>> validate(CelFormat format, String text) {
        return format.has(text)
                ? Optional.empty()
                : Optional.of(List.of("is no " + format.celName()));
    }

    private static long sum(List<?> numbers) {
        return numbers.stream().mapToLong(number -> ((Number) number).longValue()).sum();
    }
}
