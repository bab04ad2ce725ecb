package copse.io;

import copse.error.InputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is read, as a name or expression that may stand behind FROM, and the names and types of its columns.
///
/// Parquet is read where it is, as often as needed: its columns lie apart. JSON and queries are run once into a
/// table of the session, since a second run costs as much as the first and need not give the same rows in the
/// same order.
///
/// @param from behind FROM
/// @param fields columns of it
record DuckRelation(String from, List<Field> fields) {
    private static final String TABLE = "copse_data";

    /// @param name of a column
    /// @param type in DuckDB's words, such as `DECIMAL(18,3)`
    record Field(String name, String type) {}

    /// @param session where
    /// @param source what
    /// @param where condition for its rows, or null
    /// @return the relation
    /// @throws SQLException if the source cannot be read
    /// @throws InputException `I203`, `I207`, `I215`, `I217`
    static DuckRelation of(DuckSession session, DataSource source, @Nullable String where) throws SQLException {
        String from = switch (source) {
            case DataSource.DataFile(Path path) -> file(session, path);
            case DataSource.DataQuery(String sql) -> {
                String query = "(" + bare(sql) + "\n)";
                // the query itself: a table would make names distinct that are not
                describe(session, query);
                session.execute("CREATE TABLE " + TABLE + " AS " + query);
                yield TABLE;
            }
        };
        List<Field> fields = describe(session, "(SELECT * FROM " + from + ")");
        if (where == null) {
            return new DuckRelation(from, fields);
        }
        String filtered = "(SELECT * FROM " + from + " WHERE (" + where + "\n))";
        try {
            describe(session, filtered);
        } catch (SQLException e) {
            throw DuckErrors.where(where, fields.stream().map(Field::name).toList(), e);
        }
        return new DuckRelation(filtered, fields);
    }

    /// Names of the columns, as cheaply as possible.
    static List<String> names(DuckSession session, DataSource source) throws SQLException {
        String from = switch (source) {
            case DataSource.DataFile(Path path) -> "(SELECT * FROM " + reader(path) + ")";
            case DataSource.DataQuery(String sql) -> "(" + bare(sql) + "\n)";
        };
        return describe(session, from).stream().map(Field::name).toList();
    }

    private static String file(DuckSession session, Path path) throws SQLException {
        String reader = reader(path);
        if (FileFormat.of(path) == FileFormat.PARQUET) {
            return reader;
        }
        session.execute("CREATE TABLE " + TABLE + " AS SELECT * FROM " + reader);
        return TABLE;
    }

    private static String reader(Path path) {
        // a name is a pattern to DuckDB: its own brackets, stars and question marks stand for themselves
        String name = Sql.text(path.toString().replaceAll("[\\[*?]", "[$0]"));
        if (FileFormat.of(path) == FileFormat.PARQUET) {
            if (FileFormat.isGzip(path)) {
                throw FileFormat.gzippedParquet(path);
            }
            return "read_parquet(" + name + ")";
        }
        // all rows are looked at: a type guessed from the first ones would fail later
        return "read_json(" + name + ", sample_size = -1, maximum_depth = 2)";
    }

    private static String bare(String sql) {
        String bare = sql.strip();
        while (bare.endsWith(";")) {
            bare = bare.substring(0, bare.length() - 1).strip();
        }
        return bare;
    }

    private static List<Field> describe(DuckSession session, String query) throws SQLException {
        List<Field> fields = session.rows("SELECT column_name, column_type FROM (DESCRIBE " + query + ")").stream()
                .map(row -> new Field(row.get(0), row.get(1)))
                .toList();
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw IoCode.DUPLICATE_COLUMN.exception(
                        "two columns are called `" + field.name() + "`",
                        "a formula could mean either",
                        "rename one with AS");
            }
        }
        return fields;
    }
}
