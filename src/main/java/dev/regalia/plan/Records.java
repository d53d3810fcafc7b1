package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeWish.Membership;
import java.time.Instant;
import java.util.Optional;

/// The records that steps write: one function per state, so that each state has one shape.
final class Records {

    private Records() {}

    /// Ours, waiting, never verified.
    static ChangeRecord planned(Membership place, Optional<String> wanted) {
        return new ChangeRecord(
                place.pool(),
                place.group(),
                place.tenant(),
                State.PLANNED,
                wanted,
                Optional.empty(),
                "",
                Optional.empty());
    }

    /// Verified: what stands in `mig.config` is in force and gives this layout.
    static ChangeRecord ready(Membership place, Optional<String> inForce, String layout) {
        return new ChangeRecord(
                place.pool(),
                place.group(),
                place.tenant(),
                State.READY,
                inForce,
                inForce,
                layout,
                Optional.empty());
    }

    /// Verified as the wish says.
    static ChangeRecord readyAsWished(Membership place, StepInput in) {
        Optional<String> inForce = in.wish().entry().isEmpty() ? Optional.empty() : in.config();
        return ready(place, inForce, Resources.print(in.wish().expected()));
    }

    /// Fenced before a request; what was verified last is kept for the way back.
    static ChangeRecord fenced(ChangeRecord resting, MigRequest request) {
        return fenced(resting, Optional.of(request.value()));
    }

    /// Fenced with its layout as it is, before the node becomes somebody else's.
    static ChangeRecord fenced(ChangeRecord resting) {
        return fenced(resting, resting.wanted());
    }

    private static ChangeRecord fenced(ChangeRecord resting, Optional<String> wanted) {
        return new ChangeRecord(
                resting.pool(),
                resting.group(),
                resting.tenant(),
                State.FENCED,
                wanted,
                resting.lastGood(),
                resting.layout(),
                Optional.empty());
    }

    /// Fenced after a cut that did not succeed: nothing is in force any more.
    static ChangeRecord fencedAgain(ChangeRecord failed, MigRequest request) {
        return fenced(planned(place(failed), Optional.empty()), request);
    }

    /// Asked of mig-manager.
    static ChangeRecord applying(
            Membership place, Optional<String> lastGood, MigRequest request, Instant deadline) {
        return new ChangeRecord(
                place.pool(),
                place.group(),
                place.tenant(),
                State.APPLYING,
                Optional.of(request.value()),
                lastGood,
                request.layout(),
                Optional.of(deadline));
    }

    /// Unfenced without a cut: as it was verified last, or waiting where it never was.
    static ChangeRecord unfenced(ChangeRecord fenced) {
        return fenced.layout().isEmpty()
                ? planned(place(fenced), fenced.wanted())
                : ready(place(fenced), fenced.lastGood(), fenced.layout());
    }

    /// The cut succeeded and was verified.
    static ChangeRecord verified(ChangeRecord applying) {
        return ready(place(applying), applying.wanted(), applying.layout());
    }

    /// The same in another place of its pool.
    static ChangeRecord moved(ChangeRecord record, Membership place) {
        return new ChangeRecord(
                place.pool(),
                place.group(),
                place.tenant(),
                record.state(),
                record.wanted(),
                record.lastGood(),
                record.layout(),
                record.deadline());
    }

    /// Where a record says that its node belongs.
    static Membership place(ChangeRecord record) {
        return new Membership(record.pool(), record.group(), record.tenant());
    }
}
