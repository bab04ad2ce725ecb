package copse.interference;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Randomisation;
import copse.design.Units;
import copse.exposure.Exposure;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Small networks for tests of interference.
final class TestedNetwork {
    private TestedNetwork() {}

    /// @param nodes called 0 to nodes − 1
    /// @param columns of them
    /// @param edges pairs of nodes
    /// @return the network
    static Network of(int nodes, Map<String, Column> columns, int[]... edges) {
        Map<String, Column> all = new LinkedHashMap<>();
        all.put(
                "id",
                NumericColumn.of(IntStream.range(0, nodes).asDoubleStream().toArray()));
        all.putAll(columns);
        double[] from = new double[edges.length];
        double[] to = new double[edges.length];
        for (int e = 0; e < edges.length; e++) {
            from[e] = edges[e][0];
            to[e] = edges[e][1];
        }
        return Network.of(
                Frame.of("a", NumericColumn.of(from), "b", NumericColumn.of(to)), "a", "b", Frame.of(all), "id");
    }

    /// @param nodes in clusters of the size given, one after the other
    /// @param size of a cluster
    /// @return column `g`, and `s` with two strata of clusters
    static Map<String, Column> clusters(int nodes, int size) {
        String[] cluster = new String[nodes];
        String[] stratum = new String[nodes];
        for (int i = 0; i < nodes; i++) {
            cluster[i] = String.format("c%03d", i / size);
            stratum[i] = i / size % 2 == 0 ? "even" : "odd";
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("g", FactorColumn.of(cluster));
        columns.put("s", FactorColumn.of(stratum));
        return columns;
    }

    /// @param nodes number of nodes
    /// @param size of the clusters within which most edges are
    /// @param within probability of an edge in a cluster
    /// @param between probability of an edge between clusters
    /// @param random where randomness comes from
    /// @return the edges
    static int[][] edges(int nodes, int size, double within, double between, SplittableRandom random) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < (i / size == j / size ? within : between)) {
                    edges.add(new int[] {i, j});
                }
            }
        }
        return edges.toArray(int[][]::new);
    }

    static Randomisation randomisation(Network network, String design) {
        return Design.parse(design).over(Units.of(network.nodes(), network.id()));
    }

    static NetworkSetting setting(Network network, String design) {
        Randomisation randomisation = randomisation(network, design);
        List<String> arms = randomisation.design().arms().columns().getOrDefault("arm", List.of());
        return new NetworkSetting(
                network,
                randomisation,
                NetworkQuestion.of(
                        "y",
                        Estimand.SPILLOVER,
                        new Exposure.FourWay(),
                        arms.contains("treated") ? "treated" : "treatment",
                        arms.contains("untreated") ? "untreated" : "control"));
    }

    static byte[] arms(NetworkSetting setting, long seed) {
        Assignment assignment = setting.randomisation().assign(Seed.of(seed));
        byte[] arms = new byte[assignment.size()];
        for (int i = 0; i < arms.length; i++) {
            arms[i] = (byte) assignment.arm(i);
        }
        return arms;
    }

    /// @param setting network and sides
    /// @param arm of each node
    /// @param node one of them
    /// @return share of its neighbours that are treated, 0 if there are none
    static double share(NetworkSetting setting, byte[] arm, int node) {
        var graph = setting.network().graph();
        double treated = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            treated += setting.sides().treated(arm[graph.neighbour(at)]) ? 1 : 0;
        }
        return graph.degree(node) == 0 ? 0 : treated / graph.degree(node);
    }

    /// @param direct effect of own treatment, node by node
    /// @param spillover times the share of treated neighbours
    static double[] outcomes(NetworkSetting setting, byte[] arm, double[] base, double[] direct, double spillover) {
        return IntStream.range(0, arm.length)
                .mapToDouble(i -> base[i]
                        + (setting.sides().treated(arm[i]) ? direct[i] : 0)
                        + spillover * share(setting, arm, i))
                .toArray();
    }
}
