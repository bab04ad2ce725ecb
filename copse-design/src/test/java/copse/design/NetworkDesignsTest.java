package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.assign.AssignmentRecord;
import copse.assign.Evidence;
import copse.assign.Replay;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.network.ClusteringMethod;
import copse.network.Graph;
import copse.network.GraphModel;
import copse.network.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Designs over the nodes of a network and clusters made from its edges are ordinary designs: digests, replays
/// and redraws hold, and neither rows, nor edges, nor threads come into it.
class NetworkDesignsTest {
    private static final Frame EDGES = edges();

    private static Frame edges() {
        Graph graph = GraphModel.parse("watts_strogatz(nodes: 120, neighbours: 6, rewire: 0.1)")
                .draw(Seed.of(11).stream());
        double[] from = new double[graph.edges()];
        double[] to = new double[graph.edges()];
        int next = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                if (node < graph.neighbour(at)) {
                    from[next] = 3 * node + 1;
                    to[next++] = 3 * graph.neighbour(at) + 1;
                }
            }
        }
        return Frame.of("from", NumericColumn.of(from), "to", NumericColumn.of(to));
    }

    /// The table of nodes as `copse network assign` writes it.
    private static Frame nodes(Frame edges, String from, String to) {
        Network network = Network.of(edges, from, to);
        Frame nodes = network.withNeighbours("neighbours");
        double[] age = new double[network.size()];
        Arrays.setAll(age, node -> 20 + 7 * node % 41);
        return nodes.with(
                        "cluster",
                        ClusteringMethod.parse("leiden(resolution: 3)")
                                .cluster(network, Seed.of(5).stream(), 2)
                                .column())
                .with("age", NumericColumn.of(age));
    }

    private static final Frame NODES = nodes(EDGES, "from", "to");

    private static final String ID = Network.of(EDGES, "from", "to").id();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clustered(by: cluster, complete())",
                "clustered(by: cluster, simple())",
                "clustered(by: cluster, stratified(by: quantiles(size, 2)))",
                "clustered(by: cluster, pairs(on: size, age))",
                "saturation(by: cluster, levels: 0, 0.3, 0.7)",
                "mixed(by: cluster, strata: quantiles(size, 2))",
                "graph_clusters(clusters: one_hop_max(weights: degree))",
                "graph_clusters(clusters: net(radius: 2), draw: complete)"
            })
    void holdTheirPromises(String text) {
        Design design = Design.parse(text);
        Assignment first = design.over(NODES, ID).assign(Seed.of(20260101));

        // the same network from edges in another order and direction, its table in another order
        int[] back =
                IntStream.range(0, EDGES.rows()).map(i -> EDGES.rows() - 1 - i).toArray();
        Frame turned = nodes(EDGES.rows(back), "to", "from");
        Frame mixed = turned.rows(IntStream.range(0, turned.rows())
                .map(i -> 7 * i % turned.rows())
                .toArray());
        Assignment second = design.over(mixed, ID).assign(Seed.of(20260101));
        assertThat(second.frame()).isEqualTo(first.frame());
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(Replay.of(AssignmentRecord.of(first), Evidence.of(mixed).withArms(first.frame(), null)))
                .isInstanceOf(Replay.Proven.class);

        wholeClusters(design, first);
        redraws(design.over(NODES, ID));
    }

    /// Where clusters are randomised as wholes, each has one arm.
    private static void wholeClusters(Design design, Assignment assignment) {
        if (design.isTwoStage()) {
            return;
        }
        Frame frame = assignment.frame();
        Map<String, Integer> armOf = new HashMap<>();
        for (int unit = 0; unit < assignment.size(); unit++) {
            int arm = assignment.arm(unit);
            assertThat(armOf.merge(frame.column("cluster").text(unit), arm, (old, _) -> old))
                    .isEqualTo(arm);
        }
    }

    /// Every unit comes up in each arm as often as stated, whatever the number of threads.
    private static void redraws(Randomisation randomisation) {
        int draws = 4_000;
        Draws one = randomisation.redraw(draws, Seed.of(8).stream(), 1);
        Draws two = randomisation.redraw(draws, Seed.of(8).stream(), 2);
        int arms = one.arms();
        for (int unit = 0; unit < one.units(); unit += 17) {
            int[] seen = new int[arms];
            for (int draw = 0; draw < draws; draw++) {
                assertThat(two.arm(draw, unit)).isEqualTo(one.arm(draw, unit));
                seen[one.arm(draw, unit)]++;
            }
            for (int arm = 0; arm < arms; arm++) {
                double p = randomisation.probabilities().of(unit, arm);
                // five standard errors: some two hundred comparisons
                assertThat(seen[arm] / (double) draws).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws) + 1e-9));
            }
        }
    }
}
