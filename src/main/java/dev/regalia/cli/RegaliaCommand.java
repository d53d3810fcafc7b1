package dev.regalia.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `regalia` itself: without a command it says what there is.
@Command(
        name = "regalia",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RegaliaCommand.Version.class,
        description = {
            "Shows what Regalia's operator does with a fleet of GPU nodes, and why.",
            "It reads a cluster or a file, and never writes to a cluster."
        },
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n")
final class RegaliaCommand implements Callable<Integer> {

    private final Screen screen;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours; the same as a value in the environment variable NO_COLOR.")
    private boolean noColor;

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    RegaliaCommand(Screen screen) {
        this.screen = screen;
    }

    /// Where to write, with colours only where nobody objects.
    Screen screen() {
        return noColor ? screen.plain() : screen;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(screen.err());
        }
        return ExitCode.ERROR;
    }

    /// The version of the program, as its archive says.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"regalia " + version()};
        }

        static String version() {
            return Optional.ofNullable(RegaliaCommand.class.getPackage().getImplementationVersion())
                    .orElse("(not packaged)");
        }
    }
}
