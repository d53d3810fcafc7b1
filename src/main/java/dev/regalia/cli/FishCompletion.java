package dev.regalia.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The completion script for fish: a line per command and option.
final class FishCompletion {

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    /// The script, ending in a line break.
    static String of(CommandLine root) {
        FishCompletion completion = new FishCompletion();
        completion.script.append("complete -c regalia -f\n");
        root.getCommandSpec()
                .options()
                .forEach(option -> completion.option("__fish_use_subcommand", option));
        root.getSubcommands().forEach(completion::command);
        return completion.script.toString();
    }

    private void command(String name, CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        line("__fish_use_subcommand", "-a " + name, description.length > 0 ? description[0] : "");
        String inside = "__fish_seen_subcommand_from " + name;
        command.getCommandSpec().options().forEach(option -> option(inside, option));
        for (PositionalParamSpec position : command.getCommandSpec().positionalParameters()) {
            if (position.type().isEnum()) {
                String values = values(position.type());
                // It is given once: after it comes another word or none.
                line(
                        inside + "; and not __fish_seen_subcommand_from " + values,
                        "-a '" + values + "'",
                        position.description()[0]);
            }
        }
    }

    private void option(String condition, OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " : " -s ")
                    .append(name.replaceAll("^-+", ""));
        }
        if (option.type().isEnum()) {
            words.append(" -x -a '").append(values(option.type())).append('\'');
        } else if (option.paramLabel().contains("FILE")) {
            words.append(" -r -F");
        } else if (option.arity().max() > 0) {
            words.append(" -x");
        }
        line(condition, words.toString().strip(), option.description()[0]);
    }

    private void line(String condition, String words, String description) {
        script.append("complete -c regalia -n '")
                .append(condition)
                .append("' ")
                .append(words)
                .append(" -d '")
                .append(description.replace("'", "\\'"))
                .append("'\n");
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
