package copse.cli;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.record.RunRecord;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.GlmmReport;
import java.util.List;

/// Generalised linear (mixed) models.
final class GeneralisedEngine implements FitEngine {
    private final Glmm glmm;
    private final ModelOptions model;
    private final QuestionOptions asked;

    /// @param formula of the model
    /// @param family of the outcome
    /// @param model what is fitted beside them
    /// @param asked what is asked of the fit
    /// @throws UsageException if options do not go together
    GeneralisedEngine(Formula formula, Family family, ModelOptions model, QuestionOptions asked) {
        this.glmm = Glmm.of(formula, family).roles(model.roles()).integration(model.integration());
        this.model = model;
        this.asked = asked;
        QuestionOptions.Df df = asked.df();
        if (df != null && df != QuestionOptions.Df.z) {
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
        return new Generalised(glmm.fit(rows));
    }

    @Override
    public RunRecord recorded(RunRecord record) {
        return record.withOption("method", "ML")
                .withOption("family", glmm.family().label())
                .withOption("link", glmm.family().link().label())
                .withOption("points", Integer.toString(glmm.integration().points()))
                .withOption("weights", glmm.integration().curvature().name().toLowerCase(java.util.Locale.ROOT));
    }

    private record Generalised(GlmmFit fit) implements Fitted {
        @Override
        public FitResult tell(FitQuestions questions, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
            return GlmmReport.of(fit, questions, notes, record, refitted);
        }
    }
}
