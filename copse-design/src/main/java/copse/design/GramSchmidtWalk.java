package copse.design;

import java.util.List;

/// Balances covariates by a random walk whose assignments stay robust: two arms, each unit with its exact
/// probability.
///
/// Source: Harshaw, Sävje, Spielman and Zhang (2024), Balancing covariates in randomized experiments with the
/// Gram-Schmidt walk design, J. Amer. Statist. Assoc. 119(548), 2934-2946. doi:10.1080/01621459.2023.2285474
///
/// @param on covariates
/// @param robustness between 0 (balance above all) exclusive and 1 (independent coins) inclusive
/// @param allocation shares of two arms
public record GramSchmidtWalk(List<String> on, double robustness, Allocation.Shares allocation) implements Design {
    /// The robustness unless said otherwise: balance and robustness weigh the same.
    public static final double ROBUSTNESS = 0.5;

    /// Copies the list.
    public GramSchmidtWalk {
        on = List.copyOf(on);
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
