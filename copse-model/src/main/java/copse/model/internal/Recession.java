package copse.model.internal;

import java.util.Arrays;
import java.util.Optional;

/// Looks for a direction δ along which no inequality `aᵢδ ≥ 0` is broken and some are strict, given equations
/// `eᵢδ = 0`.
///
/// By Farkas' lemma there is none exactly if `g = Σ aᵢ` is minus a combination of the aᵢ with weights that are
/// not negative. The combination closest to that is sought (non-negative least squares); what is left of g is
/// the direction. The equations are met by working in their null space.
///
/// Cost: a pass over the rows per row that enters the combination, of which there are a few per dimension.
///
/// Sources: Albert and Anderson (1984), On the existence of maximum likelihood estimates in logistic regression
/// models, Biometrika 71(1). doi:10.1093/biomet/71.1.1; Lawson and Hanson (1974), Solving Least Squares
/// Problems, chapter 23.
public final class Recession {
    /// Rows have length 1: what is below is rounding.
    private static final double ROUNDING = 1e-9;

    private final double[][] rows;
    private final int d;

    private Recession(double[][] rows, int d) {
        this.rows = rows;
        this.d = d;
    }

    /// @param inequalities rows a, each of the same length
    /// @param equations rows e
    /// @param p length of a row
    /// @return δ, of length 1 in the largest element; empty if there is none
    public static Optional<double[]> direction(double[][] inequalities, double[][] equations, int p) {
        double[][] basis = nullSpace(equations, p);
        int d = basis.length;
        if (d == 0 || inequalities.length == 0) {
            return Optional.empty();
        }
        double[][] rows = new double[inequalities.length][];
        int used = 0;
        for (double[] row : inequalities) {
            double[] own = new double[d];
            for (int k = 0; k < d; k++) {
                own[k] = Vectors.dot(row, basis[k]);
            }
            if (normalise(own, ROUNDING * Math.sqrt(Vectors.dot(row, row)))) {
                rows[used++] = own;
            }
        }
        rows = Arrays.copyOf(rows, used);
        return new Recession(rows, d).residual().map(inner -> {
            double[] delta = new double[p];
            for (int k = 0; k < d; k++) {
                for (int j = 0; j < p; j++) {
                    delta[j] += inner[k] * basis[k][j];
                }
            }
            double largest = Arrays.stream(delta).map(Math::abs).max().orElse(1);
            for (int j = 0; j < p; j++) {
                delta[j] = Math.abs(delta[j]) < ROUNDING * largest ? 0 : delta[j] / largest;
            }
            return delta;
        });
    }

    /// Whether these rows rule a direction out, whatever further rows there are: they have none, and no
    /// direction leaves them all unchanged.
    ///
    /// @param inequalities rows a, each of the same length
    /// @param equations rows e
    /// @param p length of a row
    /// @return whether rows beside these need not be looked at
    public static boolean isRuledOut(double[][] inequalities, double[][] equations, int p) {
        double[][] all = Arrays.copyOf(equations, equations.length + inequalities.length);
        System.arraycopy(inequalities, 0, all, equations.length, inequalities.length);
        return nullSpace(all, p).length == 0
                && direction(inequalities, equations, p).isEmpty();
    }

    private Optional<double[]> residual() {
        double[] target = new double[d];
        for (double[] row : rows) {
            Vectors.add(target, 1, row);
        }
        double[] left = target.clone();
        int[] active = new int[d + 1];
        double[] weights = new double[d + 1];
        int count = 0;
        // each entering row brings the combination closer, so that no set of rows comes twice
        for (int step = 0; step < 60 * (d + 2); step++) {
            double length = Math.sqrt(Vectors.dot(left, left));
            if (length <= ROUNDING * rows.length) {
                return Optional.empty();
            }
            int worst = -1;
            double least = -ROUNDING * length;
            for (int i = 0; i < rows.length; i++) {
                double value = Vectors.dot(rows[i], left);
                if (value < least) {
                    least = value;
                    worst = i;
                }
            }
            if (worst < 0) {
                return Optional.of(left);
            }
            if (count == d) {
                // d independent rows reach everything: what is left is rounding
                return Optional.empty();
            }
            active[count] = worst;
            weights[count] = 0;
            count = settle(target, active, weights, count + 1);
            left = target.clone();
            for (int k = 0; k < count; k++) {
                Vectors.add(left, weights[k], rows[active[k]]);
            }
        }
        return Optional.empty();
    }

    /// Least squares on the active rows; those whose weight would be negative leave, the one that reaches 0
    /// first first.
    private int settle(double[] target, int[] active, double[] weights, int count) {
        int left = count;
        while (left > 0) {
            double[] solved = leastSquares(target, active, left);
            double step = 1;
            for (int k = 0; k < left; k++) {
                if (solved[k] <= 0) {
                    step = Math.min(step, weights[k] / (weights[k] - solved[k]));
                }
            }
            if (step == 1 && Arrays.stream(solved, 0, left).allMatch(value -> value > 0)) {
                System.arraycopy(solved, 0, weights, 0, left);
                return left;
            }
            int kept = 0;
            for (int k = 0; k < left; k++) {
                double moved = weights[k] + step * (solved[k] - weights[k]);
                if (moved > 0 && !(solved[k] <= 0 && moved <= ROUNDING)) {
                    active[kept] = active[k];
                    weights[kept++] = moved;
                }
            }
            if (kept == left) {
                return left;
            }
            left = kept;
        }
        return left;
    }

    /// λ that minimises |g + Σ λ a| by orthogonalising the rows.
    private double[] leastSquares(double[] target, int[] active, int count) {
        double[][] q = new double[count][];
        double[][] r = new double[count][count];
        for (int k = 0; k < count; k++) {
            double[] own = rows[active[k]].clone();
            // twice, which is enough
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < k; i++) {
                    double along = Vectors.dot(own, q[i]);
                    r[i][k] += along;
                    Vectors.add(own, -along, q[i]);
                }
            }
            r[k][k] = Math.sqrt(Vectors.dot(own, own));
            if (r[k][k] <= ROUNDING) {
                r[k][k] = 1;
                Arrays.fill(own, 0);
            } else {
                for (int i = 0; i < own.length; i++) {
                    own[i] /= r[k][k];
                }
            }
            q[k] = own;
        }
        double[] out = new double[count];
        for (int k = count - 1; k >= 0; k--) {
            double value = -Vectors.dot(target, q[k]);
            for (int i = k + 1; i < count; i++) {
                value -= r[k][i] * out[i];
            }
            out[k] = value / r[k][k];
        }
        return out;
    }

    /// An orthonormal basis of what is orthogonal to all rows.
    private static double[][] nullSpace(double[][] rows, int p) {
        double[][] span = new double[p][];
        int rank = 0;
        for (double[] row : rows) {
            if (rank == p) {
                return new double[0][];
            }
            double[] own = row.clone();
            if (reduce(own, span, rank, ROUNDING * Math.sqrt(Vectors.dot(row, row)))) {
                span[rank++] = own;
            }
        }
        double[][] basis = new double[p - rank][];
        int found = 0;
        // unit vectors in the order of how much is left of them
        while (found < basis.length) {
            double[] best = new double[p];
            double most = -1;
            for (int j = 0; j < p; j++) {
                double[] unit = new double[p];
                unit[j] = 1;
                for (int i = 0; i < rank + found; i++) {
                    Vectors.add(unit, -Vectors.dot(unit, span[i]), span[i]);
                }
                double length = Vectors.dot(unit, unit);
                if (length > most) {
                    most = length;
                    best = unit;
                }
            }
            reduce(best, span, rank + found, 0);
            span[rank + found] = best;
            basis[found++] = best;
        }
        return basis;
    }

    /// Takes off what lies in the span, twice; whether anything above the limit is left, then of length 1.
    private static boolean reduce(double[] own, double[][] span, int rank, double limit) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < rank; i++) {
                Vectors.add(own, -Vectors.dot(own, span[i]), span[i]);
            }
        }
        return normalise(own, limit);
    }

    private static boolean normalise(double[] own, double limit) {
        double length = Math.sqrt(Vectors.dot(own, own));
        if (length <= limit || length == 0) {
            return false;
        }
        for (int k = 0; k < own.length; k++) {
            own[k] /= length;
        }
        return true;
    }
}
