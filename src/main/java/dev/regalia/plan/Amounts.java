package dev.regalia.plan;

import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a quota says above zero. A quota lists every key of every GPU model, nearly all with zero,
/// so the ledger reads it once and then works on this.
///
/// @param enforced whether what we wrote is what is enforced, zeros included; false without quota
record Amounts(
        SortedMap<String, Long> hard,
        SortedMap<String, Long> inForce,
        SortedMap<String, Long> used,
        SortedMap<String, Long> lent,
        boolean enforced) {

    static Amounts of(Optional<QuotaFacts> quota) {
        return quota.map(
                        one ->
                                new Amounts(
                                        aboveZero(one.hard()),
                                        aboveZero(one.hardInForce()),
                                        aboveZero(one.used()),
                                        aboveZero(one.lent()),
                                        same(one.hard(), one.hardInForce())))
                .orElseGet(
                        () ->
                                new Amounts(
                                        new TreeMap<>(),
                                        new TreeMap<>(),
                                        new TreeMap<>(),
                                        new TreeMap<>(),
                                        false));
    }

    /// Equality of two maps with the same order, without looking keys up.
    static boolean same(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<Map.Entry<String, Long>> entries = other.entrySet().iterator();
        for (Map.Entry<String, Long> entry : one.entrySet()) {
            Map.Entry<String, Long> counterpart = entries.next();
            if (!entry.getKey().equals(counterpart.getKey())
                    || !Objects.equals(entry.getValue(), counterpart.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static SortedMap<String, Long> aboveZero(SortedMap<String, Long> counts) {
        SortedMap<String, Long> above = new TreeMap<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (entry.getValue() > 0) {
                above.put(entry.getKey(), entry.getValue());
            }
        }
        return above;
    }
}
