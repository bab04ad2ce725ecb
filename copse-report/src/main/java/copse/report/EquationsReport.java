package copse.report;

import copse.error.Diagnostic;
import copse.family.OutcomeType;
import copse.glmm.PopulationAveragedFit;
import copse.glmm.RobustGlm;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.List;
import java.util.Map;

/// Tells a population-averaged model that solves estimating equations: it has neither likelihood nor random
/// effects.
public final class EquationsReport {
    private EquationsReport() {}

    /// @param robust the model with its covariance by clusters
    /// @param level coverage of the limits
    /// @param notes what the reader of the data noticed
    /// @param record how the fit came about
    /// @return the fit's values
    public static FitResult of(RobustGlm robust, double level, List<Diagnostic> notes, RunRecord record) {
        PopulationAveragedFit fit = robust.fit();
        ModelSpec spec = fit.cells().spec();
        double none = Double.NaN;
        FitResult.Criteria criteria = new FitResult.Criteria(none, none, none, none);
        String words = "Solved the estimating equations in " + fit.steps() + " steps; working correlation "
                + Numbers.significant(fit.correlation(), 3) + " within "
                + fit.model().cluster() + ".";
        FitResult plain = new FitResult(
                new FitResult.Model(
                        fit.model().formula().toString(),
                        spec.response(),
                        FamilyWords.success(spec, fit.model().family().outcome() == OutcomeType.SHARE),
                        fit.model().family().label(),
                        fit.model().family().link().label(),
                        "GEE",
                        null),
                new FitResult.Sample(
                        fit.rows(),
                        fit.cells().count(),
                        FitParts.dropped(spec, fit.aliased(), fit.cells().dropped()),
                        FitParts.factors(spec),
                        Map.of()),
                new FitResult.Likelihood(fit.names().size(), criteria, criteria),
                null,
                new FitResult.Dispersion(fit.dispersion(), none, none, "mean squared Pearson residual"),
                new FitResult.Coefficients(List.of(), new double[0][], "", "wald", level),
                List.of(),
                new FitResult.RandomPart(new double[0], List.of(), List.of(), Map.of(), null, null, Map.of()),
                FitResult.Answers.none(),
                new FitResult.Reached("converged", words, fit.steps(), none),
                notes,
                record);
        return RobustReport.of(plain, robust);
    }
}
