package dev.regalia.plan.packing;

import java.util.Arrays;

/// A linear program with bounds on every column and every row.
///
/// A row is a column of its own behind the others, whose value is the sum of the row.
final class LinearProgram {

    private static final double EXACT = 1e-7;
    private static final double NO_PRICE = 1e-9;

    private final double[][] matrix;
    private final int columns;
    private final double[] low;
    private final double[] high;

    /// A program whose columns are 0 or more and whose rows have no bounds.
    ///
    /// @param matrix by row, then column; not to be written to afterwards
    LinearProgram(double[][] matrix, int columns) {
        this.matrix = matrix;
        this.columns = columns;
        this.low = new double[columns + matrix.length];
        this.high = new double[columns + matrix.length];
        Arrays.fill(low, columns, low.length, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
    }

    int rows() {
        return matrix.length;
    }

    int columns() {
        return columns;
    }

    double[] row(int row) {
        return matrix[row];
    }

    void columnBounds(int column, double from, double to) {
        low[column] = from;
        high[column] = to;
    }

    void rowBounds(int row, double from, double to) {
        columnBounds(columns + row, from, to);
    }

    /// The lower bounds, of columns and then rows, as they change.
    double[] low() {
        return low;
    }

    /// The upper bounds, of columns and then rows, as they change.
    double[] high() {
        return high;
    }

    /// A number that a cost cannot go below within the bounds, by any prices of the rows: it is a
    /// true bound whatever they are, and the best one for the prices of an optimum. Minus infinity
    /// where a column that has a price left has no bound.
    double bound(double[] cost, double[] prices) {
        double bound = 0;
        double[] rest = Arrays.copyOf(cost, columns);
        for (int i = 0; i < matrix.length; i++) {
            double price = prices[i];
            double least = price > 0 ? low[columns + i] : high[columns + i];
            if (price != 0 && !Double.isInfinite(least)) {
                bound += price * least;
                for (int j = 0; j < columns; j++) {
                    rest[j] -= price * matrix[i][j];
                }
            }
        }
        for (int j = 0; j < columns; j++) {
            double least = rest[j] > 0 ? low[j] : high[j];
            boolean rounding = Math.abs(rest[j]) <= NO_PRICE && Double.isInfinite(least);
            bound += rest[j] == 0 || rounding ? 0 : rest[j] * least;
        }
        return Double.isNaN(bound) ? Double.NEGATIVE_INFINITY : bound;
    }

    /// Whether the values of rows are the sums that the values of columns make.
    boolean holds(double[] values) {
        for (int i = 0; i < matrix.length; i++) {
            double sum = 0;
            double size = 1;
            for (int j = 0; j < columns; j++) {
                double part = matrix[i][j] * values[j];
                sum += part;
                size += Math.abs(part);
            }
            if (!(Math.abs(sum - values[columns + i]) <= EXACT * size)) {
                return false;
            }
        }
        return true;
    }
}
