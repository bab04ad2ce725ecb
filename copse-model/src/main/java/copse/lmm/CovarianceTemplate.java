package copse.lmm;

import copse.model.CrossProducts;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;

/// How θ fills the relative covariance factors: per grouping a lower triangular Λ, block-diagonal over its terms.
///
/// θ runs over groupings (most levels first), terms, and within a term column by column down the lower
/// triangle, as lme4 orders it. The covariance of a level's effects is σ²ΛΛᵀ, whatever the signs of Λ's
/// columns.
final class CovarianceTemplate {
    /// An element of θ.
    ///
    /// @param grouping which Λ
    /// @param row row in Λ
    /// @param column column in Λ
    record Entry(int grouping, int row, int column) {
        boolean isDiagonal() {
            return row == column;
        }
    }

    private final int[] q;
    private final List<Entry> entries;
    private final List<List<int[]>> terms; // per grouping, [from, to) of each term's columns

    CovarianceTemplate(List<CrossProducts.Products> groupings) {
        q = groupings.stream().mapToInt(CrossProducts.Products::q).toArray();
        entries = new ArrayList<>();
        terms = new ArrayList<>();
        for (int g = 0; g < q.length; g++) {
            List<int[]> ranges = new ArrayList<>();
            int from = 0;
            for (RandomTerm term : groupings.get(g).grouping().terms()) {
                int to = from + term.columns().size();
                for (int column = from; column < to; column++) {
                    for (int row = column; row < to; row++) {
                        entries.add(new Entry(g, row, column));
                    }
                }
                ranges.add(new int[] {from, to});
                from = to;
            }
            terms.add(ranges);
        }
    }

    int size() {
        return entries.size();
    }

    Entry entry(int k) {
        return entries.get(k);
    }

    /// Columns of Z of each term of a grouping, as [from, to).
    List<int[]> terms(int grouping) {
        return terms.get(grouping);
    }

    /// Λ of every grouping, q×q column-major.
    double[][] factors(double[] theta) {
        double[][] lambda = new double[q.length][];
        for (int g = 0; g < q.length; g++) {
            lambda[g] = new double[q[g] * q[g]];
        }
        for (int k = 0; k < theta.length; k++) {
            Entry entry = entries.get(k);
            lambda[entry.grouping()][entry.row() + entry.column() * q[entry.grouping()]] = theta[k];
        }
        return lambda;
    }

    /// θ that fills these factors.
    double[] theta(double[][] lambda) {
        double[] theta = new double[size()];
        for (int k = 0; k < theta.length; k++) {
            Entry entry = entries.get(k);
            theta[k] = lambda[entry.grouping()][entry.row() + entry.column() * q[entry.grouping()]];
        }
        return theta;
    }

    /// The same covariances with every diagonal element at least 0.
    double[] canonical(double[] theta) {
        double[] result = theta.clone();
        double sign = 1;
        for (int k = 0; k < result.length; k++) {
            if (entries.get(k).isDiagonal()) {
                // entries run down a column from its diagonal
                sign = result[k] < 0 ? -1 : 1;
            }
            result[k] *= sign;
        }
        return result;
    }
}
