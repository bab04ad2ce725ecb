package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.DesignException;
import copse.error.InputException;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphModelTest {
    private static final RandomStream STREAM = Seed.of(20260101).stream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erdos_renyi(nodes: 300, p: 0.05)",
                "erdos_renyi(nodes: 300, edges: 900)",
                "watts_strogatz(nodes: 300, neighbours: 8, rewire: 0.2)",
                "barabasi_albert(nodes: 300, edges: 4)",
                "stochastic_block(sizes: 100, 150, 50, within: 0.2, between: 0.01)",
                "planted(nodes: 300, degree: 8, most: 60, sizes: 10, 40, mixing: 0.2, exponents: 2.5, 1.5)"
            })
    void modelsAreTheirTextAndDrawTheSameFromTheSameStream(String text) {
        GraphModel model = GraphModel.parse(text);
        assertThat(model.text()).isEqualTo(text);
        assertThat(GraphModel.parse(model.text())).isEqualTo(model);
        Graph graph = model.draw(STREAM);
        assertThat(graph.nodes()).isEqualTo(300).isEqualTo(model.nodes());
        RandomStream moved = STREAM.split(7);
        moved.nextLong();
        assertThat(model.draw(moved)).isEqualTo(model.draw(STREAM.split(7))).isNotEqualTo(graph);
        assertSimple(graph);
    }

    private static void assertSimple(Graph graph) {
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                assertThat(graph.neighbour(at)).isNotEqualTo(node);
                assertThat(at == graph.start(node) || graph.neighbour(at - 1) < graph.neighbour(at))
                        .isTrue();
                assertThat(graph.find(graph.neighbour(at), node)).isNotNegative();
            }
        }
    }

    /// The number of edges is binomial: 4 standard deviations on either side.
    @ParameterizedTest
    @CsvSource({"2000, 0.003", "200, 0.5", "60, 0.97"})
    void pairsAreEdgesWithOneProbability(int nodes, double p) {
        double pairs = nodes * (nodes - 1) / 2.0;
        Graph graph = new ErdosRenyi(nodes, p).draw(STREAM);
        assertThat((double) graph.edges()).isCloseTo(pairs * p, within(4 * Math.sqrt(pairs * p * (1 - p))));
    }

    /// Each of the six pairs of four nodes, in 20,000 graphs: 4 standard errors.
    @Test
    void eachPairIsAsLikelyAsTheOthers() {
        int draws = 20_000;
        int[] seen = new int[16];
        for (int draw = 0; draw < draws; draw++) {
            Graph graph = new ErdosRenyi(4, 0.3).draw(STREAM.split(draw));
            for (int a = 0; a < 4; a++) {
                for (int at = graph.start(a); at < graph.start(a + 1); at++) {
                    seen[4 * a + graph.neighbour(at)]++;
                }
            }
        }
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                assertThat((double) seen[4 * a + b] / draws).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / draws)));
            }
        }
    }

    @Test
    void noEdgeAndEveryEdgeAreGraphsToo() {
        assertThat(new ErdosRenyi(50, 0).draw(STREAM).edges()).isZero();
        assertThat(new ErdosRenyi(50, 1).draw(STREAM).edges()).isEqualTo(1225);
        assertThat(new ErdosRenyi(1, 1).draw(STREAM).edges()).isZero();
        assertThat(new StochasticBlock(List.of(3, 4, 5), 0, 1).draw(STREAM).edges())
                .isEqualTo(12 + 15 + 20);
        assertThat(new StochasticBlock(List.of(3, 4, 5), 1, 0).draw(STREAM).edges())
                .isEqualTo(3 + 6 + 10);
        assertThat(new WattsStrogatz(5, 4, 1).draw(STREAM).edges()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 1000, 1224, 1225})
    void theNumberOfEdgesIsTheOneAskedFor(int edges) {
        assertThat(new UniformEdges(50, edges).draw(STREAM).edges()).isEqualTo(edges);
    }

    @Test
    void aRingThatIsNotRewiredIsARing() {
        Graph ring = new WattsStrogatz(10, 4, 0).draw(STREAM);
        assertThat(IntStream.range(ring.start(0), ring.start(1)).map(ring::neighbour))
                .containsExactly(1, 2, 8, 9);
        assertThat(GraphSummary.of(ring).transitivity()).hasValue(0.5);
    }

    /// Rewiring keeps the number of edges; an edge stays with probability 1 - p: 4 standard deviations.
    @Test
    void rewiringMovesItsShareOfEdges() {
        Graph graph = new WattsStrogatz(1000, 10, 0.3).draw(STREAM);
        assertThat(graph.edges()).isEqualTo(5000);
        int near = 0;
        for (int node = 0; node < 1000; node++) {
            for (int step = 1; step <= 5; step++) {
                near += graph.find(node, (node + step) % 1000) >= 0 ? 1 : 0;
            }
        }
        // a rewired edge may land on a place of the ring again, of which there are about 10 in 1000
        assertThat((double) near).isCloseTo(5000 * (0.7 + 0.3 * 0.003), within(4 * Math.sqrt(5000 * 0.21)));
    }

    @Test
    void growthBringsAsManyEdgesAndPrefersHubs() {
        Graph graph = new BarabasiAlbert(5000, 3).draw(STREAM);
        assertThat(graph.edges()).isEqualTo(3 * (5000 - 3));
        int[] degrees = degrees(graph);
        assertThat(degrees[4]).isGreaterThanOrEqualTo(3);
        assertThat(Arrays.stream(degrees).min().orElseThrow()).isBetween(1, 3);
        // an exponential tail of the same mean would end before 60
        assertThat(Arrays.stream(degrees).max().orElseThrow()).isGreaterThan(100);
    }

    @Test
    void blocksHaveTheirShareOfEdges() {
        CommunityModel.Planted planted = new StochasticBlock(List.of(300, 200, 100), 0.1, 0.01).plant(STREAM);
        assertThat(planted.communities().sizes()).containsExactly(300, 200, 100);
        double inside = 0.1 * (300 * 299 + 200 * 199 + 100 * 99) / 2;
        double outside = 0.01 * (300 * 200 + 300 * 100 + 200 * 100);
        PartitionQuality quality = PartitionQuality.of(planted.graph(), planted.communities(), 1);
        double got = quality.internalShare() * quality.totalWeight();
        assertThat(got).isCloseTo(inside, within(4 * Math.sqrt(inside)));
        assertThat(quality.totalWeight() - got).isCloseTo(outside, within(4 * Math.sqrt(outside)));
    }

    /// A few edges fall away and some more leave; what is left has about the mean degree, the mixing and the
    /// tail asked for.
    @Test
    void communitiesAndHubsArePlanted() {
        CommunityModel.Planted planted = new PlantedCommunities(20_000, 20, 1000, 50, 500, 0.25).plant(STREAM);
        GraphSummary summary = GraphSummary.of(planted.graph());
        assertThat(summary.meanDegree()).isBetween(18.5, 20.3);
        assertThat(summary.maxDegree()).isBetween(500, 1000);
        PartitionQuality quality = PartitionQuality.of(planted.graph(), planted.communities(), 1);
        assertThat(quality.cutShare()).isBetween(0.25, 0.35);
        assertThat(quality.modularity()).isGreaterThan(0.6);
        assertThat(Arrays.stream(planted.communities().sizes()).max().orElseThrow())
                .isBetween(300, 500);
    }

    @Test
    void powerLawsHaveTheirMean() {
        PowerLaw law = PowerLaw.ofMean(20, 10_000, 2.5);
        assertThat(law.mean()).isCloseTo(20, within(1e-9));
        double sum = 0;
        int steps = 1_000_000;
        for (int i = 0; i < steps; i++) {
            sum += law.quantile((i + 0.5) / steps);
        }
        assertThat(sum / steps).isCloseTo(20, within(1e-2)); // midpoint rule with a heavy tail
        assertThat(PowerLaw.ofMean(5, 5, 2.5).quantile(0.3)).isCloseTo(5, within(1e-9));
        assertThat(new PowerLaw(3, 3, 1.5).quantile(0.3)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "erdos_reny(nodes: 5, p: 0.1) | G121 | did you mean `erdos_renyi`?",
                "erdos_renyi(nodes: 5) | G122 | `erdos_renyi` wants `p`",
                "erdos_renyi(nodes: 5, p: 2) | G122 | between 0 and 1",
                "erdos_renyi(nodes: 5, edges: 11) | G110 | give between 0 and 10 edges",
                "watts_strogatz(nodes: 5, neighbours: 3, rewire: 0) | G110 | give an even number",
                "barabasi_albert(nodes: 5, edges: 5) | G110 | fewer than there are nodes",
                "stochastic_block(sizes: 1.5, within: 1, between: 0) | G122 | give whole numbers",
                "planted(nodes: 50, degree: 8, most: 60, sizes: 10, 40, mixing: 0.2) | G110 | below the nodes",
                "planted(nodes: 50, degree: 8, most: 6, sizes: 10, 40, mixing: 0.2) | G110 | a mean above 0",
                "planted(nodes: 50, degree: 8, most: 9, sizes: 40, mixing: 0.2) | G122 | two whole numbers",
                "planted(nodes: 50, degree: 8, most: 9, sizes: 40, 10, mixing: 0.2) | G110 | smallest community first",
                "erdos_renyi(nodes: 2000000, p: 0.5) | G108 | more than the 1073741823 that fit"
            })
    void graphsThatDoNotExistAreRefused(String text, String code, String words) {
        assertThatThrownBy(() -> GraphModel.parse(text).draw(STREAM))
                .isInstanceOfAny(DesignException.class, InputException.class)
                .isInstanceOfSatisfying(CopseException.class, error -> {
                    assertThat(error.problem().code()).isEqualTo(code);
                    assertThat(error.problem().text()).contains(words);
                });
    }

    private static int[] degrees(Graph graph) {
        return IntStream.range(0, graph.nodes()).map(graph::degree).toArray();
    }
}
