package copse.io;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Place;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads CSV and TSV into frames: scan, then join the blocks column by column.
final class CsvReader {
    private final CsvFile file;
    private final ReadOptions options;

    private CsvReader(CsvFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    /// @param path the file
    /// @param tabs whether its name promises tabs
    /// @param options how
    /// @return the data
    static Loaded read(Path path, boolean tabs, ReadOptions options) {
        try {
            CsvFile file = CsvFile.open(path, tabs);
            Wanted wanted = Wanted.of(file.names(), options);
            return new CsvReader(file, options).read(wanted);
        } catch (IOException e) {
            throw DataFiles.failure(path, e);
        }
    }

    private Loaded read(Wanted wanted) throws IOException {
        CsvScan.Found found = scan(wanted, true);
        if (found.rows() > Integer.MAX_VALUE - 8) {
            throw Notes.tooManyRows(FileFormat.fileName(file.path()), found.rows());
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        List<Diagnostic> notes = new ArrayList<>();
        for (int position : wanted.positions()) {
            String name = file.names().get(position);
            columns.put(name, column(found, position, name));
            notes.addAll(Notes.of(file, found, position));
        }
        return new Loaded(Frame.of(columns), notes);
    }

    private CsvScan.Found scan(Wanted wanted, boolean keep) throws IOException {
        try {
            CsvScan.Found found =
                    new CsvScan(file, options, wanted.mask(file.names().size()), keep).run();
            if (found.rows() == 0) {
                throw IoCode.NO_ROWS.exception(
                        "`" + FileFormat.fileName(file.path()) + "` has column names but no rows",
                        "columns: " + String.join(", ", file.names()),
                        "export the file again");
            }
            return found;
        } catch (CsvFault fault) {
            throw CsvPlaces.exception(file.path(), fault, file.names().size());
        } catch (CellMismatch mismatch) {
            throw notANumber(mismatch);
        }
    }

    private InputException notANumber(CellMismatch mismatch) throws IOException {
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

    private Column column(CsvScan.Found found, int position, String name) throws IOException {
        int rows = Math.toIntExact(found.rows());
        return switch (found.kinds()[position]) {
            case NUMBER -> {
                double[] values = new double[rows];
                join(found, position, values);
                yield NumericColumn.wrap(values, Mask.of(rows, row -> Double.isNaN(values[row])));
            }
            case LOGICAL -> {
                byte[] values = new byte[rows];
                join(found, position, values);
                yield LogicalColumn.of(
                        Mask.of(rows, row -> values[row] == LogicalText.TRUE),
                        Mask.of(rows, row -> values[row] == LogicalText.NONE));
            }
            case DATE -> {
                long[] values = new long[rows];
                join(found, position, values);
                yield TimeColumn.dates(values, Mask.of(rows, row -> values[row] == TimeText.NONE));
            }
            case TIMESTAMP -> {
                long[] values = new long[rows];
                join(found, position, values);
                yield TimeColumn.timestamps(values, Mask.of(rows, row -> values[row] == TimeText.NONE));
            }
            case LABEL -> labels(found, position, name, rows);
        };
    }

    /// Copies the parts of a column behind each other and lets go of them, so that a column at a time is held
    /// twice.
    private static void join(CsvScan.Found found, int position, Object into) {
        int at = 0;
        for (CsvScan.Part part : found.parts()) {
            Object cells = part.cells()[position];
            System.arraycopy(cells, 0, into, at, part.rows());
            part.cells()[position] = null;
            at += part.rows();
        }
    }

    private Column labels(CsvScan.Found found, int position, String name, int rows) throws IOException {
        int missing = 0;
        for (CsvScan.Part part : found.parts()) {
            missing += count(codes(part, position));
        }
        CsvLabels labels = merge(found, position, name, rows - (long) missing);
        int[] codes = new int[rows];
        int at = 0;
        for (CsvScan.Part part : found.parts()) {
            int[] to = labels.codes()[part.worker()];
            int[] cells = codes(part, position);
            for (int row = 0; row < part.rows(); row++) {
                int code = cells[row];
                codes[at + row] = code < 0 ? FactorColumn.MISSING : to[code];
            }
            part.cells()[position] = null;
            at += part.rows();
        }
        if (labels.levels() != null) {
            int[] level = labels.level();
            for (int row = 0; row < rows; row++) {
                codes[row] = codes[row] < 0 ? FactorColumn.MISSING : level[codes[row]];
            }
            return FactorColumn.wrap(codes, labels.levels());
        }
        return text(codes, labels.merged());
    }

    private static TextColumn text(int[] codes, LabelTable table) throws CharacterCodingException {
        String[] labels = new String[table.size()];
        for (int code = 0; code < labels.length; code++) {
            labels[code] = table.label(code);
        }
        @Nullable String[] values = new String[codes.length];
        for (int row = 0; row < codes.length; row++) {
            values[row] = codes[row] < 0 ? null : labels[codes[row]];
        }
        return TextColumn.of(values);
    }

    private CsvLabels merge(CsvScan.Found found, int position, String name, long values) throws IOException {
        List<LabelTable> tables = Arrays.stream(found.tables())
                .map(worker -> java.util.Objects.requireNonNull(worker[position]))
                .toList();
        try {
            return CsvLabels.of(
                    name,
                    tables,
                    values,
                    options.factors().contains(name),
                    options.levels().get(name));
        } catch (CharacterCodingException notUtf8) {
            throw CsvPlaces.encoding(file.path(), "a cell of column `" + name + "`", 0);
        } catch (CsvLabels.UnknownLevel unknown) {
            throw unknownLevel(position, unknown);
        }
    }

    private InputException unknownLevel(int position, CsvLabels.UnknownLevel unknown) throws IOException {
        byte[] label = unknown.label().getBytes(StandardCharsets.UTF_8);
        long offset = CsvPlaces.find(file, position, label);
        Place place = CsvPlaces.of(file.path(), offset, unknown.label().length());
        return Notes.unknownLevel(
                unknown.column(),
                unknown.label(),
                "line " + place.line(),
                options.levels().getOrDefault(unknown.column(), List.of()),
                place);
    }

    private static int[] codes(CsvScan.Part part, int position) {
        return (int[]) java.util.Objects.requireNonNull(part.cells()[position]);
    }

    private static int count(int[] codes) {
        int missing = 0;
        for (int code : codes) {
            missing += code < 0 ? 1 : 0;
        }
        return missing;
    }
}
