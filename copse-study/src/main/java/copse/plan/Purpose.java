package copse.plan;

import copse.math.Seed;
import copse.record.Digest;
import java.util.Locale;

/// What random numbers of a plan are needed for.
public enum Purpose {
    /// Who gets which arm.
    ASSIGNMENT,
    /// Rows of simulated data.
    SIMULATION,
    /// Randomisation tests and bootstraps.
    ANALYSIS,
    /// Simulated experiments.
    POWER,
    /// Chains of the sampler.
    BAYES;

    /// Hexadecimal digits of a fingerprint that make a seed: 48 bits, which every JSON reader keeps exactly.
    private static final int DIGITS = 12;

    private static final int HEXADECIMAL = 16;

    /// Redraws that started from the seed of the assignment would begin with the assignment itself; so each
    /// purpose but that has a seed of its own, the beginning of the fingerprint of its name and the plan's
    /// seed.
    ///
    /// @param plan the plan's seed
    /// @return the seed for this purpose
    Seed seed(long plan) {
        return this == ASSIGNMENT
                ? Seed.of(plan)
                : Seed.of(Long.parseLong(
                        Digest.sha256(name().toLowerCase(Locale.ROOT) + " " + plan)
                                .substring(0, DIGITS),
                        HEXADECIMAL));
    }
}
