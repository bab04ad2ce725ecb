package copse.plan;

/// Where a table comes from.
///
/// @param kind file or query
/// @param text path relative to the plan's folder, or the query in DuckDB's SQL
/// @param reading how it is read
public record TableSource(Kind kind, String text, Reading reading) {
    /// What the text is.
    public enum Kind {
        /// A path: CSV, TSV, Parquet, JSON.
        FILE,
        /// A query that makes the rows.
        SQL
    }

    /// @param path relative to the plan's folder
    /// @return the file, read as the reader guesses
    public static TableSource file(String path) {
        return new TableSource(Kind.FILE, path, Reading.defaults());
    }

    /// @param query in DuckDB's SQL
    /// @return its rows
    public static TableSource sql(String query) {
        return new TableSource(Kind.SQL, query, Reading.defaults());
    }

    /// @param other how it is read
    /// @return the same table, read that way
    public TableSource with(Reading other) {
        return new TableSource(kind, text, other);
    }
}
