package copse.cli;

import copse.assign.AssignmentRecord;
import copse.assign.Evidence;
import copse.assign.Replay;
import copse.design.Design;
import copse.error.DesignException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AssignmentJson;
import copse.report.ReplayDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `copse assign --replay RECORD`: data and arms are read where the record says, and held against it.
final class Replaying {
    /// Stands for a file of arms of which only the fingerprint is known; it has no column that could be
    /// compared.
    private static final Frame UNREAD = Frame.of(Map.of("", NumericColumn.of(new double[0])));

    /// Bytes of a file of arms, a few million units, from which on it takes longer to read it than to draw it
    /// anew.
    private static final long LARGE = 64 << 20;

    private final Command command;
    private final Path file;
    private final @Nullable String data;

    /// @param command whose terminal is printed to
    /// @param file the record
    /// @param data where the data are now, if not where the record says
    Replaying(Command command, Path file, @Nullable String data) {
        this.command = command;
        this.file = file;
        this.data = data;
    }

    int run(Format form) throws IOException {
        AssignmentRecord record = AssignmentRecord.read(file);
        Evidence units = data(record);
        Evidence evidence = arms(record, units, false);
        Replay replay;
        try (Progress ignored = command.progress("drawing the arms anew")) {
            replay = Replay.of(record, evidence);
            if (replay instanceof Replay.Refuted && evidence.arms() != null) {
                replay = Replay.of(record, arms(record, units, true));
            }
        }
        Replay verdict = replay;
        boolean armsSeen = evidence.arms() != null;
        command.print(
                form,
                () -> ReplayDocument.of(file.toString(), record, armsSeen, verdict),
                () -> AssignmentJson.of(file.toString(), record, armsSeen, verdict));
        return switch (verdict) {
            case Replay.Proven _ -> ExitCode.DONE;
            case Replay.Refuted _ -> ExitCode.DATA;
        };
    }

    private Evidence data(AssignmentRecord record) throws IOException {
        DataSource source = source(record);
        ReadOptions options = DataOptions.of(record.options()).options();
        Frame frame = DataOptions.load(command, source, UnitIds.options(options, source, record.id()))
                .frame();
        Evidence evidence = Evidence.of(UnitIds.plain(frame, record.id()));
        return source instanceof DataSource.DataFile(Path path)
                ? evidence.withDataSha256(Digest.sha256(path))
                : evidence;
    }

    private DataSource source(AssignmentRecord record) {
        RunRecord.Source source = record.data();
        if (data != null) {
            return DataSource.file(data);
        }
        if (source == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing DATA",
                    "the record names no data, as they were in memory",
                    "copse assign DATA --replay " + file);
        }
        if (record.options().containsKey("sql")) {
            return DataSource.sql(source.name());
        }
        Path path = beside(source.name());
        if (!Files.exists(path)) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "no data at `" + path + "`, where the record says",
                    "a replay draws the arms anew from the data",
                    "say where they are now: copse assign DATA --replay " + file);
        }
        return DataSource.file(path.toString());
    }

    /// A large file of arms with the recorded fingerprint is read only to name units that differ.
    private Evidence arms(AssignmentRecord record, Evidence evidence, boolean read) throws IOException {
        RunRecord.Source source = record.file();
        if (source == null) {
            return evidence;
        }
        Path path = beside(source.name());
        if (!Files.exists(path)) {
            command.note("there is no `" + path + "`: the arms are held against the fingerprint in the record only");
            return evidence;
        }
        String sha256 = Digest.sha256(path);
        if (!read && Files.size(path) > LARGE && sha256.equals(source.sha256())) {
            return evidence.withArms(UNREAD, sha256);
        }
        DataSource arms = DataSource.file(path.toString());
        List<String> there = Data.columns(arms);
        List<String> texts = new ArrayList<>(List.of(record.id()));
        try {
            texts.addAll(Design.parse(record.design()).arms().columns().keySet());
        } catch (DesignException edited) {
            // the replay will say so
            texts.add("arm");
        }
        texts.retainAll(there);
        Frame frame = Data.read(arms, ReadOptions.defaults().withFactors(texts.toArray(String[]::new)));
        return evidence.withArms(frame, sha256);
    }

    private Path beside(String name) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(name) : folder.resolve(name).normalize();
    }
}
