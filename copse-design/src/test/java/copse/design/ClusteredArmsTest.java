package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClusteredArmsTest {
    private static final Frame PUPILS = Frame.of(
            "pupil", NumericColumn.of(7, 1, 2, 3, 4, 5, 6, 8),
            "school", FactorColumn.of("d", "a", "a", "b", "c", "c", "c", "d"),
            "region", TextColumn.of("n", "n", "n", "s", "s", "s", "s", "n"),
            "score", NumericColumn.of(2, 1, 2, 5, 3, 4, 8, 4),
            "sex", FactorColumn.of("f", "f", "m", "m", "f", "f", "m", null),
            "late", LogicalColumn.of(true, false, true, true, false, false, true, true));

    /// Means of up to three numbers.
    private static final Offset<Double> ROUNDING = within(1e-15);

    private static Randomisation randomisation(String design) {
        return Design.parse(design).over(PUPILS, "pupil");
    }

    @Test
    void everyUnitHasItsClustersArm() {
        Assignment assignment =
                randomisation("clustered(complete(), by: school)").assign(Seed.of(5));
        Frame frame = assignment.frame();
        assertThat(frame.names()).containsExactly("pupil", "arm", "cluster", "probability");
        Frame joined = PUPILS.join(frame, "pupil");
        assertThat(joined.column("cluster")).isEqualTo(PUPILS.column("school"));
        assertThat(joined.groupBy("school", "arm").count()).isEqualTo(4);
        assertThat(frame.numeric("probability").present()).containsOnly(0.5);
    }

    /// Trap A7: treated clusters were drawn with replacement, so that five draws gave four clusters on average.
    @Test
    void treatedClustersAreDrawnWithoutReplacement() {
        Frame clusters = Frame.of(
                "cluster",
                NumericColumn.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray()));
        Randomisation randomisation =
                Design.parse("clustered(complete(), by: cluster)").over(clusters, "cluster");
        for (int seed = 0; seed < 200; seed++) {
            assertThat(randomisation.assign(Seed.of(seed)).counts()).containsExactly(5, 5);
        }
        Set<Integer> everTreated = IntStream.range(0, 200)
                .boxed()
                .flatMap(seed -> {
                    Assignment assignment = randomisation.assign(Seed.of(seed));
                    return IntStream.range(0, 10)
                            .filter(u -> assignment.arm(u) == 1)
                            .boxed();
                })
                .collect(Collectors.toSet());
        assertThat(everTreated)
                .as("labels run from the first cluster to the last")
                .hasSize(10);
    }

    /// Trap A9: results depended on the order of rows.
    @Test
    void orderOfRowsDoesNotChangeTheResult() {
        for (String text : List.of(
                "clustered(complete(), by: school)",
                "clustered(stratified(by: quantiles(score, 2)), by: school)",
                "saturation(by: school, levels: 0, 0.5)")) {
            Design design = Design.parse(text);
            Assignment first = design.over(PUPILS, "pupil").assign(Seed.of(11));
            Frame shuffled = PUPILS.rows(new int[] {3, 0, 7, 5, 2, 6, 1, 4});
            Assignment second = design.over(shuffled, "pupil").assign(Seed.of(11));
            assertThat(second.frame()).isEqualTo(first.frame());
            assertThat(second.digests()).isEqualTo(first.digests());
        }
    }

    @Test
    void unitsOfOneClusterAreTogetherOrNotAtAll() {
        // design.cluster.4 of the reference folder
        Frame rows =
                Frame.of("id", NumericColumn.of(1, 2, 3, 4, 5, 6, 7), "cluster", NumericColumn.of(1, 1, 2, 3, 3, 3, 4));
        Randomisation randomisation =
                Design.parse("clustered(complete(), by: cluster)").over(rows, "id");
        JointProbabilities joint = randomisation.jointProbabilities();
        assertThat(randomisation.count().value()).isEqualByComparingTo("6");
        assertThat(joint.of(0, 1, 1, 1)).isEqualTo(0.5);
        assertThat(joint.of(0, 1, 1, 0)).isZero();
        assertThat(joint.of(0, 1, 2, 1)).isCloseTo(1.0 / 6, within(1e-15));
        assertThat(randomisation.smallestP().twoSided()).isCloseTo(2.0 / 6, within(1e-15));
    }

    @Test
    void theLawsOfMechanismsHold() {
        for (String text : List.of(
                "clustered(complete(), by: school)",
                "clustered(complete(arms: a, b, c), by: school)",
                "clustered(stratified(by: region), by: school)",
                "clustered(clustered(complete(), by: region), by: school)")) {
            Mechanism mechanism = mechanism(text);
            MechanismLaws.enumerationAgrees(mechanism);
            MechanismLaws.redrawsAgree(mechanism, 2_000, 3);
            MechanismLaws.drawsAreReproducible(mechanism, 4);
        }
    }

    /// A drawer of units gives what a drawer of clusters gives, as a design around it needs.
    @Test
    void drawnIntoBitsUnitsHaveTheArmsOfTheirClusters() {
        Mechanism mechanism = mechanism("clustered(complete(arms: a, b, c), by: school)");
        Draws bits = new Draws(300, mechanism.size(), mechanism.arms());
        Mechanism.Drawer drawer = mechanism.drawer();
        RandomStream into = Seed.of(6).stream();
        RandomStream plain = Seed.of(6).stream();
        byte[] arms = new byte[mechanism.size()];
        for (int draw = 0; draw < bits.draws(); draw++) {
            drawer.draw(into, bits, draw);
            mechanism.draw(plain, arms);
            for (int unit = 0; unit < arms.length; unit++) {
                assertThat(bits.arm(draw, unit)).isEqualTo(arms[unit]);
            }
        }
    }

    private static Mechanism mechanism(String text) {
        Design design = Design.parse(text);
        return Resolution.resolve(design, Units.of(PUPILS, "pupil", design)).mechanism();
    }

    @Test
    void clustersHaveSizesMeansAndShares() {
        Clusters clusters = Clusters.of(
                Units.of(PUPILS, "pupil"),
                "school",
                List.of("size", "region", "score", "share(sex=f)", "late", "share(score=4)"));
        Frame table = clusters.units().frame();
        assertThat(table.column("school")).isEqualTo(FactorColumn.of("a", "b", "c", "d"));
        assertThat(table.column("size")).isEqualTo(NumericColumn.of(2, 1, 3, 2));
        assertThat(table.column("region")).isEqualTo(TextColumn.of("n", "s", "s", "n"));
        assertThat(table.column("score")).isEqualTo(NumericColumn.of(1.5, 5, 5, 3));
        assertThat(table.numeric("share(sex=f)").present())
                .containsExactly(new double[] {0.5, 0, 2.0 / 3, 1}, ROUNDING);
        assertThat(table.numeric("late").present()).containsExactly(new double[] {0.5, 1, 1.0 / 3, 1}, ROUNDING);
        assertThat(table.numeric("share(score=4)").present())
                .containsExactly(new double[] {0, 0, 1.0 / 3, 0.5}, ROUNDING);
    }

    @Test
    void screenedClustersAndClusteredScreensKeepClustersWhole() {
        for (String text : List.of(
                "clustered(rerandomised(complete(), on: score, accept: 0.5), by: school)",
                "rerandomised(clustered(complete(), by: school), on: score, accept: 0.5)")) {
            Randomisation randomisation = randomisation(text);
            Frame frame = randomisation.assign(Seed.of(3)).frame();
            assertThat(frame.groupBy("cluster", "arm").count()).as(text).isEqualTo(4);
            assertThat(randomisation.memberships())
                    .as(text)
                    .extracting(Membership::name)
                    .contains("cluster");
        }
    }

    @Test
    void columnsOfTheDataAreThoseThatClustersAreMadeOf() {
        Design design = Design.parse("clustered(stratified(by: quantiles(\"size\", 2), \"share(sex=f)\"), by: school)");
        assertThat(design.columns()).containsExactly("school", "sex");
    }

    @Test
    void clustersOfOneUnitNeedNoOtherId() {
        Frame schools = Frame.of("cluster", TextColumn.of("x", "y", "z", "w"));
        Assignment assignment = Design.parse("clustered(complete(), by: cluster)")
                .over(schools, "cluster")
                .assign(Seed.of(1));
        assertThat(assignment.frame().names()).containsExactly("cluster", "arm", "probability");
        assertThat(assignment.counts()).containsExactly(2, 2);
    }

    @Test
    void theRandomisationOfClustersIsAtHand() {
        Randomisation clusters =
                randomisation("clustered(complete(), by: school)").clusters().orElseThrow();
        assertThat(clusters.units().size()).isEqualTo(4);
        assertThat(clusters.units().id(2)).isEqualTo("c");
    }

    @Test
    void fewClustersAreSaidAtDesignTime() {
        assertThat(randomisation("clustered(complete(), by: school)").diagnostics())
                .filteredOn(d -> d.code().equals("few-clusters"))
                .extracting(Diagnostic::meaning)
                .containsExactly("With 4 clusters the smallest two-sided p-value of a randomisation test is 0.3333,"
                        + " whatever the data.");
        Frame many = Frame.of(
                "id", NumericColumn.of(IntStream.range(0, 8).asDoubleStream().toArray()));
        assertThat(Design.parse("clustered(complete(), by: id)")
                        .over(many, "id")
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void aUnitWithoutClusterIsNamed() {
        Frame rows = Frame.of("id", NumericColumn.of(3, 1, 2), "village", TextColumn.of("a", null, null));
        assertThatThrownBy(
                        () -> Design.parse("clustered(complete(), by: village)").over(rows, "id"))
                .hasMessage("""
                        error[D122]: unit `1` is in no cluster: `village` is missing in row 2 (and 1 more unit)
                          why: a unit gets the arm of its cluster
                          fix: fill in the cluster, or leave such rows out: `--where 'village IS NOT NULL'`""");
    }

    @Test
    void oneClusterCannotBeRandomised() {
        Frame rows = Frame.of("id", NumericColumn.of(3, 1, 2), "village", TextColumn.of("a", "a", "a"));
        assertThatThrownBy(
                        () -> Design.parse("clustered(complete(), by: village)").over(rows, "id"))
                .hasMessageStartingWith("error[D123]: column `village` makes 1 cluster: `a` of 3 units\n")
                .hasMessageContaining("leave out `clustered(by: village, …)`");
    }

    @Test
    void labelsThatVaryWithinAClusterAreRefusedWithTheShareOffered() {
        assertThatThrownBy(() -> randomisation("clustered(stratified(by: sex), by: school)"))
                .hasMessage("""
                        error[D124]: column `sex` varies within clusters: in `school` a it is f as well as m
                          why: clusters are randomised, and a cluster has no one value of it; the mean of labels means nothing
                          fix: name the label whose share counts: `share(sex=f)`""");
    }

    @Test
    void aSizeThatMeansTwoThingsIsRefused() {
        Frame rows = PUPILS.rename("score", "size");
        assertThatThrownBy(() -> Design.parse("clustered(stratified(by: quantiles(size, 2)), by: school)")
                        .over(rows, "pupil"))
                .hasMessageStartingWith(
                        "error[D126]: `size` is a column of the data and the number of units of a cluster");
    }

    @Test
    void frequenciesOfManyUnitsAreThoseStated() {
        int n = 1000;
        double[] cluster = IntStream.range(0, n).mapToDouble(u -> (u * 37) % 61).toArray();
        Frame rows = Frame.of(
                "id",
                NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()),
                "c",
                NumericColumn.of(cluster));
        Design design = Design.parse("clustered(complete(arms: a=2, b=1, c=1), by: c)");
        Randomisation randomisation = design.over(rows, "id");
        Draws draws = randomisation.redraw(4000, Seed.of(1).stream(), 2);
        double[] treated = new double[n];
        for (int d = 0; d < draws.draws(); d++) {
            for (int u = 0; u < n; u++) {
                assertThat(draws.arm(d, u)).isEqualTo(draws.arm(d, firstOf(cluster, cluster[u])));
                treated[u] += draws.arm(d, u) == 1 ? 1 : 0;
            }
        }
        // six standard errors of a share of 4,000
        assertThat(Arrays.stream(treated)
                        .map(t -> Math.abs(t / 4000 - 0.25))
                        .max()
                        .orElseThrow())
                .isLessThan(6 * Math.sqrt(0.25 * 0.75 / 4000));
    }

    private static int firstOf(double[] cluster, double value) {
        int u = 0;
        while (cluster[u] != value) {
            u++;
        }
        return u;
    }
}
