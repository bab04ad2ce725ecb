package copse.report;

import copse.error.InputException;
import copse.glmm.FitComparison;
import copse.glmm.GlmmFit;
import copse.lmm.Estimator;
import copse.lmm.LikelihoodRatio;
import copse.lmm.LmmCode;
import copse.lmm.LmmFit;
import copse.model.Fit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Models of the same rows held against each other, all by maximum likelihood.
///
/// @param models from the fewest parameters to the most
/// @param tests each model against the one before it
public record Comparison(List<Model> models, List<Test> tests) {
    /// A model with its likelihood by ML.
    ///
    /// @param name what the user calls it, such as its file
    /// @param fit by ML
    /// @param refitted whether it was fitted by REML and had to be fitted again
    public record Model(String name, Fit fit, boolean refitted) {
        /// @param name what the user calls it
        /// @param fit by any estimator
        /// @return the model by ML
        public static Model of(String name, Fit fit) {
            return fit instanceof LmmFit linear
                    ? new Model(name, linear.refit(Estimator.ML), linear.estimator() != Estimator.ML)
                    : new Model(name, fit, false);
        }

        /// @return whether it is a linear model
        public boolean isLinear() {
            return fit instanceof LmmFit;
        }

        /// @return family with its link, such as `binomial (logit)`, and whether zeros are inflated
        public String family() {
            return fit instanceof GlmmFit generalised
                    ? generalised.family().label() + " ("
                            + generalised.family().link().label()
                            + (generalised.family().isInflated() ? ", zero-inflated)" : ")")
                    : "gaussian (identity)";
        }

        /// @return the formula as printed
        public String formula() {
            return fit.spec().formula().toString();
        }
    }

    /// A model against the one before it.
    ///
    /// @param smaller the model with fewer parameters
    /// @param larger the model with more
    /// @param ratio the test, empty if there is none
    /// @param reason why there is none, or the empty text
    public record Test(Model smaller, Model larger, Optional<LikelihoodRatio> ratio, String reason) {}

    /// @param models at least two
    /// @return the comparison
    /// @throws InputException `N218` if they were fitted to different rows or responses
    public static Comparison of(List<Model> models) {
        List<Model> sorted = models.stream()
                .sorted(Comparator.comparingInt((Model model) -> model.fit().parameters()))
                .toList();
        List<Test> tests = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            tests.add(test(sorted.get(i - 1), sorted.get(i)));
        }
        return new Comparison(sorted, tests);
    }

    private static Test test(Model smaller, Model larger) {
        try {
            return new Test(
                    smaller, larger, Optional.of(FitComparison.likelihoodRatio(smaller.fit(), larger.fit())), "");
        } catch (InputException e) {
            if (!e.code().equals(LmmCode.NOT_NESTED.code())) {
                throw e;
            }
            return new Test(
                    smaller,
                    larger,
                    Optional.empty(),
                    e.problem().what() + ": " + e.problem().why());
        }
    }

    /// @return the model with the smallest AIC
    public Model best() {
        return models.stream()
                .min(Comparator.comparingDouble(model -> model.fit().aic()))
                .orElseThrow();
    }

    /// @return whether any model had to be fitted again by ML
    public boolean refitted() {
        return models.stream().anyMatch(Model::refitted);
    }
}
