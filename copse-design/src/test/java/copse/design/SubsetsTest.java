package copse.design;

import static org.assertj.core.api.Assertions.assertThat;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Random subsets as bits.
class SubsetsTest {
    /// Sizes whose subsets are looked up, and such that are mended; first and last shares included.
    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of(2, 1),
                Arguments.of(14, 7),
                Arguments.of(15, 7),
                Arguments.of(33, 16),
                Arguments.of(64, 32),
                Arguments.of(64, 3),
                Arguments.of(64, 61),
                Arguments.of(40, 37));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("words")
    void pairsOfAWordAreEquallyLikely(int m, int t) {
        RandomStream stream = Seed.of(m * 100L + t).stream();
        int draws = 200_000;
        int[] single = new int[m];
        int[] next = new int[m];
        for (int d = 0; d < draws; d++) {
            long bits = Subsets.word(stream, m, t);
            assertThat(Long.bitCount(bits)).isEqualTo(t);
            for (int i = 0; i < m; i++) {
                single[i] += (int) (bits >>> i & 1);
                next[i] += (int) (bits >>> i & bits >>> (i + 1) % m & 1);
            }
        }
        double p = (double) t / m;
        agrees(single, draws * p, p);
        double both = p * (t - 1) / (m - 1);
        agrees(next, draws * both, both);
    }

    /// Sums of squared deviations of frequencies of equal expectation; positions of a draw depend on each other
    /// a little, so that the bound is a generous one.
    private static void agrees(int[] seen, double expected, double p) {
        double statistic = 0;
        for (int s : seen) {
            statistic += (s - expected) * (s - expected) / Math.max(1, expected * (1 - p));
        }
        assertThat(ChiSquaredDistribution.of(seen.length).survivalProbability(statistic))
                .isGreaterThan(1e-4);
    }

    @Test
    void smallSubsetsOfManyWordsAreEquallyLikely() {
        // 3 of the 6 that are left among 130
        int[] places = {0, 5, 63, 64, 100, 129};
        long[] left = new long[3];
        IntStream.of(places).forEach(i -> left[i >>> 6] |= 1L << i);
        int[] seen = new int[64];
        RandomStream stream = Seed.of(8).stream();
        int draws = 100_000;
        long[] chosen = new long[3];
        for (int d = 0; d < draws; d++) {
            Subsets.words(stream, left, 6, 3, 130, chosen);
            int code = 0;
            for (int i = 0; i < places.length; i++) {
                code |= (int) (chosen[places[i] >>> 6] >>> places[i] & 1) << i;
            }
            assertThat(Long.bitCount(chosen[0]) + Long.bitCount(chosen[1]) + Long.bitCount(chosen[2]))
                    .isEqualTo(3);
            seen[code]++;
        }
        double statistic = 0;
        for (int code = 0; code < 64; code++) {
            if (Integer.bitCount(code) == 3) {
                statistic += Math.pow(seen[code] - draws / 20.0, 2) / (draws / 20.0);
            } else {
                assertThat(seen[code]).isZero();
            }
        }
        assertThat(ChiSquaredDistribution.of(19).survivalProbability(statistic)).isGreaterThan(1e-3);
    }
}
