package copse.io;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV stream that satisfy a condition, with the levels that those rows have.
final class FilteredStream implements DataStream {
    private final CsvStream all;
    private final ReadOptions options;
    private final String condition;
    private final List<String> names;
    private final Map<String, Narrowed> narrowed;
    private final Schema schema;

    /// Levels that are left, and by old code the new one.
    private record Narrowed(Levels levels, int[] code) {}

    private FilteredStream(CsvStream all, ReadOptions options, String condition, List<String> names) {
        this.all = all;
        this.options = options;
        this.condition = condition;
        this.names = names;
        this.narrowed = narrow();
        List<ColumnSchema> columns = new ArrayList<>();
        List<String> wanted = options.columns().isEmpty() ? names : options.columns();
        for (String name : wanted) {
            ColumnSchema column = all.schema().find(name).orElseThrow();
            Narrowed left = narrowed.get(name);
            columns.add(left == null ? column : new ColumnSchema(name, column.type(), left.levels()));
        }
        this.schema = new Schema(columns);
    }

    /// @param path the file
    /// @param tabs whether its name promises tabs
    /// @param options how
    /// @param condition in SQL
    /// @return the stream
    static FilteredStream open(Path path, boolean tabs, ReadOptions options, String condition) {
        List<String> names = SqlCondition.names(path, tabs);
        CsvStream all = CsvStream.open(path, tabs, SqlCondition.withColumnsOf(condition, names, options));
        return new FilteredStream(all, options, condition, names);
    }

    /// One reading that finds the levels of the rows that pass.
    private Map<String, Narrowed> narrow() {
        Map<String, BitSet> used = new LinkedHashMap<>();
        for (ColumnSchema column : all.schema().columns()) {
            if (column.levels() != null && !options.levels().containsKey(column.name())) {
                used.put(column.name(), new BitSet());
            }
        }
        boolean any = false;
        try (Rows rows = new Rows(Map.of())) {
            for (Frame chunk = rows.next(); chunk != null; chunk = rows.next()) {
                any = true;
                for (Map.Entry<String, BitSet> factor : used.entrySet()) {
                    chunk.find(factor.getKey()).ifPresent(column -> mark((FactorColumn) column, factor.getValue()));
                }
            }
        }
        if (!any) {
            throw Notes.noRowsLeft(condition);
        }
        Map<String, Narrowed> left = new LinkedHashMap<>();
        used.forEach((name, codes) ->
                left.put(name, narrowed(all.schema().find(name).orElseThrow().levels(), codes)));
        return left;
    }

    private static void mark(FactorColumn column, BitSet used) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                used.set(column.code(row));
            }
        }
    }

    private static Narrowed narrowed(@Nullable Levels levels, BitSet used) {
        Levels before = java.util.Objects.requireNonNull(levels);
        int[] code = new int[before.size()];
        List<String> labels = new ArrayList<>();
        for (int old = used.nextSetBit(0); old >= 0; old = used.nextSetBit(old + 1)) {
            code[old] = labels.size();
            labels.add(before.label(old));
        }
        return new Narrowed(Levels.of(labels), code);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Diagnostic> notes() {
        return all.notes();
    }

    @Override
    public Chunks open() {
        return new Rows(narrowed);
    }

    @Override
    public void close() {
        all.close();
    }

    private final class Rows implements Chunks {
        private final Chunks chunks;
        private final SqlCondition asked;
        private final Map<String, Narrowed> recoded;

        private Rows(Map<String, Narrowed> recoded) {
            this.asked = SqlCondition.open(condition, options, names);
            this.chunks = all.open();
            this.recoded = recoded;
        }

        @Override
        public @Nullable Frame next() {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                Frame passed = SqlCondition.wanted(asked.filter(chunk), options);
                if (passed.rows() > 0) {
                    return recode(passed);
                }
            }
            return null;
        }

        private Frame recode(Frame frame) {
            Map<String, Column> columns = new LinkedHashMap<>();
            for (String name : frame.names()) {
                Column column = frame.column(name);
                Narrowed left = recoded.get(name);
                columns.put(name, left == null ? column : recode((FactorColumn) column, left));
            }
            return Frame.of(columns);
        }

        private static FactorColumn recode(FactorColumn column, Narrowed left) {
            int[] codes = new int[column.size()];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = column.isMissing(row) ? FactorColumn.MISSING : left.code()[column.code(row)];
            }
            return FactorColumn.wrap(codes, left.levels());
        }

        @Override
        public void close() {
            chunks.close();
            asked.close();
        }
    }
}
