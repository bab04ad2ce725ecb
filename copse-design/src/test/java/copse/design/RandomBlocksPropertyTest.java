package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Blocks of random sizes, in one and several strata.
class RandomBlocksPropertyTest {
    private static RandomBlocks blocks(
            List<Integer> strata, List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        int n = strata.stream().mapToInt(Integer::intValue).sum();
        int[] start = new int[strata.size() + 1];
        for (int s = 0; s < strata.size(); s++) {
            start[s + 1] = start[s] + strata.get(s);
        }
        // units of the strata take turns, backwards
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = n - 1 - i;
        }
        return new RandomBlocks(order, start, sizes, Ratio.of(shares.ratio()), spare);
    }

    static Stream<Arguments> small() {
        return Stream.of(
                Arguments.of(List.of(6), List.of(2, 4), UrnPropertyTest.shares(1, 1), Spare.BALANCED),
                Arguments.of(List.of(9), List.of(2, 4), UrnPropertyTest.shares(1, 1), Spare.BALANCED),
                Arguments.of(List.of(8), List.of(4, 6, 4), UrnPropertyTest.shares(1, 1), Spare.INDEPENDENT),
                Arguments.of(List.of(7), List.of(3, 6), UrnPropertyTest.shares(2, 1), Spare.BALANCED),
                Arguments.of(List.of(5), List.of(3, 6), UrnPropertyTest.shares(1, 1, 1), Spare.BALANCED),
                Arguments.of(List.of(3, 4), List.of(2, 4), UrnPropertyTest.shares(1, 1), Spare.INDEPENDENT),
                Arguments.of(List.of(2, 4), List.of(3, 6), UrnPropertyTest.shares(2, 1), Spare.INDEPENDENT));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("small")
    void enumerationAgrees(List<Integer> strata, List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        MechanismLaws.enumerationAgrees(blocks(strata, sizes, shares, spare));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource({"small", "balanced"})
    void redrawsAgree(List<Integer> strata, List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        RandomBlocks blocks = blocks(strata, sizes, shares, spare);
        MechanismLaws.redrawsAgree(blocks, 1_000_000, 20260106);
        MechanismLaws.drawsAreReproducible(blocks, 5);
    }

    static Stream<Arguments> balanced() {
        return Stream.of(
                Arguments.of(List.of(3, 3), List.of(2, 4), UrnPropertyTest.shares(1, 1), Spare.BALANCED),
                Arguments.of(List.of(4, 3), List.of(3, 6), UrnPropertyTest.shares(2, 1), Spare.BALANCED),
                Arguments.of(List.of(2, 1, 1), List.of(3, 6), UrnPropertyTest.shares(1, 1, 1), Spare.BALANCED));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("balanced")
    void balancedSpareUnitsAreEnumeratedAndTheirJointProbabilitiesEstimated(
            List<Integer> strata, List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        RandomBlocks blocks = blocks(strata, sizes, shares, spare);
        List<Possibility> all = blocks.enumerate().toList();
        assertThat(all.stream().mapToDouble(Possibility::probability).sum()).isCloseTo(1, within(1e-11));
        assertThat(blocks.count().value().intValueExact()).isEqualTo(all.size());
        JointProbabilities joint = blocks.joint();
        assertThat(joint.basis()).isInstanceOf(Basis.MonteCarlo.class);
        double error = ((Basis.MonteCarlo) joint.basis()).standardError();
        for (int unit = 1; unit < blocks.size(); unit++) {
            int other = unit;
            double exact = all.stream()
                    .filter(p -> p.arms()[0] == 1 && p.arms()[other] == 1)
                    .mapToDouble(Possibility::probability)
                    .sum();
            assertThat(joint.of(0, 1, unit, 1)).isCloseTo(exact, within(5 * error));
        }
    }

    /// The number for many units has no other source here than a second way to count: 2 and 4 in equal shares
    /// give the sequences whose running difference stays within 2, as differences return to 0 at every block's
    /// end.
    @Test
    void manyUnitsAreCounted() {
        RandomBlocks blocks = blocks(List.of(40), List.of(2, 4), UrnPropertyTest.shares(1, 1), Spare.BALANCED);
        // AABB, ABAB … : per two units 2 ways from a balanced place, or 4 units of which 2 (AABB, BBAA) are new
        long[] ways = new long[41];
        ways[0] = 1;
        for (int n = 2; n <= 40; n += 2) {
            ways[n] = 2 * ways[n - 2] + (n >= 4 ? 2 * ways[n - 4] : 0);
        }
        assertThat(blocks.count().value().longValueExact()).isEqualTo(ways[40]);
    }
}
