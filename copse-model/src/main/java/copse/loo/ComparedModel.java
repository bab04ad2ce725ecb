package copse.loo;

/// One model in a comparison.
///
/// @param name of the model
/// @param elpd how well it predicts
/// @param difference of its elpd from the best model's: 0 for that one, else negative
/// @param seDifference standard error of the difference, from the differences row by row
/// @param stacking weight in the mixture that predicts best
/// @param pseudoBma weight by `exp(elpd)`
/// @param pseudoBmaPlus the same over the Bayesian bootstrap of rows
public record ComparedModel(
        String name,
        Elpd elpd,
        double difference,
        double seDifference,
        double stacking,
        double pseudoBma,
        double pseudoBmaPlus) {}
