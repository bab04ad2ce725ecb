package copse.cli;

import copse.cli.ExperimentState.Happened;
import copse.cli.ExperimentState.Reached;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.plan.DataPlan;
import copse.plan.TableSource;
import copse.report.Numbers;
import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Outcomes: made if the plan simulates them, else there or awaited.
///
/// @param experiment under way
record DataStage(Experiment experiment) {
    /// @return what came of it; waiting if a file has to arrive
    Reached go() throws IOException {
        return switch (experiment.analysing().data()) {
            case DataPlan.Simulated _ -> simulated();
            case DataPlan.Awaited(TableSource table, var _, var _) -> {
                Optional<Path> missing = experiment.tables().missing(table);
                if (missing.isPresent()) {
                    yield new Reached(Stage.DATA, Happened.WAITING, missing.get() + " is not there yet", missing);
                }
                List<String> inputs = List.of(fingerprint());
                if (experiment.holds(Stage.DATA, inputs)) {
                    yield new Reached(Stage.DATA, Happened.KEPT, table.text(), Optional.empty());
                }
                keepLook();
                yield experiment.done(Stage.DATA, inputs, table.text(), List.of());
            }
        };
    }

    /// What was seen of outcomes that have changed since is not forgotten: the report tells it.
    private void keepLook() throws IOException {
        Optional<ExperimentLog.Entry> before = experiment.log().find(Stage.DATA);
        Optional<ExperimentLog.Entry> seen = experiment.log().find(Stage.ANALYSIS);
        if (before.isPresent() && seen.isPresent()) {
            experiment.keep(experiment
                    .log()
                    .with(new ExperimentLog.Look(
                            before.get().inputs(), seen.get().finding())));
        }
    }

    /// @return what is read
    DataSource source() {
        return switch (experiment.analysing().data()) {
            case DataPlan.Simulated _ ->
                DataSource.file(experiment.folder().data().toString());
            case DataPlan.Awaited(TableSource table, var _, var _) ->
                experiment.tables().source(table);
        };
    }

    /// @return fingerprint of the outcomes
    String fingerprint() throws IOException {
        return switch (experiment.analysing().data()) {
            case DataPlan.Simulated _ ->
                Experiment.fingerprint(experiment.folder().data());
            case DataPlan.Awaited(TableSource table, var _, var _) ->
                experiment.tables().fingerprint(table);
        };
    }

    private Reached simulated() throws IOException {
        Path file = experiment.folder().data();
        List<String> inputs = List.of(
                Experiment.version(),
                experiment.assigning().digest(),
                Experiment.fingerprint(experiment.folder().record()));
        if (experiment.holds(Stage.DATA, inputs)) {
            return experiment.kept(Stage.DATA, file);
        }
        Frame outcomes = experiment.study().orElseThrow().outcomes(experiment.arms());
        experiment.folder().write(file, unfinished -> Data.write(outcomes, unfinished));
        return experiment.done(Stage.DATA, inputs, Numbers.count(outcomes.rows()) + " simulated rows", List.of(file));
    }
}
