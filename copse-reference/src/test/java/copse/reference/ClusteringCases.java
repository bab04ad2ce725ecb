package copse.reference;

import copse.math.Seed;
import copse.network.Chromatic;
import copse.network.Clustering;
import copse.network.Graph;
import copse.network.Leiden;
import copse.network.PartitionQuality;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Clusters and colours of graphs.
final class ClusteringCases {
    /// The `note` of the cases asks for 50 at least.
    private static final int STARTS = 100;

    private ClusteringCases() {}

    /// The best modularity that is known. Another partition that is as good is as right.
    ///
    /// @param folder of the case; its graph lies there
    /// @param one a case with fn `community.bestKnown`
    /// @param checks the result
    static void communities(Path folder, ReferenceCase one, Comparison checks) throws IOException {
        Expected json = Expected.of(one.json());
        json.ignore("id", "fn", "source", "note");
        DesignCase asked = new DesignCase(
                json.at("inputs"), json.at("expected"), json.at("tol").number(), checks);
        Graph graph = graph(
                folder.resolve(asked.inputs().at("graph").text()),
                (int) asked.inputs().at("n").number(),
                asked.inputs().at("weighted").truth());
        double resolution = asked.inputs().at("resolution").number();
        Clustering found = Leiden.modularity(resolution).withStarts(STARTS).cluster(graph, Seed.of(1).stream(), 2);
        asked.number("modularity_best_known", modularity(graph, found, resolution));
        asked.number("communities", found.clusters());
        int[] membership = Arrays.stream(asked.expected().at("membership").numbers())
                .mapToInt(label -> (int) label)
                .toArray();
        asked.number("modularity_best_known", modularity(graph, Clustering.of(membership), resolution));
        json.requireAllRead();
    }

    static void chromaticNumber(DesignCase asked) {
        asked.number(
                "chromatic_number", Chromatic.of(NetworkInputs.graph(asked)).exact());
    }

    private static double modularity(Graph graph, Clustering clustering, double resolution) {
        return PartitionQuality.of(graph, clustering, resolution).modularity();
    }

    private static Graph graph(Path edges, int nodes, boolean weighted) throws IOException {
        List<String[]> rows = Files.readAllLines(edges).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        int[] from = rows.stream().mapToInt(row -> Integer.parseInt(row[0])).toArray();
        int[] to = rows.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray();
        return weighted
                ? Graph.of(
                        nodes,
                        from,
                        to,
                        rows.stream()
                                .mapToDouble(row -> Double.parseDouble(row[2]))
                                .toArray())
                : Graph.of(nodes, from, to);
    }
}
