package copse.cli;

import copse.assign.AssignmentRecord;
import copse.cli.ExperimentState.Happened;
import copse.cli.ExperimentState.Reached;
import copse.design.Assignment;
import copse.error.Diagnostic;
import copse.error.PlanException;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.Existing;
import copse.plan.Plan;
import copse.plan.PlanCheck;
import copse.plan.Purpose;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AssignmentReport;
import copse.report.Numbers;
import copse.report.trial.Stage;
import copse.study.RecordedArms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Hands out arms, once.
///
/// The plan is copied, then the record is written, then the arms appear. What was not recorded was seen by
/// nobody and is drawn anew; what was recorded is never drawn by another seed, another plan or other units.
final class AssignmentStage {
    private final Experiment experiment;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /// @param experiment under way
    AssignmentStage(Experiment experiment) {
        this.experiment = experiment;
    }

    /// @param text of the plan file
    /// @param strict whether unmet diagnostics keep arms from being handed out
    /// @return what came of it
    Reached go(String text, boolean strict) throws IOException {
        ExperimentFolder folder = experiment.folder();
        if (folder.isAssigned()) {
            return handedOut(AssignmentRecord.read(folder.record()));
        }
        if (Files.exists(folder.arms())) {
            throw ExperimentCode.RECORD_GONE.error(
                    "`" + folder.arms() + "` is there, and `" + folder.record() + "` is not",
                    "arms may have been handed out by it",
                    "put the record back; or, if these arms were never used, delete them");
        }
        if (experiment.log().find(Stage.ASSIGNMENT).isPresent() || Files.exists(folder.analysis())) {
            throw ExperimentCode.RECORD_GONE.error(
                    "`" + folder.record() + "` is not there, and arms were handed out",
                    "`" + folder.log() + "` tells of them: others would contradict the outcomes",
                    "put the record back; or begin anew: copse run plan.toml --out DIR");
        }
        Plan plan = experiment.assigning();
        Frame units = experiment.units();
        PlanCheck check = plan.check(units, Optional.empty());
        check.require();
        diagnostics.addAll(check.diagnostics());
        if (strict && !diagnostics.isEmpty()) {
            return new Reached(
                    Stage.ASSIGNMENT,
                    Happened.LEFT_OUT,
                    "no arms under --strict while this is unmet",
                    Optional.empty());
        }
        if (plan.units().source().isEmpty()) {
            folder.write(folder.units(), unfinished -> Data.write(units, unfinished));
        }
        folder.write(folder.plan(), text);
        AssignmentReport report;
        try (Progress ignored = experiment.command().progress("assigning")) {
            AssignmentFiles files = AssignmentFiles.of(folder.arms(), false);
            report = files.write(report(plan, units, files), folder.written());
        }
        diagnostics.addAll(report.unmet());
        return experiment.done(
                Stage.ASSIGNMENT,
                List.of(plan.digest()),
                finding(report.record()),
                List.of(folder.arms(), folder.record(), folder.plan()));
    }

    /// @return what to know about plan and arms
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private AssignmentReport report(Plan plan, Frame units, AssignmentFiles files) throws IOException {
        Assignment assignment = plan.design().over(units, plan.units().id()).assign(plan.seedOf(Purpose.ASSIGNMENT));
        DataSource source = experiment.unitSource();
        Map<String, String> recorded = new LinkedHashMap<>(
                plan.units().source().map(PlanTables::recorded).orElseGet(Map::of));
        recorded.put(PlanInForce.OPTION, plan.digest());
        AssignmentRecord record = AssignmentRecord.of(assignment)
                .withData(
                        files.dataName(source),
                        source instanceof DataSource.DataFile(Path path) ? Digest.sha256(path) : null,
                        recorded);
        return ArmComparison.add(AssignmentReport.of(assignment, record, AssignmentReport.Origin.GIVEN), List.of());
    }

    private static String finding(AssignmentRecord record) {
        return record.arms().entrySet().stream()
                        .map(arm -> Numbers.count(arm.getValue()) + " in " + arm.getKey())
                        .collect(Collectors.joining(", "))
                + "; seed " + record.seed();
    }

    /// The file of arms is written again if it is not there, and refused if it is another one.
    private Reached handedOut(AssignmentRecord record) throws IOException {
        Path arms = experiment.folder().arms();
        RunRecord.Source file = record.file();
        String recorded = file == null ? "" : String.valueOf(file.sha256());
        if (Files.exists(arms) && !Digest.sha256(arms).equals(recorded)) {
            throw ExperimentCode.OTHER_ARMS.error(
                    "`" + arms + "` is not the file of the recorded arms",
                    "its bytes are others than those that "
                            + experiment.folder().record() + " proves",
                    "move it away; copse run writes the recorded arms again");
        }
        boolean restored = !Files.exists(arms);
        if (restored) {
            restore(record, recorded);
        }
        return new Reached(
                Stage.ASSIGNMENT, restored ? Happened.DONE : Happened.KEPT, finding(record), Optional.of(arms));
    }

    private void restore(AssignmentRecord record, String recorded) {
        ExperimentFolder folder = experiment.folder();
        RecordFiles files = new RecordFiles(experiment.command(), folder.record(), record);
        Optional<Assignment> drawn = files.units()
                .flatMap(units -> RecordedArms.of(record, null, units).assignment());
        if (drawn.isEmpty()) {
            throw gone();
        }
        folder.write(folder.arms(), unfinished -> {
            String now = Data.writeAndDigest(drawn.get().frame(), unfinished, Existing.REPLACE);
            if (!now.equals(recorded)) {
                throw gone();
            }
        });
    }

    private PlanException gone() {
        return ExperimentCode.ARMS_GONE.error(
                "`" + experiment.folder().arms() + "` is gone, and the arms cannot be drawn again",
                "the data of the units are gone, or are not as they were",
                "put one of the two back as it was");
    }
}
