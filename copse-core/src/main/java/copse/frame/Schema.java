package copse.frame;

import java.util.List;
import java.util.Optional;

/// Names, types and levels of the columns of a [RowSource], known before its rows are read.
///
/// @param columns in order, names distinct
public record Schema(List<ColumnSchema> columns) {
    /// @param columns in order, names distinct
    public Schema {
        columns = List.copyOf(columns);
    }

    /// @return the column names in order
    public List<String> names() {
        return columns.stream().map(ColumnSchema::name).toList();
    }

    /// @param name a column
    /// @return its schema, if there is such a column
    public Optional<ColumnSchema> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
