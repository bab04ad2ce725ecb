package copse.cli;

import copse.cli.ExperimentState.Reached;
import copse.error.Diagnostic;
import copse.plan.Plan;
import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes through the stages of an experiment, from where its folder says that it stands.
///
/// A stage is gone through if something that it depends on has changed since, or a file that it made is not
/// there any more; but for the assignment. Whoever has an arm keeps it: from the moment that the record of the
/// assignment is on the disk, arms come from there, and the plan is the one of that moment. So a run may end at
/// any point, by whatever cause, and be begun again.
///
/// @param command on whose terminal
/// @param folder of the experiment
/// @param wish what is wanted
record ExperimentRun(Command command, ExperimentFolder folder, Wish wish) {
    /// What is wanted of a run.
    ///
    /// @param plan in the plan file
    /// @param text of the plan file
    /// @param base where names of files in the plan start
    /// @param until the last stage to go through
    /// @param amend whether changes since the assignment are taken over
    /// @param strict whether unmet diagnostics of the plan keep arms from being handed out
    record Wish(Plan plan, String text, Path base, Stage until, boolean amend, boolean strict) {}

    /// Goes as far as it can.
    ///
    /// @return where the experiment stands then
    /// @throws InterruptedException if the user stopped a sampler
    ExperimentState state() throws IOException, InterruptedException {
        if (wish.plan().hasInterference()) {
            throw ExperimentCode.OTHER_WAY.error(
                    "effects between units are not estimated by copse run",
                    "their network is described, cut and analysed step by step",
                    "copse network --help");
        }
        folder.create();
        try (ExperimentLock ignored = ExperimentLock.of(folder.path())) {
            folder.clear();
            ExperimentLog log = ExperimentLog.read(folder.log());
            requireAmendments(log);
            PlanInForce plan = PlanInForce.of(folder, wish.plan(), wish.text());
            if (wish.amend() && folder.isAssigned() && plan.hasChanged()) {
                plan = plan.amended(wish.plan());
                folder.write(folder.amendment(folder.amendments().size() + 1), wish.text());
            }
            Experiment experiment = new Experiment(command, folder, new PlanTables(command, wish.base()), plan, log);
            logAmendments(experiment);
            return gone(experiment, plan);
        }
    }

    /// What was taken over holds: it may not be deleted or edited afterwards.
    ///
    /// @throws copse.error.PlanException `P162` if one is gone, or another one
    private void requireAmendments(ExperimentLog log) throws IOException {
        for (int i = 0; i < log.amendments().size(); i++) {
            Path file = folder.amendment(i + 1);
            String digest = log.amendments().get(i).digest();
            if (!Files.exists(file)) {
                throw ExperimentCode.OTHER_PLAN.error(
                        "`" + file + "` is gone", "it was taken over after arms were handed out", "put it back");
            }
            if (!plan(file).digest().equals(digest)) {
                throw ExperimentCode.OTHER_PLAN.error(
                        "`" + file + "` is not the plan that was taken over",
                        "the fingerprint of that began with " + digest.substring(0, 12),
                        "put it back as it was; a further change is taken over by --amend");
            }
        }
    }

    /// Also of an amendment that was just written when the process ended.
    private void logAmendments(Experiment experiment) throws IOException {
        List<Path> amendments = folder.amendments();
        for (int i = experiment.log().amendments().size(); i < amendments.size(); i++) {
            experiment.keep(experiment
                    .log()
                    .with(new ExperimentLog.Amendment(
                            plan(amendments.get(i)).digest(), Files.exists(folder.analysis()))));
        }
    }

    private static Plan plan(Path file) throws IOException {
        return Plan.parse(Files.readString(file), file.toString());
    }

    private ExperimentState gone(Experiment experiment, PlanInForce plan) throws IOException, InterruptedException {
        List<Reached> stages = new ArrayList<>(List.of(PowerStage.go(experiment)));
        List<Diagnostic> diagnostics = new ArrayList<>();
        Optional<Path> awaited = Optional.empty();
        Optional<String> answer = Optional.empty();
        if (goesOn(Stage.POWER)) {
            AssignmentStage assignment = new AssignmentStage(experiment);
            stages.add(assignment.go(wish.text(), wish.strict()));
            diagnostics.addAll(assignment.diagnostics());
        }
        if (goesOn(Stage.ASSIGNMENT) && folder.isAssigned()) {
            Reached data = new DataStage(experiment).go();
            stages.add(data);
            awaited = data.happened() == ExperimentState.Happened.WAITING ? data.file() : awaited;
        }
        if (goesOn(Stage.DATA) && folder.isAssigned() && awaited.isEmpty()) {
            AnalysisStage analysis = new AnalysisStage(experiment);
            Reached reached = analysis.go();
            stages.add(reached);
            answer = Optional.of(reached.finding());
            if (goesOn(Stage.ANALYSIS)) {
                stages.add(new ReportStage(experiment, plan, analysis).go());
            }
            diagnostics.addAll(analysis.diagnostics());
        }
        return new ExperimentState(
                folder.path(),
                plan.plan().digest(),
                stages,
                awaited,
                answer,
                plan.ignored(),
                experiment.log().amendments().size(),
                diagnostics.stream().distinct().toList());
    }

    /// @param last a stage
    /// @return whether those after it are wanted
    private boolean goesOn(Stage last) {
        return wish.until().compareTo(last) > 0;
    }
}
