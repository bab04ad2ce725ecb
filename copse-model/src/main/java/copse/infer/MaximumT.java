package copse.infer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.jspecify.annotations.Nullable;

/// The largest of several correlated t statistics that share one estimate of the standard deviation: what a
/// simultaneous test of several effects compares each of them with.
///
/// `T_i = X_i / S` with X normal of unit variances and a correlation matrix R, and `S² ~ χ²(df)/df` independent
/// of it. Comparisons of several arms with one control have the correlations `ρ_ij = b_i b_j`, where `b_i² =
/// v_0 / (v_i + v_0)` and v are the variances of the arms' means. Then `X_i = b_i Z + √(1 − b_i²) E_i`, given Z
/// the statistics are independent, and the tail is an integral over Z and S: two sums of positive terms, good
/// to about twelve digits, small tails included. Other correlations go through a lattice rule of 2¹⁶ points,
/// good to about five decimals.
///
/// Source: Dunnett (1955), A multiple comparison procedure for comparing several treatments with a control, J.
/// Am. Stat. Assoc. 50(272). doi:10.1080/01621459.1955.10501294 (the integral); Genz and Bretz (2009),
/// Computation of Multivariate Normal and t Probabilities, Lecture Notes in Statistics 195.
/// doi:10.1007/978-3-642-01689-9 (the lattice rule, sections 4.2 and 5.3).
public final class MaximumT {
    // Correlations that are products up to this are taken as products: rounding of a covariance matrix.
    private static final double PRODUCT = 1e-9;

    // A share of the statistics' own variation below this is rounding.
    private static final double LEAST_OWN = 1e-10;

    // In units of the sharpest distribution function below the integral.
    private static final double STEP = 0.25;
    private static final double NEGLIGIBLE = 1e-17;

    // Where the normal density is below 1e-17 of its peak, and where it underflows.
    private static final double NORMAL_WIDTH = 9;
    private static final double NORMAL_END = 39;

    private final int k;
    private final double @Nullable [] loadings;
    private final Lattice lattice;

    private MaximumT(int k, double @Nullable [] loadings, Lattice lattice) {
        this.k = k;
        this.loadings = loadings;
        this.lattice = lattice;
    }

    /// @param covariance of the estimates, k×k, symmetric, with positive diagonal; only correlations matter
    /// @return the law of the largest of their t statistics
    /// @throws IllegalArgumentException if the matrix is not square or no covariance matrix
    public static MaximumT of(double[][] covariance) {
        double[][] correlation = correlation(covariance);
        return new MaximumT(covariance.length, product(correlation).orElse(null), Lattice.of(correlation));
    }

    /// Several arms against one control, with independent means.
    ///
    /// @param control variance of the control's mean, above 0; with equal variances of rows one over its size
    /// @param arms variances of the arms' means, above 0
    /// @return the law of the largest t statistic of `arm − control`
    public static MaximumT manyToOne(double control, double... arms) {
        double[][] covariance = new double[arms.length][arms.length];
        for (int i = 0; i < arms.length; i++) {
            Arrays.fill(covariance[i], control);
            covariance[i][i] += arms[i];
        }
        return of(covariance);
    }

    /// @param statistic a t statistic; two-sided its size
    /// @param df degrees of freedom, above 0; may be infinite
    /// @param sides 1 for the largest, 2 for the largest in size
    /// @return probability that the largest is above
    public double survival(double statistic, double df, int sides) {
        if (Double.isNaN(statistic) || !(df > 0) || sides < 1 || sides > 2) {
            throw new IllegalArgumentException(statistic + " with " + df + " df on " + sides + " sides");
        }
        if (sides == 2 && !(statistic > 0)) {
            return 1;
        }
        if (Double.isInfinite(statistic)) {
            return statistic > 0 ? 0 : 1;
        }
        double single = sides * StudentT.survival(statistic, df);
        if (k == 1) {
            return Math.min(1, single);
        }
        double tail = loadings != null
                ? StudentScale.mean(df, scale -> productTail(loadings, statistic * scale, sides))
                : lattice.tail(statistic, df, sides);
        // Bonferroni from above, one statistic from below: they hold a rough sum in the far tail
        return Math.min(1, Math.clamp(tail, single, k * single));
    }

    /// @param tail probability above the quantile, in (0, 1)
    /// @param df degrees of freedom, above 0; may be infinite
    /// @param sides 1 for the largest, 2 for the largest in size
    /// @return c with `survival(c, df, sides) = tail`: the factor of the standard errors in simultaneous limits
    public double upperQuantile(double tail, double df, int sides) {
        if (!(tail > 0 && tail < 1)) {
            throw new IllegalArgumentException("tail " + tail);
        }
        double low = StudentT.upperQuantile(tail / sides, df);
        if (k == 1) {
            return low;
        }
        double high = StudentT.upperQuantile(tail / (sides * k), df);
        return Roots.find(c -> Math.log(survival(c, df, sides) / tail), low, high);
    }

    /// Single-step p-values: how often the largest of all statistics is beyond each one seen.
    ///
    /// @param statistics one per estimate
    /// @param df of each, above 0; may be infinite. Where they differ, each is held against the law with its
    ///     own
    /// @param sides 1 for larger values, 2 for either direction
    /// @return adjusted p-values in the same order
    public double[] adjusted(double[] statistics, double[] df, int sides) {
        double[] p = new double[k];
        for (int i = 0; i < k; i++) {
            p[i] = survival(size(statistics[i], sides), df[i], sides);
        }
        return p;
    }

    /// Step-down p-values: the largest statistic against all, the next against all but that one, and so on.
    /// Never larger than [#adjusted(double[], double[], int)], but without simultaneous limits.
    ///
    /// Source: Dunnett and Tamhane (1991), Step-down multiple tests for comparing treatments with a control in
    /// unbalanced one-way layouts, Stat. Med. 10(6). doi:10.1002/sim.4780100614
    ///
    /// @param statistics one per estimate
    /// @param df of each
    /// @param sides 1 for larger values, 2 for either direction
    /// @return adjusted p-values in the same order
    public double[] steppedDown(double[] statistics, double[] df, int sides) {
        int[] order = IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> StudentT.survival(size(statistics[i], sides), df[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] p = new double[k];
        double largest = 0;
        for (int step = 0; step < k; step++) {
            int i = order[step];
            MaximumT left = only(Arrays.copyOfRange(order, step, k));
            largest = Math.max(largest, left.survival(size(statistics[i], sides), df[i], sides));
            p[i] = largest;
        }
        return p;
    }

    private static double size(double statistic, int sides) {
        return sides == 2 ? Math.abs(statistic) : statistic;
    }

    /// @param members of these statistics
    /// @return the law of the largest of those
    private MaximumT only(int[] members) {
        double[] kept = loadings == null
                ? null
                : Arrays.stream(members).mapToDouble(i -> loadings[i]).toArray();
        return new MaximumT(members.length, kept, lattice.only(members));
    }

    /// 1 − Π (1 − q_i) given Z = z, over the law of z.
    private static double productTail(double[] b, double c, int sides) {
        double own = 1;
        for (double loading : b) {
            own = Math.min(own, Math.sqrt(1 - loading * loading));
        }
        double step = STEP * own;
        double sum = 0;
        // the integrand peaks between 0 and c b, with the width of the normal law or less
        int far = (int) Math.ceil(Math.min(Math.abs(c) + NORMAL_WIDTH, NORMAL_END) / step);
        for (int i = -far; i <= far; i++) {
            double z = i * step;
            double density = Math.exp(-0.5 * z * z);
            if (density > NEGLIGIBLE * sum) {
                sum += density * anyTail(b, c, z, sides);
            }
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }

    private static double anyTail(double[] b, double c, double z, int sides) {
        double logNone = 0;
        for (double loading : b) {
            double own = Math.sqrt(1 - loading * loading);
            double tail = upper((c - loading * z) / own);
            if (sides == 2) {
                tail += upper((c + loading * z) / own);
            }
            logNone += Math.log1p(-Math.min(1, tail));
        }
        return -Math.expm1(logNone);
    }

    private static double upper(double x) {
        return 0.5 * Erfc.value(x / Math.sqrt(2));
    }

    private static double[][] correlation(double[][] covariance) {
        int k = covariance.length;
        double[][] out = new double[k][k];
        for (int i = 0; i < k; i++) {
            if (covariance[i].length != k || !(covariance[i][i] > 0)) {
                throw new IllegalArgumentException("no covariance matrix: " + Arrays.deepToString(covariance));
            }
            for (int j = 0; j < k; j++) {
                out[i][j] = i == j ? 1 : covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
                if (!(Math.abs(out[i][j]) <= 1 + PRODUCT)) {
                    throw new IllegalArgumentException("no covariance matrix: " + Arrays.deepToString(covariance));
                }
            }
        }
        return out;
    }

    /// b with `R_ij = b_i b_j` off the diagonal, if there is one below 1.
    private static Optional<double[]> product(double[][] r) {
        int k = r.length;
        double[] b = new double[k];
        int p = 0;
        int q = 0;
        double largest = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(r[i][j]) > largest) {
                    largest = Math.abs(r[i][j]);
                    p = i;
                    q = j;
                }
            }
        }
        if (largest > PRODUCT) {
            int third = -1;
            for (int i = 0; i < k; i++) {
                if (i != p
                        && i != q
                        && Math.abs(r[i][q]) > PRODUCT
                        && (third < 0 || Math.abs(r[i][q]) > Math.abs(r[third][q]))) {
                    third = i;
                }
            }
            b[p] = Math.sqrt(third < 0 ? largest : Math.abs(r[p][q] * r[p][third] / r[q][third]));
            for (int i = 0; i < k; i++) {
                b[i] = i == p ? b[p] : r[p][i] / b[p];
            }
        }
        for (int i = 0; i < k; i++) {
            if (!(b[i] * b[i] < 1 - LEAST_OWN)) {
                return Optional.empty();
            }
            for (int j = 0; j < i; j++) {
                if (Math.abs(b[i] * b[j] - r[i][j]) > PRODUCT) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(b);
    }
}
