package copse.report.trial;

import copse.assign.AssignmentRecord;
import copse.report.Cell;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was planned and what was done, and how the numbers came about.
final class RecordSection {
    /// Digits of a fingerprint in a table; programs get all of them.
    private static final int DIGEST = 12;

    private RecordSection() {}

    static List<Part> of(Writer writer) {
        List<Part> parts = new ArrayList<>(planned(writer));
        parts.add(new Part.Heading(writer.say("record")));
        AssignmentRecord record = writer.report().assignment();
        parts.add(new Part.KeyValues(List.of(
                new Part.Entry(writer.say("record.design"), "`" + record.design() + "`"),
                new Part.Entry(writer.say("record.seed"), Long.toString(record.seed())),
                new Part.Entry(writer.say("record.digest"), record.digests().assignment()),
                new Part.Entry(writer.say("record.random"), record.random()),
                new Part.Entry(
                        writer.say("record.smallest-p"),
                        Numbers.significant(record.smallestP().twoSided(), 2)))));
        if (!writer.report().steps().isEmpty()) {
            parts.add(steps(writer));
        }
        return parts;
    }

    private static List<Part> planned(Writer writer) {
        List<PlannedItem> items = writer.report().planned();
        List<String> deviations = writer.deviations();
        if (items.isEmpty() && deviations.isEmpty()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("planned")));
        if (!items.isEmpty()) {
            Table table = Table.of(
                    "planned",
                    TableColumn.left(writer.say("planned.what")),
                    TableColumn.left(writer.say("planned.planned")),
                    TableColumn.left(writer.say("planned.done")),
                    TableColumn.left(writer.say("planned.deviation")));
            items.forEach(item -> table.row(
                    Cell.text(writer.saying(item.name())),
                    Cell.text(item.planned()),
                    Cell.text(item.done().equals(item.planned()) ? writer.say("planned.same") : item.done()),
                    Cell.text(item.deviation().orElse(writer.say("planned.none")))));
            parts.add(table);
        }
        List<String> others = deviations.stream()
                .filter(sentence -> items.stream()
                        .noneMatch(item ->
                                item.deviation().filter(sentence::equals).isPresent()))
                .toList();
        if (!others.isEmpty()) {
            parts.add(new Part.Items(others));
        }
        return parts;
    }

    private static Table steps(Writer writer) {
        Table table = Table.of(
                "steps",
                TableColumn.left(writer.say("steps.stage")),
                TableColumn.left(writer.say("steps.data")),
                TableColumn.right(writer.say("steps.seed")),
                TableColumn.left(writer.say("steps.digest")),
                TableColumn.left("copse"),
                TableColumn.left("JDK"));
        for (Step step : writer.report().steps()) {
            Long seed = step.record().seed();
            table.row(
                    Cell.text(writer.say("stage." + step.stage().name().toLowerCase(Locale.ROOT))),
                    Cell.text(step.record().data().stream()
                            .map(source -> source.name() + hash(source.sha256()))
                            .collect(Collectors.joining(writer.say("list")))),
                    seed == null ? Cell.empty() : Cell.text(Long.toString(seed)),
                    new Cell(first(step.digest()), step.digest()),
                    Cell.text(step.record().version()),
                    Cell.text(step.record().jdk()));
        }
        return table.captioned(writer.say("steps.caption"));
    }

    private static String hash(@Nullable String sha256) {
        return sha256 == null ? "" : " (" + first(sha256) + "…)";
    }

    private static String first(String digest) {
        return digest.substring(0, Math.min(DIGEST, digest.length()));
    }
}
