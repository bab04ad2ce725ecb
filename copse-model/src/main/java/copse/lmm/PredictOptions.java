package copse.lmm;

import copse.infer.DfMethod;

/// What is to be predicted, and how sure the limits are to be.
///
/// @param scope whose prediction
/// @param target of what
/// @param level coverage of the limits, such as 0.95
/// @param df degrees of freedom of the limits of population means; everything else takes normal quantiles
public record PredictOptions(Scope scope, Target target, double level, DfMethod df) {
    /// Whose prediction.
    public enum Scope {
        /// The average over groups: fixed effects alone.
        POPULATION,
        /// The groups that the rows name: fixed effects plus modes. A group that the fit has not seen is
        /// predicted as the average, with its own variation in the standard error.
        GROUPS
    }

    /// What is predicted.
    public enum Target {
        /// The expected response of the population, or of the groups named.
        MEAN,
        /// One new response: with the residual variance, and for the population with the variation between
        /// groups.
        OBSERVATION
    }

    /// @return the mean of the groups named, 95 %, normal quantiles
    public static PredictOptions defaults() {
        return new PredictOptions(Scope.GROUPS, Target.MEAN, 0.95, DfMethod.NORMAL);
    }

    /// @param newScope whose prediction
    /// @return these with another scope
    public PredictOptions withScope(Scope newScope) {
        return new PredictOptions(newScope, target, level, df);
    }

    /// @param newTarget of what
    /// @return these with another target
    public PredictOptions withTarget(Target newTarget) {
        return new PredictOptions(scope, newTarget, level, df);
    }

    /// @param newLevel coverage of the limits
    /// @return these with another level
    public PredictOptions withLevel(double newLevel) {
        return new PredictOptions(scope, target, newLevel, df);
    }

    /// @param newDf degrees of freedom of the limits of population means
    /// @return these with other degrees of freedom
    public PredictOptions withDf(DfMethod newDf) {
        return new PredictOptions(scope, target, level, newDf);
    }
}
