package copse.cli;

import copse.plan.PlanChange;
import copse.report.Cell;
import copse.report.Document;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import copse.report.trial.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where an experiment stands, laid out for people.
final class ExperimentDocument {
    private ExperimentDocument() {}

    /// @param plan the plan file
    /// @param state where the experiment stands
    /// @return the answer, or what is awaited; the stages; what to do next
    static Document of(Path plan, ExperimentState state) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(first(plan, state)));
        Table table = Table.of(
                "stages",
                TableColumn.left("stage"),
                TableColumn.left("this time"),
                TableColumn.left("finding"),
                TableColumn.left("file"));
        for (ExperimentState.Reached reached : state.stages()) {
            table.row(
                    Cell.text(reached.stage().name().toLowerCase(Locale.ROOT)),
                    Cell.text(reached.happened().word()),
                    Cell.text(
                            state.answer().filter(reached.finding()::equals).isPresent()
                                    ? "as said above"
                                    : reached.finding()),
                    Cell.text(reached.file()
                            .map(file -> String.valueOf(file.getFileName()))
                            .orElse("")));
        }
        parts.add(table);
        parts.add(Part.KeyValues.of(
                "folder", state.folder().toString(), "plan", plan + ", fingerprint " + brief(state.plan())));
        if (!state.ignored().isEmpty()) {
            parts.add(new Part.Note(
                    "plan",
                    plan + " says something else since arms were handed out, and was not followed: "
                            + String.join(
                                    " ",
                                    state.ignored().stream()
                                            .map(PlanChange::sentence)
                                            .toList())
                            + " The plan of the arms holds; copse run " + plan
                            + " --amend takes the change over, and the report tells it."));
        }
        state.diagnostics()
                .forEach(diagnostic ->
                        parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        return new Document(parts, "stages");
    }

    private static String first(Path plan, ExperimentState state) {
        if (state.answer().isPresent()) {
            return state.answer().get();
        }
        if (state.awaited().isPresent()) {
            return "Arms are handed out. Outcomes are awaited in `"
                    + state.awaited().get() + "`; when they are there: copse run " + plan;
        }
        Stage last = state.stages().getLast().stage();
        return switch (last) {
            case POWER -> "Nothing is handed out yet; copse run " + plan + " hands out the arms.";
            case ASSIGNMENT, DATA, ANALYSIS, REPORT -> "Arms are handed out; copse run " + plan + " goes on.";
        };
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
