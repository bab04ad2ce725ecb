package copse.lmm;

/// What is known about the optimum. The verdict is reached on the scale of the likelihood: the gradient
/// measured in units of the criterion's own curvature, the curvature checked for being positive in every
/// direction.
public sealed interface Convergence {
    /// @return evaluations of the criterion, gradients included
    int evaluations();

    /// The largest element of the criterion's gradient by θ.
    ///
    /// @return in units of −2 log likelihood
    double gradient();

    /// @return one word for tables and JSON
    default String status() {
        return switch (this) {
            case Interior _ -> "converged";
            case Boundary _ -> "singular";
            case Failed _ -> "failed";
        };
    }

    /// All variances are positive and the criterion curves up in every direction.
    ///
    /// @param evaluations of the criterion
    /// @param gradient largest element
    record Interior(int evaluations, double gradient) implements Convergence {}

    /// The optimum is reached where a variance is 0 or a correlation ±1.
    ///
    /// @param evaluations of the criterion
    /// @param gradient largest element along the directions that stay inside
    record Boundary(int evaluations, double gradient) implements Convergence {}

    /// No optimum could be verified.
    ///
    /// @param evaluations of the criterion
    /// @param gradient largest element where the search ended
    /// @param reason in words
    record Failed(int evaluations, double gradient, String reason) implements Convergence {}
}
