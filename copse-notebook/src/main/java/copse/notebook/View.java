package copse.notebook;

import copse.assign.AssignmentRecord;
import copse.balance.Balance;
import copse.bayes.BayesFit;
import copse.design.Assignment;
import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.error.Problem;
import copse.frame.Frame;
import copse.glmm.GlmmFit;
import copse.infer.Estimate;
import copse.interference.NetworkDiagnosis;
import copse.lmm.LmmFit;
import copse.plan.Plan;
import copse.record.RunRecord;
import copse.report.AnalysisDocument;
import copse.report.AssignmentDocument;
import copse.report.AssignmentReport;
import copse.report.BalanceDocument;
import copse.report.BayesDocument;
import copse.report.BayesResult;
import copse.report.Cell;
import copse.report.Chart;
import copse.report.DescribeDocument;
import copse.report.Description;
import copse.report.Document;
import copse.report.FitDocument;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.FrameTable;
import copse.report.GlmmReport;
import copse.report.Language;
import copse.report.LmmReport;
import copse.report.NetworkAnswerDocument;
import copse.report.NetworkDiagnosisDocument;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.PowerDocument;
import copse.report.PowerReport;
import copse.report.SimulatedPowerDocument;
import copse.report.SimulatedPowerReport;
import copse.report.Table;
import copse.report.TableColumn;
import copse.report.trial.TrialDocument;
import copse.report.trial.TrialReport;
import copse.study.Analysis;
import copse.study.NetworkAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How values of one type are told.
///
/// @param type of the values
/// @param tell makes the document
/// @param <T> type of the values
record View<T>(Class<T> type, Function<T, Document> tell) {
    /// Rows of a frame that are shown: what a screen holds. The last line says how many there are.
    private static final int ROWS = 20;

    /// Every type that copse can tell, once. A value is told by the first that it belongs to.
    static final List<View<?>> ALL = List.of(
            new View<>(Document.class, document -> document),
            new View<>(Part.class, part -> new Document(List.of(part))),
            new View<>(Chart.class, chart -> new Document(List.of(new Part.Figure(chart)))),
            new View<>(Frame.class, View::rows),
            new View<>(Description.class, DescribeDocument::of),
            new View<>(LmmFit.class, View::linear),
            new View<>(GlmmFit.class, View::generalised),
            new View<>(FitResult.class, fit -> FitDocument.of(fit, null, false)),
            new View<>(BayesFit.class, DrawsDocument::of),
            new View<>(BayesResult.class, fit -> BayesDocument.of(fit, null, false)),
            new View<>(Estimate.class, View::estimate),
            new View<>(Assignment.class, View::arms),
            new View<>(AssignmentReport.class, AssignmentDocument::of),
            new View<>(Balance.class, BalanceDocument::of),
            new View<>(Analysis.class, AnalysisDocument::of),
            new View<>(NetworkAnswer.class, NetworkAnswerDocument::of),
            new View<>(NetworkDiagnosis.class, NetworkDiagnosisDocument::of),
            new View<>(Plan.class, plan -> new Document(List.of(new Part.Code("toml", plan.print())))),
            new View<>(TrialReport.class, report -> TrialDocument.of(report, Language.ENGLISH)),
            new View<>(PowerReport.class, PowerDocument::of),
            new View<>(SimulatedPowerReport.class, SimulatedPowerDocument::of),
            new View<>(Diagnostic.class, View::diagnostic),
            new View<>(Problem.class, problem -> new Document(List.of(new Part.Code("text", problem.text())))),
            new View<>(
                    CopseException.class,
                    e -> new Document(List.of(new Part.Code("text", e.problem().text())))));

    /// @param value anything
    /// @return its document; empty where copse has nothing to tell of such values
    static Optional<Document> document(Object value) {
        for (View<?> view : ALL) {
            Optional<Document> told = view.told(value);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private Optional<Document> told(Object value) {
        return type.isInstance(value) ? Optional.of(tell.apply(type.cast(value))) : Optional.empty();
    }

    private static Document rows(Frame frame) {
        List<Part> parts = new ArrayList<>();
        parts.add(FrameTable.of(frame.head(ROWS)));
        if (frame.rows() > ROWS) {
            parts.add(new Part.Sentence(Numbers.count(ROWS) + " of " + Numbers.count(frame.rows()) + " rows."));
        }
        return new Document(parts);
    }

    private static Document linear(LmmFit fit) {
        return FitDocument.of(LmmReport.of(fit, FitQuestions.defaults(), List.of(), unrecorded()), null, false);
    }

    private static Document generalised(GlmmFit fit) {
        return FitDocument.of(
                GlmmReport.of(fit, FitQuestions.defaults(), List.of(), unrecorded(), () -> {}), null, false);
    }

    /// What a notebook shows was not made by a command.
    private static RunRecord unrecorded() {
        return RunRecord.of(List.of());
    }

    private static Document arms(Assignment assignment) {
        return AssignmentDocument.of(
                AssignmentReport.of(assignment, AssignmentRecord.of(assignment), AssignmentReport.Origin.GIVEN));
    }

    private static Document estimate(Estimate estimate) {
        Table table = Table.of(
                "estimate",
                TableColumn.left("term"),
                TableColumn.right("estimate"),
                TableColumn.right("se"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("df"),
                TableColumn.right("p"));
        table.row(
                Cell.text(estimate.estimand()),
                number(estimate.value(), estimate.se()),
                number(estimate.se(), estimate.se()),
                number(estimate.lower(), estimate.se()),
                number(estimate.upper(), estimate.se()),
                Cell.number(estimate.df(), Numbers.df(estimate.df())),
                Cell.number(estimate.p(), Numbers.p(estimate.p())));
        return new Document(List.of(
                table, new Part.Sentence(Numbers.level(estimate.level()) + "% interval, " + estimate.method() + ".")));
    }

    private static Cell number(double value, double error) {
        return Cell.number(value, Numbers.byError(value, error));
    }

    private static Document diagnostic(Diagnostic diagnostic) {
        return new Document(
                List.of(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
    }
}
