package dev.regalia.cli;

import dev.regalia.cli.report.Visible;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says on a terminal what slow work is doing, from its second second on. Nothing is said where
/// nobody watches.
final class Patience implements AutoCloseable {

    private static final long FIRST_MILLIS = 2_000;
    private static final long EVERY_MILLIS = 250;
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile String doing;

    private Patience(PrintWriter err, String doing, boolean watched) {
        this.err = err;
        this.doing = doing;
        this.thread = Thread.ofPlatform().daemon().name("patience").unstarted(this::watch);
        if (watched) {
            thread.start();
        }
    }

    /// Begins to wait.
    static Patience with(Screen screen, String doing) {
        return new Patience(screen.err(), doing, screen.progress());
    }

    /// Says what is done now.
    void now(String what) {
        doing = what;
    }

    private void watch() {
        long waited = 0;
        try {
            while (!done.await(waited == 0 ? FIRST_MILLIS : EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                waited += waited == 0 ? FIRST_MILLIS : EVERY_MILLIS;
                String line = "regalia: " + doing + " (" + waited / 1_000 + " s)";
                err.print("\r" + fitted(Visible.of(line)));
                err.flush();
            }
            if (waited > 0) {
                err.print("\r" + " ".repeat(WIDTH) + "\r");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String fitted(String line) {
        return line.length() > WIDTH
                ? line.substring(0, WIDTH - 3) + "..."
                : line + " ".repeat(WIDTH - line.length());
    }

    /// Takes what was said off the terminal.
    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
