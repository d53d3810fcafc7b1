package dev.regalia.cli;

import dev.regalia.cli.report.Visible;
import java.io.PrintWriter;

/// Where a command writes: results to standard output, everything else to standard error.
///
/// @param colours results may be coloured
/// @param progress somebody watches standard error, so that slow work may say what it does
record Screen(PrintWriter out, PrintWriter err, boolean colours, boolean progress) {

    /// The same without colours.
    Screen plain() {
        return new Screen(out, err, false, progress);
    }

    /// The same without progress.
    Screen unwatched() {
        return new Screen(out, err, colours, false);
    }

    /// Says something beside the result, made [Visible].
    void say(String line) {
        err.println("regalia: " + Visible.of(line));
        err.flush();
    }
}
