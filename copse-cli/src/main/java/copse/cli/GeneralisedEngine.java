package copse.cli;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.glmm.PopulationAveraged;
import copse.glmm.RobustGlm;
import copse.model.Fit;
import copse.record.RunRecord;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.GlmmReport;
import copse.report.RobustReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Generalised linear (mixed) models, by maximum likelihood.
final class GeneralisedEngine implements FitEngine {
    private final Glmm glmm;
    private final ModelOptions model;
    private final QuestionOptions asked;
    private final RobustOptions.@Nullable ByClusters clusters;

    /// @param formula of the model
    /// @param family of the outcome
    /// @param model what is fitted beside them
    /// @param asked what is asked of the fit
    /// @param clusters errors by clusters, null for those of the model
    /// @throws UsageException if options do not go together
    GeneralisedEngine(
            Formula formula,
            Family family,
            ModelOptions model,
            QuestionOptions asked,
            RobustOptions.@Nullable ByClusters clusters) {
        this.glmm = Glmm.of(formula, family).roles(model.roles()).integration(model.integration());
        this.model = model;
        this.asked = asked;
        this.clusters = clusters;
        QuestionOptions.Df df = asked.df();
        if (clusters == null && df != null && df != QuestionOptions.Df.z) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--df " + df + " with --family " + family.label(),
                    "degrees of freedom are for linear models; estimates of generalised ones are held against the"
                            + " normal distribution",
                    "leave --df out");
        }
    }

    @Override
    public FitQuestions questions() {
        return asked.questions(QuestionOptions.Df.z, model.seesVariancesAsKnown());
    }

    @Override
    public Fitted fit(RowSource rows) {
        GlmmFit fit = glmm.fit(rows);
        return new Generalised(fit, clusters == null ? null : robust(fit, rows, clusters));
    }

    private static RobustGlm robust(GlmmFit fit, RowSource rows, RobustOptions.ByClusters clusters) {
        return PopulationAveraged.of(fit, clusters.cluster())
                .fit(rows)
                .robust(clusters.correction(), clusters.degrees());
    }

    @Override
    public RunRecord recorded(RunRecord record) {
        return record.withOption("method", "ML")
                .withOption("family", glmm.family().label())
                .withOption("link", glmm.family().link().label())
                .withOption("points", Integer.toString(glmm.integration().points()))
                .withOption("weights", glmm.integration().curvature().name().toLowerCase(Locale.ROOT));
    }

    private record Generalised(GlmmFit fit, @Nullable RobustGlm robust) implements Fitted {
        @Override
        public Optional<Fit> saved() {
            return Optional.of(fit);
        }

        @Override
        public FitResult tell(FitQuestions questions, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
            FitResult told = GlmmReport.of(fit, questions, notes, record, refitted);
            return robust == null ? told : RobustReport.of(told, robust);
        }
    }
}
