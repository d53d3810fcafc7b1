package dev.regalia.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command line printed, and how it ended; how long planning took is always `N`.
record Typed(int code, String out, String err) {

    static final String PLANNED = "regalia: planned in N ms\n";

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
        String said = err.toString().replaceAll("planned in [0-9]+ ms", "planned in N ms");
        return new Typed(code, out.toString(), said);
    }
}
