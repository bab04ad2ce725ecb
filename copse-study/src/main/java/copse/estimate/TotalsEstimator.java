package copse.estimate;

/// An estimator that needs no more of the rows than the totals of units, so that a simulation or a
/// randomisation test can call it without making rows.
public interface TotalsEstimator extends EffectEstimator {
    /// @param totals of the columns `covariates, outcome` of the question, in this order
    /// @param question outcome, arms, hypothesis, level
    /// @return the effect, treatment less control
    /// @throws copse.error.CopseException if the method cannot answer this question of these data
    EffectEstimate estimate(UnitTotals totals, Question question);

    /// The totals that this estimator reads; more than the question's columns where a method has a column of
    /// its own, such as the denominator of a ratio.
    ///
    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level
    /// @return totals for [#estimate(UnitTotals, Question)]
    /// @throws copse.error.InputException as [Experiment#totals(Question)]
    default UnitTotals totals(Experiment experiment, Question question) {
        return experiment.totals(question);
    }

    /// Whether totals may not be enough for this question, so that whoever has rows should give those.
    ///
    /// @param question outcome, covariates
    /// @return false unless an estimator says otherwise
    default boolean wantsRows(Question question) {
        return false;
    }

    @Override
    default EffectEstimate estimate(Experiment experiment, Question question) {
        return estimate(totals(experiment, question), question);
    }
}
