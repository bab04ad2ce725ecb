package copse.plan;

import copse.bayes.Priors;
import copse.family.Family;
import copse.formula.Formula;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A Bayesian analysis beside the one that answers the question.
///
/// @param formula of the model
/// @param family of the outcome
/// @param priors what is said about them; what is not said is weakly informative
/// @param chains run independently; empty for the sampler's default, as the next two
/// @param warmup transitions per chain that are thrown away
/// @param draws kept per chain
/// @param rope half the width of the range of effects that are practically none, in units of the outcome's
///     scale; empty for the smallest effect of interest
public record BayesPlan(
        Formula formula,
        Family family,
        Priors priors,
        OptionalInt chains,
        OptionalInt warmup,
        OptionalInt draws,
        OptionalDouble rope) {}
