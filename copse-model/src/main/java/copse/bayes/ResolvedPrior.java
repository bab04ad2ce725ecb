package copse.bayes;

import copse.prior.Prior;

/// The prior of one parameter, and where it comes from.
///
/// @param parameter as in draws: `(Intercept)`, `age`, `sd(g,term)`, `sigma`; `cor(g)` for all correlations of
///     a group
/// @param target what the prior is stated on
/// @param prior the distribution
/// @param centered of an intercept: whether the prior is on its value where every column is at its mean,
///     instead of at x = 0
/// @param stated whether the user said so; else it is a default
public record ResolvedPrior(String parameter, PriorTarget target, Prior prior, boolean centered, boolean stated) {}
