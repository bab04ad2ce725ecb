package copse.lmm;

/// The criterion of a linear mixed model at one θ, with its parts. All in standard coordinates but the criterion.
///
/// @param theta where
/// @param criterion −2 log (restricted) likelihood with all constants, on the data's own scale
/// @param logDeterminantA `log|ΛᵀZᵀZΛ + I|`
/// @param logDeterminantX `log|XᵀV⁻¹X|`
/// @param residualSquares penalised residual sum of squares; divided by the degrees of freedom it is σ²
/// @param beta β
/// @param u spherical modes per grouping
/// @param gradient of the criterion by θ; empty if not asked for
/// @param gradientLogDeterminant of `log|A|`, for REML of `log|A| + log|XᵀV⁻¹X|`; empty if not asked for
/// @param gradientSquares of the penalised residual sum of squares; empty if not asked for
record Evaluation(
        double[] theta,
        double criterion,
        double logDeterminantA,
        double logDeterminantX,
        double residualSquares,
        double[] beta,
        double[][] u,
        double[] gradient,
        double[] gradientLogDeterminant,
        double[] gradientSquares) {
    Evaluation with(double[] gradient, double[] gradientLogDeterminant, double[] gradientSquares) {
        return new Evaluation(
                theta,
                criterion,
                logDeterminantA,
                logDeterminantX,
                residualSquares,
                beta,
                u,
                gradient,
                gradientLogDeterminant,
                gradientSquares);
    }
}
