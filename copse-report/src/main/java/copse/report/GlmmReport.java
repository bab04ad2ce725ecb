package copse.report;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.formula.Response;
import copse.glmm.GlmmFit;
import copse.glmm.Integration;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.FixedEffects;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Takes out of a fitted generalised linear mixed model what is told and saved of it.
public final class GlmmReport {
    private final GlmmFit fit;
    private final ModelSpec spec;
    private final FitQuestions asked;
    private final FixedEffects effects;
    private final Limits limits = new Limits();

    private GlmmReport(GlmmFit fit, FitQuestions asked) {
        this.fit = fit;
        this.spec = fit.spec();
        this.asked = asked;
        this.effects = FixedEffects.of(fit, asked.variancesKnown() ? fit.vcovFixedTheta() : fit.vcov());
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
        return new GlmmReport(fit, asked).told(notes, record);
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
                new FitResult.Answers(
                        FitParts.tests(effects, asked), means(), new OutcomeEffects(fit, effects, asked.level()).all()),
                FitParts.reached(fit.convergence()),
                diagnostics,
                record);
    }

    private FitResult.Model model() {
        Family family = fit.family();
        Integration integration = fit.integration();
        return new FitResult.Model(
                spec.formula().toString(),
                spec.response(),
                success(),
                family.label(),
                family.link().label(),
                "ML",
                fit.groups().isEmpty()
                        ? null
                        : new FitResult.Integral(
                                integration.points(),
                                integration.curvature().name().toLowerCase(Locale.ROOT)));
    }

    /// What is counted: a level, or 1 where single rows are 0 or 1.
    private @Nullable String success() {
        if (fit.family().outcome() != OutcomeType.SHARE) {
            return null;
        }
        boolean single = spec.formula().response().orElseThrow() instanceof Response.Value && !spec.hasWeights();
        return spec.success()
                .or(() -> single ? Optional.of("1") : Optional.empty())
                .map(level -> spec.response() + " = " + level)
                .orElse(null);
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
                    double power = fit.family() instanceof Family.Gaussian ? 2 : 1;
                    return new FitResult.Dispersion(
                            Math.pow(fit.shape().orElseThrow(), power),
                            Math.pow(limits.lower("sigma"), power),
                            Math.pow(limits.upper("sigma"), power),
                            meaning);
                })
                .orElse(null);
    }

    private List<FitResult.Effect> fixed() {
        return effects.coefficients(asked.level()).stream()
                .map(FitParts::effect)
                .map(limits::limit)
                .toList();
    }

    private FitResult.Effect normal(String term, double value, double variance) {
        return FitParts.effect(Estimate.of(
                term, value, Math.sqrt(variance), Double.POSITIVE_INFINITY, asked.level(), DfMethod.NORMAL));
    }

    private List<FitResult.Effect> inflation() {
        List<String> names = fit.inflationNames();
        double[] values = fit.inflation();
        Matrix joint = fit.jointVcov();
        int from = joint.rows() - values.length;
        List<FitResult.Effect> effects = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            effects.add(normal(names.get(j), values[j], joint.at(from + j, from + j)));
        }
        return effects;
    }

    private List<FitResult.Contrasts> means() {
        return FitParts.means(effects, asked);
    }

    private FitResult.RandomPart random(List<String> order) {
        Map<String, List<FitResult.Mode>> modes = new LinkedHashMap<>();
        for (String group : order) {
            modes.put(
                    group, FitParts.modes(fit.effects().get(fit.groups().indexOf(group)), FitParts.coefficients(fit)));
        }
        return new FitResult.RandomPart(
                fit.theta(),
                FitParts.variances(fit.variances(), order, limits),
                FitParts.covariances(fit.variances(), limits),
                Map.of(),
                null,
                modes);
    }
}
