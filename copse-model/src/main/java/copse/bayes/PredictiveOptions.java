package copse.bayes;

import copse.math.Seed;

/// How outcomes are replicated.
///
/// @param groups whose outcomes
/// @param draws of the parameters that are used at most, evenly spaced over each chain
/// @param seed of the outcomes; they do not depend on the number of threads
public record PredictiveOptions(Groups groups, int draws, Seed seed) {
    /// Whose outcomes are replicated.
    public enum Groups {
        /// More outcomes of the groups observed.
        SAME,
        /// Outcomes of other groups of the same sizes: tells more of the distribution of groups.
        NEW
    }

    /// @return the same groups, 1000 draws, seed 1
    public static PredictiveOptions defaults() {
        return new PredictiveOptions(Groups.SAME, 1000, Seed.of(1));
    }

    /// @param newGroups whose outcomes
    /// @return these of other groups
    public PredictiveOptions withGroups(Groups newGroups) {
        return new PredictiveOptions(newGroups, draws, seed);
    }

    /// @param newDraws of the parameters that are used at most
    /// @return these with more or fewer
    public PredictiveOptions withDraws(int newDraws) {
        return new PredictiveOptions(groups, newDraws, seed);
    }

    /// @param newSeed of the outcomes
    /// @return these with another
    public PredictiveOptions withSeed(Seed newSeed) {
        return new PredictiveOptions(groups, draws, newSeed);
    }
}
