package copse.bayes;

import java.util.Optional;

/// What a prior is a prior of.
///
/// @param kind class of parameter
/// @param group grouping factor, for those that have one; empty for all
/// @param term name of the column, such as `age` or `(Intercept)`; empty for all
public record PriorTarget(Kind kind, Optional<String> group, Optional<String> term) {
    /// Classes of parameters.
    public enum Kind {
        /// The intercept at x = 0.
        INTERCEPT,
        /// The intercept where every column of X is at its mean.
        INTERCEPT_CENTERED,
        /// A coefficient other than the intercept.
        COEF,
        /// The mean of a group's coefficients, a parameter with a hyperprior of its own.
        GROUP_MEAN,
        /// Standard deviation of a group's effects.
        SD,
        /// Correlations of a group's effects.
        COR,
        /// Residual standard deviation, or its coefficients on the log scale.
        SIGMA,
        /// Shape of a negative binomial.
        SHAPE,
        /// Degrees of freedom of a student-t outcome.
        DF,
        /// Coefficients of zero inflation, on the logit scale.
        ZI
    }
}
