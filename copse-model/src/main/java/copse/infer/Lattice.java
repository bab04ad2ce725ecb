package copse.infer;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Tail of the largest of correlated t statistics by a lattice rule, for any correlations.
///
/// The statistics are taken one after the other, each given those before it (the Cholesky factor of their
/// correlations), at points of a Richtmyer lattice folded into a periodic one. The points are always the same,
/// so that the tail is a smooth function of its arguments.
final class Lattice {
    private static final int POINTS = 1 << 16;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    // Uniform numbers are kept off 0 and 1, where quantiles are infinite.
    private static final double EDGE = 1e-15;

    private final double[][] correlation;
    private final double[][] factor;

    private Lattice(double[][] correlation, double[][] factor) {
        this.correlation = correlation;
        this.factor = factor;
    }

    static Lattice of(double[][] correlation) {
        return new Lattice(correlation, cholesky(correlation));
    }

    Lattice only(int[] members) {
        double[][] part = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) {
                part[i][j] = correlation[members[i]][members[j]];
            }
        }
        return of(part);
    }

    double tail(double c, double df, int sides) {
        int k = factor.length;
        double[] generator = generator(k);
        double[] y = new double[k];
        double within = 0;
        for (int n = 1; n <= POINTS; n++) {
            within += within(c * scale(fold(n * generator[k - 1]), df), sides, n, generator, y);
        }
        return 1 - within / POINTS;
    }

    private double within(double c, int sides, int n, double[] generator, double[] y) {
        double product = 1;
        for (int i = 0; i < y.length; i++) {
            double mean = 0;
            for (int j = 0; j < i; j++) {
                mean += factor[i][j] * y[j];
            }
            double sd = factor[i][i];
            double low = sides == 2 ? cumulative(-c - mean, sd) : 0;
            double high = cumulative(c - mean, sd);
            product *= Math.max(0, high - low);
            if (product == 0) {
                return 0;
            }
            if (i + 1 < y.length) {
                double u = low + fold(n * generator[i]) * (high - low);
                y[i] = NORMAL.inverseCumulativeProbability(Math.clamp(u, EDGE, 1 - EDGE));
            }
        }
        return product;
    }

    private static double cumulative(double x, double sd) {
        // a statistic that follows from those before it is below or it is not
        return sd == 0 ? (x >= 0 ? 1 : 0) : NORMAL.cumulativeProbability(x / sd);
    }

    private static double scale(double u, double df) {
        return Double.isInfinite(df)
                ? 1
                : Math.sqrt(ChiSquaredDistribution.of(df).inverseCumulativeProbability(u) / df);
    }

    /// The fractional part as a tent, which makes the integrand periodic.
    private static double fold(double x) {
        return Math.clamp(Math.abs(2 * (x - Math.floor(x)) - 1), EDGE, 1 - EDGE);
    }

    /// Square roots of primes: Richtmyer's generators.
    private static double[] generator(int k) {
        double[] roots = new double[k];
        int found = 0;
        for (int candidate = 2; found < k; candidate++) {
            int divisor = 2;
            while (divisor * divisor <= candidate && candidate % divisor != 0) {
                divisor++;
            }
            if (divisor * divisor > candidate) {
                roots[found++] = Math.sqrt(candidate);
            }
        }
        return roots;
    }

    private static double[][] cholesky(double[][] r) {
        int k = r.length;
        double[][] l = new double[k][k];
        for (int j = 0; j < k; j++) {
            double pivot = r[j][j];
            for (int m = 0; m < j; m++) {
                pivot -= l[j][m] * l[j][m];
            }
            if (pivot < -1e-8) {
                throw new IllegalArgumentException("no correlation matrix: " + Arrays.deepToString(r));
            }
            l[j][j] = Math.sqrt(Math.max(0, pivot));
            for (int i = j + 1; i < k; i++) {
                double sum = r[i][j];
                for (int m = 0; m < j; m++) {
                    sum -= l[i][m] * l[j][m];
                }
                l[i][j] = pivot > 1e-12 ? sum / l[j][j] : 0;
            }
        }
        return l;
    }
}
