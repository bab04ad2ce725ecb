/// Data in and out: CSV, TSV, Parquet, JSON and SQL, in memory or in chunks.
module copse.io {
    requires transitive copse.core;
    requires static org.jspecify;
    requires java.sql;
    requires duckdb.jdbc;

    exports copse.io;
}
