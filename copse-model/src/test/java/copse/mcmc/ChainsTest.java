package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the draws of one quantity say. Values of other programs are in the reference cases of kind `draws`.
class ChainsTest {
    private static double[][] autoregression(double phi, int chains, int draws, long seed) {
        RandomStream root = Seed.of(seed).stream();
        double[][] x = new double[chains][draws];
        for (int c = 0; c < chains; c++) {
            RandomStream stream = root.split(c);
            double now = stream.nextGaussian();
            for (int i = 0; i < draws; i++) {
                x[c][i] = now;
                now = phi * now + Math.sqrt(1 - phi * phi) * stream.nextGaussian();
            }
        }
        return x;
    }

    /// The size of an autoregression is n (1 − φ) / (1 + φ). Its estimate has a relative error of some `√(lags
    /// / n)`, a few hundredths here.
    @Test
    void sizeOfAnAutoregressionIsItsLimit() {
        for (double phi : new double[] {-0.5, 0, 0.4, 0.8}) {
            double[][] draws = autoregression(phi, 4, 50_000, 7);
            Chains chains = Chains.of(draws);
            double limit = 200_000 * (1 - phi) / (1 + phi);
            assertThat(chains.essMean().getAsDouble()).isCloseTo(limit, within(0.1 * limit));
            assertThat(Chains.effectiveSize(draws).getAsDouble()).isCloseTo(limit, within(0.1 * limit));
        }
    }

    /// All lags by transforms are the same sums as lag by lag.
    @Test
    void transformsGiveTheSameAutocovariances() {
        double[][] chains = autoregression(0.9, 3, 157, 3);
        MeanAutocovariance covariance = new MeanAutocovariance(chains);
        double[] oneByOne = IntStream.range(0, 32).mapToDouble(covariance::at).toArray();
        covariance.at(32);
        for (int lag = 0; lag < 157; lag++) {
            double sum = 0;
            for (double[] x : chains) {
                double mean = Arrays.stream(x).average().orElseThrow();
                for (int i = 0; i + lag < x.length; i++) {
                    sum += (x[i] - mean) * (x[i + lag] - mean);
                }
            }
            assertThat(covariance.at(lag)).isCloseTo(sum / (3 * 157), within(1e-13));
            if (lag < 32) {
                assertThat(oneByOne[lag]).isCloseTo(covariance.at(lag), within(1e-13));
            }
        }
    }

    /// Ranks do not see a monotone transformation: neither do R̂ and the size in the bulk.
    @Test
    void ranksIgnoreTheScale() {
        double[][] x = autoregression(0.3, 4, 400, 11);
        double[][] exponentials = Arrays.stream(x)
                .map(chain -> Arrays.stream(chain).map(v -> Math.exp(3 * v)).toArray())
                .toArray(double[][]::new);
        Chains plain = Chains.of(x);
        Chains transformed = Chains.of(exponentials);
        assertThat(transformed.essBulk()).isEqualTo(plain.essBulk());
        assertThat(transformed.essTail().getAsDouble())
                .isCloseTo(plain.essTail().getAsDouble(), within(1e-9));
        assertThat(transformed.essMean().getAsDouble())
                .isNotCloseTo(plain.essMean().getAsDouble(), within(10.0));
    }

    @Test
    void chainsThatDifferInScaleAloneDisagree() {
        double[][] x = autoregression(0, 4, 1000, 5);
        x[3] = Arrays.stream(x[3]).map(v -> 3 * v).toArray();
        assertThat(Chains.of(x).plainRhat(true).getAsDouble()).isLessThan(1.01);
        assertThat(Chains.of(x).rhat().getAsDouble()).isGreaterThan(1.05);
    }

    @Test
    void chainsThatStandStillDisagreeWithoutLimit() {
        Chains chains = Chains.of(new double[] {1, 1, 1, 1, 1, 1}, new double[] {2, 2, 2, 2, 2, 2});
        assertThat(chains.rhat()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(chains.stuck()).containsExactly(0, 1);
    }

    @Test
    void whatIsAllTheSameOrNotFiniteIsUndefined() {
        for (double value : new double[] {3.5, Double.POSITIVE_INFINITY, Double.NaN}) {
            double[] chain = {1, 2, 3, 4, 5, 6, 7, 8};
            if (value == 3.5) {
                Arrays.fill(chain, value);
            } else {
                chain[3] = value;
            }
            Chains chains = Chains.of(chain, chain.clone());
            assertThat(chains.rhat()).isEmpty();
            assertThat(chains.essBulk()).isEmpty();
            assertThat(chains.essTail()).isEmpty();
            assertThat(chains.mcseMean()).isEmpty();
            assertThat(chains.mcseSd()).isEmpty();
        }
    }

    @Test
    void quantilesAndIntervalsOfFewDrawsAreKnown() {
        Chains chains = Chains.of(new double[] {4, 1, 3}, new double[] {2, 10, 5});
        assertThat(chains.quantile(0)).isEqualTo(1);
        assertThat(chains.quantile(1)).isEqualTo(10);
        assertThat(chains.median()).isEqualTo(3.5);
        assertThat(chains.quantile(0.1)).isEqualTo(1.5);
        // distances 2.5 1.5 .5 .5 1.5 6.5
        assertThat(chains.mad()).isCloseTo(1.4826 * 1.5, within(1e-15));
        assertThat(chains.above(3)).isEqualTo(0.5);
        assertThat(chains.highestDensity(0.6)).isEqualTo(new HighestDensity(0.6, 1, 4));
    }

    @Test
    void badQuestionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chains.of());
        assertThatIllegalArgumentException().isThrownBy(() -> Chains.of(new double[3], new double[4]));
        Chains chains = Chains.of(new double[] {1, 2, 3});
        assertThatIllegalArgumentException().isThrownBy(() -> chains.quantile(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> chains.highestDensity(1));
    }

    @Test
    void summariesStandInTheOrderOfTheDraws() {
        double[][] a = autoregression(0, 4, 200, 1);
        double[][] b = autoregression(0.8, 4, 200, 2);
        double[][] c = new double[4][200];
        double[][][] values = new double[4][][];
        Arrays.setAll(values, i -> new double[][] {a[i], b[i], c[i]});
        Draws draws = Draws.of(List.of("a", "b", "c"), values);
        List<DrawSummary> rows = DrawSummary.of(draws, 2);
        assertThat(rows).extracting(DrawSummary::name).containsExactly("a", "b", "c");
        assertThat(rows.get(1).essBulk()).isEqualTo(draws.of("b").essBulk());
        assertThat(rows.get(2).rhat()).isEmpty();
        assertThat(DrawSummary.smallestEss(draws, 2).getAsDouble())
                .isEqualTo(Math.min(
                        rows.get(1).essBulk().getAsDouble(),
                        rows.get(1).essTail().getAsDouble()));
    }
}
