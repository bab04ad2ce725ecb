package copse.estimate;

/// An estimator that needs no more of the rows than the totals of units, so that a simulation or a
/// randomisation test can call it without making rows.
public interface TotalsEstimator extends EffectEstimator {
    /// @param totals of the columns `covariates, outcome` of the question, in this order
    /// @param question outcome, arms, hypothesis, level
    /// @return the effect, treatment less control
    /// @throws copse.error.CopseException if the method cannot answer this question of these data
    EffectEstimate estimate(UnitTotals totals, Question question);

    @Override
    default EffectEstimate estimate(Experiment experiment, Question question) {
        return estimate(experiment.totals(question), question);
    }
}
