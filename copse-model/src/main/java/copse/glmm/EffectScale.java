package copse.glmm;

import copse.family.OutcomeType;

/// On what scale two means are compared, or a coefficient is told.
public enum EffectScale {
    /// Difference of linear predictors: log odds, log rates, probits.
    LINK("link"),
    /// Difference of means: of probabilities (a risk difference), of expected counts, of expected values.
    DIFFERENCE("difference"),
    /// Ratio of means: of probabilities (a risk ratio), of expected counts (a rate ratio).
    RATIO("ratio"),
    /// Ratio of odds; for shares alone.
    ODDS_RATIO("odds ratio");

    private final String label;

    EffectScale(String label) {
        this.label = label;
    }

    /// @return the name as in JSON
    public String label() {
        return label;
    }

    /// What people call it.
    ///
    /// @param outcome what is measured
    /// @return such as `risk difference`, `rate ratio`
    public String title(OutcomeType outcome) {
        return switch (this) {
            case LINK -> "difference on the link scale";
            case ODDS_RATIO -> "odds ratio";
            case DIFFERENCE ->
                switch (outcome) {
                    case SHARE -> "risk difference";
                    case COUNT -> "difference of expected counts";
                    case NUMBER, POSITIVE -> "difference of means";
                };
            case RATIO ->
                switch (outcome) {
                    case SHARE -> "risk ratio";
                    case COUNT -> "rate ratio";
                    case NUMBER, POSITIVE -> "ratio of means";
                };
        };
    }

    /// @return the value that says "no effect": 1 for ratios, else 0
    public double none() {
        return isRatio() ? 1 : 0;
    }

    /// @return whether it is a quotient, whose limits are made on the log scale
    public boolean isRatio() {
        return this == RATIO || this == ODDS_RATIO;
    }
}
