package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.math.Seed;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Coins for each unit, with and without empty arms.
class CoinsTest {
    static Stream<Arguments> small() {
        return Arrays.stream(Simple.EmptyArm.values())
                .flatMap(empty -> Stream.of(
                        Arguments.of(6, UrnPropertyTest.shares(1, 1), empty),
                        Arguments.of(5, UrnPropertyTest.shares(2, 1), empty),
                        Arguments.of(5, UrnPropertyTest.shares(1, 1, 1), empty),
                        Arguments.of(4, UrnPropertyTest.shares(0.5, 0.3, 0.2), empty),
                        Arguments.of(3, UrnPropertyTest.shares(1, 0, 1), empty),
                        Arguments.of(2, UrnPropertyTest.shares(3, 1), empty)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("small")
    void enumerationAgrees(int n, Allocation.Shares shares, Simple.EmptyArm empty) {
        MechanismLaws.enumerationAgrees(new Coins(n, shares, empty));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("small")
    void redrawsAgree(int n, Allocation.Shares shares, Simple.EmptyArm empty) {
        Coins coins = new Coins(n, shares, empty);
        if (empty == Simple.EmptyArm.REDRAW) {
            MechanismLaws.redrawsAgree(coins, 1_000_000, 20260105);
            MechanismLaws.drawsAreReproducible(coins, 3);
        }
    }

    /// Redraws of a design that refuses empty arms still have them: they are what the probabilities are stated
    /// for.
    @Test
    void sharesAreMetUnitByUnit() {
        Coins coins = new Coins(70, UrnPropertyTest.shares(0.37, 0.21, 0.42), Simple.EmptyArm.REFUSE);
        int draws = 100_000;
        Draws drawn = coins.redraw(Seed.of(4).stream(), draws, 2);
        int[][] seen = new int[70][3];
        for (int d = 0; d < draws; d++) {
            for (int unit = 0; unit < 70; unit++) {
                seen[unit][drawn.arm(d, unit)]++;
            }
        }
        double[] share = {0.37, 0.21, 0.42};
        for (int unit = 0; unit < 70; unit++) {
            for (int k = 0; k < 3; k++) {
                // five standard errors for 210 comparisons
                assertThat((double) seen[unit][k] / draws).isCloseTo(share[k], within(5 * 0.5 / Math.sqrt(draws)));
            }
        }
    }

    @Test
    void probabilityOfAnEmptyArmIsStated() {
        assertThat(new Coins(6, UrnPropertyTest.shares(1, 1), Simple.EmptyArm.REFUSE).emptyProbability())
                .isCloseTo(2.0 / 64, within(1e-15));
    }

    /// Both ways to the probability of no empty arm, where both are accurate.
    @Test
    void inclusionAndExclusionAgreesWithGoingArmByArm() {
        double[] share = {0.05, 0.05, 0.1, 0.3, 0.5};
        double direct = 0;
        for (int set = 0; set < 32; set++) {
            double left = 1;
            for (int k = 0; k < 5; k++) {
                left -= (set >>> k & 1) * share[k];
            }
            direct += (Integer.bitCount(set) % 2 == 0 ? 1 : -1) * Math.pow(left, 60);
        }
        assertThat(new Occupancy(share).full(60).orElseThrow()).isCloseTo(direct, within(1e-12));
        double[] many = new double[40];
        Arrays.fill(many, 1.0 / 40);
        double equal = 0;
        for (int j = 0; j < 40; j++) {
            equal += (j % 2 == 0 ? 1 : -1) * Amount.choose(40, j).doubleValue() * Math.pow(1 - j / 40.0, 400);
        }
        assertThat(new Occupancy(many).full(400).orElseThrow()).isCloseTo(equal, within(1e-10));
    }

    @Test
    void anEmptyArmIsRefused() {
        Coins coins = new Coins(2, UrnPropertyTest.shares(1, 1), Simple.EmptyArm.REFUSE);
        byte[] into = new byte[2];
        assertThatThrownBy(() -> {
                    for (long seed = 0; seed < 50; seed++) {
                        coins.draw(Seed.of(seed).stream(), into);
                    }
                })
                .isInstanceOf(DesignException.class)
                .hasMessage("""
                        error[D116]: this draw leaves an arm without units
                          why: coins for 2 units do so with probability 0.5
                          fix: draw until none is empty, `empty: redraw`, or fix the numbers with `complete(…)`""");
    }

    @Test
    void redrawingThatHardlyEverEndsIsRefused() {
        assertThatThrownBy(() -> new Coins(20, UrnPropertyTest.shares(999999, 1), Simple.EmptyArm.REDRAW))
                .hasMessage("""
                        error[D116]: coins for 20 units and 2 arms leave an arm empty with probability 1
                          why: drawing again until none is empty would take too long
                          fix: fix the numbers: `complete(arms: arm0=999999, arm1=1)`""");
    }
}
