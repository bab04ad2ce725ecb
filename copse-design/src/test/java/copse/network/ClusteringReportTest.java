package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.math.RandomStream;
import copse.math.Seed;
import org.junit.jupiter.api.Test;

class ClusteringReportTest {
    private static final LaunchAssumptions HALF = LaunchAssumptions.defaults().withSpillover(0.3);

    /// Six clusters of five, three of them treated: all 20 assignments give the expectations exactly, since
    /// arms have the same number of users in each.
    @Test
    void expectationsAreThoseOfAllAssignments() {
        int clusters = 6;
        int size = 5;
        Graph graph = Graphs.blocks(clusters, size, 0.7, 0.1, Seed.of(1).stream());
        Clustering clustering = Clustering.of(labels(clusters * size, size));
        ClusteringReport report = ClusteringReport.of(graph, clustering, "blocks", HALF);

        double direct = 0.1;
        double difference = 0;
        double fullyTreated = 0;
        double fullyControl = 0;
        int assignments = 0;
        double total = 0;
        for (int treated = 0; treated < 1 << clusters; treated++) {
            if (Integer.bitCount(treated) != clusters / 2) {
                continue;
            }
            assignments++;
            double[] sum = new double[2];
            for (int node = 0; node < graph.nodes(); node++) {
                int own = treated >> clustering.of(node) & 1;
                int treatedNeighbours = 0;
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    treatedNeighbours += treated >> clustering.of(graph.neighbour(at)) & 1;
                }
                int degree = graph.degree(node);
                double share = degree == 0 ? 0 : (double) treatedNeighbours / degree;
                sum[own] += direct * own + HALF.spillover() * share;
                fullyTreated += own == 1 && treatedNeighbours == degree ? 1 : 0;
                fullyControl += own == 0 && treatedNeighbours == 0 ? 1 : 0;
            }
            difference += (sum[1] - sum[0]) / (0.5 * graph.nodes());
        }
        for (int node = 0; node < graph.nodes(); node++) {
            total += (direct + (graph.degree(node) == 0 ? 0 : HALF.spillover())) / graph.nodes();
        }
        assertThat(assignments).isEqualTo(20);
        assertThat(report.bias()).isCloseTo(difference / assignments - total, within(1e-14));
        assertThat(report.fullyTreated()).isCloseTo(fullyTreated / assignments / graph.nodes(), within(1e-14));
        assertThat(report.fullyControl()).isCloseTo(fullyControl / assignments / graph.nodes(), within(1e-14));
    }

    /// With an odd number of clusters either half may have one more; with a third treated arms differ.
    @Test
    void fullExposureKnowsSpareClusters() {
        Graph path = Graphs.path(5);
        Clustering pairs = Clustering.of(new int[] {0, 0, 1, 1, 2});
        // touched: 1, 2, 2, 2, 2 of 3 clusters; k is 1 or 2
        ClusteringReport half = ClusteringReport.of(path, pairs, "pairs", HALF);
        double one = 0.5 * (1.0 / 3) + 0.5 * (2.0 / 3);
        double two = 0.5 * 0 + 0.5 * (1.0 / 3);
        assertThat(half.fullyTreated()).isCloseTo((one + 4 * two) / 5, within(1e-14));
        assertThat(half.fullyControl()).isCloseTo(half.fullyTreated(), within(1e-14));
        ClusteringReport third = ClusteringReport.of(path, pairs, "pairs", HALF.withTreatedShare(1.0 / 3));
        assertThat(third.fullyTreated()).isCloseTo((1.0 / 3) / 5, within(1e-12));
        assertThat(third.fullyControl()).isCloseTo((2.0 / 3 + 4 * (1.0 / 3)) / 5, within(1e-12));
    }

    /// Clusters of equal size have a closed form: the variance of the difference of two means of cluster means.
    @Test
    void standardErrorOfEqualClustersIsExact() {
        int size = 20;
        int clusters = 10;
        Graph graph = Graphs.blocks(clusters, size, 0.3, 0.02, Seed.of(2).stream());
        ClusteringReport report = ClusteringReport.of(
                graph, Clustering.of(labels(size * clusters, size)), "blocks", new LaunchAssumptions(0, 2, 0.1, 0.3));
        double ofMean = 4 * (1 + (size - 1) * 0.1) / size;
        assertThat(report.standardError()).isCloseTo(Math.sqrt(ofMean / 3 + ofMean / 7), within(1e-14));
        assertThat(report.effectiveClusters()).isCloseTo(clusters, within(1e-12));
        assertThat(report.bias()).isZero();
    }

    /// Unequal clusters: 20,000 draws of outcomes with a correlation within clusters, and of arms.
    @Test
    void standardErrorOfUnequalClustersIsThatOfDraws() {
        int clusters = 60;
        int[] label = new int[clusters * (clusters + 1) / 2];
        for (int c = 0, node = 0; c < clusters; c++) {
            for (int i = 0; i <= c; i++) {
                label[node++] = c;
            }
        }
        Graph graph = Graph.of(label.length, new int[0], new int[0]);
        Clustering clustering = Clustering.of(label);
        double icc = 0.2;
        ClusteringReport report =
                ClusteringReport.of(graph, clustering, "steps", new LaunchAssumptions(0.1, 1, icc, 0.5));
        int[] sizes = clustering.sizes();
        RandomStream stream = Seed.of(3).stream();
        int draws = 20_000;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            int[] order = stream.permutation(clusters);
            double[] sum = new double[2];
            double[] count = new double[2];
            for (int i = 0; i < clusters; i++) {
                int m = sizes[order[i]];
                int arm = i % 2;
                sum[arm] +=
                        m * Math.sqrt(icc) * stream.nextGaussian() + Math.sqrt((1 - icc) * m) * stream.nextGaussian();
                count[arm] += m;
            }
            squares += Math.pow(sum[1] / count[1] - sum[0] / count[0], 2) / draws;
        }
        // Monte Carlo error of a standard deviation from 20,000 draws: 0.5%; the ratio's own terms: O(1/C)
        assertThat(Math.sqrt(squares) / report.standardError()).isCloseTo(1, within(0.03));
        assertThat(report.isolated()).isEqualTo(label.length);
        assertThat(report.exposureGap()).isEmpty();
        assertThat(report.bias()).isZero();
    }

    /// Trap N1: clusters that are labels drawn at random on a graph without communities. What they cost is seen
    /// before launch: hardly any neighbour is in the own cluster, and nearly all of the spillover is missed.
    @Test
    void trapN1RandomLabelsShowTheirCutShareAndBias() {
        RandomStream stream = Seed.of(4).stream();
        Graph graph = Graphs.random(500, 0.1, stream);
        int[] label = new int[500];
        for (int node = 0; node < label.length; node++) {
            label[node] = stream.nextInt(10);
        }
        ClusteringReport random = ClusteringReport.of(graph, Clustering.of(label), "column(label)", HALF);
        assertThat(random.cutShare()).isCloseTo(0.9, within(0.02));
        assertThat(random.ownShare().orElseThrow()).isCloseTo(0.1, within(0.02));
        assertThat(random.bias()).isCloseTo(-0.3, within(0.01));
        assertThat(random.diagnostics()).extracting(Diagnostic::code).contains("loose-clusters");
        assertThat(random.sentence()).contains("10 % of their neighbours in the own cluster");

        Graph communities = Graphs.blocks(10, 50, 0.4, 0.005, stream);
        ClusteringReport found =
                ClusteringReport.of(communities, Leiden.modularity(1).cluster(communities, stream, 1), "leiden", HALF);
        assertThat(found.cutShare()).isLessThan(0.15);
        assertThat(Math.abs(found.bias())).isLessThan(0.05);
        assertThat(found.diagnostics()).extracting(Diagnostic::code).doesNotContain("loose-clusters");
    }

    /// Trap N4: a proper colouring joins nobody with a neighbour. All of the spillover is missed, and more.
    @Test
    void trapN4ColoursAreNoClustersForTotalEffects() {
        Graph karate = Graphs.karate();
        ClusteringReport coloured = ClusteringReport.of(
                karate, new Colouring().cluster(karate, Seed.of(5).stream(), 1), "colouring()", HALF);
        assertThat(coloured.cutShare()).isEqualTo(1);
        assertThat(coloured.exposureGap().orElseThrow()).isNegative();
        assertThat(coloured.bias()).isLessThan(-0.3);
        assertThat(coloured.diagnostics()).extracting(Diagnostic::code).contains("coloured");
        assertThat(coloured.diagnostics().getFirst().advice()).contains("leiden");
    }

    @Test
    void oneClusterIsRefused() {
        Graph path = Graphs.path(4);
        assertThatThrownBy(() -> ClusteringReport.of(path, Clustering.of(new int[4]), "column(all)", HALF))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains(
                                        "error[G125]: `column(all)` makes one cluster of 4 nodes",
                                        "one has one arm",
                                        "balanced(clusters: 2)"));
        Clustering outside = Clustering.of(new int[] {-1, -1, -1, -1});
        assertThatThrownBy(() -> ClusteringReport.of(path, outside, "egos()", HALF))
                .hasMessageContaining("makes no cluster");
    }

    /// Two stars and a bridge: the centres are egos, their leaves alters, and the node between stays outside.
    /// Its neighbours are never fully treated, but an ego is.
    @Test
    void ofEgosOnlyEgosCount() {
        Graph graph = Graphs.of(7, 0, 1, 0, 2, 3, 4, 3, 5, 2, 6, 5, 6);
        Egos.Found found = new Egos.Found(Clustering.of(new int[] {0, 0, 0, 3, 3, 3, -1}), new int[] {0, 3});
        ClusteringReport report = ClusteringReport.of(graph, found, "egos()", HALF);
        assertThat(report.users()).isEqualTo(2);
        assertThat(report.outside()).isEqualTo(1);
        assertThat(report.clusters()).isEqualTo(2);
        assertThat(report.ownShare()).hasValue(1);
        assertThat(report.bias()).isZero();
        assertThat(report.fullyTreated()).isEqualTo(0.5);
        assertThat(report.effectiveClusters()).isEqualTo(2);
        ClusteringReport all = ClusteringReport.of(graph, found.clustering(), "column(cluster)", HALF);
        assertThat(all.users()).isEqualTo(6);
        assertThat(all.fullyTreated()).isCloseTo(0.5 * 4 / 6, within(1e-15));
        assertThat(all.fullyControl()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void assumptionsHaveRanges() {
        assertThatThrownBy(() -> HALF.withSd(0)).hasMessageContaining("standard deviation of 0.0");
        assertThatThrownBy(() -> HALF.withIcc(1.1)).hasMessageContaining("correlation within clusters of 1.1");
        assertThatThrownBy(() -> HALF.withTreatedShare(1)).hasMessageContaining("treated share of 1.0");
        assertThatThrownBy(() -> HALF.withSpillover(Double.NaN)).hasMessageContaining("spillover of NaN");
    }

    private static int[] labels(int n, int size) {
        int[] label = new int[n];
        for (int node = 0; node < n; node++) {
            label[node] = node / size;
        }
        return label;
    }
}
