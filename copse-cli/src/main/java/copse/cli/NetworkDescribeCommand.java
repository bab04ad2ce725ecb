package copse.cli;

import copse.io.DataSource;
import copse.network.GraphSummary;
import copse.report.NetworkDocument;
import copse.report.NetworkJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `copse network describe`: what is in a list of edges.
@CommandLine.Command(
        name = "describe",
        header = "Describes a graph: nodes, edges, components, degrees, how clustered it is.",
        footer = {
            "  copse network describe edges.csv",
            "  copse network describe friends.parquet --from user --to friend --nodes users.csv --id user",
            "  copse network describe --sql \"SELECT a, b, count(*) AS n FROM 'calls.csv' GROUP BY ALL\" --weight n"
        })
final class NetworkDescribeCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "EDGES", description = NetworkOptions.EDGES)
    private @Nullable String edges;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkDescribeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        DataSource source = reading.source(edges, "EDGES");
        NetworkOptions.Read read = network.read(this, source, reading);
        GraphSummary summary;
        try (Progress ignored = progress("describing")) {
            summary =
                    GraphSummary.of(read.network().graph(), Runtime.getRuntime().availableProcessors());
        }
        print(
                form,
                () -> NetworkDocument.of(DataOptions.name(source), read.network(), summary),
                () -> NetworkJson.of(read.network(), summary));
        return ExitCode.DONE;
    }
}
