package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The traps A1 to A8 of the notebooks: handing out arms.
class AssignmentTrapsTest {
    private static Frame frame(int n) {
        return Frame.of(
                "id",
                NumericColumn.of(DoubleStream.iterate(1, i -> i + 1).limit(n).toArray()));
    }

    private static Randomisation over(String design, Frame frame) {
        return Design.parse(design).over(Units.of(frame, "id"));
    }

    /// Labels belong to ids: strata that alternate in the table are balanced all the same, whatever the order
    /// of rows.
    @Test
    void a1StrataAreBalancedOnInterleavedRows() {
        FactorColumn size = FactorColumn.of("L", "L", "S", "L", "S", "S", "L", "S", "S", "S");
        Frame rows = frame(10).with("size", size);
        Frame mixed = rows.rows(new int[] {9, 3, 1, 7, 5, 0, 8, 2, 6, 4});
        for (long seed = 0; seed < 200; seed++) {
            Assignment one = over("stratified(by: size)", rows).assign(Seed.of(seed));
            Assignment other = over("stratified(by: size)", mixed).assign(Seed.of(seed));
            int large = 0;
            int small = 0;
            for (int unit = 0; unit < 10; unit++) {
                assertThat(other.arm(unit)).isEqualTo(one.arm(unit));
                large += size.text(unit).equals("L") ? one.arm(unit) : 0;
                small += size.text(unit).equals("S") ? one.arm(unit) : 0;
            }
            assertThat(List.of(large, small)).isEqualTo(List.of(2, 3));
        }
    }

    /// 27 odd strata: each spare unit falls to either arm half of the time, and together they never leave more
    /// than one unit between the arms.
    @Test
    void a2SpareUnitsOfOddStrataAreRandomAndBalanced() {
        double[] stratum = IntStream.range(0, 81).mapToDouble(i -> i / 3).toArray();
        Randomisation strata = over("stratified(by: s)", frame(81).with("s", NumericColumn.of(stratum)));
        int draws = 20_000;
        Draws drawn = strata.redraw(draws, Seed.of(2).stream(), 1);
        int[] spare = new int[27];
        for (int d = 0; d < draws; d++) {
            int total = 0;
            for (int s = 0; s < 27; s++) {
                int treated = drawn.arm(d, 3 * s) + drawn.arm(d, 3 * s + 1) + drawn.arm(d, 3 * s + 2);
                assertThat(treated).isBetween(1, 2);
                spare[s] += treated - 1;
                total += treated;
            }
            assertThat(total).isBetween(40, 41);
        }
        for (int seen : spare) {
            // five standard errors
            assertThat((double) seen / draws).isCloseTo(0.5, within(2.5 / Math.sqrt(draws)));
        }
        assertThat(strata.probabilities().of(80, 1)).isEqualTo(0.5);
    }

    @Test
    void a3TheLastPartialBlockIsAssignedAndOddSizesAreRefused() {
        for (int n = 1; n < 12; n++) {
            int units = Math.max(2, n);
            Assignment blocks = over("blocks(sizes: 4)", frame(units)).assign(Seed.of(n));
            for (int unit = 0; unit < units; unit++) {
                assertThat(blocks.arm(unit)).isBetween(0, 1);
            }
        }
        assertThatThrownBy(() -> over("blocks(sizes: 5)", frame(20)))
                .hasMessageContaining("error[D115]: blocks of 5 units for the ratio control=1, treatment=1");
    }

    /// Open ends: values beyond all cut points have a stratum; equal ones fall on the declared side; a missing
    /// one is an error and no stratum of its own.
    @Test
    void a4CutPointsCoverEveryValueOnADeclaredSide() {
        Frame rows = frame(6).with("score", NumericColumn.of(-1e9, 10, 10, 50, 50.5, 1e9));
        FactorColumn strata = over("stratified(by: cut(score, 10, 50))", rows)
                .memberships()
                .getFirst()
                .groups();
        assertThat(IntStream.range(0, 6).mapToObj(strata::text).toList())
                .containsExactly("<10", "[10,50)", "[10,50)", ">=50", ">=50", ">=50");
        Frame missing = rows.with("score", NumericColumn.nanAsMissing(-1e9, 10, 10, 50, 50.5, Double.NaN));
        assertThatThrownBy(() -> over("stratified(by: cut(score, 10, 50))", missing))
                .hasMessageContaining("error[D112]: unit `6` has no `score`");
    }

    /// Ten coins put all units in one arm once in 512 draws: said beforehand, and then refused or drawn again.
    @Test
    void a6EmptyArmsAreForeseenAndNeverUsed() {
        Randomisation refusing = over("simple()", frame(10));
        assertThat(refusing.diagnostics().getFirst().value()).isCloseTo(2.0 / 1024, within(1e-15));
        Randomisation redrawing = over("simple(empty: redraw)", frame(2));
        for (long seed = 0; seed < 100; seed++) {
            Assignment arms = redrawing.assign(Seed.of(seed));
            assertThat(arms.arm(0) + arms.arm(1)).isEqualTo(1);
        }
        assertThat(redrawing.diagnostics().getFirst().meaning()).contains("given that no arm is empty");
        assertThat(redrawing.jointProbabilities().of(0, 1, 1, 1)).isZero();
    }

    /// Without replacement: five of ten clusters, never the same twice.
    @Test
    void a7TreatedClustersAreDistinct() {
        double[] cluster = IntStream.range(0, 40).mapToDouble(i -> i / 4).toArray();
        Randomisation clusters = over("clustered(complete(), by: c)", frame(40).with("c", NumericColumn.of(cluster)));
        for (long seed = 0; seed < 100; seed++) {
            Assignment arms = clusters.assign(Seed.of(seed));
            long treated = IntStream.range(0, 40)
                    .filter(unit -> arms.arm(unit) == 1)
                    .map(unit -> unit / 4)
                    .distinct()
                    .count();
            assertThat(treated).isEqualTo(5);
        }
    }

    /// 23 students in 5 groups: none is left over, and the three larger groups are random ones.
    @Test
    void a8TheRemainderGoesToRandomGroups() {
        Randomisation groups = over("complete(arms: a, b, c, d, e)", frame(23));
        int[] larger = new int[5];
        RandomStream stream = Seed.of(8).stream();
        int draws = 5_000;
        Draws drawn = groups.redraw(draws, stream, 1);
        for (int d = 0; d < draws; d++) {
            int[] size = new int[5];
            for (int unit = 0; unit < 23; unit++) {
                size[drawn.arm(d, unit)]++;
            }
            for (int k = 0; k < 5; k++) {
                assertThat(size[k]).isBetween(4, 5);
                larger[k] += size[k] - 4;
            }
        }
        for (int seen : larger) {
            assertThat((double) seen / draws).isCloseTo(0.6, within(5 * 0.5 / Math.sqrt(draws)));
        }
    }
}
