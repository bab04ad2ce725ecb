package copse.report;

import copse.error.Diagnostic;
import copse.infer.Interval;
import copse.infer.Share;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.MonteCarlo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Diagnoses of estimators as rows of a table, and their notes.
final class DiagnosisTable {
    static final double LEVEL = 0.95;

    private DiagnosisTable() {}

    /// @return what the simulation found of each estimator
    static List<TableColumn> columns() {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("estimator")));
        for (String name : List.of(
                "power",
                "MC error",
                "lower",
                "upper",
                "closed form",
                "bias",
                "sd",
                "mean se",
                "RMSE",
                "coverage",
                "type S",
                "type M",
                "failed")) {
            columns.add(TableColumn.right(name));
        }
        return columns;
    }

    /// @param diagnosis of an experiment
    /// @param each one of its estimators
    /// @return a cell per column
    static List<Cell> cells(Diagnosis diagnosis, EstimatorDiagnosis each) {
        Interval limits = each.power().clopperPearson(LEVEL);
        OptionalDouble closed = diagnosis.closedForm();
        return List.of(
                Cell.text(each.estimator()),
                share(each.power().value()),
                share(each.power().standardError()),
                share(limits.lower().value()),
                share(limits.upper().value()),
                closed.isPresent() ? share(closed.getAsDouble()) : Cell.empty(),
                number(each.bias()),
                number(each.sd()),
                each.meanSe().map(DiagnosisTable::number).orElse(Cell.empty()),
                number(each.rmse()),
                share(each.coverage().value()),
                each.typeS().map(Share::value).map(DiagnosisTable::share).orElse(Cell.empty()),
                each.typeM()
                        .map(m -> Cell.number(m.value(), Numbers.fixed(m.value(), 2)))
                        .orElse(Cell.empty()),
                Cell.count(each.failed().hits()));
    }

    private static Cell share(double value) {
        return Cell.number(value, Numbers.fixed(value, 3));
    }

    private static Cell number(MonteCarlo value) {
        return Cell.number(value.value(), Numbers.byError(value.value(), value.error()));
    }

    /// @param diagnoses of one table
    /// @return one note per kind of diagnostic, with the estimators it is about
    static List<Part> notes(List<Diagnosis> diagnoses) {
        Map<String, Diagnostic> first = new LinkedHashMap<>();
        Map<String, List<String>> whom = new LinkedHashMap<>();
        for (Diagnosis diagnosis : diagnoses) {
            List<Diagnostic> all = new ArrayList<>(diagnosis.diagnostics());
            diagnosis.estimators().forEach(each -> all.addAll(each.diagnostics()));
            for (Diagnostic diagnostic : all) {
                first.putIfAbsent(diagnostic.code(), diagnostic);
                List<String> names = whom.computeIfAbsent(diagnostic.code(), code -> new ArrayList<>());
                if (!names.contains(diagnostic.parameter())) {
                    names.add(diagnostic.parameter());
                }
            }
        }
        List<Part> notes = new ArrayList<>();
        first.forEach((code, diagnostic) -> notes.add(new Part.Note(
                code, String.join(", ", whom.get(code)) + ": " + diagnostic.meaning() + " " + diagnostic.advice())));
        return notes;
    }

    /// @param diagnosis of an experiment
    /// @return how often it was run, in words
    static String replicates(Diagnosis diagnosis) {
        String run = Numbers.count(diagnosis.replicates()) + " simulated experiments";
        return switch (diagnosis.stop()) {
            case ALL_RUN -> run;
            case PRECISE -> run + ", then the wanted Monte Carlo error was reached";
            case TOO_MANY_FAILED -> run + ", then too many estimates had failed";
        };
    }
}
