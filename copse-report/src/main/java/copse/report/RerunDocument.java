package copse.report;

import copse.report.ResultComparison.ValueDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The verdict on a repeated run, laid out for people.
public final class RerunDocument {
    /// A text of a result may be long; its beginning shows which it is.
    private static final int LONGEST_TEXT = 40;

    private RerunDocument() {}

    /// @param report of a repeated run
    /// @return whether it gave the same, what differs and by how much, and what may be the reason
    public static Document of(RerunReport report) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(verdict(report)));
        parts.add(new Part.KeyValues(facts(report)));
        parts.add(results(report));
        Table differences = differences(report);
        if (!differences.rows().isEmpty()) {
            parts.add(new Part.Heading("Largest differences"));
            parts.add(differences);
        }
        report.results()
                .forEach(result -> result.unlike()
                        .ifPresent(why -> parts.add(new Part.Note("differs", result.name() + ": " + why + "."))));
        if (!report.same()) {
            parts.add(new Part.Note("reason", reason(report)));
        }
        return new Document(parts, "results");
    }

    private static String verdict(RerunReport report) {
        String files = Numbers.count(report.results().size(), "file");
        if (report.same()) {
            return report.differing() == 0
                    ? "The run gave the same again: " + files + ", no value is different."
                    : "The run gave the same again, up to rounding: " + Numbers.count(report.differing()) + " of "
                            + Numbers.count(report.compared(), "value") + " in " + files
                            + " differ, none by more than 1e-9 of itself.";
        }
        long beyond =
                report.results().stream().mapToLong(ResultComparison::beyond).sum();
        return beyond == 0
                ? "The run did not give the same again."
                : "The run did not give the same again: " + Numbers.count(beyond) + " of "
                        + Numbers.count(report.compared(), "value") + " in " + files + " differ"
                        + (report.results().stream()
                                        .allMatch(result -> result.unlike().isEmpty())
                                ? "."
                                : ", and there are files of another shape.");
    }

    private static List<Part.Entry> facts(RerunReport report) {
        List<Part.Entry> facts = new ArrayList<>();
        facts.add(new Part.Entry("run", report.run()));
        facts.add(new Part.Entry(
                "copse", pair(report.before().version(), report.now().version())));
        facts.add(
                new Part.Entry("Java", pair(report.before().jdk(), report.now().jdk())));
        if (report.before().seed() != null) {
            facts.add(new Part.Entry(
                    "seed",
                    pair(
                            String.valueOf(report.before().seed()),
                            String.valueOf(report.now().seed()))));
        }
        for (RerunReport.Input input : report.inputs()) {
            facts.add(new Part.Entry(
                    "read",
                    input.name() + ": "
                            + (input.unknown()
                                    ? "a query, whose rows have no fingerprint"
                                    : input.changed()
                                            ? "changed (SHA-256 " + brief(input.before()) + ", now "
                                                    + brief(input.now()) + ")"
                                            : "as before")));
        }
        return facts;
    }

    private static String pair(String before, String now) {
        return before.equals(now) ? before + ", as before" : before + ", now " + now;
    }

    private static String brief(@org.jspecify.annotations.Nullable String sha256) {
        String text = String.valueOf(sha256);
        return text.substring(0, Math.min(12, text.length())) + "…";
    }

    private static Table results(RerunReport report) {
        Table table = Table.of(
                "results",
                TableColumn.left("file"),
                TableColumn.left("verdict"),
                TableColumn.right("values"),
                TableColumn.right("differ"),
                TableColumn.right("beyond rounding"));
        for (ResultComparison result : report.results()) {
            table.row(
                    Cell.text(result.name()),
                    Cell.text(
                            result.exact()
                                    ? "the same"
                                    : result.same()
                                            ? "the same up to rounding"
                                            : result.unlike().isPresent() ? "of another shape" : "different"),
                    result.compared() == 0 ? Cell.empty() : Cell.count(result.compared()),
                    result.compared() == 0 ? Cell.empty() : Cell.count(result.differing()),
                    result.compared() == 0 ? Cell.empty() : Cell.count(result.beyond()));
        }
        return table;
    }

    private static Table differences(RerunReport report) {
        Table table = Table.of(
                "differences",
                TableColumn.left("file"),
                TableColumn.left("value"),
                TableColumn.right("before"),
                TableColumn.right("now"),
                TableColumn.right("relative"));
        for (ResultComparison result : report.results()) {
            for (ValueDifference difference : result.largest()) {
                table.row(
                        Cell.text(result.name()),
                        Cell.text(difference.place()),
                        Cell.text(cut(difference.before())),
                        Cell.text(cut(difference.now())),
                        Double.isNaN(difference.size())
                                ? Cell.empty()
                                : Cell.number(difference.size(), Numbers.significant(difference.size(), 2)));
            }
        }
        return table;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static String reason(RerunReport report) {
        List<String> changes = report.changes();
        if (!changes.isEmpty()) {
            return "What else is not as it was: " + String.join("; ", changes) + ".";
        }
        String queries = report.inputs().stream()
                .filter(RerunReport.Input::unknown)
                .map(RerunReport.Input::name)
                .collect(Collectors.joining("; "));
        return queries.isEmpty()
                ? "Files, versions and seed are those of before. Was a result edited?"
                : "Files, versions and seed are those of before; whether the rows of a query are, nobody can tell: "
                        + queries + ".";
    }
}
