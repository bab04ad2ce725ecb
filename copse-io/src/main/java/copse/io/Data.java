package copse.io;

import copse.frame.Frame;
import copse.frame.RowSource;
import copse.record.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

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

    /// Opens a file or query as a stream of chunks, for data larger than memory. Types and levels are found
    /// first, which takes one pass over CSV, and little over Parquet; JSON and queries run once into DuckDB's
    /// memory, which spills to disk.
    ///
    /// @param source a file or a query
    /// @param options how
    /// @return the stream, to be closed
    /// @throws copse.error.InputException `I201`–`I226`, see [IoCode]
    public static DataStream open(DataSource source, ReadOptions options) {
        return switch (source) {
            case DataSource.DataFile(Path path) -> {
                DataFiles.check(path);
                yield switch (FileFormat.of(path)) {
                    case CSV -> csvStream(path, false, options);
                    case TSV -> csvStream(path, true, options);
                    case PARQUET, JSON -> new DuckStream(DuckReader.open(source, options));
                };
            }
            case DataSource.DataQuery _ -> new DuckStream(DuckReader.open(source, options));
        };
    }

    /// Names of the columns of a source, from the first line or the file's own description; no rows are read.
    ///
    /// @param source a file or a query
    /// @return the names in order
    /// @throws copse.error.InputException if the source cannot be read
    public static List<String> columns(DataSource source) {
        if (source instanceof DataSource.DataFile(Path path)) {
            DataFiles.check(path);
            FileFormat format = FileFormat.of(path);
            if (format == FileFormat.CSV || format == FileFormat.TSV) {
                return SqlCondition.names(path, format == FileFormat.TSV);
            }
        }
        return DuckReader.names(source);
    }

    /// Writes rows as CSV, TSV, Parquet or JSON (`.gz` behind the name of a text format compresses), replacing
    /// a file that is there. The file appears under its name only when it is complete.
    ///
    /// @param rows a frame or a stream
    /// @param path where to; its extension tells the format
    /// @throws copse.error.InputException `I203` unknown extension, `I202` a folder, `I223` the file system
    /// refuses
    public static void write(RowSource rows, Path path) {
        write(rows, path, Existing.REPLACE);
    }

    /// @param rows a frame or a stream
    /// @param path where to; its extension tells the format
    /// @param existing what to do if there is a file already
    /// @throws copse.error.InputException as [#write(RowSource, Path)], and `I222` if it is there and must stay
    public static void write(RowSource rows, Path path, Existing existing) {
        DataWriter.write(rows, path, existing, null);
    }

    /// Writes rows, and tells the fingerprint of the file without reading it again.
    ///
    /// @param rows a frame or a stream
    /// @param path where to; its extension tells the format
    /// @param existing what to do if there is a file already
    /// @return SHA-256 of the bytes of the file, 64 hexadecimal digits
    /// @throws copse.error.InputException as [#write(RowSource, Path, Existing)]
    public static String writeAndDigest(RowSource rows, Path path, Existing existing) {
        MessageDigest digest = Digest.sha256();
        DataWriter.write(rows, path, existing, digest);
        return Digest.hex(digest);
    }

    /// Writes rows as CSV to a stream, such as standard output.
    ///
    /// @param rows a frame or a stream
    /// @param out where to; flushed, not closed
    /// @throws IOException if it cannot be written to
    public static void writeCsv(RowSource rows, OutputStream out) throws IOException {
        TextWriter.csv(rows, ',', out);
        out.flush();
    }

    private static DataStream csvStream(Path path, boolean tabs, ReadOptions options) {
        String where = options.where();
        return where == null ? CsvStream.open(path, tabs, options) : FilteredStream.open(path, tabs, options, where);
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
