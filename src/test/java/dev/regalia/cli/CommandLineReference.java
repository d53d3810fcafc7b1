package dev.regalia.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/// The reference page of the command line, made from its own help, so that it cannot say anything
/// else than the program does.
public final class CommandLineReference {

    private static final String EXAMPLES = "Examples:";

    private CommandLineReference() {}

    /// The whole page as Markdown, ending in a line break.
    public static String markdown() {
        CommandLine regalia =
                CommandLineTool.line(
                        new Screen(
                                new PrintWriter(Writer.nullWriter()),
                                new PrintWriter(Writer.nullWriter()),
                                false,
                                false));
        StringBuilder page = new StringBuilder(INTRODUCTION);
        regalia.getSubcommands().forEach((name, command) -> section(page, name, command));
        return page.append(EPILOGUE).toString();
    }

    private static void section(StringBuilder page, String name, CommandLine command) {
        List<String> footer =
                new ArrayList<>(Arrays.asList(command.getCommandSpec().usageMessage().footer()));
        int examples = footer.indexOf(EXAMPLES);
        List<String> shown =
                footer.subList(examples + 1, footer.size()).stream().map(String::strip).toList();
        command.getCommandSpec().usageMessage().footer();
        String usage = command.getUsageMessage();
        page.append("\n## regalia ").append(name).append("\n\n```text\n");
        page.append(usage.substring(0, usage.indexOf(EXAMPLES)).strip()).append("\n```\n\n");
        page.append(EXAMPLES).append("\n\n```sh\n");
        shown.forEach(line -> page.append(line).append('\n'));
        page.append("```\n");
    }

    private static final String INTRODUCTION =
            """
            # The command line

            `regalia` shows what the operator does with a fleet, and why. It is in the same program as the operator and
            asks the same planner. It reads a cluster with your own rights, or a file, and never writes to a cluster.
            Generated from the program; do not edit.

            ## Install

            ```sh
            make install PREFIX=$HOME/.local
            ```

            needs a JDK 25 to build and to run. The folder can be moved as a whole. `kubectl regalia` works where its
            `bin` is on the path, and completes where kubectl does and bash is there. Other completion is under `share`.

            ## Exit codes

            | Code | Means |
            | --- | --- |
            | 0 | `plan`: there is nothing to do. Others: done |
            | 1 | `plan`: there is something to do |
            | 2 | error; every reason is a line on standard error |

            Results go to standard output, everything else to standard error. The same input gives the same bytes.

            ## What it cannot know

            - How long an owner has been missing, how long allocatable has been lower, and how often a key was put back
              is remembered by the operator and is not in the cluster. Owners that are missing are taken as just seen,
              and `plan` says so.
            - Of a tenant namespace a snapshot holds labels, annotations and quota. A difference in its roles, limits or
              network policy is not seen.
            - Files are checked against the schemas and rules of the CustomResourceDefinitions. Rules about how an object
              may change, and admission policies, are the API server's.
            - The settings of the operator are read from its Deployment, where you may read it; otherwise the defaults
              are taken, and it says so. A snapshot holds the settings.

            ## Limits

            Snapshots up to 64 MiB and files of objects up to 32 MiB are read.
            """;

    private static final String EPILOGUE =
            """

            ## Formats

            `plan -o json` is described by [plan.schema.json](plan.schema.json). A snapshot is JSON with the members
            `format`, `version`, `settings` and `cluster`; `cluster` is what the planner sees, member by member. A snapshot
            of another version is refused.

            ## The certificate

            Where layouts follow demand, `plan` shows for each GPU model of a pool how far its plan can be from the best
            one; all of it is in the JSON as well.

            | Line | Says |
            | --- | --- |
            | demand | what is reserved, and the headroom to be kept free beside it |
            | GPUs used, optimum, bound | GPUs in use once the plan is carried out; the fewest possible; how many the slack allows |
            | binding | what the demand runs out of first, and the profiles of it that take some, with how much where they differ |
            | nodes and GPUs touched, pods evicted | and how many any plan as good needs at least |
            | unserved memory slices | what is asked for and not reserved, per priority of the tenants, the highest first, and what is missing of the headroom. A partition counts the memory slices of its placement, a whole GPU all of its grid (8 on an H100). This is what a plan keeps low before anything else |
            | unserved | the same by tenant and profile, what runs out, and the cheapest cure |
            | headroom missing | what of the headroom cannot be kept free |
            | found by | the method, whether no plan is better, steps of the linear programs, and partial plans that the search visited |

            Plans are the same each time, so that how long one took is not in them: it stands beside them, on standard
            error.

            ## Environment

            | Variable | Means |
            | --- | --- |
            | `KUBECONFIG` | the kubeconfig, as for kubectl |
            | `JAVA_HOME` | the JDK 25 to run on; found by itself in the usual places |
            | `NO_COLOR` | with any value: no colours |
            """;
}
