package dev.regalia.kube;

import dev.regalia.plan.Settings;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an administrator has set for the operator, read from the environment of its Deployment, so
/// that others decide as it does.
///
/// @param extraMigConfig name of the ConfigMap whose mig-parted entries are taken in
public record OperatorSettings(Settings settings, Optional<String> extraMigConfig) {

    static final String NAME_LABEL = "app.kubernetes.io/name";
    static final String NAME = "regalia";

    /// The settings of an operator whose Deployment says nothing.
    public static OperatorSettings defaults(String namespace) {
        return of(namespace, Map.of());
    }

    static OperatorSettings of(String namespace, Deployment deployment) {
        Map<String, String> environment = new HashMap<>();
        deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null)
                .forEach((EnvVar it) -> environment.put(it.getName(), it.getValue()));
        return of(namespace, environment);
    }

    /// The settings by variable, as the operator reads them; the namespace comes from the pod
    /// itself and is given.
    static OperatorSettings of(String namespace, Map<String, String> environment) {
        Environment given = new Environment(environment);
        String nvidia = given.text("REGALIA_NVIDIA_NAMESPACE").orElse("gpu-operator");
        SortedSet<String> reserved =
                new TreeSet<>(
                        given.text("REGALIA_RESERVED_NAMESPACES")
                                .map(OperatorSettings::split)
                                .orElse(List.of()));
        reserved.add(namespace);
        reserved.add(nvidia);
        return new OperatorSettings(
                new Settings(
                        namespace,
                        nvidia,
                        given.text("REGALIA_NVIDIA_MIG_CONFIG_MAP").orElse("regalia-mig-parted"),
                        reserved,
                        times(given)),
                given.text("REGALIA_NVIDIA_EXTRA_MIG_CONFIG"));
    }

    private static Settings.Times times(Environment given) {
        Settings.Times defaults = Settings.Times.defaults();
        return new Settings.Times(
                given.seconds("REGALIA_NVIDIA_CONFIG_MAP_DELAY_SECONDS", defaults.configMapDelay()),
                given.seconds("REGALIA_TIMES_APPLY_DEADLINE_SECONDS", defaults.applyDeadline()),
                given.seconds("REGALIA_TIMES_MISMATCH_GRACE_SECONDS", defaults.mismatchGrace()),
                given.seconds("REGALIA_TIMES_NOT_READY_GRACE_SECONDS", defaults.notReadyGrace()),
                given.seconds("REGALIA_TIMES_DIP_GRACE_SECONDS", defaults.dipGrace()),
                given.seconds(
                        "REGALIA_TIMES_MISSING_OWNER_GRACE_SECONDS", defaults.missingOwnerGrace()),
                given.seconds("REGALIA_TIMES_OVERWRITE_WINDOW_SECONDS", defaults.overwriteWindow()),
                given.seconds(
                        "REGALIA_TIMES_UNUSED_ENTRY_GRACE_SECONDS", defaults.unusedEntryGrace()));
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private record Environment(Map<String, String> variables) {

        Optional<String> text(String name) {
            return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
        }

        Duration seconds(String name, Duration otherwise) {
            try {
                return text(name).map(Long::parseLong).map(Duration::ofSeconds).orElse(otherwise);
            } catch (NumberFormatException e) {
                return otherwise;
            }
        }
    }
}
