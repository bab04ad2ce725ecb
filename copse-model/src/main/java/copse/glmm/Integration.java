package copse.glmm;

/// How the random effects are integrated out.
///
/// @param points of adaptive Gauss-Hermite quadrature per level, for models with one scalar random term; 1 is Laplace
/// @param curvature whose weights the determinant has
public record Integration(int points, Curvature curvature) {
    /// Weights in the log determinant of Laplace's approximation. They are the same for canonical links.
    public enum Curvature {
        /// Minus the second derivative of the log density: Laplace's approximation proper, as in TMB.
        OBSERVED,
        /// Its expectation (Fisher), as in lme4.
        EXPECTED
    }

    /// @return Laplace's approximation with observed weights
    public static Integration laplace() {
        return new Integration(1, Curvature.OBSERVED);
    }

    /// @param newPoints odd or even, at least 1
    /// @return these with so many points
    public Integration withPoints(int newPoints) {
        return new Integration(newPoints, curvature);
    }

    /// @param newCurvature whose weights the determinant has
    /// @return these with other weights
    public Integration withCurvature(Curvature newCurvature) {
        return new Integration(points, newCurvature);
    }
}
