package copse.design;

import copse.frame.NumericColumn;
import java.util.List;

/// Balances covariates by a random walk whose assignments stay robust: two arms, each unit with its exact
/// probability.
///
/// All units start between the arms, at their probability. Again and again a pivot and all undecided units move
/// along the direction that changes covariates and single units least, one way or the other such that nobody
/// moves on average, until one arrives at an arm. Numeric covariates are standardised, factors become
/// indicators, and a constant stands beside them, so that the sizes of the arms are balanced too.
///
/// With rows x scaled such that the longest has length 1, and robustness φ, the signs z of an assignment have
/// `Cov(z) ⪯ (φI + (1 − φ)XX′)⁻¹`. So no direction has a variance above 1/φ times that of coins, and one in the
/// span of the covariates has about `1 / ((1 − φ)λ)` with the eigenvalue λ of `XX′`.
///
/// Cost: `O(n²d)` per assignment of n units by d covariates.
///
/// Source: Harshaw, Sävje, Spielman and Zhang (2024), Balancing covariates in randomized experiments with the
/// Gram-Schmidt walk design, J. Amer. Statist. Assoc. 119(548), 2934-2946. doi:10.1080/01621459.2023.2285474
///
/// @param on covariates
/// @param robustness between [#LEAST] (balance above all) and 1 (independent coins)
/// @param allocation shares of two arms
public record GramSchmidtWalk(List<String> on, double robustness, Allocation.Shares allocation) implements Design {
    /// The robustness unless said otherwise: balance and robustness weigh the same.
    public static final double ROBUSTNESS = 0.5;

    /// The least robustness: steps of the walk divide by it, and at a millionth they keep ten digits.
    public static final double LEAST = 1e-6;

    /// @param on covariates
    /// @param robustness at least [#LEAST], at most 1
    /// @param allocation shares of two arms
    /// @throws copse.error.DesignException `D149` if there is no covariate, robustness is out of its range,
    ///     there are not two arms, or one has no share
    public GramSchmidtWalk {
        on = on.stream().distinct().toList();
        if (on.isEmpty()) {
            throw DesignCode.BAD_WALK.error(
                    "a Gram-Schmidt walk without covariates",
                    "covariates are what it balances",
                    "name them, `walk(on: age, size)`, or write `simple()` for independent coins");
        }
        if (!(robustness >= LEAST && robustness <= 1)) {
            throw DesignCode.BAD_WALK.error(
                    "a robustness of " + NumericColumn.format(robustness),
                    "it lies between 0.000001 (balance above all) and 1 (independent coins)",
                    "write `robustness: 0.5`");
        }
        if (allocation.arms().size() != 2 || allocation.share(0) == 0 || allocation.share(1) == 0) {
            throw DesignCode.BAD_WALK.error(
                    "the shares " + allocation.ratio() + " for "
                            + allocation.arms().size() + " arms in a Gram-Schmidt walk",
                    "each step of the walk moves units towards one of two arms",
                    "give two arms with shares above 0, or use `rerandomised(complete(arms: …), on: …)`");
        }
    }

    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return on;
    }
}
