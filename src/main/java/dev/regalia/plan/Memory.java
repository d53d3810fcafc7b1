package dev.regalia.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the process remembers from look to look and a fresh process counts anew. Immutable: each
/// look gives the next memory.
///
/// @param missingSince since when each owner `<Kind>.<name>` that something names has been missing
/// @param wentSince of owners that are back, or of which nothing is left, since when they had been
///   missing; only as long as others of their kind are missing
/// @param presentSince per kind of ours, since when objects of it have been there; a kind of which
///   there is none is left out
/// @param dips per node, what allocatable showed before it dropped, and since when
/// @param lastAllocatable per node, what allocatable showed at the last look
/// @param successSince per node, since when `mig.config.state` has been `success` for the present
///   value of `mig.config`
/// @param mends per node, when our keys had to be put back
/// @param unusedSince per entry of the mig-parted map, since when nothing has named it
public record Memory(
        SortedMap<String, Instant> missingSince,
        SortedMap<String, Instant> wentSince,
        SortedMap<String, Instant> presentSince,
        SortedMap<String, Dip> dips,
        SortedMap<String, SortedMap<String, Long>> lastAllocatable,
        SortedMap<String, Success> successSince,
        SortedMap<String, Mends> mends,
        SortedMap<String, Instant> unusedSince) {

    public Memory {
        missingSince = Collections.unmodifiableSortedMap(missingSince);
        wentSince = Collections.unmodifiableSortedMap(wentSince);
        presentSince = Collections.unmodifiableSortedMap(presentSince);
        dips = Collections.unmodifiableSortedMap(dips);
        lastAllocatable = Collections.unmodifiableSortedMap(lastAllocatable);
        successSince = Collections.unmodifiableSortedMap(successSince);
        mends = Collections.unmodifiableSortedMap(mends);
        unusedSince = Collections.unmodifiableSortedMap(unusedSince);
    }

    /// What a process knows when it starts.
    public static Memory empty() {
        return new Memory(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /// A drop of allocatable: what was there before it, and since when it has lasted.
    public record Dip(SortedMap<String, Long> before, Instant since) {}

    /// A `success` and the value of `mig.config` that it answers.
    public record Success(String config, Instant since) {}

    /// When our keys on a node were put back, for which generation of its pool, and whether it was
    /// too often.
    public record Mends(List<Instant> times, long poolGeneration, boolean stopped) {
        public Mends {
            times = List.copyOf(times);
        }
    }
}
