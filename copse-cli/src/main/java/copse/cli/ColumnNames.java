package copse.cli;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Frame;
import copse.frame.RowSource;
import copse.frame.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of a source without its rows: enough to find out which names of a formula are not there, before minutes
/// are spent on reading the others.
///
/// @param names in the order of the source
record ColumnNames(List<String> names) implements RowSource {
    @Override
    public Schema schema() {
        return new Schema(names.stream()
                .map(name -> new ColumnSchema(name, ColumnType.NUMERIC, null))
                .toList());
    }

    @Override
    public Chunks open() {
        return new Chunks() {
            @Override
            public @Nullable Frame next() {
                return null;
            }

            @Override
            public void close() {}
        };
    }
}
