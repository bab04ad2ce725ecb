package copse.power;

import copse.infer.StudentT;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Probit regression of shares on one number: `P = Φ(a + b x)`.
///
/// Power of a normal test is of this form in the effect; that of a t test nearly so.
///
/// Source: Finney (1971), Probit Analysis, 3rd ed., chapters 4 (fit by scoring) and 4.7 (limits of a dose by
/// Fieller's theorem).
///
/// @param a intercept
/// @param b slope
/// @param vaa variance of a
/// @param vab covariance of a and b
/// @param vbb variance of b
/// @param deviance of the shares from the fit
/// @param df shares less two
record Probit(double a, double b, double vaa, double vab, double vbb, double deviance, int df) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MOST_STEPS = 100;
    private static final double CLOSE = 1e-10;
    // Fitted shares are kept this far from 0 and 1, where weights vanish.
    private static final double EDGE = 1e-12;

    /// @param x at least two different values
    /// @param hits per value
    /// @param trials per value
    static Probit fit(double[] x, long[] hits, long[] trials) {
        // shares moved a little away from 0 and 1 start the iteration
        double[] eta = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            eta[i] = NORMAL.inverseCumulativeProbability((hits[i] + 0.5) / (trials[i] + 1.0));
        }
        double a = 0;
        double b = 0;
        double[] v = new double[3];
        for (int step = 0; step < MOST_STEPS; step++) {
            double sw = 0;
            double swx = 0;
            double swxx = 0;
            double swz = 0;
            double swxz = 0;
            for (int i = 0; i < x.length; i++) {
                double p = share(eta[i]);
                double density = NORMAL.density(eta[i]);
                double w = trials[i] * density * density / (p * (1 - p));
                double z = eta[i] + ((double) hits[i] / trials[i] - p) / Math.max(density, EDGE);
                sw += w;
                swx += w * x[i];
                swxx += w * x[i] * x[i];
                swz += w * z;
                swxz += w * x[i] * z;
            }
            double determinant = sw * swxx - swx * swx;
            double newA = (swxx * swz - swx * swxz) / determinant;
            double newB = (sw * swxz - swx * swz) / determinant;
            v[0] = swxx / determinant;
            v[1] = -swx / determinant;
            v[2] = sw / determinant;
            boolean done = Math.abs(newA - a) < CLOSE && Math.abs(newB - b) * Math.abs(x[x.length - 1]) < CLOSE;
            a = newA;
            b = newB;
            for (int i = 0; i < x.length; i++) {
                eta[i] = a + b * x[i];
            }
            if (done) {
                break;
            }
        }
        double deviance = 0;
        for (int i = 0; i < x.length; i++) {
            double p = share(eta[i]);
            deviance += 2 * (part(hits[i], trials[i] * p) + part(trials[i] - hits[i], trials[i] * (1 - p)));
        }
        return new Probit(a, b, v[0], v[1], v[2], deviance, x.length - 2);
    }

    private static double share(double eta) {
        return Math.clamp(NORMAL.cumulativeProbability(eta), EDGE, 1 - EDGE);
    }

    private static double part(double seen, double expected) {
        return seen == 0 ? 0 : seen * Math.log(seen / expected);
    }

    /// @return p-value of the hypothesis that the shares follow the curve
    double goodness() {
        return df == 0 ? 1 : ChiSquaredDistribution.of(df).survivalProbability(deviance);
    }

    /// @param share in (0, 1)
    /// @return where the curve has it
    double inverse(double share) {
        return (NORMAL.inverseCumulativeProbability(share) - a) / b;
    }

    /// Fieller's limits of [#inverse]: all x at which `a + b x` does not differ significantly from the
    /// quantile.
    ///
    /// @return two limits, or none if the slope is not known well enough for them to be finite
    double[] limits(double share, double level) {
        double q = NORMAL.inverseCumulativeProbability(share) - a;
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        // (q − b x)² ≤ z² (vaa + 2 x vab + x² vbb)
        double square = b * b - z * z * vbb;
        double half = q * b + z * z * vab;
        double constant = q * q - z * z * vaa;
        double root = half * half - square * constant;
        if (square <= 0 || root < 0) {
            return new double[0];
        }
        double first = (half - Math.sqrt(root)) / square;
        double second = (half + Math.sqrt(root)) / square;
        return new double[] {Math.min(first, second), Math.max(first, second)};
    }
}
