package copse.mcmc;

import copse.math.Matrix;

/// An approximation of the covariance of a density: the inverse of the sampler's mass matrix.
public sealed interface Metric {
    /// Independent coordinates.
    ///
    /// @param variances positive, length d. Kept: must not change.
    record Diagonal(double[] variances) implements Metric {}

    /// All correlations, for up to some hundred dimensions.
    ///
    /// @param covariance d×d, positive definite
    record Dense(Matrix covariance) implements Metric {}

    /// A precision shaped like an arrow: a dense head of h coordinates and a tail that is independent given the
    /// head. What a hierarchical model has at its mode: hyperparameters first, then the groups' effects.
    ///
    /// @param head h×h block of the precision
    /// @param side (d−h)×h block: tail by head
    /// @param tail diagonal of the tail's precision, length d − h. Kept: must not change.
    record Arrow(Matrix head, Matrix side, double[] tail) implements Metric {}
}
