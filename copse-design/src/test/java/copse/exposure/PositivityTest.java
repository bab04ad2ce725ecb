package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.design.Randomisation;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is known of exposures before an experiment, on two triangles with a bridge, a tail and the lone node 7:
/// the graph `t8` of the reference cases.
class PositivityTest {
    private static final Graph GRAPH =
            Graph.of(8, new int[] {0, 0, 1, 2, 3, 3, 4, 5}, new int[] {1, 2, 2, 3, 4, 5, 5, 6});
    private static final String[] CLUSTERS = {"A", "A", "A", "B", "B", "B", "C", "D"};

    private static Randomisation randomisation(String design) {
        Frame nodes = Frame.of(
                "node",
                NumericColumn.of(IntStream.range(0, 8).asDoubleStream().toArray()),
                "cluster",
                FactorColumn.of(CLUSTERS));
        return Design.parse(design).over(nodes, "node");
    }

    private static ExposureProbabilities probabilities(String exposure, String design) {
        Randomisation randomisation = randomisation(design);
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        ExposureMap map = ExposureMap.of(GRAPH, Exposure.parse(exposure));
        return ExposureProbabilities.of(map, randomisation, sides, ProbabilityOptions.defaults());
    }

    /// Trap N3: a node without neighbours is no node without treated neighbours.
    @Test
    void n3IsolatedNodesAreAClassOfTheirOwn() {
        Positivity fourWay = Positivity.of(probabilities("four-way", "complete()"));
        Positivity.Condition spilled = fourWay.conditions().get(2);
        assertThat(spilled.name()).isEqualTo("ind1");
        assertThat(spilled.impossible()).isEqualTo(1);
        assertThat(spilled.isolated()).isEqualTo(1);
        Contrast spillover = Exposure.parse("four-way").spillover().orElseThrow();
        Positivity.Compared compared = fourWay.compared(spillover);
        assertThat(compared.nodes()).isEqualTo(7);
        assertThat(compared.sentence())
                .isEqualTo("7 of 8 nodes can be both `ind1` and `no`, and the effect is theirs; left out: 1 without"
                        + " neighbours.");
        // by its own arm it takes part in full exposure
        Positivity full = Positivity.of(probabilities("full", "clustered(by: cluster, complete())"));
        assertThat(full.compared(new Contrast(1, 0)).nodes()).isEqualTo(8);
        assertThat(full.probabilities().of(7, Exposure.TREATED)).isCloseTo(0.5, within(1e-15));
        // a share of nobody is no number
        Positivity share = Positivity.of(probabilities("share(cuts: 0)", "simple()"));
        assertThat(IntStream.range(0, 4)
                        .mapToDouble(k -> share.probabilities().of(7, k))
                        .sum())
                .isZero();
    }

    /// Trap N5: an odd number of clusters leaves one over, which goes to either arm by chance.
    @Test
    void n5ASpareClusterGoesToEitherArm() {
        Frame nodes = Frame.of(
                "node",
                NumericColumn.of(IntStream.range(0, 8).asDoubleStream().toArray()),
                "cluster",
                FactorColumn.of("A", "A", "A", "B", "B", "B", "C", "C"));
        Randomisation randomisation =
                Design.parse("clustered(by: cluster, complete())").over(nodes, "node");
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        ExposureProbabilities got = ExposureProbabilities.of(
                ExposureMap.of(GRAPH, Exposure.parse("full")), randomisation, sides, ProbabilityOptions.defaults());
        // three clusters: one or two of them treated, each with probability 1/2
        assertThat(got.of(0, Exposure.TREATED)).isCloseTo(0.5, within(1e-15));
        assertThat(got.of(2, Exposure.TREATED)).isCloseTo((0 + 1.0 / 3) / 2, within(1e-15));
        assertThat(got.of(2, Exposure.CONTROL)).isCloseTo((1.0 / 3 + 0) / 2, within(1e-15));
        assertThat(got.joint(0, Exposure.TREATED, 4, Exposure.TREATED)).isCloseTo(1.0 / 6, within(1e-15));
    }

    /// Trap N7: without known probabilities nothing says which nodes an estimate is of, and how heavily they
    /// weigh.
    @Test
    void n7NodesThatCannotBeExposedAreReported() {
        ExposureProbabilities individual = probabilities("full", "simple(arms: control=4, treatment=1)");
        Positivity report = Positivity.of(individual);
        // node 3 has three neighbours: 0.2^4
        assertThat(individual.of(3, Exposure.TREATED)).isCloseTo(0.0016, within(1e-16));
        assertThat(report.conditions().get(Exposure.TREATED).rare()).isEqualTo(6);
        assertThat(report.conditions().get(Exposure.TREATED).smallest()).hasValue(individual.of(2, Exposure.TREATED));
        assertThat(report.compared(new Contrast(1, 0)).rare()).isEqualTo(6);
        // one cluster of four treated: nodes at a border see no treated pair of clusters
        ExposureProbabilities clustered =
                probabilities("full", "clustered(by: cluster, complete(counts: control=3, treatment=1))");
        Contrast total = Exposure.parse("full").total().orElseThrow();
        assertThat(Positivity.of(clustered).compared(total).others()).isEqualTo(4);
        assertThat(Positivity.of(clustered).compared(total).sentence())
                .endsWith("left out: 4 for whom the design rules one out.");
    }

    @Test
    void anExposureThatNoNodeCanHaveIsSeen() {
        Positivity report = Positivity.of(probabilities("count(least: 5)", "simple()"));
        assertThat(report.conditions().get(3).smallest()).isEmpty();
        assertThat(report.conditions().get(3).impossible()).isEqualTo(8);
        Contrast total = Exposure.parse("count(least: 5)").total().orElseThrow();
        assertThat(report.compared(total).sentence()).isEqualTo("No node can be both `treated:5+` and `control:0-4`.");
    }

    @Test
    void randomDrawsAreTheSameForAnyNumberOfThreads() {
        ExposureProbabilities exact = probabilities("full", "clustered(by: cluster, simple())");
        Randomisation randomisation = randomisation("clustered(by: cluster, simple())");
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        ProbabilityOptions options = ProbabilityOptions.defaults().withDraws(6_400);
        List<List<Integer>> found = IntStream.rangeClosed(1, 3)
                .mapToObj(threads -> RandomCounts.of(
                        exact.map(), randomisation, sides, new int[] {0, 2}, options.withThreads(threads)))
                .map(counts -> Arrays.stream(counts).boxed().toList())
                .distinct()
                .toList();
        assertThat(found).hasSize(1);
        assertThat(ExposureProbabilities.errorOfShare(0, 6_400)).isGreaterThan(0);
    }
}
