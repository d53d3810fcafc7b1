package dev.regalia.cli;

import dev.regalia.cli.report.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// The command line as a whole: from words to an exit code.
public final class CommandLineTool {

    /// Set by the launcher, which alone can ask: whether standard output is a terminal.
    private static final String OUT_IS_TERMINAL = "regalia.out.terminal";

    /// The same for standard error.
    private static final String ERR_IS_TERMINAL = "regalia.err.terminal";

    private static final List<String> COMMANDS =
            List.of(
                    PlanCommand.NAME,
                    SnapshotCommand.NAME,
                    ExplainCommand.NAME,
                    CompletionCommand.NAME);

    private CommandLineTool() {}

    /// Runs a command and ends the process with its exit code.
    public static void main(String[] words) {
        // An orderly exit loads a whole logging system to say so, and has nothing to put in order;
        // and a client leaves threads behind that are no daemons.
        Runtime.getRuntime().halt(run(words));
    }

    private static int run(String[] words) {
        boolean colours =
                Boolean.getBoolean(OUT_IS_TERMINAL)
                        && isEmpty(System.getenv("NO_COLOR"))
                        && !"dumb".equals(System.getenv("TERM"));
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Screen screen =
                new Screen(
                        writer(out),
                        writer(new FileOutputStream(FileDescriptor.err)),
                        colours,
                        Boolean.getBoolean(ERR_IS_TERMINAL));
        return run(out, screen, words);
    }

    /// Runs a command whose screen writes to that output; one that is lost is an error.
    static int run(StandardOutput out, Screen screen, String... words) {
        int code = run(screen, words);
        Optional<String> failure = out.failure();
        failure.ifPresent(why -> screen.say("standard output cannot be written: " + why));
        return failure.isPresent() ? ExitCode.ERROR : code;
    }

    /// Runs a command that writes to a screen.
    static int run(Screen screen, String... words) {
        CommandLine line = line(screen, named(words));
        int code = line.execute(words);
        screen.out().flush();
        screen.err().flush();
        return code;
    }

    /// All commands with their options.
    static CommandLine line(Screen screen) {
        return line(screen, COMMANDS);
    }

    /// The commands that can matter for these words. Describing one takes time, so where the first
    /// word names one, it is alone; only completion wants to know them all.
    private static List<String> named(String... words) {
        String first = words.length > 0 ? words[0] : "";
        if (words.length == 1 && (first.equals("--version") || first.equals("-V"))) {
            return List.of();
        }
        return COMMANDS.contains(first) && !first.equals(CompletionCommand.NAME)
                ? List.of(first)
                : COMMANDS;
    }

    private static Object command(String name, RegaliaCommand regalia) {
        return switch (name) {
            case PlanCommand.NAME -> new PlanCommand(regalia);
            case SnapshotCommand.NAME -> new SnapshotCommand(regalia);
            case ExplainCommand.NAME -> new ExplainCommand(regalia);
            case CompletionCommand.NAME -> new CompletionCommand(regalia);
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }

    private static CommandLine line(Screen screen, List<String> commands) {
        RegaliaCommand regalia = new RegaliaCommand(screen);
        CommandLine line = new CommandLine(regalia);
        commands.forEach(name -> line.addSubcommand(command(name, regalia)));
        line.setOut(screen.out());
        line.setErr(screen.err());
        line.setUsageHelpWidth(80);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(screen.colours() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(CommandLineTool::misused);
        line.setExecutionExceptionHandler((failure, _, _) -> failed(screen, failure));
        return line;
    }

    private static int misused(ParameterException mistake, String[] words) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("regalia: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help` for more.");
        return ExitCode.ERROR;
    }

    private static int failed(Screen screen, Exception failure) {
        if (failure instanceof Mistake mistake) {
            mistake.sentences().forEach(screen::say);
        } else {
            screen.say("this is a defect of regalia, please report it: " + failure);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(
                            line ->
                                    screen.err()
                                            .println("  " + Visible.of(line.replace("\t", "  "))));
        }
        return ExitCode.ERROR;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable String value) {
        return value == null || value.isEmpty();
    }
}
