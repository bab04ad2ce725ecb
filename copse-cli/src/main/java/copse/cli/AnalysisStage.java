package copse.cli;

import copse.cli.ExperimentState.Reached;
import copse.error.Diagnostic;
import copse.estimate.OutcomeKind;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.plan.BayesPlan;
import copse.plan.DataPlan;
import copse.plan.Plan;
import copse.plan.PlanCheck;
import copse.plan.PlanResult;
import copse.plan.Purpose;
import copse.plan.Role;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AnalysisJson;
import copse.report.EffectSentence;
import copse.report.Json;
import copse.report.Language;
import copse.report.trial.Posterior;
import copse.report.trial.Stage;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.Answer;
import copse.study.JoinOptions;
import copse.study.JoinedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the outcomes say: the analyses that the plan asks for, and the posterior if it asks for one.
final class AnalysisStage {
    private final Experiment experiment;
    private final DataStage data;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private @Nullable Frame rows;
    private @Nullable JoinedRows joined;
    private @Nullable PlanResult result;
    private @Nullable Optional<Posterior> posterior;

    /// @param experiment under way, with outcomes
    AnalysisStage(Experiment experiment) {
        this.experiment = experiment;
        this.data = new DataStage(experiment);
    }

    /// @return what came of it
    /// @throws InterruptedException if the user stopped the sampler; its draws are kept
    Reached go() throws IOException, InterruptedException {
        ExperimentFolder folder = experiment.folder();
        List<String> inputs = inputs();
        if (experiment.holds(Stage.ANALYSIS, inputs)) {
            return experiment.kept(Stage.ANALYSIS, folder.analysis());
        }
        Analysis primary = result().primary();
        folder.write(folder.analysis(), Json.text(AnalysisJson.of(primary, record())));
        List<Path> files = new ArrayList<>(List.of(folder.analysis()));
        if (result().secondary().isPresent()) {
            folder.write(
                    folder.secondary(),
                    Json.text(AnalysisJson.of(result().secondary().get(), record())));
            files.add(folder.secondary());
        }
        posterior();
        diagnostics.addAll(primary.diagnostics());
        return experiment.done(Stage.ANALYSIS, inputs, sentence(primary), files);
    }

    /// @return all that the analysis depends on
    List<String> inputs() throws IOException {
        return List.of(
                Experiment.version(),
                experiment.analysing().digest(),
                Experiment.fingerprint(experiment.folder().record()),
                data.fingerprint());
    }

    /// @return what must be known of the answer
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// @return the analyses, made when they are asked for first
    PlanResult result() {
        PlanResult made = result;
        if (made == null) {
            Frame frame = rows();
            experiment
                    .assignedUnits()
                    .map(units -> experiment.analysing().check(units, Optional.of(frame)))
                    .ifPresent(PlanCheck::require);
            try (Progress ignored = experiment.command().progress("analysing")) {
                made = PlanResult.of(experiment.analysing(), experiment.arms(), frame, join());
            }
            result = made;
        }
        return made;
    }

    /// @return rows of outcomes with their arms
    JoinedRows joined() {
        JoinedRows made = joined;
        if (made == null) {
            JoinOptions by = key().map(join()::withKey)
                    .orElse(join())
                    .withCarried(experiment.analysing().knownBefore());
            made = JoinedRows.of(experiment.arms(), rows(), by);
            joined = made;
        }
        return made;
    }

    /// @return whether the primary outcome is a number, not yes or no, nor a count
    boolean isOfNumbers() {
        return result().primary().answers().getFirst().question().kind() == OutcomeKind.NUMBER;
    }

    /// @return the posterior, if the plan asks for one
    Optional<Posterior> posterior() throws IOException, InterruptedException {
        Optional<Posterior> made = posterior;
        if (made == null) {
            Optional<BayesPlan> asked = experiment.analysing().bayes();
            made = asked.isPresent()
                    ? Optional.of(new ExperimentPosterior(experiment, asked.get(), joined(), sampling()).sampled())
                    : Optional.empty();
            posterior = made;
        }
        return made;
    }

    /// @return how the numbers come about
    RunRecord record() throws IOException {
        RunRecord record = experiment
                .record()
                .withSeed(experiment.analysing().seedOf(Purpose.ANALYSIS).value());
        return switch (data.source()) {
            case DataSource.DataFile(Path path) ->
                record.withData(String.valueOf(path.getFileName()), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }

    /// The sampler reads rows that are in no file: its data are all that they follow from.
    private RunRecord sampling() throws IOException {
        return RunRecord.of(experiment.command().words())
                .withSeed(experiment.analysing().seedOf(Purpose.BAYES).value())
                .withData("outcomes with their arms", Digest.sha256(String.join("\n", inputs())));
    }

    private static String sentence(Analysis analysis) {
        Answer first = analysis.answers().getFirst();
        return EffectSentence.of(first.question(), first.primary(), Language.ENGLISH);
    }

    private Optional<String> key() {
        return experiment.analysing().data() instanceof DataPlan.Awaited(var _, Optional<String> key, var _)
                ? key
                : Optional.of(experiment.analysing().units().id());
    }

    private JoinOptions join() {
        return JoinOptions.defaults()
                .withNames(
                        DataOptions.name(data.source()),
                        experiment.folder().record().toString());
    }

    private Frame rows() {
        Frame read = rows;
        if (read == null) {
            Plan plan = experiment.analysing();
            DataSource source = data.source();
            ReadOptions reading = plan.data() instanceof DataPlan.Awaited(var table, var _, var _)
                    ? PlanTables.options(table.reading())
                    : ReadOptions.defaults();
            List<AnalysisOptions> analyses = new ArrayList<>(plan.analyses(Role.PRIMARY));
            analyses.addAll(plan.analyses(Role.SECONDARY));
            ReadOptions columns =
                    OutcomeColumns.of(Data.columns(source), analyses, beside(plan), key(), experiment.arms(), reading);
            read = DataOptions.load(experiment.command(), source, columns).frame();
            rows = read;
        }
        return read;
    }

    private static OutcomeColumns.More beside(Plan plan) {
        List<String> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        plan.bayes().ifPresent(bayes -> {
            columns.addAll(bayes.formula().columns());
            labels.addAll(bayes.formula().groupColumns());
        });
        return new OutcomeColumns.More(columns, labels, plan.knownBefore());
    }
}
