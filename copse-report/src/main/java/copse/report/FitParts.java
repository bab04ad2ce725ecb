package copse.report;

import copse.frame.ColumnSchema;
import copse.infer.ContrastScheme;
import copse.infer.Estimate;
import copse.lmm.AnovaType;
import copse.lmm.Convergence;
import copse.lmm.FixedEffects;
import copse.lmm.GroupEffects;
import copse.lmm.MarginalMeans;
import copse.lmm.ReferenceGrid;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.Fit;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What linear and generalised linear mixed models are told alike.
final class FitParts {
    private FitParts() {}

    static FitResult.Criteria criteria(Fit fit) {
        return new FitResult.Criteria(fit.criterion(), fit.logLik(), fit.aic(), fit.bic());
    }

    static FitResult.Dropped dropped(Fit fit, CrossProducts.Dropped dropped) {
        return dropped(fit.spec(), fit.aliased(), dropped);
    }

    static FitResult.Dropped dropped(ModelSpec spec, List<String> aliased, CrossProducts.Dropped dropped) {
        Map<String, Long> missing = new LinkedHashMap<>();
        List<String> variables = spec.variables();
        for (int i = 0; i < variables.size(); i++) {
            if (dropped.byVariable().get(i) > 0) {
                missing.put(variables.get(i), dropped.byVariable().get(i));
            }
        }
        return new FitResult.Dropped(dropped.missing(), missing, aliased);
    }

    static Map<String, List<String>> factors(ModelSpec spec) {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        for (String name : spec.factors()) {
            spec.schema().find(name).map(ColumnSchema::levels).ifPresent(levels -> factors.put(name, levels.labels()));
        }
        return factors;
    }

    static FitResult.Group group(long[] counts) {
        return new FitResult.Group(
                counts.length,
                Arrays.stream(counts).min().orElse(0),
                Arrays.stream(counts).average().orElse(0),
                Arrays.stream(counts).max().orElse(0));
    }

    static double[][] rows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.at(i, j);
            }
        }
        return rows;
    }

    static FitResult.Effect effect(Estimate estimate) {
        return new FitResult.Effect(
                estimate.estimand(),
                estimate.value(),
                estimate.se(),
                estimate.statistic(),
                estimate.df(),
                estimate.p(),
                estimate.lower(),
                estimate.upper());
    }

    static List<FitResult.TermTest> tests(FixedEffects effects, FitQuestions asked) {
        if (asked.anova() == null) {
            return List.of();
        }
        int type = asked.anova() == AnovaType.TWO ? 2 : 3;
        return effects.anova(asked.anova()).stream()
                .map(test -> new FitResult.TermTest(
                        type, test.term(), test.f(), test.numeratorDf(), test.denominatorDf(), test.p()))
                .toList();
    }

    static List<FitResult.Contrasts> means(FixedEffects effects, FitQuestions asked) {
        List<FitResult.Contrasts> means = new ArrayList<>();
        asked.means().forEach(wanted -> means.addAll(means(effects, wanted, asked.level())));
        means.addAll(combinations(effects, asked));
        return means;
    }

    /// @return means on the scale of the linear predictor, and their differences where these are wanted
    static List<FitResult.Contrasts> means(FixedEffects effects, FitQuestions.Means wanted, double level) {
        MarginalMeans found = MarginalMeans.of(
                effects, grid(effects.fit(), wanted), wanted.factors().toArray(String[]::new));
        String name = String.join(":", wanted.factors());
        List<FitResult.Contrasts> means = new ArrayList<>();
        means.add(new FitResult.Contrasts(
                name,
                "mean",
                FitResult.LINK,
                "none",
                found.means(level).stream()
                        .map(mean -> mean.estimate().map(FitParts::effect).orElseGet(() -> notEstimable(mean.label())))
                        .toList()));
        if (wanted.pairwise()) {
            means.add(new FitResult.Contrasts(
                    name,
                    "pairwise",
                    FitResult.LINK,
                    wanted.adjust().label(),
                    found.contrasts(ContrastScheme.PAIRWISE, wanted.adjust(), level).stream()
                            .map(FitParts::effect)
                            .toList()));
        }
        return means;
    }

    static ReferenceGrid grid(Fit fit, FitQuestions.Means wanted) {
        ReferenceGrid grid = ReferenceGrid.of(fit);
        for (Map.Entry<String, Double> value : wanted.at().entrySet()) {
            grid = grid.with(value.getKey(), value.getValue());
        }
        return grid;
    }

    /// @return linear combinations of coefficients, where asked for
    static List<FitResult.Contrasts> combinations(FixedEffects effects, FitQuestions asked) {
        return asked.contrasts().isEmpty()
                ? List.of()
                : List.of(new FitResult.Contrasts(
                        "of coefficients",
                        "contrast",
                        FitResult.LINK,
                        "none",
                        asked.contrasts().stream()
                                .map(contrast -> effects.combination(
                                        contrast.of(effects.fit().fixedNames()), asked.level()))
                                .map(FitParts::effect)
                                .toList()));
    }

    static FitResult.Effect notEstimable(String label) {
        double none = Double.NaN;
        return new FitResult.Effect(label, none, none, none, none, none, none, none);
    }

    /// @param components of the fit
    /// @param order of the grouping factors, as in the formula
    /// @param limits of standard deviations, named `sd(g,term)`
    static List<FitResult.Variance> variances(List<VarianceComponent> components, List<String> order, Limits limits) {
        List<FitResult.Variance> variances = new ArrayList<>();
        for (VarianceComponent component : components) {
            if (component.isVariance() && component.term1() != null) {
                String name = "sd(" + component.group() + "," + component.term1() + ")";
                variances.add(new FitResult.Variance(
                        component.group(),
                        component.term1(),
                        component.value(),
                        component.sdOrCorrelation(),
                        limits.lower(name),
                        limits.upper(name)));
            }
        }
        variances.sort(Comparator.comparingInt(variance -> order.indexOf(variance.group())));
        return List.copyOf(variances);
    }

    static List<FitResult.Covariance> covariances(List<VarianceComponent> components, Limits limits) {
        List<FitResult.Covariance> covariances = new ArrayList<>();
        for (VarianceComponent component : components) {
            if (!component.isVariance()) {
                boolean singular = components.stream()
                        .anyMatch(other -> other.isVariance()
                                && other.group().equals(component.group())
                                && other.value() == 0
                                && (String.valueOf(other.term1()).equals(component.term1())
                                        || String.valueOf(other.term1()).equals(component.term2())));
                String name = "cor(" + component.group() + "," + component.term1() + "," + component.term2() + ")";
                covariances.add(new FitResult.Covariance(
                        component.group(),
                        String.valueOf(component.term1()),
                        String.valueOf(component.term2()),
                        component.value(),
                        singular ? Double.NaN : component.sdOrCorrelation(),
                        limits.lower(name),
                        limits.upper(name)));
            }
        }
        return covariances;
    }

    static List<FitResult.Mode> modes(GroupEffects effects, ToDoubleFunction<String> coefficient) {
        List<FitResult.Mode> modes =
                new ArrayList<>(effects.levels() * effects.terms().size());
        for (int level = 0; level < effects.levels(); level++) {
            for (int term = 0; term < effects.terms().size(); term++) {
                double mode = effects.mode(level, term);
                modes.add(new FitResult.Mode(
                        effects.label(level),
                        effects.terms().get(term),
                        mode,
                        effects.sd(level, term),
                        coefficient.applyAsDouble(effects.terms().get(term)) + mode));
            }
        }
        return modes;
    }

    /// @return coefficients by name, NaN for names of none
    static ToDoubleFunction<String> coefficients(Fit fit) {
        double[] beta = fit.beta();
        List<String> names = fit.fixedNames();
        return name -> names.contains(name) ? beta[names.indexOf(name)] : Double.NaN;
    }

    static FitResult.Reached reached(Convergence reached) {
        String effort = " after " + reached.evaluations() + " evaluations";
        String words = switch (reached) {
            case Convergence.Interior _ -> "Converged" + effort + ": gradient and curvature verify the optimum.";
            case Convergence.Boundary _ ->
                "Converged" + effort + " where a variance is 0 or a correlation is 1 or -1"
                        + " (a singular fit); the optimum is verified.";
            case Convergence.Failed failed -> "Not converged" + effort + ": " + failed.reason() + ".";
        };
        return new FitResult.Reached(reached.status(), words, reached.evaluations(), reached.gradient());
    }
}
