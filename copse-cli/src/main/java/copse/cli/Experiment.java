package copse.cli;

import copse.assign.AssignmentRecord;
import copse.cli.ExperimentState.Happened;
import copse.cli.ExperimentState.Reached;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.plan.Plan;
import copse.plan.SimulatedStudy;
import copse.plan.TableSource;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.record.Version;
import copse.report.Json;
import copse.report.trial.Stage;
import copse.study.RecordedArms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An experiment under way: its plan, its folder, and what its stages share. What takes time to read is read
/// when it is asked for first.
final class Experiment {
    private final Command command;
    private final ExperimentFolder folder;
    private final PlanTables tables;
    private final PlanInForce plan;
    private ExperimentLog log;
    private @Nullable Frame units;
    private @Nullable Optional<SimulatedStudy> study;
    private @Nullable RecordedArms arms;

    /// @param command on whose terminal
    /// @param folder of the experiment
    /// @param tables that the plan names
    /// @param plan in force
    /// @param log of stages that are done
    Experiment(Command command, ExperimentFolder folder, PlanTables tables, PlanInForce plan, ExperimentLog log) {
        this.command = command;
        this.folder = folder;
        this.tables = tables;
        this.plan = plan;
        this.log = log;
    }

    Command command() {
        return command;
    }

    ExperimentFolder folder() {
        return folder;
    }

    PlanTables tables() {
        return tables;
    }

    /// @return the plan by which arms are handed out
    Plan assigning() {
        return plan.assigning();
    }

    /// @return the plan by which outcomes are analysed
    Plan analysing() {
        return plan.plan();
    }

    ExperimentLog log() {
        return log;
    }

    /// @return data of a plan that makes its own
    Optional<SimulatedStudy> study() {
        Optional<SimulatedStudy> made = study;
        if (made == null) {
            try (Progress ignored = command.progress("simulating")) {
                made = SimulatedStudy.of(assigning());
            }
            study = made;
        }
        return made;
    }

    /// @return where units come from; the file in the folder for simulated ones
    DataSource unitSource() {
        return assigning()
                .units()
                .source()
                .map(tables::source)
                .orElseGet(() -> DataSource.file(folder.units().toString()));
    }

    /// @return the units as the plan names them, one row each
    Frame units() {
        Frame read = units;
        if (read == null) {
            Optional<TableSource> source = assigning().units().source();
            read = source.isPresent()
                    ? tables.units(source.get(), assigning().units().id())
                    : study().orElseThrow().units();
            units = read;
        }
        return read;
    }

    /// @return the units that got arms, where they are still as they were
    Optional<Frame> assignedUnits() {
        return arms().assignment().map(assignment -> assignment.units().frame());
    }

    /// @return fingerprint of the units' bytes; of simulated ones there is none but the plan's
    String unitsFingerprint() throws IOException {
        Optional<TableSource> source = assigning().units().source();
        return source.isPresent() ? tables.fingerprint(source.get()) : "simulated";
    }

    /// @return who got which arm, held against the record
    /// @throws copse.error.InputException `A101` and on if the arms are not those of the record
    RecordedArms arms() {
        RecordedArms read = arms;
        if (read == null) {
            AssignmentRecord record = AssignmentRecord.read(folder.record());
            RecordFiles files = new RecordFiles(command, folder.record(), record);
            try (Progress ignored = command.progress("holding arms against the record")) {
                read = RecordedArms.of(
                        record, files.arms().orElse(null), files.units().orElse(null));
            }
            arms = read;
        }
        return read;
    }

    /// @param stage that may be done
    /// @param inputs all that it depends on
    /// @return whether it need not be gone through
    boolean holds(Stage stage, List<String> inputs) throws IOException {
        Optional<ExperimentLog.Entry> entry = log.find(stage);
        return entry.isPresent() && entry.get().holds(folder.path(), inputs);
    }

    /// @param stage that was gone through before
    /// @param file that it made
    /// @return what is told of it
    Reached kept(Stage stage, Path file) {
        String finding = log.find(stage).map(ExperimentLog.Entry::finding).orElse("");
        return new Reached(stage, Happened.KEPT, finding, Optional.of(file).filter(Files::exists));
    }

    /// Writes down that a stage is done.
    ///
    /// @param stage that was gone through
    /// @param inputs all that it depends on
    /// @param finding what came of it, in words
    /// @param files that it made, the main one first
    /// @return what is told of it
    Reached done(Stage stage, List<String> inputs, String finding, List<Path> files) throws IOException {
        keep(log.with(stage, ExperimentLog.Entry.of(inputs, finding, files)));
        return new Reached(stage, Happened.DONE, finding, files.stream().findFirst());
    }

    /// @param next the log from now on, on the disk too
    void keep(ExperimentLog next) throws IOException {
        log = next;
        folder.write(folder.log(), Json.text(next.json(record(), analysing().digest())));
    }

    /// @return how what is made here comes about, without the data
    RunRecord record() throws IOException {
        RunRecord record = RunRecord.of(command.words())
                .withSeed(assigning().seed())
                .withOption("plan", analysing().digest());
        Optional<TableSource> source = assigning().units().source();
        if (source.isEmpty() || tables.missing(source.get()).isPresent()) {
            return record;
        }
        return source.get().kind() == TableSource.Kind.FILE
                ? record.withData(source.get().text(), tables.fingerprint(source.get()))
                : record.withData(source.get().text(), null);
    }

    /// @return what every stage depends on: the version
    static String version() {
        return Version.copse();
    }

    /// @param file a file of the folder
    /// @return its fingerprint, a word if it is not there
    static String fingerprint(Path file) throws IOException {
        return Files.exists(file) ? Digest.sha256(file) : "none";
    }
}
