package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Basis;
import copse.design.ClusterLaw;
import copse.design.Randomisation;
import copse.network.Graph;
import copse.test.Cases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Probabilities are those found by going through all assignments.
class ExposureProbabilitiesPropertyTest {
    /// Sums of a few thousand products.
    private static final double ROUNDING = 1e-11;

    /// Five standard errors of 4,096 draws, for pairs that depend on several blocks which are tied together.
    private static final double DRAWN = 5 * 0.5 / 64;

    private static final List<String> EXPOSURES = List.of(
            "own",
            "full",
            "fraction(q: 0.5)",
            "fraction(q: 0.75)",
            "share(cuts: 0, 0.5)",
            "share(cuts: 0.4, 1, closed: left)",
            "count(least: 1, 3)",
            "four-way",
            "khop(hops: 2)");

    static Stream<String> designs() {
        return Stream.of(
                "simple()",
                "simple(arms: control=1, treatment=3)",
                "simple(empty: redraw)",
                "complete()",
                "complete(arms: control=2, treatment=1)",
                "stratified(by: s)",
                "clustered(by: c, simple())",
                "clustered(by: c, simple(arms: control=2, treatment=1))",
                "clustered(by: c, complete())",
                "clustered(by: c, complete(arms: control=1, treatment=2))",
                "clustered(by: c, complete(arms: control, treatment, other))",
                "clustered(by: c, simple(arms: other, control, treatment))",
                "clustered(by: c, stratified(by: s, spare: independent))",
                "clustered(by: c, stratified(by: s, spare: balanced))",
                "clustered(by: c, pairs(on: x))",
                "saturation(by: c, levels: 0, 0.5)",
                "mixed(by: c, share: 0.5)");
    }

    private static int nodes(String design) {
        return design.startsWith("clustered") ? 12 : 8;
    }

    @ParameterizedTest
    @MethodSource("designs")
    void theyAreThoseOfAllAssignments(String design) {
        int nodes = nodes(design);
        Cases.of(20261122, 3).check(random -> {
            Graph graph = Small.graph(random, nodes, random.nextBoolean());
            Randomisation randomisation =
                    Small.randomisation(random, design, nodes, design.startsWith("mixed") ? 4 : nodes / 2);
            Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
            for (String text : EXPOSURES) {
                ExposureMap map = ExposureMap.of(graph, Exposure.parse(text));
                double[][][][] all = Small.joint(map, randomisation, sides);
                ExposureProbabilities found = ExposureProbabilities.of(
                        map, randomisation, sides, ProbabilityOptions.defaults().withThreads(1));
                assertThat(found.basis()).isEqualTo(Basis.exact());
                for (int i = 0; i < nodes; i++) {
                    for (int a = 0; a < found.conditions(); a++) {
                        String where = text + ", node " + i + ", condition " + a;
                        double truth = all[i][a][i][a];
                        assertThat(found.of(i, a)).as(where).isCloseTo(truth, within(ROUNDING));
                        assertThat(found.of(i, a) == 0)
                                .as("impossible: " + where)
                                .isEqualTo(truth == 0);
                        for (int j = 0; j < nodes; j++) {
                            for (int b = 0; b < found.conditions(); b++) {
                                assertThat(found.joint(i, a, j, b))
                                        .as(where + " with " + j + ", " + b)
                                        .isCloseTo(all[i][a][j][b], within(ROUNDING));
                            }
                        }
                    }
                }
            }
        });
    }

    /// Sums over the clusters of both nodes, which larger designs need, on small ones.
    @ParameterizedTest
    @MethodSource("laws")
    void jointSumsAreThoseOfAllAssignments(String design) {
        int nodes = nodes(design);
        Cases.of(4711, 2).check(random -> {
            Graph graph = Small.graph(random, nodes, false);
            Randomisation randomisation = Small.randomisation(random, design, nodes, nodes / 2);
            Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
            SideLaw law =
                    SideLaw.of((ClusterLaw.Fixed) randomisation.clusterLaw().orElseThrow(), sides);
            for (String text : EXPOSURES) {
                ExposureMap map = ExposureMap.of(graph, Exposure.parse(text));
                double[][][][] all = Small.joint(map, randomisation, sides);
                ProbabilityOptions options = ProbabilityOptions.defaults().withThreads(1);
                ExposureProbabilities single = ExposureProbabilities.of(map, randomisation, sides, options);
                ExposureJoint joint = ExposureJoint.summed(
                        new ExposureProbabilities.Setting(map, randomisation, sides, options), single, law);
                boolean exact = law.independentBlocks();
                assertThat(joint.basis() instanceof Basis.Exact).isEqualTo(exact);
                double room = exact ? ROUNDING : DRAWN;
                for (int i = 0; i < nodes; i++) {
                    for (int j = 0; j < nodes; j++) {
                        for (int a = 0; a < single.conditions() && i != j; a++) {
                            for (int b = 0; b < single.conditions(); b++) {
                                double truth = all[i][a][j][b];
                                double found = joint.of(i, a, j, b);
                                String where = text + ": " + i + ", " + a + " with " + j + ", " + b;
                                assertThat(found).as(where).isCloseTo(truth, within(room));
                                if (exact || truth == 0) {
                                    assertThat(found == 0)
                                            .as("impossible " + where)
                                            .isEqualTo(truth == 0);
                                }
                            }
                        }
                    }
                }
            }
        });
    }

    static Stream<String> laws() {
        return designs()
                .filter(design -> !design.startsWith("saturation")
                        && !design.startsWith("mixed")
                        && !design.endsWith("balanced))"));
    }

    /// Shares of 4,096 draws lie within five standard errors of the truth.
    @ParameterizedTest
    @MethodSource("designs")
    void randomDrawsComeNearThem(String design) {
        int nodes = nodes(design);
        Cases.of(77, 1).check(random -> {
            Graph graph = Small.graph(random, nodes, random.nextBoolean());
            Randomisation randomisation =
                    Small.randomisation(random, design, nodes, design.startsWith("mixed") ? 4 : nodes / 2);
            Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
            for (String text : EXPOSURES) {
                ExposureMap map = ExposureMap.of(graph, Exposure.parse(text));
                double[][][][] all = Small.joint(map, randomisation, sides);
                int[] asked = {0, 3, nodes - 1};
                int draws = 4096;
                int[] counts = RandomCounts.of(
                        map,
                        randomisation,
                        sides,
                        asked,
                        ProbabilityOptions.defaults().withDraws(draws).withThreads(2));
                for (int i = 0; i < asked.length; i++) {
                    for (int a = 0; a < map.exposure().conditions().size(); a++) {
                        double p = all[asked[i]][a][asked[i]][a];
                        double seen = counts[i * map.exposure().conditions().size() + a] / (double) draws;
                        assertThat(seen)
                                .as(text + ", node " + asked[i] + ", condition " + a)
                                .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws) + 1e-12));
                    }
                }
            }
        });
    }
}
