package copse.io;

/// Names and texts as SQL writes them.
final class Sql {
    private Sql() {}

    /// @param name of a column or table
    /// @return the name in double quotes
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// @param text any text
    /// @return the text in single quotes
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
