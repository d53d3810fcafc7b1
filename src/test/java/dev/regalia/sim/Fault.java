package dev.regalia.sim;

import java.util.Locale;
import java.util.Map;

/// How a node's mig-manager answers wrongly, by the annotation `sim.regalia.dev/fault` with the
/// name in lower case as its value.
///
/// It is looked at when a request is taken up, so taking it away helps from the next request on.
public enum Fault {
    /// It behaves.
    NONE,
    /// It goes to `pending`, then to `failed`, and leaves the GPUs that had to change without
    /// instances.
    FAIL,
    /// It stays in `pending` with the device plugin stopped, until the next request.
    WEDGE,
    /// It says `success` while one device of the wanted ones is missing in allocatable.
    LIE,
    /// It takes ten times as long.
    SLOW,
    /// It says `success` first; allocatable and labels follow after ten times the usual delay.
    LATE;

    /// The node annotation that carries a fault.
    public static final String ANNOTATION = "sim.regalia.dev/fault";

    /// The node annotation with the number of GPUs that are dead: still counted in capacity, gone
    /// from allocatable, the highest indexes first.
    public static final String DEAD_GPUS_ANNOTATION = "sim.regalia.dev/dead-gpus";

    /// The node annotation, of any value, that makes kwok call the node not ready.
    public static final String NOT_READY_ANNOTATION = "sim.regalia.dev/not-ready";

    /// The value of the annotation.
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The fault that annotations of a node ask for; an unknown value is an error of whoever wrote
    /// it.
    static Fault of(Map<String, String> annotations) {
        String value = annotations.getOrDefault(ANNOTATION, NONE.value());
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /// The number of dead GPUs that annotations of a node ask for.
    static int deadGpus(Map<String, String> annotations) {
        return Integer.parseInt(annotations.getOrDefault(DEAD_GPUS_ANNOTATION, "0"));
    }
}
