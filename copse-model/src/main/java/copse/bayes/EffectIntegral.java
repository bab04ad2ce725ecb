package copse.bayes;

import copse.math.RandomStream;
import copse.model.CrossProducts;

/// What integrating the group effects out of a Gaussian likelihood adds to it: `log ∫ exp(φ rᵀb − φ/2 bᵀZᵀZb)
/// N(b; 0, FFᵀ) db` with `r = Zᵀ(y − Xβ)`, as a function of r, of the factors F of the effects' covariance and
/// of the residual precision φ = 1/σ².
///
/// That is `−½ log|A| + φ/2 ‖L⁻¹Λᵀr‖²` with `A = ΛᵀZᵀZΛ + I = LLᵀ` and `Λ = √φ F`.
///
/// An instance belongs to one thread. After [#evaluate] the slopes and [#draw] are those at its arguments.
abstract sealed class EffectIntegral permits NestedIntercepts, OneFactor, CrossedFactors {
    // The difference of squares carries a rounding error of some 1e-16 of what is subtracted. Where that exceeds about
    // 0.1 nothing is known of the density but that effects and coefficients nearly balance, far from the data.
    private static final double KNOWN = 1e15;

    /// Derivatives by the sums r of each grouping whose sums are read, levels×q.
    final double[][] bySums;
    /// Derivatives by F of each grouping, all entries, q×q column-major.
    final double[][] byFactor;
    /// Derivative by φ.
    double byPrecision;

    EffectIntegral(double[][] bySums, double[][] byFactor) {
        this.bySums = bySums;
        this.byFactor = byFactor;
    }

    /// The cheapest way for the structure of the groupings.
    ///
    /// @param products in standard coordinates, with at least one grouping
    static EffectIntegral of(CrossProducts products) {
        if (NestedIntercepts.fits(products)) {
            return NestedIntercepts.of(products);
        }
        return products.groupings().size() == 1 ? OneFactor.of(products) : CrossedFactors.of(products);
    }

    /// @param products in standard coordinates
    /// @return sums and squares as [#evaluate] wants them; without groupings those of all residuals
    static ResidualSums residuals(CrossProducts products) {
        return NestedIntercepts.fits(products)
                ? ResidualSums.of(products, 1, true)
                : ResidualSums.of(products, products.groupings().size(), false);
    }

    /// Slopes of zeros for groupings.
    static double[][] zeros(CrossProducts products, boolean squares) {
        return products.groupings().stream()
                .map(own -> new double[squares ? own.q() * own.q() : own.levels() * own.q()])
                .toArray(double[][]::new);
    }

    /// @param residuals at β, of squares for which it was made
    /// @param factors F per grouping, q×q column-major; any square root of the covariance. Not modified.
    /// @param precision φ
    /// @return the logarithm; NaN where rounding leaves nothing of it
    abstract double evaluate(ResidualSums residuals, double[][] factors, double precision);

    /// Whether a difference `φ (eᵀe − …)` is known well enough to tell densities apart.
    static boolean isKnown(double precision, double squares) {
        return precision * squares < KNOWN;
    }

    /// Draws the effects from their distribution given the data and what was evaluated last.
    ///
    /// @param stream of normal numbers
    /// @param into per grouping, b of every level, levels×q. *Modified.*
    abstract void draw(RandomStream stream, double[][] into);

    /// @return one for another thread
    abstract EffectIntegral copy();
}
