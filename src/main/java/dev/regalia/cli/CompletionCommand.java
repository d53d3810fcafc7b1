package dev.regalia.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `regalia completion`: what a shell needs to complete our words.
@Command(
        name = CompletionCommand.NAME,
        description = "Prints the completion of words and options for a shell.",
        footer = {
            "Examples:",
            "  regalia completion bash > regalia.bash",
            "  regalia completion zsh > regalia.zsh",
            "  regalia completion fish > regalia.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    static final String NAME = "completion";

    private final RegaliaCommand regalia;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec private @Nullable CommandSpec spec;

    /// The shells that have completion.
    enum Shell {
        BASH,
        ZSH,
        FISH;

        /// As it is typed, which is how a script completes it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CompletionCommand(RegaliaCommand regalia) {
        this.regalia = regalia;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            CommandLine root = spec.root().commandLine();
            regalia.screen()
                    .out()
                    .print(
                            switch (shell) {
                                // The script turns zsh's completion of bash scripts on by itself.
                                case BASH, ZSH -> local(AutoComplete.bash("regalia", root));
                                case FISH -> FishCompletion.of(root);
                            });
        }
        return ExitCode.NOTHING;
    }

    /// Without what would change the user's zsh for all other commands: an option, and an alias.
    private static String local(String script) {
        return script.replaceFirst(
                "(?s) +# Make alias a distinct.*?alias compopt=complete\\n\\n", "");
    }
}
