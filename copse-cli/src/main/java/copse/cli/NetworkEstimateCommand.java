package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.exposure.Exposure;
import copse.frame.Frame;
import copse.interference.NetworkEstimator;
import copse.interference.NetworkExperiment;
import copse.interference.NetworkMethod;
import copse.interference.NetworkQuestion;
import copse.interference.NetworkSetting;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.network.Network;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.Json;
import copse.report.NetworkAnswerDocument;
import copse.report.NetworkJson;
import copse.study.JoinOptions;
import copse.study.NetworkAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse network estimate`: a named effect, from outcomes, arms and the graph.
@CommandLine.Command(
        name = "estimate",
        header = "Estimates the total effect, the direct effect or spillover in a network.",
        footer = {
            "  copse network estimate visits.csv --assignment arms.json --outcome n",
            "  copse network estimate visits.csv --assignment arms.json --outcome n --exposure 'count(least: 2)'",
            "  copse network estimate visits.csv --assignment arms.json --outcome n --estimand spillover",
            "  copse network estimate visits.csv --assignment arms.json --outcome n --test no-spillover"
        })
final class NetworkEstimateCommand extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            description = "Rows with the id of a node and its outcome: a CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(
            names = "--assignment",
            paramLabel = "RECORD",
            description =
                    "The record that copse network assign wrote beside the arms; it knows nodes, design and edges.")
    private @Nullable Path assignment;

    @Option(names = "--outcome", paramLabel = "COL", description = "What the effect is on: numbers, or true and false.")
    private @Nullable String outcome;

    @Option(
            names = "--estimand",
            paramLabel = "EFFECT",
            description =
                    "total: everyone treated against no one (default). direct: one's own arm, neighbours as they are."
                            + " spillover: neighbours treated against not, for those not treated themselves.")
    private NetworkEffect estimand = NetworkEffect.total;

    @Option(
            names = "--exposure",
            paramLabel = "EXPOSURE",
            description =
                    "How arms of neighbours count: full (default of total), own (of direct), four-way (of spillover),"
                            + " 'fraction(q: 0.75)', 'share(cuts: 0, 0.5)', 'count(least: 2)', 'khop(hops: 2)'.")
    private @Nullable String exposure;

    @Option(names = "--treatment", paramLabel = "ARM", description = "The arm (default: the last of the design).")
    private @Nullable String treatment;

    @Option(
            names = "--control",
            paramLabel = "ARM",
            description = "The arm that it is compared with (default: the first of the design).")
    private @Nullable String control;

    @Option(
            names = "--covariates",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Columns measured before the arms were handed out, for the methods that adjust.")
    private List<String> covariates = new ArrayList<>();

    @Option(
            names = "--estimators",
            paramLabel = "WORD,…",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Methods, the primary one first: hajek, ht, naive … (default: those that suit design and effect).")
    private List<String> estimators = new ArrayList<>();

    @Mixin
    private HypothesisOption hypothesis = new HypothesisOption();

    @Mixin
    private NetworkTestOption tests = new NetworkTestOption();

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the intervals (default 0.95).")
    private double level = 0.95;

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "The edges, if they are not where the record says or not those of then.")
    private @Nullable String edges;

    @Mixin
    private EdgeOptions edge = new EdgeOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Save as JSON; run.json goes beside it.")
    private @Nullable Path out;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkEstimateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        Path file = required(assignment, "--assignment", "the record knows nodes, design and edges", "arms.json");
        String what =
                required(outcome, "--outcome", "an effect is the effect on something: a column of numbers", "COL");
        requireLevel();
        NetworkTestOption.Asked tested = tests.asked();
        Exposure how = exposure == null ? estimand.estimand().usualExposure() : Exposure.parse(exposure);
        if (out != null) {
            Output.check(out);
        }
        DataSource source = reading.source(data);
        AssignmentRecord record = AssignmentRecord.read(file);
        RecordedNetwork recorded = new RecordedNetwork(this, file, record);
        Assignment arms = recorded.assignment();
        Network network = recorded.read(edges, edge, arms.units().frame());
        List<String> labels = NetworkEffect.arms(arms.arms());
        NetworkQuestion question = new NetworkQuestion(
                what,
                estimand.estimand(),
                how,
                treatment == null ? labels.getLast() : treatment,
                control == null ? labels.getFirst() : control,
                covariates,
                hypothesis.hypothesis(),
                level);
        ReadOptions options = UnitIds.options(reading.options(), source, record.id());
        Frame rows = UnitIds.plain(DataOptions.load(this, source, options).frame(), record.id());
        NetworkAnswer answer;
        try (Progress ignored = progress("estimating")) {
            NetworkExperiment experiment = NetworkExperiment.of(rows, network, arms, question);
            NetworkAnswer.requireArms(
                    rows, network, arms, new JoinOptions(Optional.empty(), DataOptions.name(source), file.toString()));
            answer = NetworkAnswer.of(experiment, methods(experiment.setting())).withTests(tested.answers(experiment));
        }
        RunRecord run = runRecord(source, file, form);
        if (out != null) {
            byte[] saved = Json.text(NetworkJson.of(answer, run)).getBytes(StandardCharsets.UTF_8);
            Output.stream(out, stream -> stream.write(saved));
            keep(run, out);
        }
        print(form, () -> NetworkAnswerDocument.of(answer), () -> NetworkJson.of(answer, run));
        return strict ? strict(answer.diagnostics()) : ExitCode.DONE;
    }

    private List<NetworkEstimator> methods(NetworkSetting setting) {
        List<NetworkMethod> chosen = estimators.isEmpty()
                ? NetworkMethod.suitable(setting)
                : estimators.stream().map(NetworkMethod::of).toList();
        return chosen.stream().map(NetworkMethod::estimator).toList();
    }

    private <T> T required(@Nullable T value, String name, String why, String example) {
        if (value == null) {
            throw new UsageException(CliCode.MISSING_ARGUMENT, "missing " + name, why, name + " " + example);
        }
        return value;
    }

    private void requireLevel() {
        if (!(level > 0 && level < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
    }

    private RunRecord runRecord(DataSource source, Path file, Format form) throws IOException {
        RunRecord record = tests.recorded(RunRecord.of(words()).withOption("level", Double.toString(level)));
        if (out == null && form != Format.json) {
            return record;
        }
        record = switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
        return record.withData(file.toString(), Digest.sha256(file));
    }
}
