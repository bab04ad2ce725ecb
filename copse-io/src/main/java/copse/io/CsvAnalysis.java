package copse.io;

import copse.error.Diagnostic;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import copse.frame.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of a CSV file after its first pass: kinds, labels, and the cells if they were kept.
///
/// @param file the file
/// @param options how it is read
/// @param wanted columns
/// @param found by the pass
/// @param labels by column of the file, null where it is no text
record CsvAnalysis(
        CsvFile file,
        ReadOptions options,
        Wanted wanted,
        CsvScan.Found found,
        @Nullable CsvLabels[] labels) {
    /// @param path the file
    /// @param tabs whether its name promises tabs
    /// @param options how
    /// @param keep whether cells are kept
    /// @return what was found
    /// @throws IOException if the file cannot be read
    /// @throws copse.error.InputException if its content is wrong
    static CsvAnalysis of(Path path, boolean tabs, ReadOptions options, boolean keep) throws IOException {
        CsvFile file = CsvFile.open(path, tabs);
        Wanted wanted = Wanted.of(file.names(), options);
        CsvScan.Found found = scan(file, options, wanted, keep);
        @Nullable CsvLabels[] labels = new CsvLabels[file.names().size()];
        for (int position : wanted.positions()) {
            if (found.kinds()[position] == CellKind.LABEL && !found.free()[position]) {
                labels[position] = labels(file, options, found, position);
            }
        }
        return new CsvAnalysis(file, options, wanted, found, labels);
    }

    /// @return what readers of results should know
    List<Diagnostic> notes() {
        List<Diagnostic> notes = new ArrayList<>();
        wanted.positions().forEach(position -> notes.addAll(Notes.of(file, found, position)));
        return notes;
    }

    /// @return the columns wanted, as types of a frame
    Schema schema() {
        List<ColumnSchema> columns = new ArrayList<>();
        for (int position : wanted.positions()) {
            CsvLabels text = labels[position];
            Levels levels = text == null ? null : text.levels();
            ColumnType type = switch (found.kinds()[position]) {
                case NUMBER -> ColumnType.NUMERIC;
                case LOGICAL -> ColumnType.LOGICAL;
                case DATE -> ColumnType.DATE;
                case TIMESTAMP -> ColumnType.TIMESTAMP;
                case LABEL -> levels == null ? ColumnType.TEXT : ColumnType.FACTOR;
            };
            columns.add(new ColumnSchema(file.names().get(position), type, levels));
        }
        return new Schema(columns);
    }

    /// @param position of a column of text
    /// @return its labels
    CsvLabels labelsOf(int position) {
        return Objects.requireNonNull(labels[position]);
    }

    private static CsvScan.Found scan(CsvFile file, ReadOptions options, Wanted wanted, boolean keep)
            throws IOException {
        int width = file.names().size();
        try {
            CsvScan.Found found = new CsvScan(file, options, wanted.mask(width), keep).run();
            if (found.rows() == 0) {
                throw IoCode.NO_ROWS.exception(
                        "`" + FileFormat.fileName(file.path()) + "` has column names but no rows",
                        "columns: " + String.join(", ", file.names()),
                        "export the file again");
            }
            return found;
        } catch (CsvFault fault) {
            throw CsvErrors.exception(file.path(), fault, width);
        } catch (CellMismatch mismatch) {
            throw CsvErrors.notANumber(file, mismatch);
        }
    }

    private static CsvLabels labels(CsvFile file, ReadOptions options, CsvScan.Found found, int position)
            throws IOException {
        String name = file.names().get(position);
        @Nullable List<String> given = options.levels().get(name);
        List<LabelTable> tables = Arrays.stream(found.tables())
                .map(worker -> Objects.requireNonNull(worker[position]))
                .toList();
        try {
            boolean factor = options.factors().contains(name);
            return CsvLabels.of(name, tables, found.values()[position], factor, given);
        } catch (CsvLabels.NotUtf8 notUtf8) {
            long offset = CsvPlaces.find(file, position, notUtf8.bytes());
            int line = CsvPlaces.of(file.path(), offset, 1).line();
            throw CsvErrors.encoding(file.path(), "a cell of column `" + name + "`", line);
        } catch (CsvLabels.UnknownLevel unknown) {
            throw CsvErrors.unknownLevel(file, position, unknown, given == null ? List.of() : given);
        }
    }
}
