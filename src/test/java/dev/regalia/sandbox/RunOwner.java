package dev.regalia.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The JVM that started a run, known by its process number and the moment it began.
///
/// The number alone is not enough, because it is given out again.
record RunOwner(long pid, Instant started) {
    private static final Pattern FOLDER = Pattern.compile("run-(\\d{1,18})-(\\d{1,18})-.*");

    // The JDK computes the moment from the machine's boot time, which a clock correction moves.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(5);

    /// This JVM.
    static RunOwner current() {
        return of(ProcessHandle.current());
    }

    /// The owner that a folder's name tells, if it is the name of a run.
    static Optional<RunOwner> ofFolder(String name) {
        Matcher matcher = FOLDER.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new RunOwner(
                        Long.parseLong(matcher.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(2)))));
    }

    /// How names of this owner's folders begin.
    String folderPrefix() {
        return "run-" + pid + "-" + started.toEpochMilli() + "-";
    }

    /// Whether the process of that number is still the same one.
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(RunOwner::of)
                .filter(now -> isSameMoment(now.started))
                .isPresent();
    }

    private boolean isSameMoment(Instant other) {
        return Duration.between(started, other).abs().compareTo(CLOCK_CORRECTION) <= 0;
    }

    private static RunOwner of(ProcessHandle process) {
        return new RunOwner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }
}
