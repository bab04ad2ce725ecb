package copse.cli;

import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.network.ClusteringMethod;
import copse.network.Frontier;
import copse.network.LaunchAssumptions;
import copse.network.Network;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.ClusteringDocument;
import copse.report.NetworkJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse network cluster`: clusters of the nodes, and what they would mean for an experiment.
@CommandLine.Command(
        name = "cluster",
        header = "Makes clusters of the nodes, and says what bias and error an experiment with them would have.",
        description = {
            "",
            "METHOD is one of",
            "  leiden(resolution: 1)  communities; more of them at a higher resolution",
            "  label_propagation()    communities, quickly and roughly",
            "  balanced(size: 50)     clusters of equal size with few edges between",
            "  net(radius: 2)         balls about centres that are far apart",
            "  one_hop_max()          neighbourhoods of random maxima",
            "  egos(share: 1)         nodes with their neighbours, none shared",
            "  column(region)         what a column of the nodes says",
            "  colouring()            no two neighbours together, for independent sets.",
            "                         The wrong tool for total effects: it parts neighbours,",
            "                         while clusters keep them together"
        },
        footer = {
            "  copse network cluster edges.csv",
            "  copse network cluster edges.csv --spillover 0.2 --sd 1.5 --seed 7 --out nodes.csv",
            "  copse network cluster edges.csv --method 'leiden(resolution: 5)' --method 'balanced(size: 50)'",
            "  copse network cluster edges.csv --nodes users.csv --method 'column(region)' --json"
        })
final class NetworkClusterCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "EDGES", description = NetworkOptions.EDGES)
    private @Nullable String edges;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "How clusters are made; may be repeated to compare several (default: Leiden at several"
                    + " resolutions, balanced clusters of several sizes, and a net).")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--spillover",
            paramLabel = "X",
            description =
                    "How much the outcome may change if all neighbours are treated instead of none (default 0.1).")
    private double spillover = LaunchAssumptions.defaults().spillover();

    @Option(
            names = "--sd",
            paramLabel = "X",
            description = "Standard deviation of the outcome between nodes (default 1).")
    private double sd = LaunchAssumptions.defaults().sd();

    @Option(
            names = "--icc",
            paramLabel = "R",
            description = "Correlation of the outcomes of two nodes of a cluster (default 0.05).")
    private double icc = LaunchAssumptions.defaults().icc();

    @Option(
            names = "--treated-share",
            paramLabel = "P",
            description = "Share of clusters that will be treated (default 0.5).")
    private double treatedShare = LaunchAssumptions.defaults().treatedShare();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same clusters, whatever the order of edges (default 1).")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the answer does not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Writes the nodes with the recommended clusters in a column `cluster`, as CSV, TSV or Parquet;"
                            + " run.json goes beside it.")
    private @Nullable Path out;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic of the recommended clusters is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkClusterCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        LaunchAssumptions assumptions = new LaunchAssumptions(spillover, sd, icc, treatedShare);
        List<ClusteringMethod> asked =
                methods.stream().map(ClusteringMethod::parse).toList();
        ClusterOption.requireThreads(threads);
        asked.forEach(method -> ClusterOption.requireNodes(method, network));
        DataSource source = reading.source(edges, "EDGES");
        if (out != null) {
            Path target = out;
            Output.check(target);
            Output.check(target, source);
            network.nodes()
                    .map(path -> DataSource.file(path.toString()))
                    .ifPresent(nodes -> Output.check(target, nodes));
        }
        Network read = network.read(this, source, reading).network();
        List<ClusteringMethod> tried = asked.isEmpty() ? Frontier.candidates(read.graph()) : asked;
        Frontier frontier;
        try (Progress ignored = progress("clustering")) {
            frontier = Frontier.of(read, tried, assumptions, ClusterOption.stream(seed), threads);
        }
        if (out != null) {
            Frame nodes = NodeTable.of(read, frontier.recommended().clustering());
            Path target = out;
            Output.file(target, unfinished -> Data.write(nodes, unfinished));
            keep(record(source), target);
        }
        RunRecord record = record(source);
        print(
                form,
                () -> form == Format.csv ? ClusteringDocument.flat(frontier) : ClusteringDocument.of(read, frontier),
                () -> NetworkJson.of(read, frontier, record));
        List<Diagnostic> diagnostics = frontier.recommended().report().diagnostics();
        return strict ? strict(diagnostics) : ExitCode.DONE;
    }

    private RunRecord record(DataSource source) throws IOException {
        RunRecord record = RunRecord.of(words()).withSeed(seed);
        return switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }
}
