package copse.io;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.record.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBFunctions;
import org.jspecify.annotations.Nullable;

/// Writes rows to a file of the format that its name tells, completely or not at all.
final class DataWriter {
    private DataWriter() {}

    /// @param rows to write
    /// @param target where to
    /// @param existing what to do if it is there
    /// @param digest of the bytes written, fed on the way; null if nobody wants it. *Modified.*
    static void write(RowSource rows, Path target, Existing existing, @Nullable MessageDigest digest) {
        FileFormat format = FileFormat.of(target);
        if (format == FileFormat.PARQUET && FileFormat.isGzip(target)) {
            throw FileFormat.gzippedParquet(target);
        }
        try (Draft draft = Draft.of(target, existing)) {
            if (format == FileFormat.PARQUET) {
                parquet(rows, draft.path());
                if (digest != null) {
                    Digest.add(draft.path(), digest);
                }
            } else {
                text(rows, format, target, draft.path(), digest);
            }
            draft.keep();
        } catch (IOException e) {
            throw DataFiles.failure(target, e);
        }
    }

    private static void text(RowSource rows, FileFormat format, Path target, Path draft, @Nullable MessageDigest digest)
            throws IOException {
        boolean gzip = FileFormat.isGzip(target);
        String name = FileFormat.fileName(target).toLowerCase(Locale.ROOT);
        try (OutputStream file = Files.newOutputStream(draft);
                OutputStream plain = digest == null ? file : new DigestOutputStream(file, digest);
                OutputStream out = gzip ? new GZIPOutputStream(plain, 1 << 16) : plain) {
            switch (format) {
                case CSV -> TextWriter.csv(rows, ',', out);
                case TSV -> TextWriter.csv(rows, '\t', out);
                case JSON -> TextWriter.json(rows, !(name.endsWith(".json") || name.endsWith(".json.gz")), out);
                case PARQUET -> throw new IllegalArgumentException("Parquet is no text");
            }
        }
    }

    private static void parquet(RowSource rows, Path draft) throws IOException {
        try (DuckSession session = DuckSession.open(ReadOptions.defaults());
                FrameTable table = FrameTable.register(session)) {
            table.show(rows);
            try {
                session.execute("COPY (SELECT * EXCLUDE (" + FrameTable.ROW + ") FROM "
                        + FrameTable.select(rows.schema(), whole(rows)) + ") TO " + Sql.text(draft.toString())
                        + " (FORMAT parquet)");
            } catch (SQLException | DuckDBFunctions.FunctionException e) {
                // a failure of the rows themselves comes back as DuckDB's: it is the one to tell
                table.rethrow();
                throw new IOException(DuckErrors.said(e), e);
            }
        } catch (SQLException notRegistered) {
            throw new IOException(DuckErrors.said(notRegistered), notRegistered);
        }
    }

    /// Whole numbers are written as integers where that is known without another pass: for a frame in memory.
    private static Set<String> whole(RowSource rows) {
        Set<String> whole = new LinkedHashSet<>();
        if (rows instanceof Frame frame) {
            for (String name : frame.names()) {
                if (frame.column(name) instanceof NumericColumn numbers && numbers.isWhole()) {
                    whole.add(name);
                }
            }
        }
        return whole;
    }
}
