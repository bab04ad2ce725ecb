package copse.family;

import copse.math.RandomStream;

/// The distribution of one outcome, its parameters known. Immutable.
public interface OutcomeDistribution {
    /// @return expectation of the outcome: of successes or of summed counts, where it is of those
    double mean();

    /// @return variance of the outcome
    double variance();

    /// @return whether outcomes are whole numbers
    boolean isDiscrete();

    /// @param y any number
    /// @return log probability of y, or log density
    double logDensity(double y);

    /// @param y any number
    /// @return P(Y ≤ y), exact where it is small
    double lower(double y);

    /// @param y any number
    /// @return P(Y > y), exact where it is small
    double upper(double y);

    /// @param stream read from
    /// @return an outcome
    double draw(RandomStream stream);

    /// Smallest y with `P(Y ≤ y) ≥ p`.
    ///
    /// Cost: some tens of [#lower(double)].
    ///
    /// @param p inside (0, 1)
    /// @return the quantile; a whole number where outcomes are
    default double quantile(double p) {
        return Quantiles.of(this, p);
    }
}
