package copse.io;

import java.nio.file.Path;

/// What to read: a file or the rows of a query.
public sealed interface DataSource {
    /// A CSV, TSV, Parquet or JSON file; its name tells which.
    ///
    /// @param path the file
    record DataFile(Path path) implements DataSource {
        @Override
        public String label() {
            return "`" + path + "`";
        }
    }

    /// The rows of a query in DuckDB's SQL, which may name files: `SELECT * FROM 'calls/*.parquet' WHERE age >
    /// 18`.
    ///
    /// @param sql one SELECT
    record DataQuery(String sql) implements DataSource {
        @Override
        public String label() {
            return "the query";
        }
    }

    /// @param path a file
    /// @return the file as a source
    static DataSource file(Path path) {
        return new DataFile(path);
    }

    /// @param path a file
    /// @return the file as a source
    static DataSource file(String path) {
        return new DataFile(Path.of(path));
    }

    /// @param sql one SELECT in DuckDB's SQL
    /// @return the query as a source
    static DataSource sql(String sql) {
        return new DataQuery(sql);
    }

    /// @return how messages call the source
    String label();
}
