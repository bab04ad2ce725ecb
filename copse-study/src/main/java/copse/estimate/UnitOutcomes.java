package copse.estimate;

import java.util.Arrays;
import java.util.List;

/// What a randomisation test knows of the positions of a [ReferenceSet]: their arms and sums over their rows.
///
/// Positions without rows, without one of the arms compared, or outside of all blocks take no part.
///
/// @param arm index of the observed arm of each position; negative for none
/// @param rows number of rows of each position, or sum of their weights; 0 where it takes no part
/// @param sums of the outcome over these rows
/// @param block in which each position was randomised, from 0; all 0 if there are no blocks
/// @param covariates per covariate, its sums over the rows of each position
/// @param within over all positions that take part, sums of products of the deviations of covariates and
///     outcome, in this order, from their means by position
record UnitOutcomes(int[] arm, double[] rows, double[] sums, int[] block, double[][] covariates, double[][] within) {
    /// Outcomes without covariates.
    UnitOutcomes(int[] arm, double[] rows, double[] sums, int[] block) {
        this(arm, rows, sums, block, new double[0][], new double[1][1]);
    }

    /// @param totals of the units
    /// @param arms that are compared, in the order of the set; units of others take no part
    /// @return their outcomes and covariates
    static UnitOutcomes of(UnitTotals totals, List<String> arms) {
        RandomisedUnits units = totals.units();
        int[] index = units.arms().stream().mapToInt(arms::indexOf).toArray();
        int n = units.size();
        int columns = totals.columns().size();
        boolean blocked = units.blocks() > 0;
        int[] arm = new int[n];
        int[] block = new int[n];
        double[] rows = new double[n];
        double[] sums = new double[n];
        double[][] covariates = new double[columns - 1][n];
        double[][] within = new double[columns][columns];
        for (int u = 0; u < n; u++) {
            arm[u] = units.arm(u) < 0 ? RandomisedUnits.NONE : index[units.arm(u)];
            block[u] = blocked ? units.block(u) : 0;
            if (arm[u] >= 0 && block[u] >= 0 && totals.rows(u) > 0) {
                rows[u] = totals.weight(u);
                sums[u] = totals.sum(u);
                for (int k = 0; k < columns - 1; k++) {
                    covariates[k][u] = totals.weight(u) * totals.mean(u, k);
                }
                for (int a = 0; a < columns; a++) {
                    for (int b = 0; b < columns; b++) {
                        within[a][b] += totals.product(u, a, b);
                    }
                }
            }
        }
        return new UnitOutcomes(arm, rows, sums, block, covariates, within);
    }

    /// Who has an arm in fact, in place of the outcome.
    ///
    /// @param treated index of an arm
    /// @return an outcome of 1 for all rows of the arm, 0 for others
    UnitOutcomes indicator(int treated) {
        double[] indicator = new double[arm.length];
        Arrays.setAll(indicator, i -> arm[i] == treated ? rows[i] : 0);
        double[][] none = new double[within.length][];
        int last = within.length - 1;
        for (int a = 0; a <= last; a++) {
            none[a] = within[a].clone();
            none[a][last] = 0;
        }
        Arrays.fill(none[last], 0);
        return new UnitOutcomes(arm, rows, indicator, block, covariates, none);
    }

    /// @return number of positions, those that take no part included
    int size() {
        return arm.length;
    }

    /// @param position a position
    /// @return whether it takes part
    boolean present(int position) {
        return rows[position] > 0;
    }

    /// @return number of positions that take part
    int count() {
        int count = 0;
        for (double n : rows) {
            count += n > 0 ? 1 : 0;
        }
        return count;
    }

    /// @param position takes part
    /// @return mean of its rows
    double mean(int position) {
        return sums[position] / rows[position];
    }

    /// @return number of blocks
    int blocks() {
        int most = -1;
        for (int b : block) {
            most = Math.max(most, b);
        }
        return most + 1;
    }
}
