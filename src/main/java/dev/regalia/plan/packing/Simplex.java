package dev.regalia.plan.packing;

import java.util.Arrays;

/// The primal simplex method with bounded columns, on a dense table.
///
/// Bounds and cost can be changed between two minimisations, and the next one starts from where the
/// last ended: while a column that the others determine is out of its bounds, the sum of what they
/// exceed is minimised instead of the cost. Never throws and never runs on: what cannot be trusted
/// ends as [Ending#TROUBLE].
final class Simplex {

    /// How a minimisation ended.
    enum Ending {
        OPTIMAL,
        INFEASIBLE,
        UNBOUNDED,
        /// Too many steps, or the numbers cannot be trusted.
        TROUBLE
    }

    private static final double FEASIBLE = 1e-7;
    private static final double COST = 1e-9;
    private static final double PIVOT = 1e-8;
    private static final double SAME = 1e-10;
    private static final int PATIENCE = 30;
    private static final int REFRESH = 50;

    private final int rows;
    private final int columns;
    private final LinearProgram program;
    private final double[][] table;
    private final int[] basic;
    private final int[] free;
    private final double[] low;
    private final double[] high;
    private final double[] value;
    private final boolean[] atHigh;
    private final double[] reduced;
    private final long pivotLimit;
    private final double[] cost;
    private long pivots;
    private int degenerate;
    private boolean priced;
    private boolean fresh;

    /// @param program whose bounds may change between two minimisations
    /// @param pivotLimit steps of one minimisation
    Simplex(LinearProgram program, long pivotLimit) {
        this.program = program;
        this.rows = program.rows();
        this.columns = program.columns();
        this.pivotLimit = pivotLimit;
        this.table = new double[rows][columns];
        this.basic = new int[rows];
        this.free = new int[columns];
        this.low = program.low();
        this.high = program.high();
        this.value = new double[columns + rows];
        this.atHigh = new boolean[columns + rows];
        this.reduced = new double[columns];
        this.cost = new double[columns + rows];
        reset();
    }

    /// The value of a column in the last solution.
    double value(int column) {
        return value[column];
    }

    /// Steps of all minimisations so far.
    long pivots() {
        return pivots;
    }

    /// Minimises a cost, one number per column.
    Ending minimise(double[] newCost) {
        System.arraycopy(newCost, 0, cost, 0, columns);
        for (int i = 0; i < value.length; i++) {
            if (low[i] > high[i]) {
                return Ending.INFEASIBLE;
            }
        }
        Ending ending = run();
        if (ending == Ending.TROUBLE || !program.holds(value)) {
            reset();
            ending = run();
            return program.holds(value) ? ending : Ending.TROUBLE;
        }
        return ending;
    }

    /// A number that the cost cannot go below within the bounds; see [LinearProgram#bound].
    double bound() {
        double[] prices = new double[rows];
        for (int j = 0; j < columns; j++) {
            if (free[j] >= columns) {
                prices[free[j] - columns] = reduced[j];
            }
        }
        return program.bound(cost, prices);
    }

    private void reset() {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(program.row(i), 0, table[i], 0, columns);
            basic[i] = columns + i;
        }
        Arrays.setAll(free, j -> j);
        Arrays.fill(atHigh, false);
    }

    private Ending run() {
        degenerate = 0;
        Arrays.stream(free).forEach(this::place);
        refresh();
        for (long step = 0; step < pivotLimit; step++, pivots++) {
            if (step % REFRESH == REFRESH - 1) {
                refresh();
            }
            boolean feasible = price();
            int entering = entering();
            if (entering < 0 && !fresh) {
                refresh();
            } else if (entering < 0) {
                return feasible ? Ending.OPTIMAL : Ending.INFEASIBLE;
            } else if (!step(entering, reduced[entering] < 0 ? 1 : -1)) {
                return feasible ? Ending.UNBOUNDED : Ending.TROUBLE;
            }
        }
        return Ending.TROUBLE;
    }

    /// Puts a column that is free to choose on one of its bounds, or on 0.
    private void place(int column) {
        boolean lowOpen = Double.isInfinite(low[column]);
        boolean highOpen = Double.isInfinite(high[column]);
        atHigh[column] = !highOpen && (atHigh[column] || lowOpen);
        if (atHigh[column]) {
            value[column] = high[column];
        } else {
            value[column] = lowOpen ? 0 : low[column];
        }
    }

    /// Computes the determined columns from the free ones, and the prices at the next step.
    private void refresh() {
        priced = false;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += table[i][j] * value[free[j]];
            }
            value[basic[i]] = sum;
        }
    }

    /// What one more of each free column costs: in what exceeds the bounds while something does
    /// (then false), else in cost. The latter is only carried on from step to step.
    private boolean price() {
        boolean feasible = true;
        for (int i = 0; i < rows; i++) {
            feasible &= excess(basic[i]) == 0;
        }
        fresh = !feasible || !priced;
        for (int j = 0; fresh && j < columns; j++) {
            reduced[j] = feasible ? cost[free[j]] : 0;
        }
        for (int i = 0; fresh && i < rows; i++) {
            double weight = feasible ? cost[basic[i]] : excess(basic[i]);
            for (int j = 0; weight != 0 && j < columns; j++) {
                reduced[j] += weight * table[i][j];
            }
        }
        priced = feasible;
        return feasible;
    }

    /// 1 above the bounds, -1 below, 0 within.
    private int excess(int column) {
        double tolerance = FEASIBLE * (1 + Math.abs(value[column]));
        if (value[column] > high[column] + tolerance) {
            return 1;
        }
        return value[column] < low[column] - tolerance ? -1 : 0;
    }

    /// The place of the free column that gains most, or, after many steps that gained nothing, of
    /// the first that gains (Bland's rule, which cannot go in circles); -1 where none gains.
    private int entering() {
        int best = -1;
        for (int j = 0; j < columns; j++) {
            int column = free[j];
            boolean open =
                    reduced[j] < 0 ? value[column] < high[column] : value[column] > low[column];
            if (Math.abs(reduced[j]) > COST && open && (best < 0 || precedes(j, best))) {
                best = j;
            }
        }
        return best;
    }

    private boolean precedes(int place, int other) {
        return degenerate > PATIENCE
                ? free[place] < free[other]
                : Math.abs(reduced[place]) > Math.abs(reduced[other]);
    }

    /// Moves a free column until something blocks it; false where nothing does.
    private boolean step(int entering, int direction) {
        int column = free[entering];
        double longest = high[column] - low[column];
        int blocking = -1;
        for (int i = 0; i < rows; i++) {
            double rate = table[i][entering] * direction;
            double length = length(basic[i], rate);
            if (Math.abs(rate) <= PIVOT || Double.isInfinite(length)) {
                continue;
            }
            double slip = SAME * (1 + length);
            boolean tie = length <= longest + slip && blocking >= 0 && wins(i, blocking, entering);
            if (length < longest - slip || tie) {
                longest = Math.min(length, longest);
                blocking = i;
            }
        }
        if (Double.isInfinite(longest)) {
            return false;
        }
        degenerate = longest > FEASIBLE ? 0 : degenerate + 1;
        move(entering, direction * longest);
        if (blocking < 0) {
            atHigh[column] = direction > 0;
            value[column] = atHigh[column] ? high[column] : low[column];
        } else {
            leave(blocking, table[blocking][entering] * direction);
            exchange(blocking, entering);
        }
        return true;
    }

    /// Of two that block alike, the one that keeps the numbers good, or Bland's.
    private boolean wins(int row, int than, int entering) {
        return degenerate > PATIENCE
                ? basic[row] < basic[than]
                : Math.abs(table[row][entering]) > Math.abs(table[than][entering]);
    }

    /// How far a determined column lets another move: to the bound ahead, or, while it is out of
    /// its bounds, to the one that it breaks.
    private double length(int column, double rate) {
        int excess = excess(column);
        if (rate > 0 ? excess > 0 : excess < 0) {
            return Double.POSITIVE_INFINITY;
        }
        boolean toHigh = excess == 0 ? rate > 0 : excess > 0;
        return Math.max(0, ((toHigh ? high[column] : low[column]) - value[column]) / rate);
    }

    private void move(int entering, double distance) {
        value[free[entering]] += distance;
        for (int i = 0; i < rows; i++) {
            value[basic[i]] += table[i][entering] * distance;
        }
    }

    /// Puts the blocking column on the bound it has reached.
    private void leave(int row, double rate) {
        int column = basic[row];
        double toHigh = Math.abs(value[column] - high[column]);
        double toLow = Math.abs(value[column] - low[column]);
        atHigh[column] = toHigh == toLow ? rate > 0 : toHigh < toLow;
        value[column] = atHigh[column] ? high[column] : low[column];
    }

    /// Makes the column in `row` free and the one at `place` determined.
    private void exchange(int row, int place) {
        double[] pivotRow = table[row];
        double inverse = 1 / pivotRow[place];
        for (int j = 0; j < columns; j++) {
            pivotRow[j] *= -inverse;
        }
        pivotRow[place] = inverse;
        for (int i = 0; i <= rows; i++) {
            double[] other = i < rows ? table[i] : reduced;
            double factor = other[place];
            if (i != row && factor != 0) {
                other[place] = 0;
                for (int j = 0; j < columns; j++) {
                    other[j] += factor * pivotRow[j];
                }
            }
        }
        int leaving = basic[row];
        basic[row] = free[place];
        free[place] = leaving;
    }
}
