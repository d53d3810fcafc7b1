package dev.regalia.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Wakes the loop, but lets a burst of changes pass first: until 200 ms of silence, at most for a
/// second. Safe for use by several threads.
final class WakeSignal {

    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(1);

    private final InstantSource clock;
    private Optional<Instant> first = Optional.empty();
    private Instant last = Instant.EPOCH;
    private boolean closed;

    WakeSignal(InstantSource clock) {
        this.clock = clock;
    }

    /// Something has changed.
    synchronized void wake() {
        Instant now = clock.instant();
        if (first.isEmpty()) {
            first = Optional.of(now);
        }
        last = now;
        notifyAll();
    }

    /// Ends all waiting.
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }

    /// Waits until there is something to do and takes it.
    ///
    /// @param at when there is something to do even if nothing changes
    /// @param notBefore nothing is done before, whatever changes
    /// @return whether there is something to do; otherwise the signal is closed
    synchronized boolean await(Optional<Instant> at, Instant notBefore)
            throws InterruptedException {
        while (!closed) {
            Optional<Instant> due = due(at).map(time -> later(time, notBefore));
            Duration wait =
                    due.map(time -> Duration.between(clock.instant(), time))
                            .orElse(Duration.ofDays(1));
            if (!wait.isPositive()) {
                first = Optional.empty();
                return true;
            }
            wait(Math.max(1, wait.toMillis()));
        }
        return false;
    }

    private Optional<Instant> due(Optional<Instant> at) {
        Optional<Instant> settled =
                first.map(begun -> earlier(last.plus(SILENCE), begun.plus(LONGEST_BURST)));
        return at.isPresent() && settled.isPresent()
                ? Optional.of(earlier(at.get(), settled.get()))
                : at.or(() -> settled);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
