package copse.report;

import copse.error.Diagnostic;
import copse.frame.ColumnSchema;
import copse.infer.ContrastScheme;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.Interval;
import copse.lmm.AnovaType;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.FixedEffects;
import copse.lmm.GroupEffects;
import copse.lmm.LmmFit;
import copse.lmm.MarginalMeans;
import copse.lmm.ParametricBootstrap;
import copse.lmm.Profile;
import copse.lmm.RSquared;
import copse.lmm.ReferenceGrid;
import copse.lmm.VarianceComponent;
import copse.lmm.VarianceIntervals;
import copse.math.Matrix;
import copse.math.Seed;
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
    private final FitQuestions asked;
    private final FixedEffects effects;
    private final Map<String, Interval> limits;

    private LmmReport(LmmFit fit, FitQuestions asked, Runnable refitted) {
        this.fit = fit;
        this.spec = fit.spec();
        this.asked = asked;
        this.effects = FixedEffects.of(fit, asked.df());
        this.limits = limits(refitted);
    }

    /// @param fit a fit
    /// @param asked what is to be told beside the estimates
    /// @param notes what the reader of the data noticed
    /// @param record how the fit came about
    /// @return the fit's values
    /// @throws copse.error.CopseException if something asked for does not exist, such as Kenward-Roger for ML
    public static FitResult of(LmmFit fit, FitQuestions asked, List<Diagnostic> notes, RunRecord record) {
        return of(fit, asked, notes, record, () -> {});
    }

    /// The same for those who watch a bootstrap.
    ///
    /// @param fit a fit
    /// @param asked what is to be told beside the estimates
    /// @param notes what the reader of the data noticed
    /// @param record how the fit came about
    /// @param refitted called after each refit of a bootstrap, from any thread
    /// @return the fit's values
    /// @throws copse.error.CopseException if something asked for does not exist, such as Kenward-Roger for ML
    public static FitResult of(
            LmmFit fit, FitQuestions asked, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
        LmmReport report = new LmmReport(fit, asked, refitted);
        LmmFit ml = fit.refit(Estimator.ML);
        RSquared shares = fit.rSquared();
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
                report.lower("sigma"),
                report.upper("sigma"),
                fit.theta(),
                rows(report.effects.vcov()),
                report.fixed(),
                word(report.effects.method()),
                asked.intervals().word(),
                asked.level(),
                report.variances(),
                report.covariances(),
                report.icc(),
                new FitResult.RSquared(shares.marginal(), shares.conditional().orElse(Double.NaN)),
                report.modes(),
                report.tests(),
                report.means(),
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

    /// Limits of parameters by their names, none for coefficients where Wald intervals are asked for.
    private Map<String, Interval> limits(Runnable refitted) {
        Map<String, Interval> named = new LinkedHashMap<>();
        switch (asked.intervals()) {
            case FitQuestions.Intervals.Wald _ ->
                VarianceIntervals.of(fit, asked.level())
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
            case FitQuestions.Intervals.ProfileLikelihood _ ->
                Profile.of(fit, asked.level())
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
            case FitQuestions.Intervals.Bootstrap(int replicates, long seed) ->
                ParametricBootstrap.of(fit, replicates, Seed.of(seed).stream(), refitted)
                        .intervals(ParametricBootstrap.Kind.PERCENTILE, asked.level())
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
        }
        return named;
    }

    private double lower(String parameter) {
        Interval interval = limits.get(parameter);
        return interval == null ? Double.NaN : interval.lower().value();
    }

    private double upper(String parameter) {
        Interval interval = limits.get(parameter);
        return interval == null ? Double.NaN : interval.upper().value();
    }

    private List<FitResult.Effect> fixed() {
        return effects.coefficients(asked.level()).stream()
                .map(LmmReport::effect)
                .map(this::withLimits)
                .toList();
    }

    private FitResult.Effect withLimits(FitResult.Effect wald) {
        return limits.containsKey(wald.term())
                ? new FitResult.Effect(
                        wald.term(),
                        wald.estimate(),
                        wald.se(),
                        wald.statistic(),
                        wald.df(),
                        wald.p(),
                        lower(wald.term()),
                        upper(wald.term()))
                : wald;
    }

    private List<FitResult.TermTest> tests() {
        if (asked.anova() == null) {
            return List.of();
        }
        int type = asked.anova() == AnovaType.TWO ? 2 : 3;
        return effects.anova(asked.anova()).stream()
                .map(test -> new FitResult.TermTest(
                        type, test.term(), test.f(), test.numeratorDf(), test.denominatorDf(), test.p()))
                .toList();
    }

    private Map<String, Double> icc() {
        Map<String, Double> shares = fit.rSquared().icc();
        Map<String, Double> icc = new LinkedHashMap<>();
        groups().keySet().forEach(group -> icc.put(group, shares.getOrDefault(group, Double.NaN)));
        return icc;
    }

    private List<FitResult.Contrasts> means() {
        List<FitResult.Contrasts> means = new ArrayList<>();
        for (FitQuestions.Means wanted : asked.means()) {
            ReferenceGrid grid = ReferenceGrid.of(fit);
            for (Map.Entry<String, Double> value : wanted.at().entrySet()) {
                grid = grid.with(value.getKey(), value.getValue());
            }
            MarginalMeans found =
                    MarginalMeans.of(effects, grid, wanted.factors().toArray(String[]::new));
            String name = String.join(":", wanted.factors());
            means.add(new FitResult.Contrasts(
                    name,
                    "mean",
                    "none",
                    found.means(asked.level()).stream()
                            .map(mean ->
                                    mean.estimate().map(LmmReport::effect).orElseGet(() -> notEstimable(mean.label())))
                            .toList()));
            if (wanted.pairwise()) {
                means.add(new FitResult.Contrasts(
                        name,
                        "pairwise",
                        wanted.adjust().label(),
                        found.contrasts(ContrastScheme.PAIRWISE, wanted.adjust(), asked.level()).stream()
                                .map(LmmReport::effect)
                                .toList()));
            }
        }
        if (!asked.contrasts().isEmpty()) {
            List<Estimate> estimates = asked.contrasts().stream()
                    .map(contrast -> effects.combination(contrast.of(fit.fixedNames()), asked.level()))
                    .toList();
            means.add(new FitResult.Contrasts(
                    "of coefficients",
                    "contrast",
                    "none",
                    estimates.stream().map(LmmReport::effect).toList()));
        }
        return means;
    }

    private static FitResult.Effect notEstimable(String label) {
        double none = Double.NaN;
        return new FitResult.Effect(label, none, none, none, none, none, none, none);
    }

    private static String word(DfMethod method) {
        return switch (method) {
            case SATTERTHWAITE -> "satterthwaite";
            case KENWARD_ROGER -> "kr";
            case RESIDUAL -> "residual";
            case NORMAL -> "z";
        };
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
                        lower("sd(" + component.group() + "," + component.term1() + ")"),
                        upper("sd(" + component.group() + "," + component.term1() + ")")))
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
                String name = "cor(" + component.group() + "," + component.term1() + "," + component.term2() + ")";
                covariances.add(new FitResult.Covariance(
                        component.group(),
                        String.valueOf(component.term1()),
                        String.valueOf(component.term2()),
                        component.value(),
                        singular ? Double.NaN : component.sdOrCorrelation(),
                        lower(name),
                        upper(name)));
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
