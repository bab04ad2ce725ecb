package copse.io;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// What a reader of results should know about a column of a CSV file.
final class CsvNotes {
    /// Share of labels that are numbers from which the others look like slips.
    private static final double NEARLY_ALL = 0.9;

    private CsvNotes() {}

    static List<Diagnostic> of(CsvFile file, CsvScan.Found found, int position) {
        List<Diagnostic> notes = new ArrayList<>();
        String name = file.names().get(position);
        long na = found.naTexts()[position];
        if (na > 0) {
            notes.add(note(
                    IoCode.NA_AS_MISSING,
                    name,
                    na,
                    0,
                    na + (na == 1 ? " cell of `" : " cells of `") + name
                            + "` says NA or NaN and counts as missing, since the column is otherwise "
                            + words(found.kinds()[position])));
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
                    labels - numbers,
                    0,
                    "`" + name + "` is read as text because of cells such as `" + odd
                            + "`; nearly all others are numbers"));
        }
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
