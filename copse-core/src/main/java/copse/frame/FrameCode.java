package copse.frame;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with a frame or a request to it.
public enum FrameCode implements Explained {
    /// A name that is none of the columns.
    NO_COLUMN(
            "I101",
            "no such column",
            "A column was asked for by a name that the data does not have. Names are compared letter by letter, case"
                    + " included.",
            "Look at the list of columns in the message, or run `copse describe` on the data."),

    /// A column of another type than the work needs.
    WRONG_TYPE(
            "I102",
            "column of the wrong type",
            "The column exists, but what was asked needs another type: a mean needs numbers, a level needs a factor.",
            "Convert the column: `asNumeric` or `asFactor` in Java, `--numeric` or `--factor` on the command line."),

    /// Two columns of one name.
    DUPLICATE_COLUMN(
            "I103",
            "two columns have the same name",
            "Columns are addressed by name, so every name may occur once. Joins and renames can also lead here.",
            "Rename or drop one of the two."),

    /// Columns that are not equally long.
    UNEQUAL_LENGTHS(
            "I104",
            "columns differ in length",
            "All columns of a frame describe the same rows, so all have the same number of them.",
            "Fill what is missing with missing values, or build two frames and join them by a key."),

    /// NaN or infinity as a value.
    NOT_FINITE(
            "I105",
            "a number that is NaN or infinite",
            "copse keeps missing values in a mask and never as NaN; an infinite number has no place in a sum. Both"
                    + " would spread through every result in silence.",
            "Mark the row as missing (`NumericColumn.nanAsMissing` does so for every NaN) or repair the value."),

    /// A label that is none of the levels.
    NO_LEVEL(
            "I106",
            "no such level",
            "A factor was asked for, or given, a label that is none of its levels.",
            "Look at the list of levels in the message; add the label to the levels if it is meant to be one."),

    /// A label twice among the levels.
    DUPLICATE_LEVEL(
            "I107",
            "a level occurs twice",
            "Levels are distinct: a label stands for one category.",
            "Leave out the second occurrence, or give it another label."),

    /// Text that should be a number.
    NOT_A_NUMBER(
            "I108",
            "a value that is not a number",
            "A column was to be read as numbers, but at least one value is no number.",
            "Repair the value, declare the text that stands for missing (`--na TEXT` on the command line), or keep the"
                    + " column as a factor."),

    /// A row number outside the frame.
    NO_ROW(
            "I109",
            "no such row",
            "A row was asked for that is before the first or after the last.",
            "Rows are counted from 0 in Java; ask `rows()` how many there are."),

    /// A key that should be unique but is not.
    DUPLICATE_KEY(
            "I110",
            "a join key occurs more than once",
            "A join looks up one row per key in the other table. With two rows of the same key it would have to choose,"
                    + " or to multiply rows in silence.",
            "Make the other table one row per key: aggregate it with `groupBy(…).summarise(…)`, or remove repeated rows"
                    + " with `distinct()`."),

    /// Join keys of types that cannot be compared.
    KEY_TYPES(
            "I111",
            "join keys of different types",
            "The key is of one type in this table and of another in the other, so no value of one equals a value of the"
                    + " other. Factor and text count as one type and are matched by label.",
            "Convert one of the two with `asFactor` or `asNumeric`."),

    /// Frames that cannot be put one below the other.
    UNLIKE_FRAMES(
            "I112",
            "tables that do not fit below each other",
            "Appending needs the same columns, of the same types, in both tables.",
            "Select, rename or convert columns until both tables have the same; order does not matter."),

    /// Breaks or labels that do not make bins.
    BAD_BINS(
            "I113",
            "bins that cannot be made",
            "Breaks have to ascend strictly, and there has to be one distinct label per bin.",
            "Sort the breaks, remove repeated ones, and count: n breaks make n + 1 bins, or n - 1 within limits."),

    /// A value in no bin.
    OUTSIDE_BINS(
            "I114",
            "a value outside all bins",
            "The bins were limited to a range, and a value lies outside of it. It would end up in no bin, and its row"
                    + " would be lost further on.",
            "Leave out `.within()`, so that the first and last bin are open, or filter the rows before."),

    /// A summary or a verb with settings that make no sense.
    BAD_REQUEST(
            "I115",
            "a request that makes no sense",
            "A setting is outside its range, such as a probability of 1.5 or a name list without names.",
            "See the message for the range."),

    /// A value that should be the same in all rows of a group.
    NOT_CONSTANT(
            "I116",
            "a value that varies within its group",
            "A column was taken to belong to the group (the region of a school), but rows of one group disagree.",
            "Repair the rows named, or aggregate the column (mean, share, most …) instead.");

    private final Explanation explanation;

    FrameCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception, to be thrown
    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
