package copse.report;

import copse.error.Diagnostic;
import copse.interference.Arrangement;
import copse.interference.NetworkCell;
import copse.interference.NetworkDiagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.MonteCarlo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Simulated experiments on a network laid out for people: which combination comes near the truth, and how the
/// others miss it.
public final class NetworkDiagnosisDocument {
    private NetworkDiagnosisDocument() {}

    /// @param diagnosis of simulated experiments
    /// @return the answer in a sentence, then arrangements, then every estimator with a plot of its errors
    public static Document of(NetworkDiagnosis diagnosis) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(diagnosis.sentence()));
        parts.add(new Part.KeyValues(List.of(
                new Part.Entry("network", NetworkParts.size(diagnosis.study().network())),
                new Part.Entry("outcome", diagnosis.study().outcome().describe()),
                new Part.Entry("estimand", estimands(diagnosis)))));
        parts.add(new Part.Heading("Clusterings and designs"));
        parts.add(arrangements(diagnosis));
        parts.add(new Part.Heading("Estimators"));
        parts.add(estimators(diagnosis));
        parts.add(new Part.Sentence(
                "Sorted by root mean squared error. The plot shows the mean error ● and one standard deviation to either"
                        + " side; | is the truth. Coverage and power are of intervals and tests at "
                        + Numbers.level(level(diagnosis)) + " %."));
        List<Part.Entry> refused = refused(diagnosis);
        if (!refused.isEmpty()) {
            parts.add(new Part.KeyValues(refused));
        }
        notes(diagnosis, parts);
        return new Document(parts, "estimators");
    }

    /// @param diagnosis of simulated experiments
    /// @return one table with everything that is known of each combination, for programs
    public static Document flat(NetworkDiagnosis diagnosis) {
        List<TableColumn> columns = new ArrayList<>();
        for (String name : List.of("clustering", "design", "estimator", "estimand", "exposure")) {
            columns.add(TableColumn.left(name));
        }
        for (String name : List.of(
                "clusters",
                "cut",
                "gap",
                "truth",
                "bias",
                "bias_mc_error",
                "sd",
                "mean_se",
                "rmse",
                "coverage",
                "power",
                "finished",
                "failed")) {
            columns.add(TableColumn.right(name));
        }
        columns.add(TableColumn.left("refused"));
        Table table = Table.of("estimators", columns);
        for (NetworkCell cell : diagnosis.cells()) {
            Arrangement arrangement = cell.arrangement();
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(arrangement.clustering().orElse("")),
                    Cell.text(arrangement.design()),
                    Cell.text(cell.analysis().name()),
                    Cell.text(cell.analysis().question().estimand().label()),
                    Cell.text(cell.analysis().question().exposure().print()),
                    Cell.count(arrangement.clusters()),
                    number(arrangement.cutShare().orElse(Double.NaN)),
                    number(arrangement.gap().map(MonteCarlo::value).orElse(Double.NaN))));
            Optional<EstimatorDiagnosis> found = cell.diagnosis();
            if (found.isPresent()) {
                EstimatorDiagnosis each = found.get();
                row.addAll(List.of(
                        number(each.truth()),
                        number(each.bias().value()),
                        number(each.bias().error()),
                        number(each.sd().value()),
                        number(each.meanSe().map(MonteCarlo::value).orElse(Double.NaN)),
                        number(each.rmse().value()),
                        number(each.coverage().value()),
                        number(each.power().value()),
                        Cell.count(each.finished()),
                        Cell.count(each.failed().hits())));
            } else {
                for (int i = 0; i < 10; i++) {
                    row.add(Cell.empty());
                }
            }
            row.add(Cell.text(cell.refused().map(problem -> problem.what()).orElse("")));
            table.row(row);
        }
        return new Document(List.of(table));
    }

    /// @param diagnosis of simulated experiments
    /// @return what a reader must know, of the simulation and of every combination
    public static List<Diagnostic> diagnostics(NetworkDiagnosis diagnosis) {
        List<Diagnostic> all = new ArrayList<>(diagnosis.diagnostics());
        diagnosis.cells().forEach(cell -> cell.diagnosis().ifPresent(each -> all.addAll(each.diagnostics())));
        return all;
    }

    private static double level(NetworkDiagnosis diagnosis) {
        return diagnosis.study().analyses().getFirst().question().level();
    }

    private static String estimands(NetworkDiagnosis diagnosis) {
        Set<String> labels = new LinkedHashSet<>();
        diagnosis
                .cells()
                .forEach(cell -> cell.diagnosis()
                        .ifPresent(each ->
                                labels.add(cell.analysis().question().estimand().label() + " "
                                        + Numbers.significant(each.truth(), 4))));
        return String.join(", ", labels);
    }

    private static Table arrangements(NetworkDiagnosis diagnosis) {
        Table table = Table.of(
                "arrangements",
                TableColumn.left(""),
                TableColumn.left("clustering"),
                TableColumn.left("design"),
                TableColumn.right("clusters"),
                TableColumn.right("cut"),
                TableColumn.right("gap"));
        int number = 0;
        for (Arrangement arrangement : diagnosis.arrangements()) {
            table.row(
                    Cell.text(letter(number++)),
                    Cell.text(arrangement.clustering().orElse("none")),
                    Cell.text(arrangement.design()),
                    arrangement.clusters() == 0 ? Cell.empty() : Cell.count(arrangement.clusters()),
                    arrangement.cutShare().isPresent()
                            ? Cell.text(Numbers.percent(arrangement.cutShare().getAsDouble()))
                            : Cell.empty(),
                    arrangement
                            .gap()
                            .map(gap -> Cell.text(Numbers.fixed(gap.value(), 2)))
                            .orElse(Cell.empty()));
        }
        return table;
    }

    private static String letter(int number) {
        String last = String.valueOf((char) ('A' + number % 26));
        return number < 26 ? last : letter(number / 26 - 1) + last;
    }

    private static Table estimators(NetworkDiagnosis diagnosis) {
        List<NetworkCell> cells = diagnosis.cells().stream()
                .filter(cell ->
                        cell.diagnosis().filter(each -> each.finished() > 0).isPresent())
                .sorted(Comparator.comparingDouble(NetworkDiagnosisDocument::rmse))
                .toList();
        double largest = cells.stream()
                .map(cell -> cell.diagnosis().orElseThrow())
                .mapToDouble(each -> Math.abs(each.bias().value()) + each.sd().value())
                .max()
                .orElse(1);
        double range = SpreadPlot.range(largest);
        boolean failures = cells.stream()
                .anyMatch(cell -> cell.diagnosis().orElseThrow().failed().hits() > 0);
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left(""), TableColumn.left("estimator")));
        for (String name : List.of("bias", "sd", "rmse", "coverage", "power")) {
            columns.add(TableColumn.right(name));
        }
        if (failures) {
            columns.add(TableColumn.right("failed"));
        }
        columns.add(TableColumn.left(SpreadPlot.heading(range)));
        Table table = Table.of("estimators", columns);
        for (NetworkCell cell : cells) {
            EstimatorDiagnosis each = cell.diagnosis().orElseThrow();
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(letter(diagnosis.arrangements().indexOf(cell.arrangement()))),
                    Cell.text(cell.analysis().name()),
                    number(each.bias()),
                    number(each.sd()),
                    number(each.rmse()),
                    share(each.coverage().value()),
                    share(each.power().value())));
            if (failures) {
                row.add(Cell.count(each.failed().hits()));
            }
            row.add(Cell.text(SpreadPlot.line(each.bias().value(), each.sd().value(), range)));
            table.row(row);
        }
        return table;
    }

    private static double rmse(NetworkCell cell) {
        return cell.diagnosis().orElseThrow().rmse().value();
    }

    private static Cell number(MonteCarlo value) {
        return Cell.number(value.value(), Numbers.byError(value.value(), value.error()));
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.significant(value, 4));
    }

    private static Cell share(double value) {
        return Cell.number(value, Numbers.fixed(value, 3));
    }

    private static List<Part.Entry> refused(NetworkDiagnosis diagnosis) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (NetworkCell cell : diagnosis.cells()) {
            cell.refused()
                    .ifPresent(problem -> reasons.merge(
                            cell.analysis().name() + ": " + problem.what(),
                            letter(diagnosis.arrangements().indexOf(cell.arrangement())),
                            (one, other) -> one + ", " + other));
        }
        return reasons.entrySet().stream()
                .map(entry -> new Part.Entry(entry.getValue(), "not possible: " + entry.getKey()))
                .toList();
    }

    /// Diagnostics of one kind make one note: what each combination shows, and once what that means.
    private static void notes(NetworkDiagnosis diagnosis, List<Part> parts) {
        Map<String, String> names = new LinkedHashMap<>();
        diagnosis
                .cells()
                .forEach(cell -> names.put(
                        cell.label(),
                        letter(diagnosis.arrangements().indexOf(cell.arrangement())) + " "
                                + cell.analysis().name()));
        Map<String, List<Diagnostic>> kinds = new LinkedHashMap<>();
        for (Diagnostic each : diagnostics(diagnosis)) {
            List<Diagnostic> kind = kinds.computeIfAbsent(each.code(), _ -> new ArrayList<>());
            if (!kind.contains(each)) {
                kind.add(each);
            }
        }
        kinds.forEach((code, all) -> parts.add(new Part.Note(code, note(all, names))));
    }

    private static String note(List<Diagnostic> all, Map<String, String> names) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Set<String> ends = new LinkedHashSet<>();
        for (Diagnostic each : all) {
            String name = names.getOrDefault(each.parameter(), "");
            int own = name.isEmpty() ? 0 : each.meaning().indexOf(". ");
            if (own > 0) {
                found.computeIfAbsent(each.meaning().substring(0, own), _ -> new ArrayList<>())
                        .add(name);
                ends.add(each.meaning().substring(own + 2) + " " + each.advice());
            } else {
                ends.add((name.isEmpty() ? "" : name + ": ") + each.meaning() + " " + each.advice());
            }
        }
        String numbers = found.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
        return (numbers.isEmpty() ? "" : numbers + ". ") + String.join(" ", ends);
    }
}
