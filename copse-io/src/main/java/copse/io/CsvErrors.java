package copse.io;

import copse.error.InputException;
import copse.error.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What is wrong with a CSV file, in the user's lines and values.
final class CsvErrors {
    private CsvErrors() {}

    /// @param path the file
    /// @param fault what a parser stumbled on
    /// @param expected number of columns
    /// @return the error to throw
    static InputException exception(Path path, CsvFault fault, int expected) {
        try {
            return switch (fault.fault()) {
                case RAGGED -> ragged(path, fault, expected);
                case OPEN_QUOTE -> {
                    Place place = CsvPlaces.of(path, fault.offset(), 1);
                    yield IoCode.OPEN_QUOTE.exception(
                            "a quote opened in line " + place.line() + " is never closed",
                            "all text from there to the end of the file is one cell",
                            "close it; a double quote inside a quoted text is written twice",
                            place);
                }
                case AFTER_QUOTE -> {
                    Place place = CsvPlaces.of(path, fault.offset(), 1);
                    yield IoCode.AFTER_QUOTE.exception(
                            "text behind a closing quote in line " + place.line(),
                            "behind the closing quote of a cell only a separator or the end of the line may follow",
                            "write a double quote inside a quoted text twice: \"a 5\"\" pipe\"",
                            place);
                }
            };
        } catch (IOException e) {
            return DataFiles.failure(path, e);
        }
    }

    private static InputException ragged(Path path, CsvFault fault, int expected) throws IOException {
        Place place = CsvPlaces.of(path, fault.offset(), CsvPlaces.WIDTH);
        boolean less = fault.cells() < expected;
        return IoCode.RAGGED.exception(
                "line " + place.line() + " has " + cells(fault.cells()) + ", the first line names " + expected
                        + " columns",
                less
                        ? "cells are missing, or a line end stands inside a text"
                        : "a text with the separator in it must stand in double quotes",
                less
                        ? "write an empty cell for each missing value, or put the text in double quotes"
                        : "put the text in double quotes, or remove the surplus",
                place);
    }

    private static String cells(int count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    /// @param path the file
    /// @param what the text that cannot be decoded, in words
    /// @param line its line, 0 if not known
    /// @return the error to throw
    static InputException encoding(Path path, String what, int line) {
        String name = FileFormat.fileName(path);
        return IoCode.ENCODING.exception(
                "`" + name + "` is not UTF-8",
                what + (line > 0 ? ", line " + line + "," : "")
                        + " is no valid UTF-8 text; perhaps the file is Latin-1",
                "convert it: iconv -f LATIN1 -t UTF-8 " + name + " > utf8.csv");
    }

    /// @param file the file
    /// @param mismatch a cell of a column that must be numeric
    /// @return the error to throw
    static InputException notANumber(CsvFile file, CellMismatch mismatch) throws IOException {
        Place place =
                CsvPlaces.of(file.path(), mismatch.offset(), mismatch.text().length());
        String name = file.names().get(mismatch.column());
        boolean comma = mismatch.text().strip().matches("[-+]?[\\d.]*,\\d+");
        return IoCode.NOT_A_NUMBER.exception(
                "`" + mismatch.text() + "` in line " + place.line() + " is not a number, and column `" + name
                        + "` was asked to be numeric",
                comma
                        ? "decimal commas are not guessed: numbers have a decimal point"
                        : "numbers look like 12, -0.5 or 1.5e-3",
                comma
                        ? "write decimal points, or convert in SQL: --sql \"SELECT replace(" + name
                                + ", ',', '.')::DOUBLE AS " + name + " FROM '" + FileFormat.fileName(file.path())
                                + "'\""
                        : "correct the cell, or if it means missing: --na '" + mismatch.text() + "'",
                place);
    }

    /// @param file the file
    /// @param position of the column
    /// @param unknown the value met
    /// @param levels given
    /// @return the error to throw
    static InputException unknownLevel(CsvFile file, int position, CsvLabels.UnknownLevel unknown, List<String> levels)
            throws IOException {
        byte[] label = unknown.label().getBytes(StandardCharsets.UTF_8);
        long offset = CsvPlaces.find(file, position, label);
        Place place = CsvPlaces.of(file.path(), offset, unknown.label().length());
        return Notes.unknownLevel(unknown.column(), unknown.label(), "line " + place.line(), levels, place);
    }
}
