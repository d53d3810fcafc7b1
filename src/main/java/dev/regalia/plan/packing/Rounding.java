package dev.regalia.plan.packing;

import java.util.List;

/// The best choice so far, and how a solution of the linear program becomes one.
///
/// Touching more never takes room away, because a GPU that is cut anew can be cut as it was. So
/// rounding up serves what the solution serves, and then one lot after the other is thinned out
/// while nothing gets worse.
final class Rounding {

    /// What counts as whole.
    static final double SMALL = 1e-6;

    private final Cover cover;
    private final List<Goal> goals;
    private final Trial trial;
    private int[] best;
    private long[] values;

    /// Starts with the best of three choices: nothing, all, and the greedy rule's.
    Rounding(Cover cover, List<Goal> goals) {
        this.cover = cover;
        this.goals = goals;
        this.trial = new Trial(cover);
        this.best = trial.touched();
        this.values = trial.values();
        if (worthMore()) {
            keepIfBetter(LeastLoss.choose(cover));
            keepIfBetter(cover.lots().stream().mapToInt(Lot::size).toArray());
            if (number(best) > 0) {
                trial.set(best);
                thin(0, best.clone());
            }
        }
    }

    long value(Goal goal) {
        return values[goal.place()];
    }

    long[] values() {
        return values.clone();
    }

    int[] touched() {
        return best.clone();
    }

    /// Rounds the last solution of a model, and keeps the choice if it is better.
    ///
    /// @param stage the place of the goal that is being minimised; those before it are held
    /// @param thorough whether to thin out every lot and not only those with fractions
    void offer(CoverModel model, int stage, boolean thorough) {
        int lots = cover.lots().size();
        int[] up = new int[lots];
        int[] thinnable = new int[lots];
        for (int c = 0; c < lots; c++) {
            double value = Math.clamp(model.touched(c), 0, cover.lots().get(c).size());
            up[c] = (int) Math.ceil(value - SMALL);
            thinnable[c] = thorough ? up[c] : up[c] - (int) Math.floor(value + SMALL);
        }
        trial.set(up);
        if (isWorthWeighing() && isAllowed(stage, trial.values())) {
            thin(stage, thinnable);
        }
    }

    /// Touches fewer while no goal before `stage` is missed and the rest gets better; then keeps
    /// what came out if it is better than the best.
    ///
    /// @param most how many of each lot may go
    private void thin(int stage, int[] most) {
        long[] now = trial.values();
        for (int c = most.length - 1; c >= 0; c--) {
            for (int i = 0; i < most[c]; i++) {
                trial.touch(c, -1);
                long[] fewer = isWorthWeighing() ? trial.values() : now;
                if (!isAllowed(stage, fewer) || !isLess(fewer, now)) {
                    trial.touch(c, 1);
                    break;
                }
                now = fewer;
            }
        }
        keep(now);
    }

    /// False where a choice certainly covers less than the best one: what exactly stays open then
    /// costs time and changes nothing.
    private boolean isWorthWeighing() {
        return value(Goal.UNSERVED) + value(Goal.HEADROOM) + value(Goal.EVICTIONS) > 0
                ? trial.unservedBound() <= value(Goal.UNSERVED)
                : trial.covers();
    }

    private void keepIfBetter(int[] choice) {
        trial.set(choice);
        keep(trial.values());
    }

    private void keep(long[] now) {
        if (isLess(now, values)) {
            best = trial.touched();
            values = now;
        }
    }

    /// Whether anything but the GPUs that are cut can be better than it is.
    boolean worthMore() {
        for (Goal goal : goals) {
            if (goal != Goal.USED && value(goal) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isAllowed(int stage, long[] candidate) {
        for (int i = 0; i < stage; i++) {
            int goal = goals.get(i).place();
            if (candidate[goal] > values[goal]) {
                return false;
            }
        }
        return true;
    }

    private boolean isLess(long[] one, long[] other) {
        for (Goal goal : goals) {
            int i = goal.place();
            if (one[i] != other[i]) {
                return one[i] < other[i];
            }
        }
        return false;
    }

    private static int number(int[] choice) {
        int number = 0;
        for (int touched : choice) {
            number += touched;
        }
        return number;
    }
}
