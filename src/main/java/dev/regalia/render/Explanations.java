package dev.regalia.render;

import dev.regalia.api.ConditionType;
import dev.regalia.api.Reason;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reference page of conditions and reasons, generated from the enums so that it cannot say
/// anything else than the program does.
public final class Explanations {

    private Explanations() {}

    /// The whole page as Markdown, ending in a line break.
    public static String markdown() {
        return """
                # Conditions and reasons

                What stands in `status.conditions` of a SovereignPool and a SovereignTenant. Generated from the
                program; do not edit.

                ## Conditions

                | Type | Objects | True means |
                | --- | --- | --- |
                """
                + Stream.of(ConditionType.values())
                        .map(Explanations::row)
                        .collect(Collectors.joining())
                + """

                `Ready=False` together with `Reconciling=True` goes on by itself; together with `Stalled=True` it waits
                for somebody to change something. `Ready=Unknown` together with `Reconciling=True` means that work is
                under way and nothing is known to be missing.

                ## Reasons

                The most severe first. Where several apply, a condition shows the first of them as its reason, and all
                of them in its message. Reasons marked with * only inform: they stand in messages, after all others,
                and are never why an object is not `Ready`.

                | Reason | Meaning | Conditions |
                | --- | --- | --- |
                """
                + Stream.of(Reason.values()).map(Explanations::row).collect(Collectors.joining());
    }

    private static String row(ConditionType type) {
        return "| `" + type.text() + "` | " + objects(type) + " | " + type.definition() + " |\n";
    }

    private static String row(Reason reason) {
        return "| `"
                + reason.text()
                + "`"
                + (Concerns.informs(reason) ? " *" : "")
                + " | "
                + reason.definition()
                + " | "
                + conditions(reason)
                + " |\n";
    }

    private static String conditions(Reason reason) {
        String listed =
                Stream.of(ConditionType.values())
                        .filter(Concerns.of(reason)::contains)
                        .map(type -> "`" + type.text() + "`")
                        .collect(Collectors.joining(", "));
        return listed.isEmpty() ? "`Ready`" : "`Ready`, " + listed;
    }

    private static String objects(ConditionType type) {
        return switch (type) {
            case READY, RECONCILING, STALLED, ACCEPTED -> "pool, tenant";
            case SUSPENDED, NODES_ASSIGNED, PARTITIONS_CONFIGURED, NVIDIA_STACK_READY -> "pool";
            case SHARE_GRANTED, NAMESPACES_READY -> "tenant";
        };
    }
}
