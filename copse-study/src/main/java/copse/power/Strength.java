package copse.power;

/// What a trial can show about one effect.
///
/// @param effect the true effect, treated less control
/// @param power the probability that the test rejects, by the statistic of the rule
/// @param byT the same by t
/// @param byZ the same by the normal approximation, which few clusters do not have
/// @param se standard error of the estimate
/// @param df degrees of freedom of t
/// @param ncp distance of the effect from the edge of the hypothesis, in standard errors; from the nearer one
///     for equivalence
/// @param designEffect variance over that of as many units randomised one by one, without covariates
public record Strength(
        double effect, double power, double byT, double byZ, double se, double df, double ncp, double designEffect) {}
