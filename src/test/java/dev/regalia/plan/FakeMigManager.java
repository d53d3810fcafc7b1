package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What mig-manager does with one node: it answers a changed value and ignores an equal one, first
/// with `pending`, one look later with the result.
final class FakeMigManager {

    /// How it behaves.
    enum Mood {
        WORKS,
        FAILS,
        WEDGES,
        LIES,
        SLEEPS
    }

    private final SortedMap<String, String> layouts = new TreeMap<>();
    private final TestNode node;
    private Optional<String> lastRead;
    private boolean working;
    Mood mood = Mood.WORKS;

    FakeMigManager(TestNode node) {
        this.node = node;
        this.lastRead = standing();
        knows(WellKnown.ALL_DISABLED, TestNode.WHOLE);
        knows("all-1g.10gb", TestNode.SLICES);
    }

    FakeMigManager knows(String entry, String layout) {
        layouts.put(entry, layout);
        return this;
    }

    /// It takes what stands for a new request when it starts.
    void restart() {
        lastRead = Optional.empty();
        working = false;
    }

    /// It has answered what stands long ago.
    void restartWith(String answered) {
        lastRead = Optional.of(answered);
        working = false;
    }

    private Optional<String> standing() {
        return Optional.ofNullable(node.labels.get(WellKnown.MIG_CONFIG_LABEL));
    }

    void tick() {
        if (mood == Mood.SLEEPS || standing().isEmpty()) {
            return;
        }
        if (!Objects.equals(standing(), lastRead)) {
            lastRead = standing();
            working = true;
            state("pending");
        } else if (working && mood != Mood.WEDGES) {
            working = false;
            answer(lastRead.orElseThrow());
        }
    }

    private void answer(String entry) {
        String layout = layouts.get(entry);
        boolean there = layout != null && node.allocatable.equals(TestNode.resources(layout));
        boolean inUse = !TestNode.gpuPods(node.everyPod()).isEmpty();
        if (layout == null || mood == Mood.FAILS || (inUse && !there)) {
            state("failed");
            return;
        }
        node.shows(mood == Mood.LIES ? "nvidia.com/gpu=1" : layout);
        state("success");
    }

    private void state(String state) {
        node.labels.put(WellKnown.MIG_STATE_LABEL, state);
        node.version++;
    }
}
