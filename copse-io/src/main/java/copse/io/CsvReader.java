package copse.io;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Reads CSV and TSV into frames: one pass that keeps the cells, then the blocks are joined column by column.
final class CsvReader {
    private final CsvAnalysis analysis;
    private final CsvScan.Found found;

    private CsvReader(CsvAnalysis analysis) {
        this.analysis = analysis;
        this.found = analysis.found();
    }

    /// @param path the file
    /// @param tabs whether its name promises tabs
    /// @param options how
    /// @return the data
    static Loaded read(Path path, boolean tabs, ReadOptions options) {
        String where = options.where();
        if (where != null) {
            return SqlCondition.load(path, tabs, options, where);
        }
        try {
            CsvAnalysis analysis = CsvAnalysis.of(path, tabs, options, true);
            return new Loaded(new CsvReader(analysis).frame(), analysis.notes());
        } catch (IOException e) {
            throw DataFiles.failure(path, e);
        }
    }

    private Frame frame() {
        if (found.rows() > Integer.MAX_VALUE - 8) {
            throw Notes.tooManyRows(FileFormat.fileName(analysis.file().path()), found.rows());
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int position : analysis.wanted().positions()) {
            columns.put(analysis.file().names().get(position), column(position));
        }
        return Frame.of(columns);
    }

    private Column column(int position) {
        int rows = (int) found.rows();
        return switch (found.kinds()[position]) {
            case NUMBER -> CsvColumns.numbers(join(position, new double[rows]));
            case LOGICAL -> CsvColumns.logicals(join(position, new byte[rows]));
            case DATE -> CsvColumns.times(join(position, new long[rows]), true);
            case TIMESTAMP -> CsvColumns.times(join(position, new long[rows]), false);
            case LABEL -> labels(position, new int[rows]);
        };
    }

    /// Copies the parts of a column behind each other and lets go of them: one column at a time is held twice.
    private <A> A join(int position, A into) {
        int at = 0;
        for (CsvScan.Part part : found.parts()) {
            Object cells = part.cells()[position];
            System.arraycopy(cells, 0, into, at, part.rows());
            part.cells()[position] = null;
            at += part.rows();
        }
        return into;
    }

    private Column labels(int position, int[] codes) {
        CsvLabels labels = analysis.labelsOf(position);
        int at = 0;
        for (CsvScan.Part part : found.parts()) {
            int[] merged = labels.codes()[part.worker()];
            int[] cells = (int[]) Objects.requireNonNull(part.cells()[position]);
            for (int row = 0; row < part.rows(); row++) {
                int code = cells[row];
                codes[at + row] = code < 0 ? FactorColumn.MISSING : merged[code];
            }
            part.cells()[position] = null;
            at += part.rows();
        }
        return CsvColumns.labels(codes, labels);
    }
}
