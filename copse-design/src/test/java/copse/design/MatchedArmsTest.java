package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.match.Matching;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchedArmsTest {
    private static final Frame CENTRES = Frame.of(
            "centre",
            FactorColumn.of("g", "f", "e", "d", "c", "b", "a"),
            "reps",
            NumericColumn.of(100, 55, 50, 31, 30, 12, 10));

    private static Randomisation over(String design) {
        return Design.parse(design).over(CENTRES, "centre");
    }

    @Test
    void eachPairHasOneUnitPerArmAndTheLastNone() {
        Randomisation pairs = over("pairs(on: reps)");
        Assignment assignment = pairs.assign(Seed.of(1));
        for (int pair = 0; pair < 3; pair++) {
            int[] members = pairs.matches().orElseThrow().members(pair);
            assertThat(Arrays.stream(members).map(assignment::arm)).containsExactlyInAnyOrder(0, 1);
        }
        assertThat(assignment.arm(6)).isEqualTo(-1);
        assertThat(pairs.count().value()).isEqualByComparingTo("8");
        assertThat(pairs.smallestP().twoSided()).isEqualTo(0.25);
        assertThat(pairs.memberships()).singleElement().satisfies(membership -> {
            assertThat(membership.name()).isEqualTo("pair");
            assertThat(membership.groups()).isEqualTo(FactorColumn.of("1", "1", "2", "2", "3", "3", null));
        });
        assertThat(pairs.diagnostics())
                .extracting(Diagnostic::code, Diagnostic::meaning)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "left-over", "1 unit is in no pair: `g`. 7 is no multiple of 2."));
        assertThat(pairs.probabilities().of(0, 1)).isEqualTo(0.5);
        assertThat(pairs.probabilities().of(6, 0) + pairs.probabilities().of(6, 1))
                .isZero();
        assertThat(pairs.jointProbabilities().of(0, 1, 1, 1)).isZero();
        assertThat(pairs.jointProbabilities().of(0, 1, 1, 0)).isCloseTo(0.5, within(1e-15));
    }

    /// P4: groups of exactly K, all members kept, the rest listed.
    @Test
    void triplesOfThreeArms() {
        Randomisation triples = over("groups(size: 3, on: reps, arms: control, low, high)");
        Assignment assignment = triples.assign(Seed.of(3));
        for (int group = 0; group < 2; group++) {
            int[] members = triples.matches().orElseThrow().members(group);
            assertThat(Arrays.stream(members).map(assignment::arm)).containsExactlyInAnyOrder(0, 1, 2);
        }
        assertThat(triples.count().value()).isEqualByComparingTo("36");
        assertThat(triples.memberships().getFirst().name()).isEqualTo("group");
    }

    @Test
    void spareUnitsOfGroupsAreBalanced() {
        Randomisation triples = over("groups(size: 3, on: reps)");
        Assignment assignment = triples.assign(Seed.of(4));
        assertThat(assignment.counts()).containsExactly(3, 3);
        MechanismLaws.enumerationAgrees(mechanism("groups(size: 3, on: reps)"));
        MechanismLaws.redrawsAgree(mechanism("groups(size: 3, on: reps)"), 20_000, 11);
    }

    @Test
    void lawsOfChanceHoldForPairsAndUnevenRatios() {
        for (String design : List.of(
                "pairs(on: reps)",
                "pairs(on: reps, arms: control=2, treatment=1)",
                "groups(size: 3, on: reps, arms: a=1, b=2)",
                "groups(size: 2, on: reps, method: threshold)")) {
            MechanismLaws.enumerationAgrees(mechanism(design));
            MechanismLaws.redrawsAgree(mechanism(design), 20_000, 5);
        }
    }

    @Test
    void groupThatMayMissAnArmIsSaid() {
        assertThat(over("pairs(on: reps, arms: control=2, treatment=1)").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("left-over", "group-may-miss-arm");
        assertThat(over("pairs(on: reps, arms: control=2, treatment=1)")
                        .diagnostics()
                        .get(1)
                        .meaning())
                .isEqualTo("In groups of 2 the arm `treatment` gets less than one unit on average, so that some groups"
                        + " go without it.");
    }

    @Test
    void moreArmsThanUnitsOfAGroupAreRefused() {
        assertThatExceptionOfType(DesignException.class)
                .isThrownBy(() -> over("pairs(on: reps, arms: a, b, c)"))
                .withMessageContaining("error[D131]: 3 arms in pairs")
                .withMessageContaining("use groups of 3: `groups(size: 3, on: reps, arms: a, b, c)`");
        // the advice works
        assertThat(over("groups(size: 3, on: reps, arms: a, b, c)").count().value())
                .isEqualByComparingTo("36");
        assertThatExceptionOfType(DesignException.class)
                .isThrownBy(() -> over("groups(size: 8, on: reps)"))
                .withMessageContaining("error[D207]: groups of 8 from 7 units");
    }

    /// P2, A9: groups and arms follow the ids, not the rows.
    @Test
    void orderOfRowsDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(8);
        double[] x = random.doubles(31).map(u -> Math.rint(8 * u)).toArray();
        double[] y = random.doubles(31).map(u -> Math.rint(8 * u)).toArray();
        Frame frame = Frame.of(
                "id",
                NumericColumn.of(IntStream.range(0, 31).asDoubleStream().toArray()),
                "x",
                NumericColumn.of(x),
                "y",
                NumericColumn.of(y));
        int[] order = IntStream.range(0, 31).map(i -> i * 12 % 31).toArray();
        for (Matching.Method method : Matching.Method.values()) {
            for (int size = 2; size <= 3; size++) {
                Design design = new MatchedGroups(
                        Matching.groups(size, "x", "y").withMethod(method), Allocation.halves(), Spare.BALANCED);
                Assignment one = design.over(frame, "id").assign(Seed.of(2));
                Assignment other = design.over(frame.rows(order), "id").assign(Seed.of(2));
                assertThat(other.frame()).isEqualTo(one.frame());
            }
        }
    }

    /// Pairs within strata that must agree, of clusters rather than rows.
    @Test
    void clustersArePaired() {
        Frame pupils = Frame.of(
                "pupil",
                NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8),
                "school",
                FactorColumn.of("a", "a", "b", "b", "c", "c", "d", "d"),
                "score",
                NumericColumn.of(1, 2, 9, 8, 2, 1, 8, 8));
        Randomisation schools =
                Design.parse("clustered(by: school, pairs(on: score))").over(pupils, "pupil");
        assertThat(schools.clusters().orElseThrow().matches().orElseThrow().groups())
                .containsExactly(new int[] {0, 2}, new int[] {1, 3});
        Assignment assignment = schools.assign(Seed.of(1));
        assertThat(assignment.arm(0)).isEqualTo(assignment.arm(1)).isNotEqualTo(assignment.arm(4));
    }

    private static Mechanism mechanism(String design) {
        Design parsed = Design.parse(design);
        return Resolution.resolve(parsed, Units.of(CENTRES, "centre")).mechanism();
    }
}
