package copse.cli;

import copse.error.Diagnostic;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.lm.Lm;
import copse.lm.MixedRobust;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.lmm.TwoValues;
import copse.model.Fit;
import copse.record.RunRecord;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.LmmReport;
import copse.report.RobustReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Linear (mixed) models.
final class LinearEngine implements FitEngine {
    private final Formula formula;
    private final ModelOptions model;
    private final QuestionOptions asked;
    private final @Nullable Robust robust;

    /// @param formula of the model
    /// @param model what is fitted beside it
    /// @param asked what is asked of the fit
    /// @param robust the covariance of the coefficients
    /// @throws UsageException if options do not go together
    LinearEngine(Formula formula, ModelOptions model, QuestionOptions asked, RobustOptions robust) {
        this.formula = formula;
        this.model = model;
        this.asked = asked;
        this.robust = robust.kind(formula, asked.df()).orElse(null);
        if (this.robust != null) {
            robust.check(asked);
        }
    }

    @Override
    public FitQuestions questions() {
        return asked.questions(QuestionOptions.Df.satterthwaite, false);
    }

    @Override
    public Fitted fit(RowSource rows) {
        LmmFit fit = Lmm.of(formula)
                .estimator(model.estimator())
                .roles(model.roles())
                .fit(rows);
        return new Linear(fit, robust == null ? null : robust(fit, rows, robust), model.namesFamily());
    }

    private RobustFit robust(LmmFit fit, RowSource rows, Robust kind) {
        if (kind instanceof Robust.Clusters clusters && !fit.groups().isEmpty()) {
            return MixedRobust.of(fit, rows, clusters);
        }
        return Lm.of(formula).roles(model.roles()).fit(rows).robust(kind);
    }

    @Override
    public RunRecord recorded(RunRecord record) {
        QuestionOptions.Df df = asked.df();
        return record.withOption("method", model.estimator().name())
                .withOption("df", (df == null ? QuestionOptions.Df.satterthwaite : df).name());
    }

    private record Linear(LmmFit fit, @Nullable RobustFit robust, boolean gaussianIsMeant) implements Fitted {
        @Override
        public Optional<Fit> saved() {
            return Optional.of(fit);
        }

        @Override
        public FitResult tell(FitQuestions questions, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
            List<Diagnostic> all = new ArrayList<>(notes);
            if (!gaussianIsMeant) {
                TwoValues.check(fit).ifPresent(all::add);
            }
            FitResult told = LmmReport.of(fit, questions, all, record, refitted);
            return robust == null ? told : RobustReport.of(told, robust);
        }
    }
}
