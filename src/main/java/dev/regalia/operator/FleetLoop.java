package dev.regalia.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The single writer: one thread that runs one round after another, whenever something has changed
/// and whenever the last plan asks to be made again. A round that fails is run again, later and
/// later, up to every half minute; nothing is lost, because every round looks at everything.
final class FleetLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetLoop.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration LAST_ROUND = Duration.ofSeconds(1);

    private final WakeSignal signal;
    private final BooleanSupplier mayRun;
    private final Function<Instant, Round.Result> round;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().name("fleet-loop").unstarted(this::run);

    private volatile Optional<Instant> runningSince = Optional.empty();
    private volatile Optional<Instant> lastEnded = Optional.empty();
    private int failures;
    private String lastFailure = "";

    /// @param mayRun whether a round may begin: we lead, and the caches are filled
    /// @param round what is done, at a given time
    FleetLoop(
            WakeSignal signal,
            BooleanSupplier mayRun,
            Function<Instant, Round.Result> round,
            InstantSource clock) {
        this.signal = signal;
        this.mayRun = mayRun;
        this.round = round;
        this.clock = clock;
    }

    /// Starts the thread, with a first round as soon as it may run.
    void start() {
        signal.wake();
        thread.start();
    }

    /// Whether the thread lives and no round has run for longer than that.
    boolean healthy(Duration longest) {
        return thread.isAlive()
                && runningSince
                        .filter(since -> clock.instant().isAfter(since.plus(longest)))
                        .isEmpty();
    }

    /// When the last round ended well.
    Optional<Instant> lastEnded() {
        return lastEnded;
    }

    /// Lets the round that runs end for a second, then interrupts it.
    @Override
    public void close() {
        signal.close();
        try {
            if (!thread.join(LAST_ROUND)) {
                thread.interrupt();
                thread.join(LAST_ROUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Optional<Instant> at = Optional.empty();
        Instant notBefore = Instant.EPOCH;
        try {
            while (signal.await(at, notBefore)) {
                while (!mayRun.getAsBoolean() && !signal.closed()) {
                    Thread.sleep(BETWEEN_QUESTIONS);
                }
                if (signal.closed()) {
                    return;
                }
                at = once();
                notBefore = failures == 0 ? Instant.EPOCH : at.orElse(Instant.EPOCH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs one round and says when the next is due if nothing changes.
    private Optional<Instant> once() {
        Instant now = clock.instant();
        runningSince = Optional.of(now);
        try {
            Round.Result result = round.apply(now);
            if (result.unanswered().isPresent()) {
                return Optional.of(failed(result.unanswered().get(), Optional.empty()));
            }
            failures = 0;
            lastFailure = "";
            lastEnded = Optional.of(clock.instant());
            return result.nextAt();
        } catch (RuntimeException e) {
            return Optional.of(failed(String.valueOf(e), Optional.of(e)));
        } finally {
            runningSince = Optional.empty();
        }
    }

    private Instant failed(String why, Optional<RuntimeException> failure) {
        if (!why.equals(lastFailure) && !signal.closed()) {
            lastFailure = why;
            LOG.warn("A round failed and is run again: {}", why, failure.orElse(null));
        }
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures, 5));
        failures++;
        return clock.instant()
                .plus(backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF);
    }
}
