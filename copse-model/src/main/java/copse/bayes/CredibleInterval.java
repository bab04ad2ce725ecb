package copse.bayes;

import copse.mcmc.Chains;

/// The limits between which a number lies with a stated probability, given data and model, with as much
/// probability above them as below.
///
/// @param level the probability
/// @param lower quantile `(1 − level) / 2`
/// @param upper quantile `(1 + level) / 2`
public record CredibleInterval(double level, double lower, double upper) {
    /// @param draws of the number
    /// @param level the probability, such as 0.95
    /// @return the limits
    public static CredibleInterval of(Chains draws, double level) {
        return new CredibleInterval(level, draws.quantile(0.5 * (1 - level)), draws.quantile(0.5 * (1 + level)));
    }
}
