package copse.io;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import org.jspecify.annotations.Nullable;

/// How a column of a DuckDB relation is fetched: the expression that gives it a simple type, and how chunks of
/// it are read.
///
/// @param name of the column
/// @param type in the frame
/// @param levels of a factor, null otherwise
/// @param expression of SQL whose type is the decoder's
/// @param decoder how its vectors become a column
record DuckColumn(String name, ColumnType type, @Nullable Levels levels, String expression, DuckDecoder decoder) {
    /// @return name, type and levels
    ColumnSchema schema() {
        return new ColumnSchema(name, type, levels);
    }

    /// @return the item of a SELECT list
    String item() {
        return expression + " AS " + Sql.name(name);
    }
}
