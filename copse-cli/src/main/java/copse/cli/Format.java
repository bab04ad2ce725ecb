package copse.cli;

/// How a result is printed. The names are those of the option's values.
enum Format {
    /// Text for a terminal.
    table,
    /// The main table, in full precision.
    csv,
    /// Markdown.
    md,
    /// One page that opens from disk.
    html,
    /// One object with a versioned schema.
    json
}
