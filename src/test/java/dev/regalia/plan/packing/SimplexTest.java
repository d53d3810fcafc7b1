package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// The simplex against another solver, and where it must give up.
class SimplexTest {

    private static final long PIVOTS = 10_000;

    @Test
    void random_programs_end_as_those_of_another_solver() {
        SplittableRandom random = new SplittableRandom(4);
        int optimal = 0;
        int infeasible = 0;
        for (int i = 0; i < 3_000; i++) {
            Sample sample = Sample.of(random);
            Simplex simplex = new Simplex(sample.program(), PIVOTS);
            Simplex.Ending ending = simplex.minimise(sample.cost);
            Optimisation.Result expected = sample.model().minimise();
            if (expected.getState().isFeasible()) {
                optimal++;
                assertThat(ending).as("program %d", i).isEqualTo(Simplex.Ending.OPTIMAL);
                assertThat(sample.costOf(simplex))
                        .as("program %d", i)
                        .isCloseTo(expected.getValue(), within(1e-5));
                assertThat(simplex.bound())
                        .as("bound of program %d", i)
                        .isCloseTo(expected.getValue(), within(1e-5));
            } else {
                infeasible++;
                assertThat(ending).as("program %d", i).isEqualTo(Simplex.Ending.INFEASIBLE);
            }
        }
        assertThat(optimal).isGreaterThan(900);
        assertThat(infeasible).isGreaterThan(200);
    }

    @Test
    void a_program_whose_bounds_change_ends_as_a_new_one() {
        SplittableRandom random = new SplittableRandom(5);
        int optimal = 0;
        for (int i = 0; i < 300; i++) {
            Sample sample = Sample.of(random);
            LinearProgram program = sample.program();
            Simplex warm = new Simplex(program, PIVOTS);
            for (int change = 0; change < 10; change++) {
                sample.narrow(random, program);
                Simplex cold = new Simplex(sample.program(), PIVOTS);
                Simplex.Ending ending = warm.minimise(sample.cost);
                assertThat(ending).isEqualTo(cold.minimise(sample.cost));
                if (ending == Simplex.Ending.OPTIMAL) {
                    optimal++;
                    assertThat(sample.costOf(warm)).isCloseTo(sample.costOf(cold), within(1e-5));
                }
            }
        }
        assertThat(optimal).isGreaterThan(500);
    }

    @Test
    void a_program_that_cycles_by_the_largest_gain_ends() {
        double[][] beale = {{0.25, -60, -0.04, 9}, {0.5, -90, -0.02, 3}, {0, 0, 1, 0}};
        LinearProgram program = new LinearProgram(beale, 4);
        program.rowBounds(0, Double.NEGATIVE_INFINITY, 0);
        program.rowBounds(1, Double.NEGATIVE_INFINITY, 0);
        program.rowBounds(2, Double.NEGATIVE_INFINITY, 1);
        Simplex simplex = new Simplex(program, PIVOTS);

        assertThat(simplex.minimise(new double[] {-0.75, 150, -0.02, 6}))
                .isEqualTo(Simplex.Ending.OPTIMAL);
        assertThat(simplex.bound()).isCloseTo(-0.05, within(1e-9));
        assertThat(simplex.pivots()).isLessThan(100);
    }

    @Test
    void a_cost_without_an_end_is_called_unbounded() {
        LinearProgram program = new LinearProgram(new double[][] {{1, -1}}, 2);
        program.rowBounds(0, 0, 5);

        assertThat(new Simplex(program, PIVOTS).minimise(new double[] {-1, 0}))
                .isEqualTo(Simplex.Ending.UNBOUNDED);
    }

    @Test
    void too_many_steps_and_numbers_that_are_none_are_trouble_and_nothing_is_thrown() {
        Sample sample = Sample.of(new SplittableRandom(1));
        double[] cost = new double[sample.cost.length];
        java.util.Arrays.fill(cost, -1);
        assertThat(new Simplex(sample.program(), 0).minimise(cost))
                .isEqualTo(Simplex.Ending.TROUBLE);

        LinearProgram broken = new LinearProgram(new double[][] {{Double.NaN, 1}}, 2);
        broken.rowBounds(0, 1, 2);
        broken.columnBounds(0, 1, 2);
        assertThat(new Simplex(broken, PIVOTS).minimise(new double[] {1, 1}))
                .isEqualTo(Simplex.Ending.TROUBLE);
    }

    @Test
    void bounds_that_contradict_each_other_are_infeasible() {
        LinearProgram program = new LinearProgram(new double[][] {{1}}, 1);
        program.columnBounds(0, 2, 1);

        assertThat(new Simplex(program, PIVOTS).minimise(new double[] {1}))
                .isEqualTo(Simplex.Ending.INFEASIBLE);
    }

    /// A program with small whole numbers, many of them 0, so that degenerate corners are frequent.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(
            double[][] matrix, double[] cost, double[] columnHigh, double[] low, double[] high) {

        static Sample of(SplittableRandom random) {
            int rows = 1 + random.nextInt(8);
            int columns = 1 + random.nextInt(12);
            double[][] matrix = new double[rows][columns];
            double[] low = new double[rows];
            double[] high = new double[rows];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    matrix[i][j] = random.nextInt(3) == 0 ? random.nextInt(-5, 8) : 0;
                }
                int kind = random.nextInt(4);
                int centre = random.nextInt(-10, 12);
                low[i] = kind == 0 ? Double.NEGATIVE_INFINITY : centre;
                high[i] = kind == 1 ? Double.POSITIVE_INFINITY : centre + random.nextInt(12);
            }
            double[] cost = new double[columns];
            double[] columnHigh = new double[columns];
            for (int j = 0; j < columns; j++) {
                cost[j] = random.nextInt(-3, 9);
                columnHigh[j] = random.nextInt(10);
            }
            return new Sample(matrix, cost, columnHigh, low, high);
        }

        LinearProgram program() {
            LinearProgram program = new LinearProgram(matrix, cost.length);
            for (int i = 0; i < matrix.length; i++) {
                program.rowBounds(i, low[i], high[i]);
            }
            for (int j = 0; j < cost.length; j++) {
                program.columnBounds(j, 0, columnHigh[j]);
            }
            return program;
        }

        void narrow(SplittableRandom random, LinearProgram program) {
            int j = random.nextInt(cost.length);
            columnHigh[j] = random.nextInt(10);
            program.columnBounds(j, 0, columnHigh[j]);
        }

        double costOf(Simplex simplex) {
            double sum = 0;
            for (int j = 0; j < cost.length; j++) {
                sum += cost[j] * simplex.value(j);
            }
            return sum;
        }

        ExpressionsBasedModel model() {
            ExpressionsBasedModel model = new ExpressionsBasedModel();
            Variable[] variables = new Variable[cost.length];
            for (int j = 0; j < cost.length; j++) {
                variables[j] =
                        model.newVariable("x" + j).lower(0).upper(columnHigh[j]).weight(cost[j]);
            }
            for (int i = 0; i < matrix.length; i++) {
                var row = model.newExpression("r" + i);
                for (int j = 0; j < cost.length; j++) {
                    if (matrix[i][j] != 0) {
                        row.set(variables[j], matrix[i][j]);
                    }
                }
                if (!Double.isInfinite(low[i])) {
                    row.lower(low[i]);
                }
                if (!Double.isInfinite(high[i])) {
                    row.upper(high[i]);
                }
            }
            return model;
        }
    }
}
