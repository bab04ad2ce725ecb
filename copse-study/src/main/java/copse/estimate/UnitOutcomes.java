package copse.estimate;

import java.util.List;

/// What a randomisation test knows of the positions of a [ReferenceSet]: their arms and sums over their rows.
///
/// Positions without rows, without one of the arms compared, or outside of all blocks take no part.
///
/// @param arm index of the observed arm of each position; negative for none
/// @param rows number of rows of each position, or sum of their weights; 0 where it takes no part
/// @param sums of the outcome over these rows
/// @param block in which each position was randomised, from 0; all 0 if there are no blocks
record UnitOutcomes(int[] arm, double[] rows, double[] sums, int[] block) {
    /// @param totals of the units
    /// @param arms that are compared, in the order of the set; units of others take no part
    /// @return their outcomes
    static UnitOutcomes of(UnitTotals totals, List<String> arms) {
        RandomisedUnits units = totals.units();
        int[] index = units.arms().stream().mapToInt(arms::indexOf).toArray();
        int n = units.size();
        boolean blocked = units.blocks() > 0;
        int[] arm = new int[n];
        int[] block = new int[n];
        double[] rows = new double[n];
        double[] sums = new double[n];
        for (int u = 0; u < n; u++) {
            arm[u] = units.arm(u) < 0 ? RandomisedUnits.NONE : index[units.arm(u)];
            block[u] = blocked ? units.block(u) : 0;
            if (arm[u] >= 0 && block[u] >= 0 && totals.rows(u) > 0) {
                rows[u] = totals.weight(u);
                sums[u] = totals.sum(u);
            }
        }
        return new UnitOutcomes(arm, rows, sums, block);
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

    /// @return number of rows
    double total() {
        double total = 0;
        for (double n : rows) {
            total += n;
        }
        return total;
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
