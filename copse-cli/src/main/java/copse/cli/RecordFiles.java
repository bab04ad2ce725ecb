package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.error.CopseException;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What lies beside a record: the file of arms, and the data of the units, as far as they are still there.
///
/// @param command whose notes are printed
/// @param file the record
/// @param record its content
record RecordFiles(Command command, Path file, AssignmentRecord record) {
    /// @return the arms, ids and groups as labels
    Optional<Frame> arms() {
        return path(record.file()).map(path -> {
            DataSource source = DataSource.file(path.toString());
            String[] labels = Data.columns(source).stream()
                    .filter(name -> !name.equals(Assignment.PROBABILITY))
                    .toArray(String[]::new);
            return Data.read(source, ReadOptions.defaults().withFactors(labels));
        });
    }

    /// @return the units that were randomised; empty if they are gone or cannot be read as they were
    Optional<Frame> units() {
        Optional<DataSource> source = record.options().containsKey("sql")
                ? Optional.ofNullable(record.data()).map(data -> DataSource.sql(data.name()))
                : path(record.data()).map(path -> DataSource.file(path.toString()));
        return source.flatMap(found -> {
            try {
                ReadOptions options =
                        UnitIds.options(DataOptions.of(record.options()).options(), found, record.id());
                return Optional.of(UnitIds.plain(Data.read(found, options), record.id()));
            } catch (CopseException changed) {
                command.note("the units of the assignment cannot be read any more: "
                        + changed.problem().what());
                return Optional.empty();
            }
        });
    }

    private Optional<Path> path(RunRecord.@org.jspecify.annotations.Nullable Source source) {
        if (source == null) {
            return Optional.empty();
        }
        Path folder = file.toAbsolutePath().getParent();
        Path path = folder == null
                ? Path.of(source.name())
                : folder.resolve(source.name()).normalize();
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }
}
