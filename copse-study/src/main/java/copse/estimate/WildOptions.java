package copse.estimate;

import copse.math.Seed;

/// How a wild cluster bootstrap is done. Immutable.
///
/// @param weights factors of the clusters' residuals
/// @param restricted whether residuals are those of the model with the effect at its hypothesised value (the
///     better choice for tests), or of the model as fitted
/// @param replicates draws, where not all combinations are taken
/// @param seed of the draws
public record WildOptions(Choice weights, boolean restricted, int replicates, Seed seed) {
    /// Which factors.
    public enum Choice {
        /// All Rademacher combinations up to 2^16 of them, that is 16 clusters; Webb's factors for more
        /// clusters.
        AUTOMATIC,
        /// Rademacher's, all combinations up to 2^16 of them.
        RADEMACHER,
        /// Webb's, always drawn.
        WEBB
    }

    /// @throws copse.error.InputException `E301` for fewer than 99 draws
    public WildOptions {
        if (replicates < 99) {
            throw BootstrapCode.FEW_REPLICATES.error(
                    replicates + " draws are too few for a wild bootstrap",
                    "its p-value is a share of the draws: with " + replicates + " it is never below "
                            + BootstrapCode.number(1.0 / (Math.max(0, replicates) + 1)),
                    "draw 9999, which is done in milliseconds");
        }
    }

    /// @return restricted residuals, automatic weights, 9,999 draws
    public static WildOptions defaults() {
        return new WildOptions(Choice.AUTOMATIC, true, 9_999, Seed.of(20260101));
    }

    /// @param choice which factors
    /// @return changed options
    public WildOptions withWeights(Choice choice) {
        return new WildOptions(choice, restricted, replicates, seed);
    }

    /// @param imposed whether residuals are those under the hypothesis
    /// @return changed options
    public WildOptions withRestricted(boolean imposed) {
        return new WildOptions(weights, imposed, replicates, seed);
    }

    /// @param draws at least 99
    /// @return changed options
    public WildOptions withReplicates(int draws) {
        return new WildOptions(weights, restricted, draws, seed);
    }

    /// @param start of the draws
    /// @return changed options
    public WildOptions withSeed(Seed start) {
        return new WildOptions(weights, restricted, replicates, start);
    }
}
