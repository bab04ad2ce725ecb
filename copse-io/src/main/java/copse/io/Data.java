package copse.io;

import copse.frame.Frame;
import java.nio.file.Path;

/// Reads and writes data.
public final class Data {
    private Data() {}

    /// Reads a file with default options.
    ///
    /// @param path a CSV, TSV, Parquet or JSON file
    /// @return all of it
    /// @throws copse.error.InputException `I201`–`I226`, see [IoCode]
    public static Frame read(Path path) {
        return read(DataSource.file(path), ReadOptions.defaults());
    }

    /// @param source a file or a query
    /// @param options how
    /// @return the data
    /// @throws copse.error.InputException `I201`–`I226`, see [IoCode]
    public static Frame read(DataSource source, ReadOptions options) {
        return load(source, options).frame();
    }

    /// Like [#read(DataSource, ReadOptions)], with what the reader noticed.
    ///
    /// @param source a file or a query
    /// @param options how
    /// @return the data and notes
    /// @throws copse.error.InputException `I201`–`I226`, see [IoCode]
    public static Loaded load(DataSource source, ReadOptions options) {
        return switch (source) {
            case DataSource.DataFile(Path path) -> file(path, options);
            case DataSource.DataQuery query -> duck(query, options);
        };
    }

    private static Loaded file(Path path, ReadOptions options) {
        DataFiles.check(path);
        return switch (FileFormat.of(path)) {
            case CSV -> CsvReader.read(path, false, options);
            case TSV -> CsvReader.read(path, true, options);
            case PARQUET, JSON -> duck(DataSource.file(path), options);
        };
    }

    private static Loaded duck(DataSource source, ReadOptions options) {
        try (DuckReader reader = DuckReader.open(source, options)) {
            return reader.load();
        }
    }
}
