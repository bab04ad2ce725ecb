package copse.frame;

import org.jspecify.annotations.Nullable;

/// Name and type of a column, and the levels if it is a factor.
///
/// @param name unique in its frame
/// @param type what it holds
/// @param levels of a factor, null otherwise
public record ColumnSchema(
        String name, ColumnType type, @Nullable Levels levels) {}
