package copse.estimate;

import copse.error.InputException;
import copse.infer.Interval;
import copse.infer.Limit;
import copse.math.Matrix;
import copse.math.RandomStream;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Wild cluster bootstrap of one coefficient of a linear regression: tests at any value, and limits by
/// inverting them.
///
/// Model: `y = Xβ + u`, errors correlated within clusters, in whatever way. The statistic is the coefficient
/// less its hypothesised value over the CR1 standard error. A replicate takes the residuals of the model with
/// the coefficient at that value, turns all those of a cluster by one random factor, and computes the statistic
/// anew. Two-sided p-values are shares of `|t*| ≥ |t|`, of all combinations if they are enumerated (these
/// include the observed one and its mirror), else with one added above and below.
///
/// Cost: one pass over the rows, which leaves p numbers per cluster; then per replicate G p operations, once
/// for all hypothesised values: under `H: β = β̂ + δ` the numerator of t* is linear in δ and its squared
/// denominator quadratic, so five numbers per replicate answer every δ. The result does not depend on the
/// number of threads.
///
/// With G clusters Rademacher's factors leave at most `2^(G−1)` different `|t*|`, and no two-sided p-value
/// below `2^(1−G)`: 0.0625 with 5 clusters. Then a 95 % interval is the whole line, and says so. With few
/// treated clusters the restricted test rejects too seldom and the unrestricted one too often.
///
/// Source: Cameron, Gelbach and Miller (2008), Bootstrap-based improvements for inference with clustered
/// errors, Review of Economics and Statistics 90(3), section III. doi:10.1162/rest.90.3.414. MacKinnon, Nielsen
/// and Webb (2023), Fast and reliable jackknife and bootstrap methods for cluster-robust inference, J. Appl.
/// Econometrics 38(5). doi:10.1002/jae.2969 (computation from sums by cluster).
public final class WildClusterTest {
    /// Up to so many combinations all are taken.
    static final int MOST_ENUMERATED = 1 << 16;

    // Statistics that are equal but for rounding are equal: they come in pairs, and one of them is the observed one.
    private static final double TIE = 1e-9;
    // What is left of a column after the others, against the column: less is rounding, and the column depends on them.
    private static final double ALIASED = 1e-10;
    // A limit further from the estimate than so many standard errors is none.
    private static final double FARTHEST = 1e6;
    // Halvings of a bracket of a limit; the p-value is a step function, so that nothing converges faster.
    private static final int HALVINGS = 60;

    private final double estimate;
    private final double se;
    private final int clusters;
    private final int coefficients;
    private final boolean restricted;
    private final boolean enumerated;
    private final WildWeights weights;
    private final double adjustment; // G/(G−1) · (n−1)/(n−p)
    private final double[][] sums; // per replicate: N0, N1, V00, V01, V11 of the scaled coefficient

    private WildClusterTest(
            double estimate,
            double scale,
            double adjustment,
            int clusters,
            int coefficients,
            WildOptions options,
            Scores own) {
        this.estimate = estimate;
        this.se = scale * Math.sqrt(adjustment * own.variance());
        this.adjustment = adjustment;
        this.clusters = clusters;
        this.coefficients = coefficients;
        this.restricted = options.restricted();
        boolean few = clusters < Integer.SIZE - 1 && 1 << clusters <= MOST_ENUMERATED;
        this.enumerated = few && options.weights() != WildOptions.Choice.WEBB;
        this.weights = enumerated || options.weights() == WildOptions.Choice.RADEMACHER
                ? WildWeights.RADEMACHER
                : WildWeights.WEBB;
        int draws = enumerated ? 1 << clusters : options.replicates();
        RandomStream stream = options.seed().stream();
        this.sums = IntStream.range(0, draws)
                .parallel()
                .mapToObj(draw -> own.replicate(factors(draw, stream), restricted, scale))
                .toArray(double[][]::new);
    }

    private double[] factors(int draw, RandomStream stream) {
        double[] v = new double[clusters];
        if (enumerated) {
            for (int g = 0; g < clusters; g++) {
                v[g] = (draw >>> g & 1) == 0 ? 1 : -1;
            }
        } else {
            RandomStream own = stream.split(draw);
            for (int g = 0; g < clusters; g++) {
                v[g] = weights.draw(own);
            }
        }
        return v;
    }

    /// @param x design matrix, n×p, an intercept among its columns if there is one; columns that depend on
    ///     earlier ones are left out
    /// @param y response, length n
    /// @param cluster code of each row's cluster, from 0 on
    /// @param coefficient the column of X that is tested
    /// @param options how
    /// @return the test
    /// @throws copse.error.InputException `E305` if the column depends on the others or has no error, `E302`
    ///     for fewer than two clusters
    public static WildClusterTest of(Matrix x, double[] y, int[] cluster, int coefficient, WildOptions options) {
        int n = y.length;
        int clusters = 1 + IntStream.of(cluster).max().orElse(-1);
        requireTwo(clusters);
        // an orthonormal basis of the other columns, then what is left of the tested one
        double[][] basis = new double[x.columns()][];
        int rank = 0;
        for (int j = 0; j < x.columns(); j++) {
            if (j != coefficient) {
                double[] column = column(x, j);
                double length = norm(column);
                orthogonalise(column, basis, rank);
                double left = norm(column);
                if (left > ALIASED * length) {
                    scale(column, 1 / left);
                    basis[rank++] = column;
                }
            }
        }
        double[] m = column(x, coefficient);
        double whole = norm(m);
        orthogonalise(m, basis, rank);
        double length = norm(m);
        if (!(length > ALIASED * whole)) {
            throw dependent();
        }
        scale(m, 1 / length);
        double[] residual = y.clone();
        orthogonalise(residual, basis, rank);
        double gamma = dot(m, residual); // coefficient of the unit column
        for (int i = 0; i < n; i++) {
            residual[i] -= gamma * m[i];
        }
        basis[rank++] = m;
        Scores scores = Scores.of(basis, rank, residual, m, cluster, clusters);
        return of(scores, gamma, length, rank, n, rank, options);
    }

    /// The same from sums by cluster, without rows.
    ///
    /// @param grams per cluster `[X y]ᵀ[X y]`, symmetric; the tested column last but one, y last, means taken
    ///     off the columns or not, but of all clusters alike
    /// @param rows of all clusters
    /// @param absorbed intercepts that were taken off the columns before, at least 0
    /// @param options how
    /// @return the test
    /// @throws copse.error.InputException `E305`, `E302` as for rows
    static WildClusterTest ofSums(double[][][] grams, long rows, int absorbed, WildOptions options) {
        int clusters = grams.length;
        requireTwo(clusters);
        int c = grams[0].length;
        int tested = c - 2;
        double[][] total = new double[c][c];
        for (double[][] gram : grams) {
            for (int i = 0; i < c; i++) {
                for (int j = 0; j < c; j++) {
                    total[i][j] += gram[i][j];
                }
            }
        }
        // rows of w: coordinates in which the columns are orthonormal, by Gram and Schmidt in the metric of the sums
        double[][] w = new double[c - 1][];
        int rank = 0;
        double length = 0;
        for (int j = 0; j <= tested; j++) {
            double[] v = new double[c];
            v[j] = 1;
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < rank; k++) {
                    double along = form(w[k], total, v);
                    for (int i = 0; i < c; i++) {
                        v[i] -= along * w[k][i];
                    }
                }
            }
            double square = form(v, total, v);
            // squares of columns are told apart to about the root of what columns themselves are
            if (square > ALIASED * total[j][j]) {
                length = Math.sqrt(square);
                for (int i = 0; i < c; i++) {
                    v[i] /= length;
                }
                w[rank++] = v;
            } else if (j == tested) {
                throw dependent();
            }
        }
        double[] residual = new double[c];
        residual[c - 1] = 1;
        double gamma = 0;
        for (int k = 0; k < rank; k++) {
            gamma = form(w[k], total, residual);
            for (int i = 0; i < c; i++) {
                residual[i] -= gamma * w[k][i];
            }
        }
        double[][] u = new double[clusters][rank];
        double[][] z = new double[clusters][rank];
        for (int g = 0; g < clusters; g++) {
            for (int k = 0; k < rank; k++) {
                u[g][k] = form(w[k], grams[g], residual);
                z[g][k] = form(w[k], grams[g], w[rank - 1]);
            }
        }
        return of(new Scores(u, z), gamma, length, rank, rows, rank + absorbed, options);
    }

    private static double form(double[] a, double[][] m, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != 0) {
                sum += a[i] * dot(m[i], b);
            }
        }
        return sum;
    }

    private static WildClusterTest of(
            Scores scores, double gamma, double length, int rank, long rows, int coefficients, WildOptions options) {
        int clusters = scores.u.length;
        double adjustment = (double) clusters / (clusters - 1) * (rows - 1) / Math.max(1, rows - coefficients);
        if (!(scores.variance() > 0)) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "the standard error of the effect is 0",
                    "the residuals of every cluster cancel out: there is one cluster in an arm, or none that varies",
                    "use a randomisation test, which needs no standard error");
        }
        return new WildClusterTest(gamma / length, 1 / length, adjustment, clusters, rank, options, scores);
    }

    private static void requireTwo(int clusters) {
        if (clusters < 2) {
            throw BootstrapCode.ONE_UNIT.error(
                    "a wild bootstrap of " + clusters + (clusters == 1 ? " cluster" : " clusters"),
                    "its replicates turn the residuals of whole clusters: one cluster gives no other sample",
                    "name the column of the units that were randomised as clusters");
        }
    }

    private static InputException dependent() {
        return BootstrapCode.NO_STATISTIC.error(
                "the effect cannot be told apart from the other columns of the regression",
                "its column is a combination of theirs: blocks or covariates that coincide with the arms",
                "leave out the covariate or block that determines the arm");
    }

    private static double[] column(Matrix x, int j) {
        double[] column = new double[x.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = x.at(i, j);
        }
        return column;
    }

    /// Twice is enough: Parlett (1980), The Symmetric Eigenvalue Problem, section 6.9.
    private static void orthogonalise(double[] v, double[][] basis, int rank) {
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < rank; j++) {
                double along = dot(basis[j], v);
                for (int i = 0; i < v.length; i++) {
                    v[i] -= along * basis[j][i];
                }
            }
        }
    }

    private static double norm(double[] v) {
        return Math.sqrt(dot(v, v));
    }

    private static double dot(double[] a, double[] b) {
        return copse.math.Dots.dot(a, b, a.length);
    }

    private static void scale(double[] v, double factor) {
        for (int i = 0; i < v.length; i++) {
            v[i] *= factor;
        }
    }

    /// What a replicate needs of the clusters, in an orthonormal basis Z of the columns, the tested one's unit
    /// vector q last.
    ///
    /// @param u Z_gᵀû per cluster and column of Z
    /// @param z Z_gᵀq per cluster and column of Z
    private record Scores(double[][] u, double[][] z) {
        static Scores of(double[][] basis, int rank, double[] residual, double[] q, int[] cluster, int clusters) {
            double[][] u = new double[clusters][rank];
            double[][] z = new double[clusters][rank];
            for (int j = 0; j < rank; j++) {
                double[] column = basis[j];
                for (int i = 0; i < cluster.length; i++) {
                    u[cluster[i]][j] += column[i] * residual[i];
                    z[cluster[i]][j] += column[i] * q[i];
                }
            }
            return new Scores(u, z);
        }

        /// Σ (q_gᵀû_g)².
        double variance() {
            double sum = 0;
            for (double[] cluster : u) {
                double last = cluster[cluster.length - 1];
                sum += last * last;
            }
            return sum;
        }

        /// Under `β = β̂ + δ` the restricted residuals are `û − δ m`, m being what is left of the tested
        /// column: `length · q`. The numerator of t* is `N0 − δ N1`, the sum of squares below it `V00 − 2δ V01
        /// + δ² V11`.
        ///
        /// @param v factor of each cluster
        /// @param scale 1/length
        /// @return the five numbers, in units of the tested coefficient
        double[] replicate(double[] v, boolean restricted, double scale) {
            int p = u[0].length;
            double[] s0 = new double[p];
            double[] s1 = new double[p];
            for (int g = 0; g < v.length; g++) {
                for (int j = 0; j < p; j++) {
                    s0[j] += v[g] * u[g][j];
                    s1[j] += v[g] * z[g][j];
                }
            }
            double v00 = 0;
            double v01 = 0;
            double v11 = 0;
            for (int g = 0; g < v.length; g++) {
                double e0 = v[g] * u[g][p - 1];
                double e1 = v[g] * z[g][p - 1];
                for (int j = 0; j < p; j++) {
                    e0 -= z[g][j] * s0[j];
                    e1 -= z[g][j] * s1[j];
                }
                v00 += e0 * e0;
                v01 += e0 * e1;
                v11 += e1 * e1;
            }
            // q = m / length: a residual δ m has the score δ length, which over length is δ
            return restricted
                    ? new double[] {scale * s0[p - 1], s1[p - 1], scale * scale * v00, scale * v01, v11}
                    : new double[] {scale * s0[p - 1], 0, scale * scale * v00, 0, 0};
        }
    }

    /// @return the coefficient as fitted
    public double estimate() {
        return estimate;
    }

    /// @return its CR1 standard error: with `G/(G−1) · (n−1)/(n−p)`
    public double standardError() {
        return se;
    }

    /// @return number of clusters
    public int clusters() {
        return clusters;
    }

    /// @return number of coefficients, aliased ones not counted
    public int coefficients() {
        return coefficients;
    }

    /// @return number of replicates, or of all combinations
    public int replicates() {
        return sums.length;
    }

    /// @return whether the replicates are all combinations
    public boolean isEnumerated() {
        return enumerated;
    }

    /// @return whether residuals are those under the hypothesis
    public boolean isRestricted() {
        return restricted;
    }

    /// @return the factors
    public WildWeights weights() {
        return weights;
    }

    /// @param value hypothesised
    /// @return `(β̂ − value) / se`
    public double statistic(double value) {
        return (estimate - value) / se;
    }

    /// @param value hypothesised
    /// @return the statistic of each replicate, on the scale of [#statistic(double)]; infinite where a
    ///     replicate has no error
    public double[] draws(double value) {
        double[] t = new double[sums.length];
        for (int i = 0; i < t.length; i++) {
            double numerator = numerator(sums[i], value);
            t[i] = numerator == 0 ? 0 : numerator / error(sums[i], value);
        }
        return t;
    }

    private double numerator(double[] sum, double value) {
        return sum[0] - (value - estimate) * sum[1];
    }

    private double error(double[] sum, double value) {
        double delta = value - estimate;
        return Math.sqrt(adjustment * Math.max(0, sum[2] + delta * (delta * sum[4] - 2 * sum[3])));
    }

    /// @param value hypothesised
    /// @return p-value against any other value
    public double twoSidedP(double value) {
        double size = Math.abs(estimate - value) * (1 - TIE);
        return share(sum -> Math.abs(numerator(sum, value)) * se >= size * error(sum, value));
    }

    /// @param value hypothesised, or less
    /// @return p-value against larger values
    public double upperP(double value) {
        double difference = less(estimate - value);
        return share(sum -> numerator(sum, value) * se >= difference * error(sum, value));
    }

    /// @param value hypothesised, or more
    /// @return p-value against smaller values
    public double lowerP(double value) {
        double difference = less(value - estimate);
        return share(sum -> -numerator(sum, value) * se >= difference * error(sum, value));
    }

    private static double less(double difference) {
        return difference - TIE * Math.abs(difference);
    }

    private double share(Predicate<double[]> extreme) {
        int count = 0;
        for (double[] sum : sums) {
            count += extreme.test(sum) ? 1 : 0;
        }
        return enumerated ? (double) count / sums.length : (count + 1.0) / (sums.length + 1.0);
    }

    /// @return no two-sided p-value is below it
    public double smallestP() {
        return enumerated ? 2.0 / sums.length : 1.0 / (sums.length + 1.0);
    }

    /// The values that the two-sided test does not reject.
    ///
    /// @param level coverage, in (0, 1)
    /// @return the interval; its ends are open where the test rejects nothing, however far
    public Interval interval(double level) {
        double tail = 1 - level;
        return new Interval(limit(this::twoSidedP, tail, -1), limit(this::twoSidedP, tail, 1), level, method());
    }

    /// The smallest value that the test against larger values does not reject.
    ///
    /// @param level coverage of the one-sided interval, in (0.5, 1)
    /// @return its limit
    public Limit lower(double level) {
        return limit(this::upperP, 1 - level, -1);
    }

    /// The largest value that the test against smaller values does not reject.
    ///
    /// @param level coverage of the one-sided interval, in (0.5, 1)
    /// @return its limit
    public Limit upper(double level) {
        return limit(this::lowerP, 1 - level, 1);
    }

    /// @return how limits come about, as printed
    public String method() {
        return "wild cluster bootstrap, inverted";
    }

    private Limit limit(DoubleUnaryOperator p, double tail, int side) {
        double inside = 0;
        double outside = se;
        while (p.applyAsDouble(estimate + side * outside) > tail) {
            inside = outside;
            outside *= 2;
            if (outside > FARTHEST * se) {
                return new Limit.Open(
                        side * Double.POSITIVE_INFINITY,
                        "with " + clusters + " clusters no value, however far, has a p-value of "
                                + BootstrapCode.number(tail) + " or less");
            }
        }
        for (int step = 0; step < HALVINGS; step++) {
            double middle = 0.5 * (inside + outside);
            if (p.applyAsDouble(estimate + side * middle) > tail) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return new Limit.At(estimate + side * inside);
    }
}
