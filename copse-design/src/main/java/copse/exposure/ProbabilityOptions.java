package copse.exposure;

import copse.math.Seed;

/// How probabilities of exposure are worked out.
///
/// @param draws random assignments where no exact way is affordable, at least 64; rounded up to a multiple of
///     64
/// @param effort largest number of additions and multiplications, in all, that exact sums may take
/// @param seed from which the random assignments follow
/// @param threads number of threads; the answer does not depend on it
public record ProbabilityOptions(int draws, double effort, Seed seed, int threads) {
    private static final int DRAWS = 4096;

    /// Some ten seconds of one core.
    private static final double EFFORT = 1e10;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if there are fewer than 64 draws, or no thread
    public ProbabilityOptions {
        if (draws < Long.SIZE || threads < 1 || !(effort >= 0)) {
            throw new IllegalArgumentException(draws + " draws, effort " + effort + ", " + threads + " threads");
        }
    }

    /// @return 4,096 draws, some ten seconds of exact sums, all processors
    public static ProbabilityOptions defaults() {
        return new ProbabilityOptions(
                DRAWS, EFFORT, Seed.of(1), Runtime.getRuntime().availableProcessors());
    }

    /// @param number of random assignments
    /// @return these options but for that
    public ProbabilityOptions withDraws(int number) {
        return new ProbabilityOptions(number, effort, seed, threads);
    }

    /// @param operations largest number of additions and multiplications of exact sums; 0 leaves only random
    ///     draws
    /// @return these options but for that
    public ProbabilityOptions withEffort(double operations) {
        return new ProbabilityOptions(draws, operations, seed, threads);
    }

    /// @param other from which the random assignments follow
    /// @return these options but for that
    public ProbabilityOptions withSeed(Seed other) {
        return new ProbabilityOptions(draws, effort, other, threads);
    }

    /// @param number of threads
    /// @return these options but for that
    public ProbabilityOptions withThreads(int number) {
        return new ProbabilityOptions(draws, effort, seed, number);
    }
}
