package dev.regalia.plan.packing;

import dev.regalia.mig.Facet;
import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [Cover] as a linear program: what holds for every choice, with whole numbers forgotten.
///
/// Columns: how many of each lot are touched; per profile what the touched GPUs hold and what is
/// left unserved; the GPUs that are cut; the excess; where there are no facets, how many GPUs have
/// each pattern. Rows: per profile what must be covered; the facets, or the patterns; the GPUs
/// there are; the slack; one per goal, so that a goal that is reached can be held while the next
/// one is minimised.
final class CoverModel {

    private static final double WHOLE = 1e-6;

    private final Cover cover;
    private final GpuPacking packing;
    private final long[] wanted;
    private final int lots;
    private final int[] profiles;
    private final int held;
    private final int unserved;
    private final int missing;
    private final int cut;
    private final int excess;
    private final int columns;
    private final List<double[]> rows = new ArrayList<>();
    private final List<double[]> bounds = new ArrayList<>();
    private final int[] goalRow = new int[Goal.COUNT];
    private final LinearProgram program;
    private final Simplex simplex;
    private final double[][] costs = new double[Goal.COUNT][];

    /// @param goals that will be minimised, in order
    /// @param everything whether all that is wanted can be served, so that nothing may be left out
    /// @param pivotLimit steps of one minimisation
    CoverModel(Cover cover, List<Goal> goals, boolean everything, long pivotLimit) {
        this.cover = cover;
        this.packing = cover.packing();
        this.wanted = cover.wanted();
        this.lots = cover.lots().size();
        this.profiles = profilesWanted();
        int shown = profiles.length;
        this.held = lots;
        this.unserved = held + shown;
        this.missing = unserved + (everything ? 0 : shown);
        this.cut = missing + (everything ? 0 : shown);
        this.excess = cut + 1;
        boolean byPattern = packing.facets().isEmpty();
        this.columns = excess + 1 + (byPattern ? packing.patterns().size() : 0);
        coverRows();
        if (byPattern) {
            patternRows();
        } else {
            facetRows();
        }
        gpuRows();
        goalRows(goals);
        this.program = new LinearProgram(rows.toArray(double[][]::new), columns);
        for (int i = 0; i < rows.size(); i++) {
            program.rowBounds(i, bounds.get(i)[0], bounds.get(i)[1]);
        }
        columnBounds(everything);
        this.simplex = new Simplex(program, pivotLimit);
    }

    /// Holds a goal at a value from now on.
    void hold(Goal goal, long value) {
        int row = goalRow[goal.place()];
        if (row >= 0) {
            program.rowBounds(row, Double.NEGATIVE_INFINITY, value - constant(goal));
        }
    }

    /// How many of a lot may be touched from now on.
    void range(int lot, int from, int to) {
        program.columnBounds(lot, from, to);
    }

    int from(int lot) {
        return (int) Math.round(program.low()[lot]);
    }

    int to(int lot) {
        return (int) Math.round(program.high()[lot]);
    }

    Simplex.Ending minimise(Goal goal) {
        double[] before = costs[goal.place()];
        double[] cost = before == null ? cost(goal) : before;
        costs[goal.place()] = cost;
        return simplex.minimise(cost);
    }

    /// How many of a lot the last solution touches.
    double touched(int lot) {
        return simplex.value(lot);
    }

    /// The whole number that no choice within the ranges is below, by the last minimisation.
    long bound(Goal goal) {
        double bound = simplex.bound() + constant(goal);
        return bound <= 0 ? 0 : (long) Math.ceil(bound - WHOLE * Math.max(1, bound * 1e-6));
    }

    long pivots() {
        return simplex.pivots();
    }

    /// Numbers that one pivot rewrites.
    long size() {
        return (long) program.rows() * columns;
    }

    private int[] profilesWanted() {
        int[] found = new int[wanted.length];
        int number = 0;
        for (int k = 0; k < wanted.length; k++) {
            if (wanted[k] > 0) {
                found[number++] = k;
            }
        }
        return Arrays.copyOf(found, number);
    }

    /// More of a profile than is wanted helps nobody, which keeps the numbers small and the bound
    /// tight.
    private double useful(Lot lot, int profile) {
        return Math.min(lot.supply()[profile], wanted[profile]);
    }

    private void coverRows() {
        for (int i = 0; i < profiles.length; i++) {
            double[] row = new double[columns];
            double stays = 0;
            for (int c = 0; c < lots; c++) {
                Lot lot = cover.lots().get(c);
                row[c] = -useful(lot, profiles[i]);
                stays += useful(lot, profiles[i]) * lot.size();
            }
            row[held + i] = 1;
            if (missing > unserved) {
                row[unserved + i] = 1;
                row[missing + i] = 1;
            }
            row(row, wanted[profiles[i]] - stays, Double.POSITIVE_INFINITY);
        }
    }

    private void facetRows() {
        for (Facet facet : packing.facets()) {
            double[] row = new double[columns];
            for (int i = 0; i < profiles.length; i++) {
                if (profiles[i] < packing.profiles()) {
                    row[held + i] = facet.weights().get(profiles[i]);
                }
            }
            row[cut] = -facet.bound();
            row(row, Double.NEGATIVE_INFINITY, 0);
        }
    }

    private void patternRows() {
        int first = excess + 1;
        List<int[]> patterns = packing.patterns().stream().map(packing::counts).toList();
        for (int i = 0; i < profiles.length; i++) {
            double[] row = new double[columns];
            row[held + i] = 1;
            for (int p = 0; p < patterns.size() && profiles[i] < packing.profiles(); p++) {
                row[first + p] = -patterns.get(p)[profiles[i]];
            }
            if (profiles[i] < packing.profiles()) {
                row(row, Double.NEGATIVE_INFINITY, 0);
            }
        }
        double[] sum = new double[columns];
        Arrays.fill(sum, first, columns, 1);
        sum[cut] = -1;
        row(sum, Double.NEGATIVE_INFINITY, 0);
    }

    private void gpuRows() {
        double[] room = new double[columns];
        double[] slack = new double[columns];
        double cutNow = 0;
        for (int c = 0; c < lots; c++) {
            Lot lot = cover.lots().get(c);
            room[c] = -lot.gpus();
            slack[c] = -lot.cut();
            cutNow += (double) lot.cut() * lot.size();
        }
        room[cut] = 1;
        int whole = profiles.length - 1;
        if (whole >= 0 && profiles[whole] == packing.profiles()) {
            room[held + whole] = 1;
        }
        row(room, Double.NEGATIVE_INFINITY, (double) cover.freeGpus());
        slack[cut] = 1;
        slack[excess] = -1;
        row(slack, Double.NEGATIVE_INFINITY, (double) cover.cutAllowed() - cutNow);
    }

    /// None for the last goal, which is never held, nor for one that nothing adds to.
    private void goalRows(List<Goal> goals) {
        Arrays.fill(goalRow, -1);
        for (Goal goal : goals.subList(0, goals.size() - 1)) {
            double[] cost = cost(goal);
            if (!Arrays.equals(cost, new double[columns])) {
                goalRow[goal.place()] = rows.size();
                row(cost, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            }
        }
    }

    private void row(double[] row, double from, double to) {
        rows.add(row);
        bounds.add(new double[] {from, to});
    }

    private void columnBounds(boolean everything) {
        double gpus = (double) cover.freeGpus();
        for (int c = 0; c < lots; c++) {
            Lot lot = cover.lots().get(c);
            program.columnBounds(c, 0, lot.size());
            gpus += (double) lot.gpus() * lot.size();
        }
        for (int i = 0; i < profiles.length; i++) {
            int k = profiles[i];
            program.columnBounds(held + i, 0, (double) wanted[k]);
            if (!everything) {
                program.columnBounds(unserved + i, 0, (double) cover.need()[k]);
                program.columnBounds(missing + i, 0, (double) cover.extra()[k]);
            }
        }
        for (int j = cut; j < columns; j++) {
            program.columnBounds(j, 0, gpus);
        }
    }

    private double constant(Goal goal) {
        double constant = 0;
        for (int c = 0; goal == Goal.USED && c < lots; c++) {
            constant += (double) cover.lots().get(c).cut() * cover.lots().get(c).size();
        }
        return constant;
    }

    private double[] cost(Goal goal) {
        double[] cost = new double[columns];
        switch (goal) {
            case UNSERVED -> slices(cost, unserved);
            case HEADROOM -> slices(cost, missing);
            case EXCESS -> cost[excess] = 1;
            case TOUCHED -> Arrays.fill(cost, 0, lots, 1);
            case EVICTIONS -> {
                for (int c = 0; c < lots; c++) {
                    cost[c] = cover.lots().get(c).evictions();
                }
            }
            case USED -> {
                cost[cut] = 1;
                for (int c = 0; c < lots; c++) {
                    cost[c] = -cover.lots().get(c).cut();
                }
            }
        }
        return cost;
    }

    private void slices(double[] cost, int first) {
        for (int i = 0; i < profiles.length && missing > unserved; i++) {
            cost[first + i] = packing.memorySlices(profiles[i]);
        }
    }
}
