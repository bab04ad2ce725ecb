package copse.bayes;

import copse.glmm.Averaging;
import copse.math.Seed;

/// What is to be predicted, and how sure the limits are to be.
///
/// @param of the mean outcome, or an outcome itself
/// @param averaging whose: [Averaging#GROUPS] of the groups that rows name, effects of new ones drawn;
/// [Averaging#TYPICAL] of a group whose effects are at their mean; [Averaging#POPULATION] the mean over groups
/// @param level probability that the limits hold, such as 0.95
/// @param seed of the effects of new groups, and of outcomes
public record BayesPredictOptions(Of of, Averaging averaging, double level, Seed seed) {
    /// What is predicted.
    public enum Of {
        /// The expected outcome: a probability, an expected count, an expected value.
        MEAN,
        /// One outcome, with its own variation: successes out of the row's trials, a count, a value.
        OUTCOME
    }

    /// @return means in the groups that rows name, 95 %, seed 1
    public static BayesPredictOptions defaults() {
        return new BayesPredictOptions(Of.MEAN, Averaging.GROUPS, 0.95, Seed.of(1));
    }

    /// @param newOf the mean outcome, or an outcome itself
    /// @return these of something else
    public BayesPredictOptions with(Of newOf) {
        return new BayesPredictOptions(newOf, averaging, level, seed);
    }

    /// @param newAveraging whose
    /// @return these of others
    public BayesPredictOptions withAveraging(Averaging newAveraging) {
        return new BayesPredictOptions(of, newAveraging, level, seed);
    }

    /// @param newLevel probability that the limits hold
    /// @return these with another level
    public BayesPredictOptions withLevel(double newLevel) {
        return new BayesPredictOptions(of, averaging, newLevel, seed);
    }

    /// @param newSeed of what is drawn
    /// @return these with another seed
    public BayesPredictOptions withSeed(Seed newSeed) {
        return new BayesPredictOptions(of, averaging, level, newSeed);
    }
}
