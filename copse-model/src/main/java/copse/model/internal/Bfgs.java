package copse.model.internal;

/// The update of Broyden, Fletcher, Goldfarb and Shanno: what a step tells of a function's curvature.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., section 6.1.
public final class Bfgs {
    private Bfgs() {}

    /// Builds a step into an approximation of the inverse Hessian, which stays positive definite if it was.
    ///
    /// A line that curves down, or hardly up, tells nothing of a minimum: nothing is changed then.
    ///
    /// @param inverse the approximation, by rows. *Modified.*
    /// @param s the step
    /// @param y how the gradient changed along it
    /// @param least `sᵀy` must be above this
    /// @return whether the step was built in
    public static boolean update(double[][] inverse, double[] s, double[] y, double least) {
        double sy = Vectors.dot(s, y);
        if (sy <= least) {
            return false;
        }
        double[] hy = Vectors.times(inverse, y, 1);
        double factor = 1 + Vectors.dot(y, hy) / sy;
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                inverse[i][j] += factor * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
        return true;
    }

    /// @param share of the largest that `sᵀy` could be
    /// @param s the step
    /// @param y how the gradient changed along it
    /// @return what `sᵀy` must be above, by [#update]
    public static double least(double share, double[] s, double[] y) {
        return share * Math.sqrt(Vectors.dot(s, s) * Vectors.dot(y, y));
    }
}
