package dev.regalia.plan.packing;

import java.util.List;

/// Answers a [Cover] exactly, as far as the limits let it: goal by goal, a linear program gives a
/// bound, its solution is rounded up and thinned out, and what is left between the two is searched
/// by branch and bound.
///
/// Only the rounding and the bound come from floating point; every choice is weighed in whole
/// numbers.
final class CoverSearch {

    /// A visited node of the search may cost as many steps as rewrite this many numbers on average.
    private static final long WORK_PER_VISIT = 1_000;

    private static final long PIVOT_LIMIT = 20_000;

    private final Cover cover;
    private final List<Goal> goals;
    private final int searchLimit;
    private final long pivotLimit;
    private final Rounding rounding;
    private final long[] bounds = new long[Goal.COUNT];
    private final boolean everything;
    private boolean trouble;
    private boolean complete = true;
    private boolean solved;
    private long visited;
    private long work;
    private long pivots;

    private CoverSearch(Cover cover, List<Goal> goals, int searchLimit, long pivotLimit) {
        this.cover = cover;
        this.goals = goals;
        this.searchLimit = searchLimit;
        this.pivotLimit = pivotLimit;
        this.rounding = new Rounding(cover, goals);
        this.everything = rounding.value(Goal.UNSERVED) == 0 && rounding.value(Goal.HEADROOM) == 0;
    }

    /// The best choice for some goals, the first before the second and so on.
    static CoverResult solve(Cover cover, List<Goal> goals, int searchLimit) {
        return solve(cover, goals, searchLimit, PIVOT_LIMIT);
    }

    /// The same, with a limit for the steps of one linear program.
    static CoverResult solve(Cover cover, List<Goal> goals, int searchLimit, long pivotLimit) {
        CoverSearch search = new CoverSearch(cover, goals, searchLimit, pivotLimit);
        search.run();
        return search.result();
    }

    private void run() {
        if (!rounding.worthMore()) {
            return;
        }
        CoverModel model = new CoverModel(cover, goals, everything, pivotLimit);
        for (int stage = 0; stage < goals.size(); stage++) {
            Goal goal = goals.get(stage);
            if (rounding.value(goal) > 0) {
                minimise(model, stage);
            }
            model.hold(goal, rounding.value(goal));
            if (goal == Goal.EVICTIONS) {
                openAll(model);
            }
        }
        pivots = model.pivots();
    }

    private void minimise(CoverModel model, int stage) {
        Goal goal = goals.get(stage);
        Simplex.Ending ending = trouble ? Simplex.Ending.TROUBLE : model.minimise(goal);
        if (ending != Simplex.Ending.OPTIMAL) {
            trouble = true;
            return;
        }
        solved = true;
        long least = model.bound(goal);
        rounding.offer(model, stage, true);
        boolean open = rounding.value(goal) > least && searchLimit > 0;
        if (goal != Goal.USED && open && settled(model, stage)) {
            Branching branching = new Branching(model, stage, least);
            if (branching.explore()) {
                least = rounding.value(goal);
            }
        }
        complete &= goal == Goal.USED || rounding.value(goal) <= least;
        bounds[goal.place()] = Math.min(least, rounding.value(goal));
    }

    /// Where evictions are held, rounding up mostly breaks them; so the lots that cost pods are
    /// tried as they are in the best choice. Then the program stands as before; false where it
    /// could not be solved again.
    private boolean settled(CoverModel model, int stage) {
        int before = goals.indexOf(Goal.EVICTIONS);
        if (before < 0 || before >= stage || rounding.value(Goal.EVICTIONS) == 0) {
            return true;
        }
        int[] best = rounding.touched();
        for (int c = 0; c < best.length; c++) {
            if (cover.lots().get(c).evictions() > 0) {
                model.range(c, best[c], best[c]);
            }
        }
        if (model.minimise(goals.get(stage)) == Simplex.Ending.OPTIMAL) {
            rounding.offer(model, stage, true);
        }
        openAll(model);
        return model.minimise(goals.get(stage)) == Simplex.Ending.OPTIMAL;
    }

    /// No more of a lot can be touched than the pods that may be evicted allow.
    private void openAll(CoverModel model) {
        long pods = rounding.value(Goal.EVICTIONS);
        for (int c = 0; c < cover.lots().size(); c++) {
            Lot lot = cover.lots().get(c);
            long most = lot.evictions() == 0 ? lot.size() : pods / lot.evictions();
            model.range(c, 0, (int) Math.min(lot.size(), most));
        }
    }

    private CoverResult result() {
        Method method;
        if (rounding.value(Goal.TOUCHED) == 0) {
            method = Method.NOTHING_TO_DO;
        } else if (trouble || !solved) {
            method = Method.GREEDY;
        } else if (cover.packing().facets().isEmpty()) {
            method = Method.PATTERN_PROGRAM;
        } else {
            method = visited > 0 ? Method.EXACT_SEARCH : Method.LINEAR_PROGRAM;
        }
        return new CoverResult(
                rounding.touched(),
                rounding.values(),
                bounds,
                method,
                pivots,
                visited,
                complete && !trouble);
    }

    /// The branch and bound of one goal. It goes down first where the rounding is likely to be
    /// feasible, and undoes every range on its way back.
    private final class Branching {

        private final CoverModel model;
        private final int stage;
        private final Goal goal;
        private final long least;

        Branching(CoverModel model, int stage, long least) {
            this.model = model;
            this.stage = stage;
            this.goal = goals.get(stage);
            this.least = least;
        }

        /// Looks at the choices within the ranges, of which the program has just been solved; false
        /// where it gave up.
        boolean explore() {
            if (model.bound(goal) >= rounding.value(goal)) {
                return true;
            }
            if (visited >= searchLimit || work >= searchLimit * WORK_PER_VISIT) {
                return false;
            }
            visited++;
            rounding.offer(model, stage, false);
            if (model.bound(goal) >= rounding.value(goal)) {
                return true;
            }
            int lot = branchingLot();
            if (lot < 0) {
                return true;
            }
            int from = model.from(lot);
            int to = model.to(lot);
            double value = Math.clamp(model.touched(lot), from, to);
            int below = (int) Math.min(Math.floor(value + Rounding.SMALL), to - 1);
            boolean upFirst = value - below >= 0.5;
            boolean all = child(lot, upFirst ? below + 1 : from, upFirst ? to : below);
            all &= child(lot, upFirst ? from : below + 1, upFirst ? below : to);
            model.range(lot, from, to);
            return all;
        }

        private boolean child(int lot, int from, int to) {
            if (rounding.value(goal) <= least) {
                return true;
            }
            model.range(lot, from, to);
            long before = model.pivots();
            Simplex.Ending ending = model.minimise(goal);
            work += (model.pivots() - before + 1) * model.size();
            return switch (ending) {
                case OPTIMAL -> explore();
                case INFEASIBLE -> true;
                case UNBOUNDED, TROUBLE -> false;
            };
        }

        /// The lot whose value is farthest from whole, or the first that is still open; -1 where
        /// all are decided.
        private int branchingLot() {
            int best = -1;
            double farthest = -1;
            for (int c = 0; c < cover.lots().size(); c++) {
                if (model.from(c) == model.to(c)) {
                    continue;
                }
                double distance = Math.abs(model.touched(c) - Math.rint(model.touched(c)));
                double off = distance <= Rounding.SMALL ? 0 : distance;
                if (off > farthest) {
                    farthest = off;
                    best = c;
                }
            }
            return best;
        }
    }
}
