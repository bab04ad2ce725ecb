package copse.family;

/// Work arrays of a [Likelihood], one entry per cell: log density and its derivatives, times the multiplicity.
///
/// η is the linear predictor, ω the logarithm of the family's shape parameter, ζ the linear predictor of zero
/// inflation (logit scale). Arrays that an [Order] does not fill, and those of parameters that the family does
/// not have, keep what they had; they start at 0. An instance belongs to one thread, or to threads that fill
/// different ranges.
public final class Derivatives {
    /// How much is wanted.
    public enum Order {
        /// [#value] alone.
        VALUE,
        /// [#value], [#score], [#byShape], [#byZero]: what a gradient needs.
        GRADIENT,
        /// [#value], [#score], [#weight], [#expected]: what a Newton step in η needs.
        NEWTON,
        /// Everything.
        FULL;

        /// @return whether weights are wanted
        boolean hasWeight() {
            return this == NEWTON || this == FULL;
        }

        /// @return whether derivatives by shape and zero inflation are wanted
        boolean hasParameters() {
            return this == GRADIENT || this == FULL;
        }
    }

    /// ℓ.
    public final double[] value;
    /// ℓ_η.
    public final double[] score;
    /// −ℓ_ηη, the observed weight; may be negative.
    public final double[] weight;
    /// An expected weight, at least 0: Fisher's for binomial, poisson, nbinom2, Gamma and gaussian; for nbinom1
    /// and betabinomial, whose expectation has no closed form, that of quasi-likelihood, `μ′²/Var(y)`; of
    /// zero-inflated families that of the count without inflation.
    public final double[] expected;
    /// d weight / dη.
    public final double[] weightSlope;
    /// d expected / dη.
    public final double[] expectedSlope;
    /// ℓ_ω.
    public final double[] byShape;
    /// d score / dω.
    public final double[] scoreByShape;
    /// d weight / dω.
    public final double[] weightByShape;
    /// d expected / dω.
    public final double[] expectedByShape;
    /// ℓ_ζ.
    public final double[] byZero;
    /// d score / dζ.
    public final double[] scoreByZero;
    /// d weight / dζ.
    public final double[] weightByZero;

    /// @param cells how many
    public Derivatives(int cells) {
        value = new double[cells];
        score = new double[cells];
        weight = new double[cells];
        expected = new double[cells];
        weightSlope = new double[cells];
        expectedSlope = new double[cells];
        byShape = new double[cells];
        scoreByShape = new double[cells];
        weightByShape = new double[cells];
        expectedByShape = new double[cells];
        byZero = new double[cells];
        scoreByZero = new double[cells];
        weightByZero = new double[cells];
    }

    /// Says that a cell has no valid mean.
    void invalidate(int i, Order order) {
        value[i] = Double.NEGATIVE_INFINITY;
        score[i] = 0;
        if (order.hasWeight()) {
            weight[i] = 0;
            expected[i] = 0;
            weightSlope[i] = 0;
            expectedSlope[i] = 0;
        }
        if (order.hasParameters()) {
            byShape[i] = 0;
            scoreByShape[i] = 0;
            weightByShape[i] = 0;
            expectedByShape[i] = 0;
            byZero[i] = 0;
            scoreByZero[i] = 0;
            weightByZero[i] = 0;
        }
    }
}
