package copse.infer;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// A mixture of χ² distributions: the law of a likelihood ratio whose null hypothesis lies on the boundary.
///
/// `P(D > x) = Σ w_k P(χ²_k > x)`, where χ²₀ is the constant 0. Testing whether one variance is 0 (no
/// covariances) gives weights ½, ½ on 0 and 1 degrees of freedom: half the naive p-value.
///
/// Source: Self and Liang (1987), Asymptotic properties of maximum likelihood estimators and likelihood ratio
/// tests under nonstandard conditions, J. Am. Stat. Assoc. 82(398). doi:10.1080/01621459.1987.10478472; Stram
/// and Lee (1994), Variance components testing in the longitudinal mixed effects model, Biometrics 50(4).
/// doi:10.2307/2533455
///
/// @param df degrees of freedom of the parts, ascending
/// @param weights positive, adding up to 1, as many as `df`
public record ChiBarSquare(int[] df, double[] weights) {
    private static final double SMALL = 1e-280;

    // Weights are binomial fractions, so their sum is off by rounding only.
    private static final double SUM_TOLERANCE = 1e-12;

    /// @param df degrees of freedom of the parts
    /// @param weights positive, adding up to 1
    public ChiBarSquare {
        df = df.clone();
        weights = weights.clone();
        if (df.length != weights.length || Math.abs(Arrays.stream(weights).sum() - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("weights " + Arrays.toString(weights) + " of " + Arrays.toString(df));
        }
    }

    /// @param df degrees of freedom, at least 0
    /// @return the plain χ²
    public static ChiBarSquare chiSquare(int df) {
        return new ChiBarSquare(new int[] {df}, new double[] {1});
    }

    /// The law for one more random effect beside q that are there already, and f more fixed effects: the new
    /// variance is 0 under the null hypothesis, with it its q covariances, so that half of the time the
    /// boundary binds.
    ///
    /// @param q effects of the same term already there, hence covariances added
    /// @param f fixed effects added
    /// @return ½ χ²₍q+f₎ + ½ χ²₍q+f+1₎
    public static ChiBarSquare oneMoreEffect(int q, int f) {
        return new ChiBarSquare(new int[] {q + f, q + f + 1}, new double[] {0.5, 0.5});
    }

    /// The law for k more variances without covariances, and f more fixed effects, if the estimates of the
    /// variances are nearly uncorrelated: binomial weights. Correlated estimates have other weights (Self and
    /// Liang, case 7).
    ///
    /// @param k variances added, at least 1
    /// @param f fixed effects added
    /// @return weights `binomial(k, j) / 2^k` on `f + j` degrees of freedom
    public static ChiBarSquare independentVariances(int k, int f) {
        int[] df = new int[k + 1];
        double[] weights = new double[k + 1];
        double weight = Math.scalb(1.0, -k);
        for (int j = 0; j <= k; j++) {
            df[j] = f + j;
            weights[j] = weight;
            weight *= (double) (k - j) / (j + 1);
        }
        return new ChiBarSquare(df, weights);
    }

    /// @param x the statistic
    /// @return `P(D >= x)`; 1 for `x <= 0`
    public double upperP(double x) {
        if (!(x > 0)) {
            return 1;
        }
        double p = 0;
        for (int i = 0; i < df.length; i++) {
            if (df[i] > 0) {
                p += weights[i] * ChiSquaredDistribution.of(df[i]).survivalProbability(x);
            }
        }
        return p;
    }

    /// The log of [#upperP(double)], exact where the probability itself underflows.
    ///
    /// @param x the statistic
    /// @return `log P(D >= x)`
    public double logUpperP(double x) {
        double p = upperP(x);
        if (p > SMALL || Double.isInfinite(x)) {
            return Math.log(p);
        }
        double[] parts = new double[df.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < df.length; i++) {
            parts[i] = df[i] == 0
                    ? Double.NEGATIVE_INFINITY
                    : Math.log(weights[i]) + LogTails.upperGamma(0.5 * df[i], 0.5 * x);
            largest = Math.max(largest, parts[i]);
        }
        double sum = 0;
        for (double part : parts) {
            sum += Math.exp(part - largest);
        }
        return largest + Math.log(sum);
    }

    @Override
    public int[] df() {
        return df.clone();
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChiBarSquare law && Arrays.equals(law.df, df) && Arrays.equals(law.weights, weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(df) + Arrays.hashCode(weights);
    }

    /// @return such as `0.5 χ²(0) + 0.5 χ²(1)`
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < df.length; i++) {
            out.append(i == 0 ? "" : " + ");
            if (df.length > 1) {
                out.append(weights[i]).append(' ');
            }
            out.append("χ²(").append(df[i]).append(')');
        }
        return out.toString();
    }
}
