package copse.io;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What can go wrong, or is worth knowing, when data are read and written.
public enum IoCode implements Explained {
    NO_FILE(
            "I201",
            "no such file",
            "The path does not name a file. Paths are relative to the folder in which the command was started.",
            "Check the name; the message lists files of that folder with similar names."),
    FOLDER(
            "I202",
            "a folder where a file was expected",
            "The path names a folder. One file is read at a time.",
            "Name a file in it, or read several with SQL: --sql \"SELECT * FROM 'folder/*.csv'\"."),
    UNKNOWN_FORMAT(
            "I203",
            "unknown file format",
            "The extension tells the format: .csv, .tsv, .parquet, .json, .ndjson; .gz may follow.",
            "Rename the file, or read it with SQL: read_csv('name'), read_parquet('name'), read_json('name')."),
    EMPTY_FILE(
            "I204",
            "the file is empty",
            "There is not a single line in the file, so that not even its columns are known.",
            "Export it again; an interrupted download leaves such files behind."),
    NO_ROWS(
            "I205",
            "no rows",
            "There are column names but no rows of data under them.",
            "Export the file again, or loosen the query."),
    RAGGED(
            "I206",
            "a row with too few or too many cells",
            "Every row must have as many cells as the first line has names. A text with the separator in it must stand in"
                    + " double quotes; otherwise its parts count as cells and all that follows moves to the wrong column."
                    + " Nothing is guessed, dropped or shifted.",
            "Put such texts in quotes, or fill the missing cells with empty ones."),
    DUPLICATE_COLUMN(
            "I207",
            "a column name twice",
            "Two columns have the same name, so that a formula could mean either.",
            "Rename one in the first line of the file, or in SQL with AS."),
    NOT_A_NUMBER(
            "I208",
            "text where a number was asked for",
            "A column was declared numeric, and a cell holds something else. Decimal commas, thousands separators, units"
                    + " and per cent signs are not guessed.",
            "Correct the cell, declare the text as missing with --na, or leave --numeric out."),
    ENCODING(
            "I209",
            "not UTF-8",
            "The bytes are no UTF-8 text; the file was perhaps written as Latin-1 or UTF-16.",
            "Convert it: iconv -f LATIN1 -t UTF-8 old.csv > new.csv (or -f UTF-16)."),
    OPEN_QUOTE(
            "I210",
            "a quote that is never closed",
            "A cell starts with a double quote and the file ends before the closing one, which makes the rest of the file"
                    + " one cell.",
            "Close the quote; a double quote inside a quoted text is written twice."),
    AFTER_QUOTE(
            "I211",
            "text behind a closing quote",
            "After the closing double quote of a cell only the separator or the end of the line may follow.",
            "Write a double quote inside a quoted text twice: \"5\"\" pipe\"."),
    UNKNOWN_COLUMN(
            "I212",
            "no such column",
            "An option names a column that the data do not have.",
            "Check the name; the message lists the columns and the nearest one."),
    UNKNOWN_LEVEL(
            "I213",
            "a value that is not among the levels",
            "The levels of the column were given, and a cell holds another value.",
            "Add the value to the levels, or leave such rows out with --where."),
    BAD_LEVELS(
            "I214",
            "levels not understood",
            "Levels are written as COL=a|b|c, distinct and in the order wanted.",
            "Quote the text against the shell: --levels 'reason=property|vehicle|other'."),
    UNREADABLE(
            "I215",
            "the file cannot be read",
            "The content is not what the name promises, or the file is damaged or cut off.",
            "Write or download it again; check it with the program that made it."),
    BAD_SQL(
            "I216",
            "the query failed",
            "DuckDB, which runs the SQL, refused it; its own words are in the message.",
            "Correct the SQL; DuckDB's documentation has the dialect."),
    BAD_WHERE(
            "I217",
            "the condition failed",
            "The condition that chooses rows is not valid SQL on these columns.",
            "Text stands in single quotes, a column name with blanks in double quotes: --where \"reason = 'other'\"."),
    MEMORY(
            "I218",
            "DuckDB's memory limit was reached",
            "Sorting, distinct counts or joins needed more than the limit for memory outside of Java's heap.",
            "Raise the limit (--memory 4g), or read fewer columns."),
    UNSUPPORTED_TYPE(
            "I219",
            "a type of column that has no place in a frame",
            "Cells that hold lists, records or binary data are no single values.",
            "Leave the column out, or take it apart in SQL: --sql \"SELECT person.age AS age FROM 'file.json'\"."),
    INFINITE(
            "I220",
            "an infinite number",
            "Infinite values cannot be averaged, so that no result would be finite.",
            "Leave such rows out with --where, or declare the text as missing with --na."),
    TOO_MANY_ROWS(
            "I221",
            "too many rows for memory",
            "A frame holds at most 2,147,483,647 rows.",
            "Stream the data instead, which fits do by themselves."),
    EXISTS(
            "I222",
            "the file is already there",
            "It would have been overwritten.",
            "Choose another name or allow overwriting."),
    FILE_SYSTEM(
            "I223",
            "the file system refused",
            "Reading or writing failed outside of copse: rights, space, a disk that went away.",
            "The message has the reason of the operating system."),
    NO_ROWS_LEFT(
            "I224",
            "no row satisfies the condition",
            "The condition leaves no rows.",
            "Loosen it, or check the spelling of values: copse describe shows them."),
    CHANGED(
            "I225",
            "the file changed while it was read",
            "Data are read in several passes, which must see the same rows.",
            "Run again when nobody writes to the file."),
    NO_LIBRARY(
            "I226",
            "DuckDB could not be started",
            "Parquet, JSON and SQL are read by DuckDB's native library, which could not be loaded on this machine.",
            "CSV and TSV work without it. The message has the reason."),
    NA_AS_MISSING(
            "na-as-missing",
            "NA taken as missing",
            "A column of numbers, dates or truth values has cells that say NA or NaN; they count as missing there. In a"
                    + " column of text, NA is a value like any other.",
            "Nothing, if that is meant. --factor COL keeps NA as a value."),
    TEXT_AMONG_NUMBERS(
            "text-among-numbers",
            "text because of a few cells",
            "Nearly all cells of the column are numbers, but a few are not, which makes it a column of text.",
            "Correct the cells, or declare the text as missing with --na; --numeric COL makes it an error."),
    COLUMN_LEFT_OUT(
            "column-left-out",
            "a column left out",
            "The cells of the column are lists, records or binary data, which have no place in a table.",
            "Take it apart in SQL if it is needed."),
    UNNAMED_COLUMN(
            "unnamed-column",
            "a column without a name",
            "The first line has an empty cell; the column is called by its position.",
            "Name it in the first line, if it matters.");

    private final Explanation explanation;

    IoCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException exception(String what, String why, String fix) {
        return exception(what, why, fix, null);
    }

    InputException exception(String what, String why, String fix, @Nullable Place place) {
        return new InputException(new Problem(code(), what, why, fix, place));
    }
}
