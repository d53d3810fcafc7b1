package dev.regalia;

import java.io.PrintStream;
import java.util.Locale;

/// What a local run tells the person in front of it: steps with the time passed, and pictures.
final class Console {

    private final PrintStream out = System.out;
    private final long started = System.nanoTime();
    private boolean silent;

    /// From now on nothing is said: what ends a run also ends all that it started.
    synchronized void silence() {
        silent = true;
    }

    /// One line with the seconds since the start.
    synchronized void step(String text) {
        if (silent) {
            return;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, text));
        out.flush();
    }

    /// Text as it is.
    synchronized void print(String text) {
        out.println(text);
        out.flush();
    }

    /// Why it did not work.
    synchronized void fail(String text) {
        out.flush();
        System.err.println("regalia: " + text);
    }
}
