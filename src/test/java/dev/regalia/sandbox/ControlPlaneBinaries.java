package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Where the programs of the control plane are.
///
/// Programs in the folder named by `KUBEBUILDER_ASSETS` are taken when they fit; the others are
/// compiled once and kept in the user's cache, under a name that changes with whatever they are
/// made from.
public final class ControlPlaneBinaries {
    private final Map<Tool, Path> paths;

    private ControlPlaneBinaries(Map<Tool, Path> paths) {
        this.paths = Collections.unmodifiableMap(new EnumMap<>(paths));
    }

    /// Finds the wanted programs and compiles those that are missing, which takes some six minutes
    /// on two processors the first time. Progress comes as lines for people.
    public static ControlPlaneBinaries find(Set<Tool> wanted, Consumer<String> progress) {
        GoModule kubernetes = GoModule.read(Tool.KUBE_APISERVER.moduleFolder());
        AssetsFolder assets =
                AssetsFolder.inspect(
                        System.getenv().getOrDefault("KUBEBUILDER_ASSETS", ""),
                        GoBuild.kubernetesVersion(kubernetes),
                        ControlPlaneBinaries::versionOf);
        Map<Tool, Path> found = new EnumMap<>(Tool.class);
        switch (assets) {
            case AssetsFolder.Absent() -> {}
            case AssetsFolder.Refused(String reason) -> progress.accept(reason);
            case AssetsFolder.Usable(var tools) -> found.putAll(tools);
        }
        Set<Tool> missing = new TreeSet<>(wanted);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            GoToolchain go = GoToolchain.require(kubernetes.languageVersion());
            found.putAll(compiled(missing, go, CacheFolder.ofThisUser().binaries(), progress));
        }
        return new ControlPlaneBinaries(found);
    }

    /// The absolute path of a program that was asked for.
    public Path path(Tool tool) {
        Path path = paths.get(tool);
        if (path == null) {
            throw new IllegalArgumentException(tool.binary() + " was not asked for");
        }
        return path;
    }

    private static Optional<String> versionOf(Path server) {
        return CommandOutput.of(List.of(server.toString(), "--version"))
                .filter(CommandOutput::succeeded)
                .map(CommandOutput::text);
    }

    private static Map<Tool, Path> compiled(
            Set<Tool> tools, GoToolchain go, Path cache, Consumer<String> progress) {
        Map<Tool, GoBuild> builds = new TreeMap<>();
        Map<Tool, Path> targets = new EnumMap<>(Tool.class);
        for (Tool tool : tools) {
            GoModule module = GoModule.read(tool.moduleFolder());
            GoBuild build = new GoBuild(tool, module, target(cache, tool, module, go));
            builds.put(tool, build);
            targets.put(tool, build.target());
        }
        if (!missing(builds).isEmpty()) {
            try (BuildLock _ = BuildLock.acquire(cache, progress)) {
                // Another process may have compiled them while this one waited.
                compileAll(missing(builds), go, progress);
            }
        }
        return targets;
    }

    private static Path target(Path cache, Tool tool, GoModule module, GoToolchain go) {
        String fingerprint = module.fingerprint(go.release(), GoBuild.linkerFlags(tool, module));
        return cache.resolve(tool.moduleFolder() + "-" + fingerprint).resolve(tool.binary());
    }

    private static List<GoBuild> missing(Map<Tool, GoBuild> builds) {
        return builds.values().stream()
                .filter(build -> !Files.isExecutable(build.target()))
                .toList();
    }

    private static void compileAll(
            List<GoBuild> builds, GoToolchain go, Consumer<String> progress) {
        if (builds.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        builds.forEach(build -> names.add(build.tool().binary()));
        progress.accept(
                "Compiling "
                        + String.join(", ", names)
                        + " from source. This happens once on this machine and takes some minutes.");
        for (int i = 0; i < builds.size(); i++) {
            GoBuild build = builds.get(i);
            String what =
                    "Compiling %s, tool %d of %d"
                            .formatted(build.tool().binary(), i + 1, builds.size());
            progress.accept(what);
            Duration took = compile(build, go, elapsed -> progress.accept(what + clock(elapsed)));
            progress.accept("Compiled " + build.tool().binary() + clock(took));
        }
    }

    private static String clock(Duration elapsed) {
        return ", %d:%02d min".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    private static Duration compile(GoBuild build, GoToolchain go, Consumer<Duration> elapsed) {
        long start = System.nanoTime();
        Path folder = build.target().resolveSibling("." + build.tool().binary() + "-unfinished");
        Path unfinished = folder.resolve(build.tool().binary());
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve("log");
            go.build(new GoBuild(build.tool(), build.module(), unfinished), log, elapsed);
            Files.move(unfinished, build.target(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SandboxException("Cannot write " + build.target() + ": " + e.getMessage(), e);
        } finally {
            FileTree.delete(folder);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
