package copse.bayes;

import copse.mcmc.Chains;
import copse.mcmc.HighestDensity;

/// How much of an effect's posterior lies where it makes no practical difference: in the region of practical
/// equivalence (ROPE) that the user states.
///
/// The verdict compares the region with the shortest interval that holds most of the posterior: effects are
/// rejected as equivalent if the interval lies outside of it, accepted if it lies inside, else it is open.
///
/// Source: Kruschke (2018), Rejecting or accepting parameter values in Bayesian estimation, Adv. Methods Pract.
/// Psychol. Sci. 1(2). doi:10.1177/2515245918771304
///
/// @param lower end of the region
/// @param upper end of the region
/// @param below probability that the effect is below the region
/// @param inside probability that it is inside
/// @param above probability that it is above
/// @param interval shortest interval of the effect
/// @param verdict what the two together say
public record PracticalEquivalence(
        double lower,
        double upper,
        double below,
        double inside,
        double above,
        HighestDensity interval,
        Verdict verdict) {
    /// What region and interval together say.
    public enum Verdict {
        /// The interval is inside the region: the effect is of no practical importance.
        EQUIVALENT,
        /// The interval is outside: it is of importance.
        DIFFERENT,
        /// They overlap: the data do not tell.
        OPEN
    }

    /// @param effect draws of the effect
    /// @param lower end of the region
    /// @param upper end of the region, at least the lower one
    /// @param mass probability that the interval holds, such as 0.95
    /// @return the comparison
    public static PracticalEquivalence of(Chains effect, double lower, double upper, double mass) {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("a region from " + lower + " to " + upper);
        }
        double above = effect.above(upper);
        double below = 1 - effect.above(Math.nextDown(lower));
        HighestDensity interval = effect.highestDensity(mass);
        Verdict verdict = interval.lower() >= lower && interval.upper() <= upper
                ? Verdict.EQUIVALENT
                : interval.lower() > upper || interval.upper() < lower ? Verdict.DIFFERENT : Verdict.OPEN;
        return new PracticalEquivalence(lower, upper, below, 1 - above - below, above, interval, verdict);
    }
}
