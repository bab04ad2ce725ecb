package copse.report;

import copse.error.Diagnostic;
import copse.infer.DfMethod;
import copse.lmm.Estimator;
import copse.lmm.FixedEffects;
import copse.lmm.LmmFit;
import copse.lmm.ParametricBootstrap;
import copse.lmm.Profile;
import copse.lmm.RSquared;
import copse.lmm.VarianceIntervals;
import copse.math.Seed;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes out of a fitted linear mixed model what is told and saved of it.
public final class LmmReport {
    private final LmmFit fit;
    private final ModelSpec spec;
    private final FitQuestions asked;
    private final FixedEffects effects;
    private final Limits limits;

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
        List<String> order = List.copyOf(report.groups().keySet());
        return new FitResult(
                new FitResult.Model(
                        report.spec.formula().toString(),
                        report.spec.response(),
                        null,
                        "gaussian",
                        "identity",
                        fit.estimator().name(),
                        null),
                new FitResult.Sample(
                        fit.rows(),
                        0,
                        FitParts.dropped(fit, fit.crossProducts().dropped()),
                        FitParts.factors(report.spec),
                        report.groups()),
                new FitResult.Likelihood(fit.parameters(), FitParts.criteria(fit), FitParts.criteria(ml)),
                new FitResult.Residual(fit.sigma(), report.limits.lower("sigma"), report.limits.upper("sigma")),
                report.dispersion(),
                new FitResult.Coefficients(
                        report.fixed(),
                        FitParts.rows(report.effects.vcov()),
                        word(report.effects.method()),
                        asked.intervals().word(),
                        asked.level()),
                List.of(),
                new FitResult.RandomPart(
                        fit.theta(),
                        FitParts.variances(fit.variances(), order, report.limits),
                        FitParts.covariances(fit.variances(), report.limits),
                        report.icc(),
                        new FitResult.RSquared(
                                shares.marginal(), shares.conditional().orElse(Double.NaN)),
                        null,
                        report.modes()),
                new FitResult.Answers(
                        FitParts.tests(report.effects, asked), FitParts.means(report.effects, asked), List.of()),
                FitParts.reached(fit.convergence()),
                diagnostics,
                record);
    }

    /// The residual variance under the name that other families have for theirs.
    private FitResult.Dispersion dispersion() {
        double lower = limits.lower("sigma");
        double upper = limits.upper("sigma");
        return new FitResult.Dispersion(fit.sigma() * fit.sigma(), lower * lower, upper * upper, "Var = phi");
    }

    /// In the order of the formula, not of the solver.
    private Map<String, FitResult.Group> groups() {
        Map<String, FitResult.Group> groups = new LinkedHashMap<>();
        spec.groupings()
                .forEach(grouping -> fit.crossProducts().groupings().stream()
                        .filter(products -> products.grouping().name().equals(grouping.name()))
                        .forEach(products -> groups.put(grouping.name(), FitParts.group(products.counts()))));
        return groups;
    }

    /// Limits of parameters by their names, none for coefficients where Wald intervals are asked for.
    private Limits limits(Runnable refitted) {
        Limits named = new Limits();
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

    private List<FitResult.Effect> fixed() {
        return effects.coefficients(asked.level()).stream()
                .map(FitParts::effect)
                .map(limits::limit)
                .toList();
    }

    private Map<String, Double> icc() {
        Map<String, Double> shares = fit.rSquared().icc();
        Map<String, Double> icc = new LinkedHashMap<>();
        groups().keySet().forEach(group -> icc.put(group, shares.getOrDefault(group, Double.NaN)));
        return icc;
    }

    private static String word(DfMethod method) {
        return switch (method) {
            case SATTERTHWAITE -> "satterthwaite";
            case KENWARD_ROGER -> "kr";
            case RESIDUAL -> "residual";
            case NORMAL -> "z";
        };
    }

    private Map<String, List<FitResult.Mode>> modes() {
        Map<String, List<FitResult.Mode>> modes = new LinkedHashMap<>();
        groups().keySet()
                .forEach(group -> modes.put(group, FitParts.modes(fit.effects(group), FitParts.coefficients(fit))));
        return modes;
    }
}
