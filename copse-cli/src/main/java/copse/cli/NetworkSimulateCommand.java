package copse.cli;

import copse.design.Design;
import copse.exposure.Exposure;
import copse.interference.NaiveMeans;
import copse.interference.NetworkAnalysis;
import copse.interference.NetworkDiagnosis;
import copse.interference.NetworkEstimator;
import copse.interference.NetworkMethod;
import copse.interference.NetworkQuestion;
import copse.interference.NetworkStudy;
import copse.io.Data;
import copse.io.DataSource;
import copse.network.ClusteringMethod;
import copse.network.GraphModel;
import copse.network.Network;
import copse.power.SimulationOptions;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.NetworkDiagnosisDocument;
import copse.report.NetworkJson;
import copse.scenario.NetworkOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse network simulate`: every clustering with every design and estimator on one graph, many times.
@CommandLine.Command(
        name = "simulate",
        header = "Simulates experiments on a graph: bias, error and power of clusterings, designs and estimators.",
        footer = {
            "  copse network simulate edges.csv --effect 0.2 --spillover 0.1 --residual-sd 0.3",
            "  copse network simulate edges.csv --method 'leiden(resolution: 5)' --estimators naive,hajek,ht",
            "  copse network simulate --graph 'erdos_renyi(nodes: 500, p: 0.1)' --design 'complete()'",
            "  copse network simulate edges.csv --model contagion --spillover 0.5 --exposure 'khop(hops: 2)'"
        })
final class NetworkSimulateCommand extends Command {
    /// What is tried if nothing is asked for: units one by one, which most do, and clusters that follow the
    /// edges.
    private static final List<String> DESIGNS = List.of("complete()", "clustered(by: cluster, complete())");

    private static final List<String> ESTIMATORS = List.of("naive", "hajek");

    @Parameters(arity = "0..1", paramLabel = "EDGES", description = NetworkOptions.EDGES)
    private @Nullable String edges;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--graph",
            paramLabel = "MODEL",
            description = "A random graph instead of EDGES, such as 'erdos_renyi(nodes: 500, p: 0.1)'.")
    private @Nullable String graph;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "How clusters are made, for the designs that read the column `cluster`; may be repeated"
                    + " (default: leiden()).")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            description = "How arms are handed out; may be repeated (default: complete() and"
                    + " clustered(by: cluster, complete())).")
    private List<String> designs = new ArrayList<>();

    @Option(
            names = "--estimators",
            paramLabel = "WORD,…",
            split = ",",
            hideParamSyntax = true,
            description = "As in network estimate (default: naive,hajek).")
    private List<String> estimators = new ArrayList<>();

    @Option(names = "--estimand", paramLabel = "EFFECT", description = "total (default), direct or spillover.")
    private NetworkEffect estimand = NetworkEffect.total;

    @Option(
            names = "--exposure",
            paramLabel = "EXPOSURE",
            description =
                    "How arms of neighbours count, for estimators that ask; may be repeated (default: full for total,"
                            + " own for direct, four-way for spillover).")
    private List<String> exposures = new ArrayList<>();

    @Mixin
    private OutcomeOption outcome = new OutcomeOption();

    @Mixin
    private ReplicatesOption replicates = new ReplicatesOption();

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkSimulateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        replicates.out().ifPresent(Output::check);
        NetworkOutcome model = outcome.outcome();
        List<Design> tried =
                orElse(designs, DESIGNS).stream().map(Design::parse).toList();
        List<ClusteringMethod> clusterings = orElse(methods, List.of("leiden()")).stream()
                .map(ClusteringMethod::parse)
                .toList();
        List<NetworkAnalysis> analyses = analyses(tried.getFirst());
        SimulationOptions options = replicates.options();
        RunRecord record = RunRecord.of(words()).withSeed(replicates.seed().value());
        Network read;
        if (graph != null) {
            read = drawn(graph);
        } else {
            DataSource source = reading.source(edges, "EDGES or --graph");
            read = network.read(this, source, reading).network();
            record = switch (source) {
                case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
                case DataSource.DataQuery(String sql) -> record.withData(sql, null);
            };
        }
        NetworkStudy study = new NetworkStudy(read, clusterings, tried, analyses, model);
        NetworkDiagnosis diagnosis;
        try (Progress progress = progress("simulating")) {
            progress.expect(options.replicates());
            diagnosis = study.simulate(options, progress::step);
        }
        if (replicates.out().isPresent()) {
            Path target = replicates.out().get();
            Output.file(target, unfinished -> Data.write(diagnosis.estimates(), unfinished));
            keep(record, target);
        }
        RunRecord told = record;
        print(
                form,
                () -> form == Format.csv
                        ? NetworkDiagnosisDocument.flat(diagnosis)
                        : NetworkDiagnosisDocument.of(diagnosis),
                () -> NetworkJson.of(diagnosis, told));
        return strict ? strict(NetworkDiagnosisDocument.diagnostics(diagnosis)) : ExitCode.DONE;
    }

    private static List<String> orElse(List<String> given, List<String> standard) {
        return given.isEmpty() ? standard : given;
    }

    private Network drawn(String model) {
        if (edges != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both EDGES (" + edges + ") and --graph were given",
                    "they are two ways to say which graph",
                    "leave one of them out");
        }
        return Network.of(GraphModel.parse(model).draw(replicates.seed().stream()));
    }

    /// Each estimator with each exposure; means that know no exposure once.
    private List<NetworkAnalysis> analyses(Design design) {
        List<String> arms = NetworkEffect.arms(design.arms());
        List<NetworkAnalysis> analyses = new ArrayList<>();
        for (String exposure :
                orElse(exposures, List.of(estimand.estimand().usualExposure().print()))) {
            Exposure how = Exposure.parse(exposure);
            NetworkQuestion question =
                    NetworkQuestion.of("outcome", estimand.estimand(), how, arms.getLast(), arms.getFirst());
            for (String word : orElse(estimators, ESTIMATORS)) {
                NetworkEstimator estimator = NetworkMethod.of(word).estimator();
                if (!(estimator instanceof NaiveMeans)
                        || analyses.stream().noneMatch(a -> a.estimator().equals(estimator))) {
                    analyses.add(
                            exposures.size() > 1 && !(estimator instanceof NaiveMeans)
                                    ? new NetworkAnalysis(estimator.name() + ", " + how.print(), estimator, question)
                                    : NetworkAnalysis.of(estimator, question));
                }
            }
        }
        return analyses;
    }
}
