package copse.cli;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.glmm.PopulationAveraged;
import copse.glmm.RobustGlm;
import copse.model.Fit;
import copse.record.RunRecord;
import copse.report.EquationsReport;
import copse.report.FitQuestions;
import copse.report.FitResult;
import java.util.List;
import java.util.Optional;

/// Population-averaged models by estimating equations (GEE).
final class EquationsEngine implements FitEngine {
    private final PopulationAveraged equations;
    private final QuestionOptions asked;
    private final RobustOptions.ByClusters clusters;

    /// @param formula without random terms
    /// @param family of the outcome
    /// @param model what is fitted beside them
    /// @param asked what is asked of the fit
    /// @param clusters errors by clusters
    EquationsEngine(
            Formula formula,
            Family family,
            ModelOptions model,
            QuestionOptions asked,
            RobustOptions.ByClusters clusters) {
        this.equations = PopulationAveraged.of(formula, family, clusters.cluster())
                .roles(model.roles())
                .correlation(clusters.correlation());
        this.asked = asked;
        this.clusters = clusters;
    }

    @Override
    public FitQuestions questions() {
        return asked.questions(QuestionOptions.Df.z, false);
    }

    @Override
    public Fitted fit(RowSource rows) {
        return new Solved(equations.fit(rows).robust(clusters.correction(), clusters.degrees()));
    }

    @Override
    public RunRecord recorded(RunRecord record) {
        return record.withOption("method", "GEE")
                .withOption("family", equations.family().label())
                .withOption("link", equations.family().link().label())
                .withOption("correlation", clusters.correlation().label());
    }

    private record Solved(RobustGlm robust) implements Fitted {
        @Override
        public Optional<Fit> saved() {
            return Optional.empty();
        }

        @Override
        public FitResult tell(FitQuestions questions, List<Diagnostic> notes, RunRecord record, Runnable refitted) {
            return EquationsReport.of(robust, questions.level(), notes, record);
        }
    }
}
