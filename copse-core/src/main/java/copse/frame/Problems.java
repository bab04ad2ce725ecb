package copse.frame;

import copse.error.InputException;
import copse.error.Suggestion;
import java.util.List;
import java.util.Locale;

/// The messages that several verbs share.
final class Problems {
    /// A message stays readable with this many names in a row.
    private static final int LISTED = 20;

    private Problems() {}

    static InputException noColumn(String name, List<String> columns) {
        return FrameCode.NO_COLUMN.error(
                "no column `" + name + "` in the data",
                "the data has " + Words.count(columns.size(), "column") + ": " + list(columns),
                Suggestion.didYouMean(name, columns, "use one of these names"));
    }

    static InputException duplicateColumn(String name) {
        return FrameCode.DUPLICATE_COLUMN.error(
                "column `" + name + "` occurs twice", "columns are addressed by name", "rename or drop one of the two");
    }

    static InputException wrongType(String name, Column column, String needed, String fix) {
        return FrameCode.WRONG_TYPE.error(
                "column `" + name + "` is " + word(column.type()) + ", not " + needed, "", fix);
    }

    static InputException unlikeMask(int rows, int masked) {
        return FrameCode.UNEQUAL_LENGTHS.error(
                Words.count(rows, "row") + " with a mask of " + masked, "", "make the mask from the same rows");
    }

    /// @param next what stands where a name was expected, or a name that nothing follows
    static InputException notInTurn(Object next, String things) {
        return FrameCode.BAD_REQUEST.error(
                "`" + next + "` where a name followed by one of its " + things + " was expected",
                "names and " + things + " come in turn",
                "check the order of the arguments");
    }

    static InputException noLevel(String name, String label, Levels levels) {
        return FrameCode.NO_LEVEL.error(
                "no level `" + label + "` in " + name,
                "it has " + Words.count(levels.size(), "level") + ": " + list(levels.labels()),
                Suggestion.didYouMean(label, levels.labels(), "use one of these levels"));
    }

    static InputException noRow(int row, int rows) {
        return FrameCode.NO_ROW.error(
                "no row " + row,
                rows == 0 ? "the data has no rows" : "the data has rows 0 to " + (rows - 1),
                "check the row numbers, counted from 0");
    }

    static InputException notFinite(String column, int row, double value) {
        return FrameCode.NOT_FINITE.error(
                column + " has the value " + value + " in row " + (row + 1),
                "a number must be finite or marked as missing",
                "repair the value, or mark it as missing: `NumericColumn.nanAsMissing(…)` does so for every NaN");
    }

    /// `numeric`, `factor` …, as the user sees types.
    static String word(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static String list(List<String> names) {
        return names.size() <= LISTED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, LISTED)) + " and " + (names.size() - LISTED) + " more";
    }
}
