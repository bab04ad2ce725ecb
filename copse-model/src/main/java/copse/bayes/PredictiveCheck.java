package copse.bayes;

import copse.mcmc.Chains;

/// A statistic of the outcomes observed, and of those that the model makes.
///
/// The probability is `P(T(y*) ≥ T(y))` over replicated outcomes y*: near 0 or 1 where the model does not make
/// outcomes like those observed. It is no p-value with a uniform distribution, since the data were used to fit;
/// it is timid. Where T has few values ties count as "at least": so 0 of 19 schools has probability 1.
///
/// Source: Gelman, Meng and Stern (1996), Posterior predictive assessment of model fitness via realized
/// discrepancies, Stat. Sin. 6(4).
///
/// @param statistic what is compared
/// @param observed of the data
/// @param replicated of outcomes drawn from the posterior predictive distribution
/// @param probability that a replicated one is at least the observed
/// @param probabilityEqual that it is the same: the part of the probability that is ties
public record PredictiveCheck(
        PredictiveStatistic statistic,
        double observed,
        Chains replicated,
        double probability,
        double probabilityEqual) {
    static PredictiveCheck of(PredictiveStatistic statistic, double observed, Chains replicated) {
        double above = replicated.above(observed);
        double atLeast = replicated.above(Math.nextDown(observed));
        return new PredictiveCheck(statistic, observed, replicated, atLeast, atLeast - above);
    }

    /// @return the same as a number that follows from the parameters
    public Derived derived() {
        return new Derived(statistic.label(), replicated);
    }
}
