package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Mask;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.CommunityModel;
import copse.network.ErdosRenyi;
import copse.network.Graph;
import copse.network.Network;
import copse.network.PlantedCommunities;
import copse.report.Chart;
import copse.report.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Drawings of networks show the edges there are, whole or in part, always at the same places.
class NetworkPlotTest {
    static final Network COMMUNITIES = communities();

    static final NetworkPlot.Shown ALL =
            NetworkPlot.Shown.ids(COMMUNITIES).withClusters("cluster").withArm("arm");

    private static Network communities() {
        CommunityModel.Planted planted = new PlantedCommunities(120, 5, 12, 10, 20, 0.1).plant(Seed.of(1).stream());
        FactorColumn cluster = planted.communities().column();
        FactorColumn arm = FactorColumn.of(120, i -> cluster.code(i) % 2 == 0 ? "control" : "treated");
        Network plain = Network.of(planted.graph());
        return new Network(plain.graph(), plain.nodes().with("cluster", cluster).with("arm", arm), plain.id());
    }

    private static int cut(Network network) {
        FactorColumn cluster = network.nodes().factor("cluster");
        Graph graph = network.graph();
        int cut = 0;
        for (int i = 0; i < graph.nodes(); i++) {
            for (int j = i + 1; j < graph.nodes(); j++) {
                cut += graph.find(i, j) >= 0 && cluster.code(i) != cluster.code(j) ? 1 : 0;
            }
        }
        return cut;
    }

    @Test
    void edgesBetweenClustersAreCounted() {
        Chart chart =
                Drawn.both("network", language -> NetworkPlot.of(COMMUNITIES, NetworkPart.usual(), ALL, language));
        int cut = cut(COMMUNITIES);
        assertThat(cut).isPositive();
        assertThat(chart.description())
                .contains("Network of 120 nodes and " + COMMUNITIES.graph().edges() + " edges")
                .contains(cut + " edges (");
        List<Integer> sizes = Drawn.sets(chart.spec()).stream()
                .filter(set -> set.getFirst().has("x2"))
                .map(List::size)
                .toList();
        assertThat(sizes).containsExactly(COMMUNITIES.graph().edges() - cut, cut);
        List<JsonNode> points = Drawn.sets(chart.spec()).stream()
                .filter(set -> set.getFirst().has("neighbours"))
                .findFirst()
                .orElseThrow();
        assertThat(points).hasSize(120);
        for (int node = 0; node < 120; node++) {
            assertThat(points.get(node).path("neighbours").intValue())
                    .isEqualTo(COMMUNITIES.graph().degree(node));
            assertThat(points.get(node).path("x").doubleValue()).isBetween(0.0, 1.0);
        }
        assertThat(chart.spec().toString())
                .isEqualTo(NetworkPlot.of(COMMUNITIES, NetworkPart.usual(), ALL, Language.ENGLISH)
                        .spec()
                        .toString());
    }

    @Test
    void outlinesHoldTheirNodes() {
        RandomStream stream = Seed.of(3).stream();
        double[][] points = new double[40][2];
        for (double[] point : points) {
            point[0] = stream.nextGaussian();
            point[1] = stream.nextGaussian();
        }
        double room = 0.1;
        double[][] hull = Hull.of(points, room);
        // the circle around a point is a polygon: its sides are nearer than its corners
        double least = room * Math.cos(Math.PI / 12);
        for (double[] point : points) {
            for (int c = 0; c < hull.length; c++) {
                double[] a = hull[c];
                double[] b = hull[(c + 1) % hull.length];
                double length = Math.hypot(b[0] - a[0], b[1] - a[1]);
                double left = ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])) / length;
                assertThat(left).isGreaterThanOrEqualTo(least - 1e-9);
            }
        }
        assertThat(Hull.of(new double[][] {{2, 3}}, 1).length).isEqualTo(12);
        for (double[] corner : Hull.of(new double[][] {{2, 3}}, 1)) {
            assertThat(Math.hypot(corner[0] - 2, corner[1] - 3)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aNeighbourhoodIsWhatCanBeReached() {
        // a path 1 – 2 – … – 9
        int[] from = {0, 1, 2, 3, 4, 5, 6, 7};
        int[] to = {1, 2, 3, 4, 5, 6, 7, 8};
        Network path = Network.of(Graph.of(9, from, to));
        Mask part = new NetworkPart.Around(4, 2).of(path, Optional.empty());
        assertThat(part.rows()).containsExactly(2, 3, 4, 5, 6);
        Chart chart = NetworkPlot.of(path, new NetworkPart.Around(4, 2), NetworkPlot.Shown.ids(path), Language.ENGLISH);
        assertThat(chart.description())
                .isEqualTo("5 nodes and the 4 edges between them, of a network of 9 nodes and 8 edges.");
        assertThat(chart.spec().toString()).contains("\"text\":\"5\"");
    }

    @Test
    void aSampleTakesWholeClustersOrNeighbours() {
        FactorColumn cluster = COMMUNITIES.nodes().factor("cluster");
        Mask part = new NetworkPart.Sample(60, Seed.of(2)).of(COMMUNITIES, Optional.of(cluster));
        assertThat(part.count()).isBetween(30, 60);
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < 120; j++) {
                if (cluster.code(i) == cluster.code(j)) {
                    assertThat(part.get(i)).isEqualTo(part.get(j));
                }
            }
        }
        Network large = Network.of(new ErdosRenyi(2000, 0.002).draw(Seed.of(5).stream()));
        Mask some = NetworkPart.usual().of(large, Optional.empty());
        assertThat(some.count()).isEqualTo(NetworkPart.MOST);
        // neighbours of each other, not nodes from everywhere: a random choice would keep 1 edge in 44
        assertThat(large.subgraph(some).graph().edges()).isGreaterThan(NetworkPart.MOST / 2);
    }
}
