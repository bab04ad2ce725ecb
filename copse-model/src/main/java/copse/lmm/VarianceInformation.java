package copse.lmm;

import copse.math.Matrix;
import copse.math.SymmetricEigen;

/// How precisely θ and σ are estimated, and how the covariance matrix of β depends on them.
///
/// The deviance with σ not profiled out is `d(θ, σ) = log|A| (+ log|XᵀV⁻¹X|) + ν log(2πσ²) + rss(θ)/σ²`; twice
/// the inverse of its Hessian is the covariance matrix of the estimates of (θ, log σ). Derivatives by log σ are
/// written down; those by θ are fourth-order central differences of the analytic gradient and of `(XᵀV⁻¹X)⁻¹`.
/// At a variance of 0 the deviance is even in θ, so the differences may straddle it.
///
/// Everything is in standard coordinates of Z (see [Standardised]); degrees of freedom do not depend on them.
///
/// - Cost: 4 evaluations with gradient per element of θ.
///
/// @param covariance of (θ, log σ), (k+1)×(k+1); 0 along directions in which the deviance is flat or curves
///     down
/// @param vcov covariance matrix of β, in the data's coordinates
/// @param derivatives of `vcov` by each element of θ, then by log σ
record VarianceInformation(double[][] covariance, Matrix vcov, Matrix[] derivatives) {
    // With a gradient good to 1e-12 and an error of h⁴/30 of the fifth derivative, both errors are near 1e-9.
    private static final double STEP = 1e-3;
    // An element of θ this small changes the criterion on the scale of 1/√rows rather than its own.
    private static final double SMALL_THETA = 0.05;
    // Directions in which the deviance is flat have eigenvalues of rounding, after scaling to a unit diagonal.
    private static final double FLAT = 1e-8;

    static VarianceInformation of(LmmFit fit) {
        Criterion criterion = fit.criterionCopy();
        double[] theta = fit.optimum().theta();
        int k = theta.length;
        Evaluation at = criterion.evaluate(theta, true);
        double nu = criterion.degrees();
        double sigma2 = at.residualSquares() / nu;
        double[][] hessian = new double[k + 1][k + 1];
        Matrix[] derivatives = new Matrix[k + 1];
        for (int i = 0; i < k; i++) {
            double h = STEP * Math.max(SMALL_THETA, Math.abs(theta[i]));
            Point[] points = new Point[4];
            double[] offsets = {-2, -1, 1, 2};
            for (int m = 0; m < 4; m++) {
                double[] moved = theta.clone();
                moved[i] += offsets[m] * h;
                points[m] = Point.at(criterion, moved, sigma2);
            }
            double[] weights = {1 / (12 * h), -8 / (12 * h), 8 / (12 * h), -1 / (12 * h)};
            Matrix change = points[0].inverse().times(weights[0]);
            for (int m = 1; m < 4; m++) {
                change = change.plus(points[m].inverse().times(weights[m]));
            }
            derivatives[i] = change;
            for (int j = 0; j < k; j++) {
                for (int m = 0; m < 4; m++) {
                    hessian[i][j] += weights[m] * points[m].gradient()[j];
                }
            }
            hessian[i][k] = -2 * at.gradientSquares()[i] / sigma2;
            hessian[k][i] = hessian[i][k];
        }
        hessian[k][k] = 4 * nu;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                hessian[i][j] = (hessian[i][j] + hessian[j][i]) / 2;
                hessian[j][i] = hessian[i][j];
            }
        }
        Matrix map = fit.standard().betaMap();
        for (int i = 0; i < k; i++) {
            derivatives[i] = map.times(derivatives[i]).times(map.transpose()).times(sigma2);
        }
        Matrix vcov = fit.vcov();
        derivatives[k] = vcov.times(2);
        return new VarianceInformation(twicePseudoInverse(hessian), vcov, derivatives);
    }

    private record Point(double[] gradient, Matrix inverse) {
        static Point at(Criterion criterion, double[] theta, double sigma2) {
            Evaluation evaluation = criterion.evaluate(theta, true);
            double[] gradient = evaluation.gradientLogDeterminant().clone();
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += evaluation.gradientSquares()[j] / sigma2;
            }
            int p = evaluation.beta().length;
            return new Point(gradient, Matrix.wrap(p, p, criterion.cholesky().inverseX()));
        }
    }

    /// 2 H⁻¹ on the directions in which H is positive.
    private static double[][] twicePseudoInverse(double[][] h) {
        int n = h.length;
        double[] scale = new double[n];
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            scale[i] = h[i][i] > 0 ? 1 / Math.sqrt(h[i][i]) : 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                unit[i][j] = h[i][j] * scale[i] * scale[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(unit);
        double[][] inverse = new double[n][n];
        for (int v = 0; v < n; v++) {
            double value = eigen.values()[v];
            if (value <= FLAT) {
                continue;
            }
            double[] vector = eigen.vector(v);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] += 2 * scale[i] * vector[i] * vector[j] * scale[j] / value;
                }
            }
        }
        return inverse;
    }
}
