package copse.family;

/// A family of outcomes with its link: how an outcome varies about its mean.
public sealed interface Family {
    /// @return name as in options and JSON: `binomial`, `poisson`, `nbinom1`, `nbinom2`, `betabinomial`, `Gamma`,
    ///     `gaussian`; a zero-inflated family has the name of its count
    String label();

    /// @return the link of the mean
    Link link();

    /// @return what values it explains
    OutcomeType outcome();

    /// @return whether outcomes of rows with equal predictors may be summed: nothing but the sum matters
    boolean isAdditive();

    /// Successes out of trials, `y ~ Binomial(size, μ)`.
    ///
    /// @param link logit, probit, cloglog, log or identity
    record Binomial(Link link) implements Family {
        @Override
        public String label() {
            return "binomial";
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.SHARE;
        }

        @Override
        public boolean isAdditive() {
            return true;
        }
    }
}
