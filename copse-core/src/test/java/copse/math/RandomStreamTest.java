package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The numbers of a seed are frozen; the samplers have the moments of their distributions.
///
/// Tolerances of moments are [#SIGMAS] standard errors of the estimate: with fixed seeds these tests cannot
/// flicker, and a wrong sampler misses by far more.
class RandomStreamTest {
    private static final int N = 60_000;
    private static final double SIGMAS = 4.5;

    @Test
    void firstNumbersAreFrozen() {
        RandomStream stream = Seed.of(1).stream();
        assertThat(LongStream.generate(stream::nextLong).limit(3).toArray())
                .containsExactly(7069188777858931278L, -7532865061920049860L, -9128846748667608219L);
        RandomStream child = Seed.of(1).stream().split(7);
        assertThat(child.nextGaussian()).isEqualTo(-1.4072894435974288);
        assertThat(child.nextDouble()).isEqualTo(0.7225415975425425);
        assertThat(child.nextInt(1000)).isEqualTo(134);
        assertThat(child.nextGamma(2.5, 1)).isEqualTo(1.8654275880738977);
        assertThat(child.nextPoisson(3)).isEqualTo(4);
        assertThat(child.nextPoisson(300)).isEqualTo(279);
        assertThat(child.nextBinomial(1000, 0.3)).isEqualTo(340);
        assertThat(child.permutation(6)).containsExactly(3, 1, 2, 5, 4, 0);
    }

    @Test
    void aChildDependsOnNothingButItsPath() {
        RandomStream used = Seed.of(9).stream();
        for (int i = 0; i < 1000; i++) {
            used.nextGaussian();
            used.split(i).nextLong();
        }
        long[] before = draws(Seed.of(9).stream().split(4).split(2));
        assertThat(draws(used.split(4).split(2))).isEqualTo(before);
        assertThat(draws(used.split(2).split(4))).isNotEqualTo(before);
    }

    @Test
    void childrenMadeOnManyThreadsAreTheSame() {
        RandomStream parent = Seed.of(5).stream();
        long[] serial = IntStream.range(0, 10_000)
                .mapToLong(k -> parent.split(k).nextLong())
                .toArray();
        long[] parallel = IntStream.range(0, 10_000)
                .parallel()
                .mapToLong(k -> parent.split(k).nextLong())
                .toArray();
        assertThat(parallel).isEqualTo(serial);
    }

    @Test
    void relativesAndNeighbouringSeedsNeverGiveTheSameNumbers() {
        Set<Long> first = new HashSet<>();
        int streams = 0;
        for (long seed = -50; seed < 50; seed++) {
            RandomStream root = Seed.of(seed).stream();
            first.add(Seed.of(seed).stream().nextLong());
            streams++;
            for (int k = -10; k < 100; k++) {
                RandomStream child = root.split(k);
                first.add(child.split(k).nextLong());
                first.add(child.nextLong());
                streams += 2;
            }
        }
        assertThat(first).hasSize(streams);
    }

    /// Correlation of the first numbers of brothers next to each other: 0 within its standard error
    /// `1/sqrt(n)`.
    @Test
    void brothersAreUncorrelated() {
        RandomStream parent = Seed.of(3).stream();
        double[] first = IntStream.range(0, N)
                .mapToDouble(k -> parent.split(k).nextGaussian())
                .toArray();
        double sum = 0;
        for (int k = 1; k < N; k++) {
            sum += first[k] * first[k - 1];
        }
        assertThat(sum / N).isCloseTo(0, within(SIGMAS / Math.sqrt(N)));
        checkMoments(first, 0, 1, 3);
    }

    @Test
    void samplersHaveTheirMoments() {
        RandomStream stream = Seed.of(20260101).stream();
        checkMoments(sample(stream.split(0)::nextDouble), 0.5, 1 / 12.0, 1.8);
        checkMoments(sample(stream.split(1)::nextGaussian), 0, 1, 3);
        RandomStream gamma = stream.split(2);
        checkMoments(sample(() -> gamma.nextGamma(0.4, 3)), 1.2, 3.6, 3 + 6 / 0.4);
        checkMoments(sample(() -> gamma.nextGamma(7, 0.5)), 3.5, 1.75, 3 + 6 / 7.0);
        checkMoments(sample(() -> gamma.nextChiSquare(9)), 9, 18, 3 + 12 / 9.0);
        RandomStream counts = stream.split(3);
        checkMoments(sample(() -> counts.nextPoisson(0.7)), 0.7, 0.7, 3 + 1 / 0.7);
        checkMoments(sample(() -> counts.nextPoisson(250)), 250, 250, 3 + 1 / 250.0);
        checkMoments(sample(() -> counts.nextInt(6)), 2.5, 35 / 12.0, 1.8);
    }

    @Test
    void binomialHasItsMomentsOnBothPathsAndBothSides() {
        RandomStream stream = Seed.of(4).stream();
        for (int n : new int[] {1, 9, 40, 1000}) {
            for (double p : new double[] {0.02, 0.3, 0.5, 0.93}) {
                double variance = n * p * (1 - p);
                double kurtosis = 3 + (1 - 6 * p * (1 - p)) / variance;
                double[] draws = sample(() -> stream.nextBinomial(n, p));
                checkMoments(draws, n * p, variance, kurtosis);
                assertThat(Arrays.stream(draws).min().orElseThrow()).isNotNegative();
                assertThat(Arrays.stream(draws).max().orElseThrow()).isLessThanOrEqualTo(n);
            }
        }
    }

    /// Halving must give the whole distribution, not just its moments: exact probabilities of binomial(60,
    /// 0.4).
    @Test
    void binomialByHalvingHasItsProbabilities() {
        RandomStream stream = Seed.of(6).stream();
        int[] seen = new int[61];
        for (int i = 0; i < N; i++) {
            seen[stream.nextBinomial(60, 0.4)]++;
        }
        double probability = Math.pow(0.6, 60);
        for (int k = 0; k <= 60; k++) {
            double standardError = Math.sqrt(N * probability) + 1;
            assertThat((double) seen[k]).as("k = %d", k).isCloseTo(N * probability, within(SIGMAS * standardError));
            probability *= (60 - k) / (k + 1.0) * 0.4 / 0.6;
        }
    }

    @Test
    void certainAndImpossibleTrials() {
        RandomStream stream = Seed.of(0).stream();
        assertThat(stream.nextBinomial(0, 0.5)).isZero();
        assertThat(stream.nextBinomial(1_000_000, 0)).isZero();
        assertThat(stream.nextBinomial(1_000_000, 1)).isEqualTo(1_000_000);
        assertThat(stream.nextPoisson(0)).isZero();
        assertThat(stream.nextBoolean(1)).isTrue();
        assertThat(stream.nextBoolean(0)).isFalse();
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        RandomStream stream = Seed.of(0).stream();
        assertThatThrownBy(() -> stream.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.nextBinomial(-1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.nextBinomial(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.nextGamma(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.nextPoisson(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// All 24 orders of four values, each within its standard error.
    @Test
    void everyOrderIsEquallyLikely() {
        RandomStream stream = Seed.of(12).stream();
        int[] seen = new int[256];
        for (int i = 0; i < N; i++) {
            int[] order = stream.permutation(4);
            seen[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
        }
        int[] counts = Arrays.stream(seen).filter(count -> count > 0).toArray();
        assertThat(counts).hasSize(24);
        for (int count : counts) {
            assertThat((double) count).isCloseTo(N / 24.0, within(SIGMAS * Math.sqrt(N / 24.0)));
        }
    }

    @Test
    void fillingIsDrawingOneByOne() {
        double[] filled = new double[100];
        RandomStream one = Seed.of(8).stream();
        RandomStream other = Seed.of(8).stream();
        one.fillGaussian(filled, 10, 60);
        one.fillUniform(filled, 60, 100);
        for (int i = 10; i < 100; i++) {
            assertThat(filled[i]).isEqualTo(i < 60 ? other.nextGaussian() : other.nextDouble());
        }
        assertThat(Arrays.copyOf(filled, 10)).containsOnly(0);
    }

    private static long[] draws(RandomStream stream) {
        return LongStream.generate(stream::nextLong).limit(20).toArray();
    }

    private static double[] sample(DoubleSupplier source) {
        return IntStream.range(0, N).mapToDouble(i -> source.getAsDouble()).toArray();
    }

    /// @param kurtosis fourth standardised moment, for the standard error of the variance
    private static void checkMoments(double[] draws, double mean, double variance, double kurtosis) {
        double seenMean = Arrays.stream(draws).sum() / draws.length;
        double seenVariance =
                Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).sum() / draws.length;
        assertThat(seenMean).isCloseTo(mean, within(SIGMAS * Math.sqrt(variance / draws.length)));
        assertThat(seenVariance)
                .isCloseTo(variance, within(SIGMAS * variance * Math.sqrt((kurtosis - 1) / draws.length)));
    }
}
