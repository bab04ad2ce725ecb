package copse.report;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.glmm.AverageEffects;
import copse.glmm.Averaging;
import copse.glmm.EffectOptions;
import copse.glmm.GlmmBootstrap;
import copse.glmm.GlmmFit;
import copse.glmm.GlmmIntervals;
import copse.glmm.GlmmProfile;
import copse.glmm.GlmmVariances;
import copse.glmm.Integration;
import copse.glmm.OutcomeEffect;
import copse.glmm.OutcomeMean;
import copse.glmm.OutcomeMeans;
import copse.infer.ContrastScheme;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.Convergence;
import copse.lmm.FixedEffects;
import copse.lmm.Parameter;
import copse.lmm.ParametricBootstrap;
import copse.lmm.RSquared;
import copse.lmm.ReferenceGrid;
import copse.math.Matrix;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Takes out of a fitted generalised linear mixed model what is told and saved of it.
public final class GlmmReport {
    private final GlmmFit fit;
    private final ModelSpec spec;
    private final FitQuestions asked;
    private final FixedEffects effects;
    private final Limits limits;

    private GlmmReport(GlmmFit fit, FitQuestions asked, Runnable refitted) {
        this.fit = fit;
        this.spec = fit.spec();
        this.asked = asked;
        this.effects = FixedEffects.of(fit, asked.variancesKnown() ? fit.vcovFixedTheta() : fit.vcov());
        this.limits = limits(refitted);
    }

    /// @param fit a fit
    /// @param asked what is to be told beside the estimates
    /// @param notes what the reader of the data noticed
    /// @param record how the fit came about
    /// @param refitted called after each refit of a bootstrap, from any thread
    /// @return the fit's values
    /// @throws copse.error.CopseException if something asked for does not exist
    public static FitResult of(
            GlmmFit fit, FitQuestions asked, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
        return new GlmmReport(fit, asked, refitted).told(notes, record);
    }

    private FitResult told(List<Diagnostic> notes, RunRecord record) {
        List<Diagnostic> diagnostics = new ArrayList<>(notes);
        diagnostics.addAll(fit.diagnostics());
        Map<String, FitResult.Group> groups = groups();
        FitResult.Criteria criteria = FitParts.criteria(fit);
        return new FitResult(
                model(),
                new FitResult.Sample(
                        fit.rows(),
                        fit.cells().count(),
                        FitParts.dropped(fit, fit.cells().dropped()),
                        FitParts.factors(spec),
                        groups),
                new FitResult.Likelihood(fit.parameters(), criteria, criteria),
                residual(),
                dispersion(),
                new FitResult.Coefficients(
                        fixed(),
                        FitParts.rows(effects.vcov()),
                        "z",
                        asked.intervals().word(),
                        asked.level()),
                inflation(),
                random(List.copyOf(groups.keySet())),
                new FitResult.Answers(FitParts.tests(effects, asked), means(), outcomeEffects()),
                FitParts.reached(fit.convergence()),
                diagnostics,
                record);
    }

    /// Limits of parameters by their names, none for coefficients where Wald intervals are asked for.
    private Limits limits(Runnable refitted) {
        Limits named = new Limits();
        switch (asked.intervals()) {
            case FitQuestions.Intervals.Wald _ ->
                // coefficients have limits by the covariance that was asked for
                GlmmIntervals.of(fit, asked.level()).stream()
                        .filter(entry -> !(entry.parameter() instanceof Parameter.Coefficient))
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
            case FitQuestions.Intervals.ProfileLikelihood _ ->
                GlmmProfile.of(fit, asked.level())
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
            case FitQuestions.Intervals.Bootstrap(int replicates, long seed) ->
                GlmmBootstrap.of(fit, replicates, Seed.of(seed).stream(), Map.of(), refitted)
                        .intervals(ParametricBootstrap.Kind.PERCENTILE, asked.level())
                        .forEach(entry -> named.put(entry.parameter().label(), entry.interval()));
        }
        return named;
    }

    private FitResult.Model model() {
        Family family = fit.family();
        Integration integration = fit.integration();
        return new FitResult.Model(
                spec.formula().toString(),
                spec.response(),
                FamilyWords.success(spec, family.outcome() == OutcomeType.SHARE),
                family.label(),
                family.link().label(),
                "ML",
                fit.groups().isEmpty()
                        ? null
                        : new FitResult.Integral(
                                integration.points(),
                                integration.curvature().name().toLowerCase(Locale.ROOT)));
    }

    /// In the order of the formula, not of the solver.
    private Map<String, FitResult.Group> groups() {
        Map<String, FitResult.Group> groups = new LinkedHashMap<>();
        for (Grouping grouping : spec.groupings()) {
            for (Cells.Factor factor : fit.cells().factors()) {
                if (factor.grouping().name().equals(grouping.name())) {
                    groups.put(grouping.name(), FitParts.group(factor.counts()));
                }
            }
        }
        return groups;
    }

    private FitResult.@Nullable Residual residual() {
        OptionalDouble shape = fit.shape();
        return fit.family() instanceof Family.Gaussian && shape.isPresent()
                ? new FitResult.Residual(shape.getAsDouble(), limits.lower("sigma"), limits.upper("sigma"))
                : null;
    }

    private FitResult.@Nullable Dispersion dispersion() {
        return FamilyWords.dispersion(fit.family())
                .map(meaning -> {
                    // the shape of a gaussian family is σ, its dispersion σ²
                    boolean sigma = fit.family() instanceof Family.Gaussian;
                    double power = sigma ? 2 : 1;
                    String name = sigma ? "sigma" : "phi";
                    return new FitResult.Dispersion(
                            Math.pow(fit.shape().orElseThrow(), power),
                            Math.pow(limits.lower(name), power),
                            Math.pow(limits.upper(name), power),
                            meaning);
                })
                .orElse(null);
    }

    private List<FitResult.Effect> fixed() {
        return effects.coefficients(asked.level()).stream()
                .map(estimate -> effect(estimate, estimate.estimand()))
                .toList();
    }

    private boolean isFailed() {
        return fit.convergence() instanceof Convergence.Failed;
    }

    // Nothing is known of how far off an estimate is where no optimum was verified, or where it has run off.
    private FitResult.Effect effect(Estimate estimate, String parameter) {
        FitResult.Effect wald = FitParts.effect(estimate);
        if (!isFailed() && wald.se() > 0) {
            return limits.limit(wald, parameter);
        }
        double none = Double.NaN;
        FitResult.Effect alone =
                new FitResult.Effect(wald.term(), wald.estimate(), none, none, wald.df(), none, none, none);
        boolean isWald = asked.intervals() instanceof FitQuestions.Intervals.Wald;
        return isFailed() || isWald ? alone : limits.limit(alone, parameter);
    }

    private List<FitResult.ScaledEffect> outcomeEffects() {
        List<FitResult.ScaledEffect> all = new OutcomeEffects(
                        spec, fit.family(), AverageEffects.of(fit), effects.coefficients(asked.level()), options())
                .all();
        return isFailed() ? all.stream().map(GlmmReport::alone).toList() : all;
    }

    private static FitResult.ScaledEffect alone(FitResult.ScaledEffect effect) {
        double none = Double.NaN;
        return new FitResult.ScaledEffect(
                effect.term(),
                effect.contrast(),
                effect.scale(),
                effect.whose(),
                effect.estimate(),
                none,
                none,
                none,
                none);
    }

    private FitResult.Effect normal(String term, double value, double variance, String parameter) {
        Estimate estimate =
                Estimate.of(term, value, Math.sqrt(variance), Double.POSITIVE_INFINITY, asked.level(), DfMethod.NORMAL);
        return effect(estimate, parameter);
    }

    private List<FitResult.Effect> inflation() {
        List<String> names = fit.inflationNames();
        double[] values = fit.inflation();
        Matrix joint = fit.jointVcov();
        int from = joint.rows() - values.length;
        List<FitResult.Effect> effects = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            effects.add(normal(names.get(j), values[j], joint.at(from + j, from + j), "zi:" + names.get(j)));
        }
        return effects;
    }

    private EffectOptions options() {
        return EffectOptions.defaults().withAveraging(Averaging.usual(fit)).withLevel(asked.level());
    }

    private List<FitResult.Contrasts> means() {
        List<FitResult.Contrasts> means = new ArrayList<>();
        for (FitQuestions.Means wanted : asked.means()) {
            means.addAll(
                    asked.scale() == FitQuestions.Scale.LINK
                            ? FitParts.means(effects, wanted, asked.level())
                            : onOutcome(wanted));
        }
        means.addAll(FitParts.combinations(effects, asked));
        return means;
    }

    /// Means averaged over groups, on the scale of the outcome, and their differences.
    private List<FitResult.Contrasts> onOutcome(FitQuestions.Means wanted) {
        ReferenceGrid grid = FitParts.grid(fit, wanted);
        OutcomeMeans found = OutcomeMeans.of(fit, grid, wanted.factors().toArray(String[]::new));
        String name = String.join(":", wanted.factors());
        List<FitResult.Contrasts> means = new ArrayList<>();
        means.add(new FitResult.Contrasts(
                name,
                "mean",
                FitResult.RESPONSE,
                "none",
                found.means(options().averaging(), asked.level()).stream()
                        .map(mean ->
                                mean.mean().map(GlmmReport::told).orElseGet(() -> FitParts.notEstimable(mean.label())))
                        .toList()));
        if (wanted.pairwise()) {
            means.add(new FitResult.Contrasts(
                    name,
                    "pairwise",
                    FitResult.RESPONSE,
                    wanted.adjust().label(),
                    found.contrasts(ContrastScheme.PAIRWISE, wanted.adjust(), options()).stream()
                            .map(GlmmReport::told)
                            .toList()));
        }
        return means;
    }

    private static FitResult.Effect told(OutcomeMean mean) {
        double none = Double.NaN;
        return new FitResult.Effect(
                mean.label(), mean.value(), mean.se(), none, mean.df(), none, mean.lower(), mean.upper());
    }

    private static FitResult.Effect told(OutcomeEffect effect) {
        return new FitResult.Effect(
                effect.contrast(),
                effect.value(),
                effect.se(),
                effect.value() / effect.se(),
                effect.df(),
                effect.p(),
                effect.lower(),
                effect.upper());
    }

    private FitResult.RandomPart random(List<String> order) {
        Map<String, List<FitResult.Mode>> modes = new LinkedHashMap<>();
        for (String group : order) {
            modes.put(
                    group, FitParts.modes(fit.effects().get(fit.groups().indexOf(group)), FitParts.coefficients(fit)));
        }
        RSquared latent = GlmmVariances.latent(fit);
        RSquared outcome = GlmmVariances.outcome(fit);
        return new FitResult.RandomPart(
                fit.theta(),
                FitParts.variances(fit.variances(), order, limits),
                FitParts.covariances(fit.variances(), limits),
                icc(latent, order),
                shares(latent),
                new FitResult.Shares(icc(outcome, order), shares(outcome)),
                modes);
    }

    private static Map<String, Double> icc(RSquared shares, List<String> order) {
        Map<String, Double> icc = new LinkedHashMap<>();
        order.forEach(group -> icc.put(group, shares.icc().getOrDefault(group, Double.NaN)));
        return icc;
    }

    private static FitResult.RSquared shares(RSquared shares) {
        return new FitResult.RSquared(shares.marginal(), shares.conditional().orElse(Double.NaN));
    }
}
