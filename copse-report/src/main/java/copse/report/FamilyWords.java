package copse.report;

import copse.family.Family;
import copse.family.OutcomeType;
import copse.formula.Response;
import copse.model.ModelSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a family is called in sentences.
final class FamilyWords {
    private FamilyWords() {}

    /// @param family any
    /// @return the variance of an outcome with the family's own parameter in it; empty for families without
    static Optional<String> dispersion(Family family) {
        return switch (family) {
            case Family.Binomial _, Family.Poisson _ -> Optional.empty();
            case Family.BetaBinomial _ -> Optional.of("Var = n mu (1 - mu) (1 + (n - 1) / (phi + 1))");
            case Family.NegativeBinomial(Family.Growth growth, var _) ->
                Optional.of(
                        switch (growth) {
                            case LINEAR -> "Var = mu (1 + phi)";
                            case QUADRATIC -> "Var = mu (1 + mu / phi)";
                        });
            case Family.Gamma _ -> Optional.of("Var = phi mu^2");
            case Family.Gaussian _ -> Optional.of("Var = phi");
            case Family.Student _ -> Optional.of("Var = phi nu / (nu - 2)");
            case Family.ZeroInflated(Family count) -> dispersion(count);
        };
    }

    /// What a yes/no outcome counts: a level, or 1 where single rows are 0 or 1.
    ///
    /// @param spec the model
    /// @param share whether its outcome is a share
    /// @return such as `passed = yes`; null where there is no such thing
    static @Nullable String success(ModelSpec spec, boolean share) {
        if (!share) {
            return null;
        }
        boolean single = spec.formula().response().orElseThrow() instanceof Response.Value && !spec.hasWeights();
        return spec.success()
                .or(() -> single ? Optional.of("1") : Optional.empty())
                .map(level -> spec.response() + " = " + level)
                .orElse(null);
    }

    /// @param model what was fitted
    /// @return what its outcomes are like
    static OutcomeType outcome(FitResult.Model model) {
        return Family.of(model.family()).outcome();
    }

    /// @param model what was fitted
    /// @return what the mean of its outcome is called: `the share with passed = yes`, `the mean of ticks`
    static String mean(FitResult.Model model) {
        if (outcome(model) != OutcomeType.SHARE) {
            return "the mean of " + model.response();
        }
        return model.success() == null ? "the share " + model.response() : "the share with " + model.success();
    }

    /// @param model what was fitted
    /// @return what the linear predictor is, where it has a name: `log odds`, `log of the mean`
    static String predictor(FitResult.Model model) {
        return switch (model.link()) {
            case "logit" -> "the log odds of " + outcomeName(model);
            case "log" -> "the log of " + mean(model);
            case "identity" -> mean(model);
            default -> "the " + model.link() + " of " + mean(model);
        };
    }

    private static String outcomeName(FitResult.Model model) {
        return model.success() == null ? model.response() : model.success();
    }
}
