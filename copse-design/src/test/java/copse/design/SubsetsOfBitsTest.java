package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.math.SubsetSums;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random subsets as bits, and sums over them.
class SubsetsOfBitsTest {
    /// Sizes on both sides of the limit below which units are drawn one by one.
    @ParameterizedTest
    @CsvSource({"8, 4", "8, 3", "9, 8", "20, 1", "20, 19", "7, 2.5", "40, 2", "5, 0.4"})
    void allSubsetsAreEquallyLikely(int units, double mean) {
        SubsetDraws subsets = new SubsetDraws(units, mean);
        RandomStream stream = Seed.of(41).stream();
        long[] bits = new long[1];
        Map<Long, Integer> seen = new HashMap<>();
        int draws = 200_000;
        for (int d = 0; d < draws; d++) {
            int size = subsets.draw(stream, bits, 0);
            assertThat(Long.bitCount(bits[0])).isEqualTo(size);
            assertThat(bits[0] >>> units).isZero();
            seen.merge(bits[0], 1, Integer::sum);
        }
        double statistic = 0;
        long subsetsThere = 0;
        for (int size = (int) Math.floor(mean); size <= Math.ceil(mean); size++) {
            double share = 1 - Math.abs(mean - size);
            long count = choose(units, size);
            subsetsThere += count;
            double expected = draws * share / count;
            int of = size;
            double missing = count;
            for (Map.Entry<Long, Integer> entry : seen.entrySet()) {
                if (Long.bitCount(entry.getKey()) == of) {
                    statistic += (entry.getValue() - expected) * (entry.getValue() - expected) / expected;
                    missing--;
                }
            }
            statistic += missing * expected;
        }
        assertThat(ChiSquaredDistribution.of(subsetsThere - 1.0).survivalProbability(statistic))
                .isBetween(0.001, 0.999);
    }

    private static long choose(int n, int k) {
        long c = 1;
        for (int i = 1; i <= k; i++) {
            c = c * (n - k + i) / i;
        }
        return c;
    }

    @Test
    void tablesAddUpRows() {
        for (int seed = 20260501; seed < 20260701; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int units = 1 + random.nextInt(200);
            int features = 1 + random.nextInt(11);
            double[] values = random.doubles((long) units * features, -1, 1).toArray();
            long[] bits = random.longs((units + 63) / 64).toArray();
            if ((units & 63) != 0) {
                bits[bits.length - 1] &= (1L << units) - 1;
            }
            SubsetSums sums = new SubsetSums(values, units, features);
            double[] into = new double[sums.padded()];
            for (int block = 0; block < sums.blocks(); block++) {
                sums.sum(bits, 0, into, block);
            }
            for (int k = 0; k < features; k++) {
                double sum = 0;
                for (int unit = 0; unit < units; unit++) {
                    sum += (bits[unit >>> 6] >>> unit & 1) == 1 ? values[unit * features + k] : 0;
                }
                assertThat(into[k]).as("seed %d", seed).isCloseTo(sum, within(1e-12));
            }
        }
    }
}
