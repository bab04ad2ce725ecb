package copse.estimate;

import copse.math.Seed;

/// How draws of a bootstrap are made and read. Immutable; the level is the question's.
///
/// @param scheme what is drawn with replacement
/// @param limits how draws become limits
/// @param replicates B
/// @param quantile definition of a quantile of the draws
/// @param seed of the draws
public record BootstrapOptions(Scheme scheme, Limits limits, int replicates, QuantileType quantile, Seed seed) {
    /// What is drawn with replacement.
    public enum Scheme {
        /// As the units were randomised: whole blocks if a block has one unit per arm, else units within their
        /// arm and block.
        AS_RANDOMISED("units as they were randomised"),
        /// Units within their arm, and within their block if there are blocks.
        WITHIN_ARMS("units within arms"),
        /// Whole blocks, such as pairs, with all their units.
        BLOCKS("whole blocks"),
        /// Units with their arms, whatever these are, as if units had been sampled and not randomised: the
        /// "pairs bootstrap" of regression. Replicates without a unit in an arm are counted apart.
        CASES("units with their arms"),
        /// Units within their arm, then rows within each unit drawn. It counts what rows vary twice: once in
        /// the units' means, which vary by it already, and once anew.
        TWO_STAGE("units within arms, then rows within units");

        private final String label;

        Scheme(String label) {
            this.label = label;
        }

        /// @return what is drawn, in words
        public String label() {
            return label;
        }
    }

    /// How draws become limits.
    public enum Limits {
        /// Quantiles of the draws.
        PERCENTILE("percentile"),
        /// Quantiles of the draws, mirrored at the estimate.
        BASIC("basic"),
        /// Quantiles of the draws, corrected for bias and for a standard error that changes with the effect,
        /// the latter from leaving out one unit at a time.
        ///
        /// Source: Efron (1987), Better bootstrap confidence intervals, JASA 82(397).
        /// doi:10.1080/01621459.1987.10478410
        BCA("BCa"),
        /// Quantiles of the draws' t statistics, times the standard error: the one that knows that few units
        /// call for wider limits.
        STUDENTISED("studentised");

        private final String label;

        Limits(String label) {
            this.label = label;
        }

        /// @return as printed
        public String label() {
            return label;
        }
    }

    /// @throws copse.error.InputException `E301` for fewer than 19 draws
    public BootstrapOptions {
        if (replicates < 19) {
            throw BootstrapCode.FEW_REPLICATES.error(
                    replicates + " draws are too few for limits",
                    "with fewer than 19 draws even a 90 % interval would reach beyond the most extreme ones",
                    "draw 1999, for which (B + 1)(1 − level)/2 is whole at 90, 95 and 99 %");
        }
    }

    /// @return studentised limits from 1,999 draws of units as they were randomised, quantiles of type 6
    public static BootstrapOptions defaults() {
        return new BootstrapOptions(
                Scheme.AS_RANDOMISED, Limits.STUDENTISED, 1_999, QuantileType.TYPE_6, Seed.of(20260101));
    }

    /// @param what is drawn with replacement
    /// @return changed options
    public BootstrapOptions withScheme(Scheme what) {
        return new BootstrapOptions(what, limits, replicates, quantile, seed);
    }

    /// @param how draws become limits
    /// @return changed options
    public BootstrapOptions withLimits(Limits how) {
        return new BootstrapOptions(scheme, how, replicates, quantile, seed);
    }

    /// @param draws B, at least 19
    /// @return changed options
    public BootstrapOptions withReplicates(int draws) {
        return new BootstrapOptions(scheme, limits, draws, quantile, seed);
    }

    /// @param type definition of a quantile
    /// @return changed options
    public BootstrapOptions withQuantile(QuantileType type) {
        return new BootstrapOptions(scheme, limits, replicates, type, seed);
    }

    /// @param start of the draws
    /// @return changed options
    public BootstrapOptions withSeed(Seed start) {
        return new BootstrapOptions(scheme, limits, replicates, quantile, start);
    }
}
