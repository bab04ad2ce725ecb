package copse.cli;

import copse.assign.AssignmentRecord;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.Existing;
import copse.report.AssignmentReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/// The file of arms and the record beside it.
///
/// The record is on the disk before the arms appear under their name, so that no arm is ever seen that cannot
/// be proved.
///
/// @param arms where the arms go
/// @param record where the record goes
/// @param force whether files that are there give way
record AssignmentFiles(Path arms, Path record, boolean force) {
    /// Looks before any work is done whether the files can be written.
    ///
    /// @param arms where the arms go
    /// @param force whether files that are there give way
    static AssignmentFiles of(Path arms, boolean force) {
        String name = String.valueOf(arms.getFileName());
        String bare = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = bare.lastIndexOf('.');
        String ending = dot < 0 ? "" : bare.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (!ending.matches("csv|tsv|tab|parquet|pq") || name.endsWith(".gz") && ending.matches("parquet|pq")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--out cannot be `" + arms + "`",
                    "arms are written as CSV, TSV or Parquet, by the ending of the name",
                    "--out " + (dot < 1 ? bare : bare.substring(0, dot)) + ".csv");
        }
        Path record = arms.resolveSibling(bare.substring(0, dot) + ".json");
        if (record.endsWith("run.json")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--out cannot be `" + arms + "`",
                    "its record would be run.json, which tells how a result was made",
                    "--out arms" + bare.substring(dot));
        }
        AssignmentFiles files = new AssignmentFiles(arms, record, force);
        Output.check(arms);
        files.requireFree(arms);
        files.requireFree(record);
        return files;
    }

    /// @param file to be written
    /// @throws FailedException if it is there already and may not be replaced
    void requireFree(Path file) {
        if (Files.exists(file) && !force) {
            throw new FailedException(
                    CliCode.FILE_EXISTS,
                    "`" + file + "` is already there",
                    "it may belong to an assignment that is under way",
                    "give another name after --out, or add --force if that assignment was never used");
        }
    }

    /// Refuses to replace the data, by force too.
    ///
    /// @param source what is read
    void spare(DataSource source) {
        Output.check(arms, source);
        Output.check(record, source);
    }

    /// @param source what is read
    /// @return its name as seen from the record, so that the folder can be moved as a whole
    String dataName(DataSource source) {
        return switch (source) {
            case DataSource.DataQuery(String sql) -> sql;
            case DataSource.DataFile(Path path) -> {
                Path from = folder();
                Path to = path.toAbsolutePath().normalize();
                Path relative =
                        from.getRoot() != null && from.getRoot().equals(to.getRoot()) ? from.relativize(to) : to;
                yield relative.toString().replace('\\', '/');
            }
        };
    }

    private Path folder() {
        Path absolute = record.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    /// @param report of an assignment
    /// @return the report with the files that were written
    AssignmentReport write(AssignmentReport report) {
        return write(report, ignored -> {});
    }

    /// @param report of an assignment
    /// @param appeared told of the record and of the arms as they appear
    /// @return the report with the files that were written
    AssignmentReport write(AssignmentReport report, Consumer<Path> appeared) {
        AssignmentRecord[] written = {report.record()};
        Output.file(arms, unfinished -> {
            String sha256 = Data.writeAndDigest(report.assignment().frame(), unfinished, Existing.REPLACE);
            sync(unfinished);
            written[0] = report.record().withFile(String.valueOf(arms.getFileName()), sha256);
            requireFree(arms);
            if (force) {
                written[0].replace(record);
            } else {
                written[0].write(record);
            }
            appeared.accept(record);
        });
        appeared.accept(arms);
        return report.withFiles(written[0], new AssignmentReport.Files(arms.toString(), record.toString()));
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
