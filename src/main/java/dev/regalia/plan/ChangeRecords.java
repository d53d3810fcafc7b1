package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// The text form of a [ChangeRecord]: one line of JSON with its keys always in the same order,
/// absent values left out.
public final class ChangeRecords {

    private static final String POOL = "pool";
    private static final String GROUP = "group";
    private static final String TENANT = "tenant";
    private static final String STATE = "state";
    private static final String WANTED = "wanted";
    private static final String LAST_GOOD = "lastGood";
    private static final String LAYOUT = "layout";
    private static final String DEADLINE = "deadline";

    private ChangeRecords() {}

    /// What [#print] wrote. Keys that we do not know are skipped; any other deviation makes the
    /// whole text unreadable, which counts as gone.
    public static Optional<ChangeRecord> parse(String json) {
        return FlatJson.parse(json).flatMap(ChangeRecords::record);
    }

    private static Optional<ChangeRecord> record(SortedMap<String, String> members) {
        String pool = members.getOrDefault(POOL, "");
        String group = members.getOrDefault(GROUP, "");
        String layout = members.getOrDefault(LAYOUT, "");
        Optional<State> state = state(members.getOrDefault(STATE, ""));
        Optional<String> wanted = Optional.ofNullable(members.get(WANTED));
        Optional<Instant> deadline = Optional.empty();
        if (members.containsKey(DEADLINE)) {
            deadline = instant(members.getOrDefault(DEADLINE, ""));
            if (deadline.isEmpty()) {
                return Optional.empty();
            }
        }
        boolean applying = state.equals(Optional.of(State.APPLYING));
        if (pool.isEmpty()
                || group.isEmpty()
                || state.isEmpty()
                || Resources.parse(layout).isEmpty()
                || (applying && (wanted.isEmpty() || deadline.isEmpty()))) {
            return Optional.empty();
        }
        return Optional.of(
                new ChangeRecord(
                        pool,
                        group,
                        Optional.ofNullable(members.get(TENANT)),
                        state.get(),
                        wanted,
                        Optional.ofNullable(members.get(LAST_GOOD)),
                        layout,
                        deadline));
    }

    private static Optional<State> state(String text) {
        return Arrays.stream(State.values()).filter(state -> state.text().equals(text)).findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// One line; the same record gives the same bytes.
    public static String print(ChangeRecord record) {
        SequencedMap<String, String> members = new LinkedHashMap<>();
        members.put(POOL, record.pool());
        members.put(GROUP, record.group());
        record.tenant().ifPresent(tenant -> members.put(TENANT, tenant));
        members.put(STATE, record.state().text());
        record.wanted().ifPresent(wanted -> members.put(WANTED, wanted));
        record.lastGood().ifPresent(lastGood -> members.put(LAST_GOOD, lastGood));
        if (!record.layout().isEmpty()) {
            members.put(LAYOUT, record.layout());
        }
        record.deadline().ifPresent(deadline -> members.put(DEADLINE, deadline.toString()));
        return FlatJson.print(members);
    }
}
