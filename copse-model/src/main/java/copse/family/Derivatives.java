package copse.family;

/// Work arrays of a [Likelihood], one entry per cell: log density and its derivatives, times the multiplicity.
///
/// η is the linear predictor, ω the logarithm of the family's shape parameter, ζ the linear predictor of zero
/// inflation (logit scale). Arrays that an [Order] does not fill, and those of parameters that the family does
/// not have, keep what they had; they start at 0. An instance belongs to one thread, or to threads that fill
/// different ranges.
///
/// Methods give the arrays themselves, not copies.
public final class Derivatives {
    /// How much is wanted.
    public enum Order {
        /// ℓ alone.
        VALUE,
        /// ℓ with its first derivatives, in η, ω and ζ: what a gradient needs.
        GRADIENT,
        /// ℓ, ℓ_η and both weights: what a Newton step in η needs.
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

    final double[] value;
    final double[] score;
    final double[] weight;
    final double[] expected;
    final double[] weightSlope;
    final double[] expectedSlope;
    final double[] byShape;
    final double[] scoreByShape;
    final double[] weightByShape;
    final double[] expectedByShape;
    final double[] byZero;
    final double[] scoreByZero;
    final double[] weightByZero;

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

    /// @return ℓ
    public double[] value() {
        return value;
    }

    /// @return ℓ_η
    public double[] score() {
        return score;
    }

    /// @return −ℓ_ηη, the observed weight; may be negative
    public double[] weight() {
        return weight;
    }

    /// Fisher's weight for binomial, poisson, nbinom2, Gamma and gaussian; for nbinom1 and betabinomial, whose
    /// expectation has no closed form, that of quasi-likelihood, `μ′²/Var(y)`; of zero-inflated families that
    /// of the count without inflation.
    ///
    /// @return an expected weight, at least 0
    public double[] expected() {
        return expected;
    }

    /// @return d weight / dη
    public double[] weightSlope() {
        return weightSlope;
    }

    /// @return d expected / dη
    public double[] expectedSlope() {
        return expectedSlope;
    }

    /// @return ℓ_ω
    public double[] byShape() {
        return byShape;
    }

    /// @return d score / dω
    public double[] scoreByShape() {
        return scoreByShape;
    }

    /// @return d weight / dω
    public double[] weightByShape() {
        return weightByShape;
    }

    /// @return d expected / dω
    public double[] expectedByShape() {
        return expectedByShape;
    }

    /// @return ℓ_ζ
    public double[] byZero() {
        return byZero;
    }

    /// @return d score / dζ
    public double[] scoreByZero() {
        return scoreByZero;
    }

    /// @return d weight / dζ
    public double[] weightByZero() {
        return weightByZero;
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
