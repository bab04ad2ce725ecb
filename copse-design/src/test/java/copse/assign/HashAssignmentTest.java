package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Allocation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/// Arms by hash. The vectors were computed with Python's hashlib by the rule in the class's documentation.
class HashAssignmentTest {
    private static final List<String> IDS = List.of("a", "b", "c", "user-1", "user-2", "Ünï", "007", "42");

    private static HashAssignment ratio(String salt, double... ratio) {
        List<String> arms =
                IntStream.range(0, ratio.length).mapToObj(i -> "arm" + i).toList();
        return HashAssignment.of(
                salt,
                new Allocation.Shares(
                        arms,
                        IntStream.range(0, ratio.length).mapToObj(i -> ratio[i]).toList()));
    }

    private static List<Integer> arms(HashAssignment assignment) {
        return IDS.stream().map(assignment::arm).toList();
    }

    @Test
    void armsAreThoseOfThePublishedRule() {
        assertThat(arms(ratio("checkout-2026", 1, 1))).containsExactly(1, 0, 1, 0, 1, 1, 1, 0);
        assertThat(arms(ratio("checkout-2026", 2, 1))).containsExactly(0, 0, 1, 0, 1, 1, 1, 0);
        assertThat(arms(ratio("checkout-2026", 0.9, 0.1))).containsExactly(0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(arms(ratio("checkout-2026", 0.333, 0.333, 0.334))).containsExactly(1, 0, 2, 0, 2, 2, 2, 1);
        assertThat(Stream.of("a", "b", "c", "user-1", "user-2")
                        .map(HashAssignment.of("checkout-2026", Allocation.halves())::label))
                .containsExactly("treatment", "control", "treatment", "control", "treatment");
    }

    /// The seed is fixed by the ids themselves; 1e-3 on each side is where a fair assignment falls once in 500
    /// salts.
    @Test
    void amongAMillionIdsSharesAreAsAsked() {
        HashAssignment assignment = ratio("million", 5, 3, 2);
        long[] counts = new long[3];
        for (int i = 0; i < 1_000_000; i++) {
            counts[assignment.arm("u" + i)]++;
        }
        double chiSquare = 0;
        double[] expected = {500_000, 300_000, 200_000};
        for (int arm = 0; arm < 3; arm++) {
            chiSquare += Math.pow(counts[arm] - expected[arm], 2) / expected[arm];
        }
        double p = ChiSquaredDistribution.of(2).survivalProbability(chiSquare);
        assertThat(p).isBetween(1e-3, 1 - 1e-3);
    }

    @Test
    void armsOfTwoSaltsHaveNothingToDoWithEachOther() {
        HashAssignment one = ratio("one", 1, 1);
        HashAssignment two = ratio("two", 1, 1);
        long[][] table = new long[2][2];
        int n = 400_000;
        for (int i = 0; i < n; i++) {
            table[one.arm("u" + i)][two.arm("u" + i)]++;
        }
        double chiSquare = 0;
        for (long[] row : table) {
            for (long count : row) {
                chiSquare += Math.pow(count - n / 4.0, 2) / (n / 4.0);
            }
        }
        // both margins and the independence: 3 degrees of freedom
        assertThat(ChiSquaredDistribution.of(3).survivalProbability(chiSquare)).isBetween(1e-3, 1 - 1e-3);
    }

    @Test
    void growingTheLastArmKeepsThoseWhoAreInIt() {
        HashAssignment few = ratio("ramp", 95, 5);
        HashAssignment more = ratio("ramp", 4, 1);
        HashAssignment none = ratio("ramp", 1, 0);
        for (int i = 0; i < 20_000; i++) {
            String id = "u" + i;
            assertThat(few.arm(id)).isLessThanOrEqualTo(more.arm(id));
            assertThat(none.arm(id)).isZero();
        }
    }

    @Test
    void emptyIdsAndSaltsAreRefused() {
        assertThatThrownBy(() -> ratio("", 1, 1)).hasMessageContaining("error[D337]", "a salt");
        assertThatThrownBy(() -> ratio("x", 1, 1).arm(" a"))
                .hasMessageContaining("error[D337]")
                .hasMessageContaining("begins or ends with a blank");
    }
}
