package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Randomisation;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.network.CommunityModel;
import copse.network.Graph;
import copse.network.PlantedCommunities;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums over many clusters, on 1,000 nodes in communities with degrees up to 400.
class ExposureSumsTest {
    private static final CommunityModel.Planted PLANTED =
            new PlantedCommunities(1_000, 12, 400, 5, 40, 0.4).plant(Seed.of(3).stream());

    private static Randomisation randomisation(String design) {
        Frame nodes = Frame.of(
                "node",
                NumericColumn.of(IntStream.range(0, PLANTED.graph().nodes())
                        .asDoubleStream()
                        .toArray()),
                "c",
                PLANTED.communities().column());
        return Design.parse(design).over(nodes, "node");
    }

    private static ExposureProbabilities probabilities(String exposure, String design, ProbabilityOptions options) {
        Randomisation randomisation = randomisation(design);
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        return ExposureProbabilities.of(
                ExposureMap.of(PLANTED.graph(), Exposure.parse(exposure)), randomisation, sides, options);
    }

    /// Every node with neighbours is on one side, among some share of treated neighbours.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clustered(by: c, simple())",
                "clustered(by: c, simple(arms: control=9, treatment=1))",
                "clustered(by: c, complete())",
                "clustered(by: c, complete(arms: control=9, treatment=1))",
                "complete()"
            })
    void conditionsOfSharesAddUpToOne(String design) {
        ProbabilityOptions options = ProbabilityOptions.defaults();
        ExposureProbabilities got = probabilities("share(cuts: 0, 0.3, 0.6)", design, options);
        assertThat(got.basis()).isEqualTo(Basis.exact());
        for (int node = 0; node < got.nodes(); node++) {
            double sum = 0;
            for (int k = 0; k < got.conditions(); k++) {
                assertThat(got.of(node, k)).isGreaterThanOrEqualTo(0);
                sum += got.of(node, k);
            }
            double all = PLANTED.graph().degree(node) == 0 ? 0 : 1;
            assertThat(sum).as("node " + node).isCloseTo(all, within(1e-12));
        }
    }

    /// The exact sums of all nodes together against 16,384 draws: five standard errors each.
    @ParameterizedTest
    @ValueSource(strings = {"fraction(q: 0.75)", "share(cuts: 0.5)", "count(least: 4)", "khop(hops: 2)"})
    void drawsComeNearTheSums(String exposure) {
        ProbabilityOptions options = ProbabilityOptions.defaults();
        String design = "clustered(by: c, complete(arms: control=1, treatment=2))";
        ExposureProbabilities exact = probabilities(exposure, design, options);
        assertThat(exact.basis()).isEqualTo(Basis.exact());
        int draws = 16_384;
        int[] nodes = IntStream.range(0, exact.nodes()).toArray();
        Randomisation randomisation = randomisation(design);
        int[] counts = RandomCounts.of(
                exact.map(),
                randomisation,
                Sides.of(randomisation.design().arms(), "treatment", "control"),
                nodes,
                options.withDraws(draws));
        for (int node : nodes) {
            for (int k = 0; k < exact.conditions(); k++) {
                double p = exact.of(node, k);
                double seen = counts[node * exact.conditions() + k] / (double) draws;
                assertThat(seen).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws) + 1.0 / draws));
            }
        }
    }

    /// What is left to random assignments are the patterns that cost most, whatever the number of threads.
    @Test
    void effortBoundsTheSums() {
        String design = "clustered(by: c, complete())";
        ProbabilityOptions little =
                ProbabilityOptions.defaults().withEffort(1e5).withDraws(640);
        ExposureProbabilities some = probabilities("fraction(q: 0.75)", design, little.withThreads(1));
        ExposureProbabilities again = probabilities("fraction(q: 0.75)", design, little.withThreads(3));
        ExposureProbabilities exact = probabilities("fraction(q: 0.75)", design, ProbabilityOptions.defaults());
        int drawn = 0;
        for (int node = 0; node < some.nodes(); node++) {
            double error = some.error(node, Exposure.TREATED);
            drawn += error > 0 ? 1 : 0;
            assertThat(some.of(node, Exposure.TREATED)).isEqualTo(again.of(node, Exposure.TREATED));
            assertThat(some.of(node, Exposure.TREATED))
                    .isCloseTo(exact.of(node, Exposure.TREATED), within(5 * error + 1e-12));
        }
        assertThat(drawn).isBetween(1, some.nodes() - 1);
        assertThat(some.basis()).isInstanceOf(Basis.MonteCarlo.class);
    }

    /// Weights of edges that are no whole numbers are listed; in halves they are tables of twice the numbers.
    @Test
    void listsAndTablesGiveTheSame() {
        SplittableRandom random = new SplittableRandom(9);
        Graph graph = Small.graph(random, 12, false);
        int[] from = new int[graph.edges()];
        int[] to = new int[graph.edges()];
        double[] whole = new double[graph.edges()];
        int next = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                if (graph.neighbour(at) > node) {
                    from[next] = node;
                    to[next] = graph.neighbour(at);
                    whole[next++] = 1 + random.nextInt(5);
                }
            }
        }
        double[] thirds = Arrays.stream(whole).map(w -> w / 3).toArray();
        Randomisation randomisation = Small.randomisation(random, "clustered(by: c, complete())", 12, 7);
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        Exposure exposure = Exposure.parse("share(cuts: 0.3, 0.6)");
        ProbabilityOptions options = ProbabilityOptions.defaults();
        ExposureProbabilities tables = ExposureProbabilities.of(
                ExposureMap.of(Graph.of(12, from, to, whole), exposure), randomisation, sides, options);
        ExposureProbabilities lists = ExposureProbabilities.of(
                ExposureMap.of(Graph.of(12, from, to, thirds), exposure), randomisation, sides, options);
        for (int node = 0; node < 12; node++) {
            for (int k = 0; k < tables.conditions(); k++) {
                assertThat(lists.of(node, k)).isCloseTo(tables.of(node, k), within(1e-13));
            }
        }
    }

    @Test
    void massesAreThoseOfTheDistributions() {
        double[] binomial = Hypergeometric.binomial(2_000, 0.3);
        BinomialDistribution coins = BinomialDistribution.of(2_000, 0.3);
        double[] urn = Hypergeometric.hypergeometric(5_000, 1_700, 900);
        HypergeometricDistribution balls = HypergeometricDistribution.of(5_000, 1_700, 900);
        for (int j = 0; j <= 200; j += 20) {
            assertThat(binomial[500 + j] / coins.probability(500 + j)).isCloseTo(1, within(1e-9));
            assertThat(urn[200 + j] / balls.probability(200 + j)).isCloseTo(1, within(1e-9));
        }
        assertThat(Hypergeometric.hypergeometric(10, 8, 5)).startsWith(0, 0, 0).hasSize(6);
        assertThat(Hypergeometric.hypergeometric(10, 0, 3)).containsExactly(1, 0, 0, 0);
        assertThat(Hypergeometric.binomial(3, 1)).containsExactly(0, 0, 0, 1);
    }
}
