package dev.regalia;

import dev.regalia.cli.CommandLineTool;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Starts the operator, or runs a command where words are given. A command starts nothing of
/// Quarkus, which would take longer than the command.
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            CommandLineTool.main(args);
        }
        Quarkus.run(args);
    }
}
