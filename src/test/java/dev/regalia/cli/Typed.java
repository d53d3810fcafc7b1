package dev.regalia.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command line printed, and how it ended.
record Typed(int code, String out, String err) {

    /// Runs words without a process, colours or a terminal.
    static Typed words(String... words) {
        return on(false, words);
    }

    /// The same, perhaps in colours.
    static Typed on(boolean colours, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                CommandLineTool.run(
                        new Screen(new PrintWriter(out), new PrintWriter(err), colours, false),
                        words);
        return new Typed(code, out.toString(), err.toString());
    }
}
