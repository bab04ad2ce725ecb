package copse.lm;

import copse.error.NumericException;
import copse.error.Problem;
import copse.math.Matrix;
import copse.math.SymmetricEigen;

/// Wald's statistic, and the degrees of freedom of Hotelling's T² that stands for it with few clusters.
///
/// Source: Pustejovsky and Tipton (2018), section 3.
final class JointTest {
    // An eigenvalue of a covariance, its diagonal scaled to 1, below this share of the largest is rounding.
    private static final double SINGULAR = 1e-12;

    private JointTest() {}

    /// `(Cβ)ᵀ (C V Cᵀ)⁻¹ Cβ`
    static double wald(String name, double[][] rows, double[] beta, Matrix vcov, int clusters) {
        int q = rows.length;
        double[][] covariance = new double[q][q];
        double[] value = new double[q];
        for (int s = 0; s < q; s++) {
            double[] half = vcov.times(rows[s]);
            for (int j = 0; j < half.length; j++) {
                value[s] += rows[s][j] * beta[j];
            }
            for (int t = 0; t < q; t++) {
                for (int j = 0; j < half.length; j++) {
                    covariance[s][t] += half[j] * rows[t][j];
                }
            }
        }
        double[] scale = scaleToUnit(covariance);
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        if (!(eigen.values()[0] > SINGULAR * eigen.largest())) {
            throw singular(name, q, clusters);
        }
        double wald = 0;
        for (int v = 0; v < q; v++) {
            double along = 0;
            for (int s = 0; s < q; s++) {
                along += eigen.vector(v)[s] * value[s] * scale[s];
            }
            wald += along * along / eigen.values()[v];
        }
        return wald;
    }

    /// Scales a covariance to a unit diagonal.
    ///
    /// @param covariance *Modified.*
    /// @return what rows and columns were multiplied with
    private static double[] scaleToUnit(double[][] covariance) {
        int q = covariance.length;
        double[] scale = new double[q];
        for (int s = 0; s < q; s++) {
            scale[s] = covariance[s][s] > 0 ? 1 / Math.sqrt(covariance[s][s]) : 1;
        }
        for (int s = 0; s < q; s++) {
            for (int t = 0; t < q; t++) {
                covariance[s][t] *= scale[s] * scale[t];
            }
        }
        return scale;
    }

    private static NumericException singular(String name, int q, int clusters) {
        return new NumericException(new Problem(
                LmCode.SINGULAR_TEST.code(),
                "`" + name + "`: the covariance of the " + q + " combinations is singular",
                clusters > 0
                        ? clusters + " clusters tell at most " + (clusters - 1)
                                + " combinations apart, fewer if some follow from others"
                        : "a combination follows from others",
                "test fewer coefficients together"));
    }

    /// Degrees of freedom of the Wishart matrix that stands for the covariance estimate of the combinations,
    /// after it is standardised by its expectation under the working model.
    static double hotellingDegrees(
            String name, SandwichTerms terms, double[][] combinations, WaldMethod method, int clusters) {
        int q = combinations.length;
        double[][] whitened = whiten(name, terms, combinations, clusters);
        SandwichTerms.Moments moments = terms.moments(whitened);
        double total = 0;
        for (int s = 0; s < q; s++) {
            for (int t = 0; t < q; t++) {
                total += covariance(moments, s, t, s, t);
            }
        }
        if (method == WaldMethod.HTZ) {
            return q * (q + 1) / total;
        }
        double squares = 0;
        for (int s = 0; s < q; s++) {
            for (int t = 0; t < q; t++) {
                for (int u = 0; u < q; u++) {
                    for (int v = 0; v < q; v++) {
                        double one = covariance(moments, s, t, u, v);
                        squares += one * one;
                    }
                }
            }
        }
        return 2 * total / squares;
    }

    /// Covariance of two entries of the estimated covariance matrix.
    private static double covariance(SandwichTerms.Moments moments, int s, int t, int u, int v) {
        return moments.product(s, u, t, v) + moments.product(s, v, t, u);
    }

    private static double[][] whiten(String name, SandwichTerms terms, double[][] combinations, int clusters) {
        int q = combinations.length;
        SandwichTerms.Moments moments = terms.moments(combinations);
        double[][] mean = new double[q][q];
        for (int s = 0; s < q; s++) {
            for (int t = 0; t < q; t++) {
                mean[s][t] = (moments.mean(s, t) + moments.mean(t, s)) / 2;
            }
        }
        double[] scale = scaleToUnit(mean);
        SymmetricEigen eigen = SymmetricEigen.of(mean);
        if (!(eigen.values()[0] > SINGULAR * eigen.largest())) {
            throw singular(name, q, clusters);
        }
        double[][] whitened = new double[q][combinations[0].length];
        for (int v = 0; v < q; v++) {
            double root = Math.sqrt(eigen.values()[v]);
            for (int s = 0; s < q; s++) {
                double factor = eigen.vector(v)[s] * scale[s] / root;
                for (int j = 0; j < whitened[v].length; j++) {
                    whitened[v][j] += factor * combinations[s][j];
                }
            }
        }
        return whitened;
    }
}
