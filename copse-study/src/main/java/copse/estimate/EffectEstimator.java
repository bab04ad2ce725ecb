package copse.estimate;

/// A way from the rows of an experiment to the effect of an arm.
public interface EffectEstimator {
    /// @return name as printed in a table of methods: `difference in means of clusters`, `Hájek`
    String name();

    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level
    /// @return the effect, treatment less control
    /// @throws copse.error.CopseException if the method cannot answer this question of these data; the message
    ///     says why and which method can
    EffectEstimate estimate(Experiment experiment, Question question);
}
