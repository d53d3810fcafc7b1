package dev.regalia.sandbox;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What a control plane consists of and whom it tells how it is getting on.
///
/// @param companions which of the controller manager, the scheduler and kwok run beside etcd and
///   the API server
/// @param nodeLifecycle whether nodes without heartbeat become not ready; turn it off where nobody
///   renews leases
/// @param apiServerFlags further flags of the API server, put last so that they win
/// @param progress takes one line at a time, written for people
public record ControlPlaneOptions(
        Set<Tool> companions,
        boolean nodeLifecycle,
        List<String> apiServerFlags,
        Consumer<String> progress) {
    private static final Set<Tool> COMPANIONS =
            Collections.unmodifiableSet(
                    EnumSet.of(Tool.KUBE_CONTROLLER_MANAGER, Tool.KUBE_SCHEDULER, Tool.KWOK));

    public ControlPlaneOptions {
        if (!COMPANIONS.containsAll(companions)) {
            throw new IllegalArgumentException("companions may only be " + COMPANIONS);
        }
        Set<Tool> copy = EnumSet.noneOf(Tool.class);
        copy.addAll(companions);
        companions = Collections.unmodifiableSet(copy);
        apiServerFlags = List.copyOf(apiServerFlags);
    }

    /// Everything, with node lifecycle, silently.
    public static ControlPlaneOptions everything() {
        return new ControlPlaneOptions(COMPANIONS, true, List.of(), _ -> {});
    }

    /// The same with only these companions, which may be none.
    public ControlPlaneOptions withCompanions(Tool... only) {
        Set<Tool> set = EnumSet.noneOf(Tool.class);
        set.addAll(Arrays.asList(only));
        return new ControlPlaneOptions(set, nodeLifecycle, apiServerFlags, progress);
    }

    /// The same without the controller that looks after heartbeats of nodes.
    public ControlPlaneOptions withoutNodeLifecycle() {
        return new ControlPlaneOptions(companions, false, apiServerFlags, progress);
    }

    /// The same with these flags of the API server instead of earlier ones.
    public ControlPlaneOptions withApiServerFlags(String... flags) {
        return new ControlPlaneOptions(companions, nodeLifecycle, List.of(flags), progress);
    }

    /// The same, telling its progress to that consumer.
    public ControlPlaneOptions withProgress(Consumer<String> lines) {
        return new ControlPlaneOptions(companions, nodeLifecycle, apiServerFlags, lines);
    }
}
