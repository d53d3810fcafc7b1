package dev.regalia;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How a command in the documentation is held to what it promises.
enum DocCommand {
    /// The launcher behind it is run, see [MakeRunIT].
    LAUNCHED,
    /// What it names must exist, because running it needs a container engine or a nested build.
    PARSED,
    /// Run on a cluster of its own, see [HelmInstallIT].
    INSTALLED,
    /// Run on a cloud with the quickstart, see [DocsIT].
    WALKED,
    /// Run by the installed command line on a cloud with the quickstart, see [CommandLineIT].
    TYPED;

    private static final Set<String> CHART_PAGES = Set.of("README.md", "helm/README.md");
    private static final Set<String> CLOUD_PAGES =
            Set.of("README.md", "docs/tutorials/first-pool-in-ten-minutes.md");
    private static final Set<String> TOOL_PAGES = Set.of("README.md", "docs/reference/cli.md");
    private static final Pattern LAUNCH = Pattern.compile("(ONCE=1 )?make run");
    private static final Pattern NAMED =
            Pattern.compile(
                    "make [a-z]+( PREFIX=\\S+)?|kind create cluster --config [a-z-]+\\.yaml");
    private static final Pattern INSTALL =
            Pattern.compile("(helm|kubectl create namespace|kubectl delete crd) .*");

    /// The way of a command on a page; empty where nothing covers it, which is a defect of the
    /// page.
    static Optional<DocCommand> of(Path page, String command) {
        if (LAUNCH.matcher(command).matches()) {
            return Optional.of(LAUNCHED);
        }
        if (NAMED.matcher(command).matches()) {
            return Optional.of(PARSED);
        }
        if (TOOL_PAGES.contains(page.toString()) && command.startsWith("regalia ")) {
            return Optional.of(TYPED);
        }
        if (CHART_PAGES.contains(page.toString()) && INSTALL.matcher(command).matches()) {
            return Optional.of(INSTALLED);
        }
        if (CLOUD_PAGES.contains(page.toString()) && command.startsWith("kubectl ")) {
            return Optional.of(WALKED);
        }
        return Optional.empty();
    }
}
