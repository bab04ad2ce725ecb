package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.frame.Frame;
import copse.frame.TextColumn;
import copse.math.Seed;
import copse.network.Network;
import copse.report.Chart;
import copse.report.plot.FrontierPlot;
import copse.report.plot.NetworkPart;
import copse.report.plot.NetworkPlot;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Pictures of networks.
final class NetworkPlots {
    private static final String PART = "networks";

    private NetworkPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                new PlotKind(
                        "network",
                        PART,
                        "nodes and edges, with clusters and arms; whole, a sample, or around a node",
                        EnumSet.of(PlotSource.DATA, PlotSource.ASSIGNMENT),
                        "copse plot network arms.json --node 17 --hops 2",
                        NetworkPlots::network),
                new PlotKind(
                        "frontier",
                        PART,
                        "clusterings by bias and standard error",
                        EnumSet.of(PlotSource.CLUSTERINGS),
                        "copse plot frontier clusterings.json",
                        NetworkPlots::frontier));
    }

    private static Chart frontier(PlotRequest request) {
        List<FrontierPlot.Point> points = request.json()
                .path("clusterings")
                .valueStream()
                .map(row -> new FrontierPlot.Point(
                        row.path("method").asString(),
                        row.path("bias").asDouble(),
                        row.path("se").asDouble(),
                        row.path("clusters").asLong(),
                        row.path("efficient").asBoolean()))
                .toList();
        return FrontierPlot.of(points, request.language());
    }

    private static Chart network(PlotRequest request) throws IOException {
        PlotOptions options = request.options();
        Network network;
        Optional<String> arm;
        if (request.source() == PlotSource.ASSIGNMENT) {
            AssignmentRecord record = AssignmentRecord.read(request.first());
            RecordedNetwork recorded = new RecordedNetwork(request.command(), request.first(), record);
            Assignment assignment = recorded.assignment();
            String column = assignment.arms().columns().firstEntry().getKey();
            Frame units =
                    assignment.units().frame().with(column, assignment.frame().column(column));
            network = recorded.read(null, request.network().edges(), units);
            arm = Optional.of(options.by().orElse(column));
        } else {
            network = request.network()
                    .read(request.command(), request.data(0), request.reading())
                    .network();
            arm = options.by();
        }
        Optional<String> clusters = options.cluster().isEmpty()
                ? Optional.of(NodeTable.CLUSTER).filter(network.nodes().names()::contains)
                : options.cluster();
        NetworkPlot.Shown shown = NetworkPlot.Shown.ids(network);
        shown = clusters.isEmpty() ? shown : shown.withClusters(clusters.get());
        shown = arm.isEmpty() ? shown : shown.withArm(arm.get());
        return NetworkPlot.of(network, part(options, network), shown, request.language());
    }

    private static NetworkPart part(PlotOptions options, Network network) {
        if (options.node().isEmpty()) {
            return new NetworkPart.Sample(options.sample().orElse(NetworkPart.MOST), Seed.of(options.seed()));
        }
        String node = options.node().get();
        int position = network.find(TextColumn.of(node))[0];
        if (position < 0) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "no node `" + node + "`",
                    "none of the " + network.size() + " nodes has this id",
                    "look at the ids in the list of edges: copse show");
        }
        return new NetworkPart.Around(position, options.hops());
    }
}
