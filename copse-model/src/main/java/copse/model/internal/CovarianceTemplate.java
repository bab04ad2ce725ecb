package copse.model.internal;

import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;

/// How θ fills the relative covariance factors: per grouping a lower triangular Λ, block-diagonal over its
/// terms.
///
/// θ runs over groupings (most levels first), terms, and within a term column by column down the lower
/// triangle, as lme4 orders it. The covariance of a level's effects is σ²ΛΛᵀ, whatever the signs of Λ's
/// columns.
public final class CovarianceTemplate {
    /// An element of θ.
    ///
    /// @param grouping which Λ
    /// @param row row in Λ
    /// @param column column in Λ
    public record Entry(int grouping, int row, int column) {
        /// @return whether it is on the diagonal of Λ
        public boolean isDiagonal() {
            return row == column;
        }
    }

    private final int[] q;
    private final List<Entry> entries;
    private final List<List<int[]>> terms; // per grouping, [from, to) of each term's columns

    /// @param groupings the factors with their terms, in the order of the system
    public CovarianceTemplate(List<Grouping> groupings) {
        q = groupings.stream().mapToInt(Grouping::columns).toArray();
        entries = new ArrayList<>();
        terms = new ArrayList<>();
        for (int g = 0; g < q.length; g++) {
            List<int[]> ranges = new ArrayList<>();
            int from = 0;
            for (RandomTerm term : groupings.get(g).terms()) {
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

    /// @param products the groupings of a linear model
    /// @return how θ fills its factors
    public static CovarianceTemplate of(List<CrossProducts.Products> products) {
        return new CovarianceTemplate(
                products.stream().map(CrossProducts.Products::grouping).toList());
    }

    /// @return number of elements of θ
    public int size() {
        return entries.size();
    }

    /// @param k from 0
    /// @return where element k of θ goes
    public Entry entry(int k) {
        return entries.get(k);
    }

    /// Columns of Z of each term of a grouping, as [from, to).
    ///
    /// @param grouping from 0
    /// @return one range per term
    public List<int[]> terms(int grouping) {
        return terms.get(grouping);
    }

    /// Λ of every grouping, q×q column-major.
    ///
    /// @param theta of length [#size()]
    /// @return new arrays
    public double[][] factors(double[] theta) {
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
    ///
    /// @param lambda per grouping, q×q column-major
    /// @return of length [#size()]
    public double[] theta(double[][] lambda) {
        double[] theta = new double[size()];
        for (int k = 0; k < theta.length; k++) {
            Entry entry = entries.get(k);
            theta[k] = lambda[entry.grouping()][entry.row() + entry.column() * q[entry.grouping()]];
        }
        return theta;
    }

    /// The same covariances with every diagonal element at least 0.
    ///
    /// @param theta of length [#size()]
    /// @return a new array
    public double[] canonical(double[] theta) {
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

    /// L lower triangular with `LLᵀ = N Λ Λᵀ Nᵀ`, by rotating columns; good for singular Λ as well.
    ///
    /// @param n q×q
    /// @param lambda Λ, q×q column-major
    /// @return L with a diagonal of at least 0
    public static Matrix lowerFactor(Matrix n, double[] lambda) {
        int q = n.rows();
        double[] l = n.times(Matrix.wrap(q, q, lambda)).toArray();
        for (int row = 0; row < q; row++) {
            for (int column = row + 1; column < q; column++) {
                double a = l[row + row * q];
                double b = l[row + column * q];
                if (b == 0) {
                    continue;
                }
                double r = Math.hypot(a, b);
                for (int i = row; i < q; i++) {
                    double x = l[i + row * q];
                    double y = l[i + column * q];
                    l[i + row * q] = (a * x + b * y) / r;
                    l[i + column * q] = (a * y - b * x) / r;
                }
                l[row + column * q] = 0;
            }
        }
        for (int column = 0; column < q; column++) {
            double size = 0;
            for (int j = 0; j <= column; j++) {
                size = Math.hypot(size, l[column + j * q]);
            }
            if (Math.abs(l[column + column * q]) <= 1e-12 * size) {
                l[column + column * q] = 0; // rounding of a variance that is 0
            }
            if (l[column + column * q] < 0) {
                for (int i = column; i < q; i++) {
                    l[i + column * q] = -l[i + column * q];
                }
            }
        }
        return Matrix.wrap(q, q, l);
    }
}
