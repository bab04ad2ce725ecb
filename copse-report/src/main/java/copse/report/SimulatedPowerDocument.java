package copse.report;

import copse.power.Answer;
import copse.power.Choice;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.SmallestEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Power by simulation laid out for people.
public final class SimulatedPowerDocument {
    private SimulatedPowerDocument() {}

    /// @param report one question, or a range of them
    /// @return the answer in a sentence, then what each estimator does, with the closed form beside it
    public static Document of(SimulatedPowerReport report) {
        List<Part> parts = new ArrayList<>();
        SimulatedPowerReport.Row first = report.rows().getFirst();
        boolean effects = report.rows().stream().anyMatch(row -> !row.smallest().isEmpty());
        parts.add(new Part.Sentence(effects ? smallest(first) : answer(report)));
        parts.add(effects ? effects(report) : table(report));
        report.rows().stream()
                .flatMap(row -> row.diagnosis().stream())
                .findFirst()
                .ifPresent(diagnosis -> parts.add(basis(diagnosis, report.rows().size() == 1)));
        parts.addAll(DiagnosisTable.notes(
                report.rows().stream().flatMap(row -> row.diagnosis().stream()).toList()));
        return new Document(parts, "power");
    }

    private static String answer(SimulatedPowerReport report) {
        List<SimulatedPowerReport.Row> can = report.rows().stream()
                .filter(row -> row.diagnosis().isPresent())
                .toList();
        if (can.isEmpty()) {
            Answer.Infeasible why =
                    (Answer.Infeasible) report.rows().getFirst().closed().answer();
            return "Infeasible in closed form, hence not simulated: " + why.what() + ".";
        }
        Diagnosis diagnosis = can.getFirst().diagnosis().orElseThrow();
        EstimatorDiagnosis each = diagnosis.first();
        String trial = choice(can.getFirst())
                .map(choice -> TrialWords.of(choice.trial()))
                .orElse("the trial");
        String more = can.size() > 1 ? " The table has " + can.size() + " trials, of which this is the first." : "";
        return "With " + trial + ", an effect of " + Numbers.brief(diagnosis.nominal(), 4)
                + " is found with a power of "
                + percent(each.power().value()) + " (Monte Carlo error "
                + Numbers.fixed(100 * each.power().standardError(), 1) + " points, " + each.estimator() + ")"
                + (diagnosis.closedForm().isPresent()
                        ? "; the closed form says "
                                + percent(diagnosis.closedForm().getAsDouble())
                        : "")
                + "." + more;
    }

    private static String smallest(SimulatedPowerReport.Row row) {
        SmallestEffect found = row.smallest().getFirst();
        String closed = choice(row)
                .map(choice -> "; the closed form says "
                        + Numbers.byError(
                                choice.strength().effect(), found.interval().width() / 4))
                .orElse("");
        double error = found.interval().width() / 4;
        return "The smallest effect found with a power of " + percent(found.power()) + " is "
                + Numbers.byError(found.value(), error) + " (Monte Carlo limits "
                + Numbers.byError(found.interval().lower().value(), error) + " to "
                + Numbers.byError(found.interval().upper().value(), error) + ", " + found.estimator() + ")" + closed
                + ".";
    }

    private static Optional<Choice> choice(SimulatedPowerReport.Row row) {
        return row.closed().answer() instanceof Answer.Found found ? Optional.of(found.choice()) : Optional.empty();
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }

    private static List<TableColumn> varied(SimulatedPowerReport report) {
        return report.rows().getFirst().closed().at().keySet().stream()
                .map(TableColumn::right)
                .toList();
    }

    private static List<Cell> at(SimulatedPowerReport.Row row) {
        return row.closed().at().values().stream()
                .map(value -> Cell.number(value, Numbers.brief(value, 6)))
                .toList();
    }

    private static Table table(SimulatedPowerReport report) {
        List<TableColumn> columns = new ArrayList<>(varied(report));
        columns.addAll(DiagnosisTable.columns());
        Table table = Table.of("power", columns);
        for (SimulatedPowerReport.Row row : report.rows()) {
            row.diagnosis().ifPresent(diagnosis -> {
                for (EstimatorDiagnosis each : diagnosis.estimators()) {
                    List<Cell> cells = new ArrayList<>(at(row));
                    cells.addAll(DiagnosisTable.cells(diagnosis, each));
                    table.row(cells);
                }
            });
        }
        return table;
    }

    private static Table effects(SimulatedPowerReport report) {
        List<TableColumn> columns = new ArrayList<>(varied(report));
        columns.add(TableColumn.left("estimator"));
        for (String name : List.of("power", "smallest effect", "lower", "upper", "closed form")) {
            columns.add(TableColumn.right(name));
        }
        columns.add(TableColumn.left("curve"));
        Table table = Table.of("power", columns);
        for (SimulatedPowerReport.Row row : report.rows()) {
            for (SmallestEffect each : row.smallest()) {
                double error = each.interval().width() / 4;
                List<Cell> cells = new ArrayList<>(at(row));
                cells.add(Cell.text(each.estimator()));
                cells.add(Cell.number(each.power(), Numbers.brief(each.power(), 4)));
                for (double value : new double[] {
                    each.value(),
                    each.interval().lower().value(),
                    each.interval().upper().value()
                }) {
                    cells.add(Cell.number(value, Numbers.byError(value, error)));
                }
                cells.add(choice(row)
                        .map(choice -> Cell.number(
                                choice.strength().effect(),
                                Numbers.byError(choice.strength().effect(), error)))
                        .orElse(Cell.empty()));
                cells.add(Cell.text(each.method() + " through " + each.points().size() + " effects"));
                table.row(cells);
            }
        }
        return table;
    }

    static Part basis(Diagnosis diagnosis, boolean single) {
        List<Part.Entry> entries = new ArrayList<>();
        entries.add(new Part.Entry(
                "population",
                single ? diagnosis.declaration().population().describe() : "simulated clusters, as in the table"));
        if (single) {
            entries.add(
                    new Part.Entry("design", diagnosis.declaration().design().print()));
            entries.add(new Part.Entry(
                    "effect",
                    "nominal " + Numbers.brief(diagnosis.nominal(), 6) + ", realised "
                            + Numbers.brief(diagnosis.realised().value(), 4)));
        }
        entries.add(new Part.Entry(
                "replicates",
                DiagnosisTable.replicates(diagnosis) + ", seed "
                        + diagnosis.options().seed()));
        entries.add(new Part.Entry("decided by", diagnosis.declaration().rule().describe()));
        return new Part.KeyValues(entries);
    }
}
