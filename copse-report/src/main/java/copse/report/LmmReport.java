package copse.report;

import copse.error.Diagnostic;
import copse.frame.ColumnSchema;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.GroupEffects;
import copse.lmm.LmmFit;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes out of a fitted linear mixed model what is told and saved of it.
public final class LmmReport {
    private final LmmFit fit;
    private final ModelSpec spec;

    private LmmReport(LmmFit fit) {
        this.fit = fit;
        this.spec = fit.spec();
    }

    /// @param fit a fit
    /// @param level of the intervals
    /// @param notes what the reader of the data noticed
    /// @param record how the fit came about
    /// @return the fit's values
    public static FitResult of(LmmFit fit, double level, List<Diagnostic> notes, RunRecord record) {
        LmmReport report = new LmmReport(fit);
        LmmFit ml = fit.refit(Estimator.ML);
        List<Diagnostic> diagnostics = new ArrayList<>(notes);
        diagnostics.addAll(fit.diagnostics());
        return new FitResult(
                report.spec.formula().toString(),
                report.spec.response(),
                "gaussian",
                "identity",
                fit.estimator().name(),
                fit.rows(),
                report.dropped(),
                report.factors(),
                report.groups(),
                fit.parameters(),
                fit.criterion(),
                fit.logLik(),
                fit.aic(),
                fit.bic(),
                new FitResult.MaximumLikelihood(ml.criterion(), ml.logLik(), ml.aic(), ml.bic()),
                fit.sigma(),
                fit.theta(),
                rows(fit.vcov()),
                report.fixed(level),
                "z",
                "wald",
                level,
                report.variances(),
                report.covariances(),
                Map.of(),
                null,
                report.modes(),
                List.of(),
                List.of(),
                report.reached(),
                diagnostics,
                record);
    }

    private FitResult.Dropped dropped() {
        CrossProducts.Dropped dropped = fit.crossProducts().dropped();
        Map<String, Long> missing = new LinkedHashMap<>();
        for (int i = 0; i < spec.variables().size(); i++) {
            if (dropped.byVariable().get(i) > 0) {
                missing.put(spec.variables().get(i), dropped.byVariable().get(i));
            }
        }
        return new FitResult.Dropped(dropped.missing(), missing, fit.aliased());
    }

    private Map<String, List<String>> factors() {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        for (String name : spec.factors()) {
            spec.schema().find(name).map(ColumnSchema::levels).ifPresent(levels -> factors.put(name, levels.labels()));
        }
        return factors;
    }

    /// In the order of the formula, not of the solver.
    private Map<String, FitResult.Group> groups() {
        Map<String, FitResult.Group> groups = new LinkedHashMap<>();
        spec.groupings()
                .forEach(grouping -> fit.crossProducts().groupings().stream()
                        .filter(products -> products.grouping().name().equals(grouping.name()))
                        .forEach(products -> groups.put(grouping.name(), group(products.counts()))));
        return groups;
    }

    private static FitResult.Group group(long[] counts) {
        return new FitResult.Group(
                counts.length,
                Arrays.stream(counts).min().orElse(0),
                Arrays.stream(counts).average().orElse(0),
                Arrays.stream(counts).max().orElse(0));
    }

    private static double[][] rows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.at(i, j);
            }
        }
        return rows;
    }

    private List<FitResult.Effect> fixed(double level) {
        List<FitResult.Effect> effects = new ArrayList<>();
        double[] beta = fit.beta();
        double[] errors = fit.standardErrors();
        for (int j = 0; j < beta.length; j++) {
            effects.add(effect(Estimate.of(
                    fit.fixedNames().get(j), beta[j], errors[j], Double.POSITIVE_INFINITY, level, DfMethod.NORMAL)));
        }
        return effects;
    }

    private static FitResult.Effect effect(Estimate estimate) {
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

    private List<FitResult.Variance> variances() {
        return inOrder(fit.variances().stream()
                .filter(component -> component.isVariance() && component.term1() != null)
                .map(component -> new FitResult.Variance(
                        component.group(),
                        component.term1(),
                        component.value(),
                        component.sdOrCorrelation(),
                        Double.NaN,
                        Double.NaN))
                .toList());
    }

    private List<FitResult.Variance> inOrder(List<FitResult.Variance> variances) {
        List<String> order = List.copyOf(groups().keySet());
        return variances.stream()
                .sorted(java.util.Comparator.comparingInt(variance -> order.indexOf(variance.group())))
                .toList();
    }

    private List<FitResult.Covariance> covariances() {
        List<FitResult.Covariance> covariances = new ArrayList<>();
        for (VarianceComponent component : fit.variances()) {
            if (!component.isVariance()) {
                boolean singular = fit.variances().stream()
                        .anyMatch(other -> other.isVariance()
                                && other.group().equals(component.group())
                                && other.value() == 0
                                && (String.valueOf(other.term1()).equals(component.term1())
                                        || String.valueOf(other.term1()).equals(component.term2())));
                covariances.add(new FitResult.Covariance(
                        component.group(),
                        String.valueOf(component.term1()),
                        String.valueOf(component.term2()),
                        component.value(),
                        singular ? Double.NaN : component.sdOrCorrelation()));
            }
        }
        return covariances;
    }

    private Map<String, List<FitResult.Mode>> modes() {
        Map<String, List<FitResult.Mode>> modes = new LinkedHashMap<>();
        groups().keySet().forEach(group -> modes.put(group, modes(fit.effects(group))));
        return modes;
    }

    private List<FitResult.Mode> modes(GroupEffects effects) {
        double[] beta = fit.beta();
        List<String> names = fit.fixedNames();
        List<FitResult.Mode> modes =
                new ArrayList<>(effects.levels() * effects.terms().size());
        for (int level = 0; level < effects.levels(); level++) {
            for (int term = 0; term < effects.terms().size(); term++) {
                int fixed = names.indexOf(effects.terms().get(term));
                double mode = effects.mode(level, term);
                modes.add(new FitResult.Mode(
                        effects.label(level),
                        effects.terms().get(term),
                        mode,
                        effects.sd(level, term),
                        fixed < 0 ? Double.NaN : beta[fixed] + mode));
            }
        }
        return modes;
    }

    private FitResult.Reached reached() {
        Convergence reached = fit.convergence();
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
