package copse.bench;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.CommunityModel;
import copse.network.Graph;
import copse.network.PlantedCommunities;
import java.util.Arrays;

/// The graphs of the benchmarks: communities and degrees of very different sizes.
final class NetworkData {
    private static final Seed SEED = Seed.of(20260101);

    private NetworkData() {}

    /// 200,000 nodes, about 1.9 million edges, degrees up to 2,000.
    static CommunityModel.Planted middle() {
        return new PlantedCommunities(200_000, 19.7, 2_000, 20, 1_000, 0.3).plant(SEED.stream());
    }

    /// 10^6 nodes, about 10^7 edges, degrees up to 10^4.
    static CommunityModel.Planted large() {
        return new PlantedCommunities(1_000_000, 20.5, 10_000, 20, 1_000, 0.3).plant(SEED.stream());
    }

    /// 10^5 nodes, about 10^6 edges, degrees up to 1,000.
    static CommunityModel.Planted small() {
        return new PlantedCommunities(100_000, 20.5, 1_000, 20, 1_000, 0.3).plant(SEED.stream());
    }

    /// @param graph any
    /// @param labels whether ids are texts such as `user_17`, else whole numbers
    /// @return its edges in random order, each in a random direction
    static Frame edges(Graph graph, boolean labels) {
        RandomStream stream = SEED.stream().split(1);
        int[] from = new int[graph.edges()];
        int[] to = new int[graph.edges()];
        int[] order = stream.permutation(graph.edges());
        int next = 0;
        for (int a = 0; a < graph.nodes(); a++) {
            for (int at = graph.start(a); at < graph.start(a + 1); at++) {
                int b = graph.neighbour(at);
                if (a < b) {
                    boolean turned = stream.nextBoolean(0.5);
                    from[order[next]] = turned ? b : a;
                    to[order[next++]] = turned ? a : b;
                }
            }
        }
        return Frame.of("from", ids(from, graph.nodes(), labels), "to", ids(to, graph.nodes(), labels));
    }

    private static Column ids(int[] nodes, int count, boolean labels) {
        if (!labels) {
            return NumericColumn.of(
                    Arrays.stream(nodes).asDoubleStream().map(node -> node + 1).toArray());
        }
        String[] names = new String[count];
        Arrays.setAll(names, node -> "user_" + (node + 1));
        return FactorColumn.wrap(nodes, Levels.of(names));
    }
}
