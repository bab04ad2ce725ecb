package copse.io;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader of results should know about a column of a CSV file.
final class Notes {
    /// Share of labels that are numbers from which the others look like slips.
    private static final double NEARLY_ALL = 0.9;

    private Notes() {}

    static List<Diagnostic> of(CsvFile file, CsvScan.Found found, int position) {
        List<Diagnostic> notes = new ArrayList<>();
        String name = file.names().get(position);
        long na = found.naTexts()[position];
        if (na > 0) {
            notes.add(na(name, na, words(found.kinds()[position])));
        }
        if (file.unnamed().contains(position)) {
            notes.add(note(
                    IoCode.UNNAMED_COLUMN,
                    name,
                    position + 1.0,
                    0,
                    "column " + (position + 1) + " has no name in the first line and is called `" + name + "`"));
        }
        if (found.kinds()[position] == CellKind.LABEL) {
            amongNumbers(found, position, name, notes);
        }
        return notes;
    }

    private static void amongNumbers(CsvScan.Found found, int position, String name, List<Diagnostic> notes) {
        long numbers = 0;
        long labels = 0;
        String odd = "";
        for (LabelTable[] worker : found.tables()) {
            LabelTable table = worker[position];
            for (int code = 0; table != null && code < table.size(); code++) {
                byte[] label = table.bytes(code);
                boolean number = !Double.isNaN(NumberText.parse(label, 0, label.length));
                labels++;
                numbers += number ? 1 : 0;
                odd = number || !odd.isEmpty() ? odd : java.util.Objects.requireNonNullElse(CsvFile.decode(label), "");
            }
        }
        if (numbers < labels && numbers >= NEARLY_ALL * labels) {
            notes.add(note(
                    IoCode.TEXT_AMONG_NUMBERS,
                    name,
                    (double) (labels - numbers),
                    0,
                    "`" + name + "` is read as text because of cells such as `" + odd
                            + "`; nearly all others are numbers"));
        }
    }

    static Diagnostic na(String name, long count, String otherwise) {
        return note(
                IoCode.NA_AS_MISSING,
                name,
                (double) count,
                0,
                count + (count == 1 ? " cell of `" : " cells of `") + name
                        + "` says NA or NaN and counts as missing, since the column is otherwise " + otherwise);
    }

    static InputException unknownLevel(
            String column, String label, String where, List<String> levels, @Nullable Place place) {
        return IoCode.UNKNOWN_LEVEL.exception(
                "`" + label + "` in " + where + " is not among the levels of `" + column + "`",
                "levels given: " + String.join(", ", levels),
                "--levels '" + column + "=" + String.join("|", levels) + "|" + label + "'",
                place);
    }

    static InputException tooManyRows(String source, long rows) {
        return IoCode.TOO_MANY_ROWS.exception(
                source + " has " + rows + " rows",
                "a frame in memory holds at most 2,147,483,639",
                "fit from the file itself, which reads it in chunks");
    }

    static InputException changed(String source) {
        return IoCode.CHANGED.exception(
                source + " changed while it was read",
                "a later pass met other rows than the first",
                "run again when nobody writes to it");
    }

    static InputException noRowsLeft(String condition) {
        return IoCode.NO_ROWS_LEFT.exception(
                "no row satisfies `" + condition + "`",
                "the condition leaves nothing of the data",
                "loosen it, or look at the values with copse describe");
    }

    private static String words(CellKind kind) {
        return switch (kind) {
            case NUMBER -> "numeric";
            case LOGICAL -> "true or false";
            case DATE -> "dates";
            case TIMESTAMP -> "time stamps";
            case LABEL -> "text";
        };
    }

    private static Diagnostic note(IoCode code, String name, double value, double threshold, String meaning) {
        return new Diagnostic(code.code(), name, value, threshold, meaning, code.advice());
    }
}
