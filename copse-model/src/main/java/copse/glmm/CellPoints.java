package copse.glmm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Cells that stand for all others of a fit where something is averaged that hangs on linear predictors and the
/// variances of random effects alone: one of each kind, with the weight of all of its kind.
///
/// Of very many kinds, evenly spaced quantiles along the linear predictor stand for the rest, each with the
/// same weight. Kinds are sorted, so that neither the order of rows nor that of cells matters.
///
/// Cost: a sort of the cells.
///
/// @param cell indices of cells, by ascending linear predictor
/// @param weight per point; they add up to the weight of all cells
/// @param total weight
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
record CellPoints(int[] cell, double[] weight, double total) {
    /// @param fitted what a fit makes of its cells
    /// @param units weight per cell, not negative
    /// @param most points wanted, at least 1
    /// @return at most so many points
    static CellPoints of(FittedCells fitted, double[] units, int most) {
        int n = units.length;
        int groupings = fitted.covariances().size();
        double[][] variances = new double[groupings][n];
        Comparator<Integer> order =
                Comparator.<Integer>comparingDouble(i -> fitted.fixed()[i]).thenComparingDouble(i -> fitted.zeta()[i]);
        for (int g = 0; g < groupings; g++) {
            double[] own = variances[g];
            for (int i = 0; i < n; i++) {
                own[i] = fitted.variance(g, i);
            }
            order = order.thenComparingDouble(i -> own[i]);
        }
        Integer[] sorted = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.parallelSort(sorted, order);
        int[] cell = new int[n];
        double[] weight = new double[n];
        int kinds = 0;
        double total = 0;
        for (int k = 0; k < n; k++) {
            if (k == 0 || order.compare(sorted[k - 1], sorted[k]) != 0) {
                cell[kinds++] = sorted[k];
            }
            weight[kinds - 1] += units[sorted[k]];
            total += units[sorted[k]];
        }
        CellPoints all = new CellPoints(Arrays.copyOf(cell, kinds), Arrays.copyOf(weight, kinds), total);
        return kinds > most ? all.quantiles(most) : all;
    }

    /// The kinds at the middles of so many equal parts of the weight; one that is met again and again stands
    /// once.
    private CellPoints quantiles(int count) {
        int[] chosen = new int[count];
        double[] share = new double[count];
        int used = 0;
        int at = 0;
        int last = -1;
        double below = weight[0];
        for (int k = 0; k < count; k++) {
            double middle = (k + 0.5) / count * total;
            while (below < middle && at < cell.length - 1) {
                below += weight[++at];
            }
            if (at != last) {
                chosen[used++] = cell[at];
                last = at;
            }
            share[used - 1] += total / count;
        }
        return new CellPoints(Arrays.copyOf(chosen, used), Arrays.copyOf(share, used), total);
    }
}
