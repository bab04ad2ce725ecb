package copse.loo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Laws of weights of models.
class ModelWeightsPropertyTest {
    /// No weights score higher by more than the gap that the optimum proves, whatever the models: alike,
    /// useless, far apart, many.
    @Test
    void stackingIsTheOptimum() {
        for (long seed = 1; seed < 101; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int models = 2 + random.nextInt(7);
            int n = 1 + random.nextInt(60);
            double spread = Math.exp(random.nextDouble(-3, 5));
            double[][] elpd = new double[models][n];
            for (double[] model : elpd) {
                Arrays.setAll(model, _ -> spread * random.nextGaussian() - 1);
            }
            if (random.nextBoolean()) {
                elpd[1] = elpd[0].clone();
            }
            Stacking best = Stacking.of(elpd);
            assertThat(best.gap()).as("seed %d", seed).isLessThanOrEqualTo(1e-8);
            assertThat(Arrays.stream(best.weights()).sum()).isCloseTo(1, within(1e-12));
            for (double weight : best.weights()) {
                assertThat(weight).isNotNegative();
            }
            for (int trial = 0; trial < 50; trial++) {
                double[] other = new double[models];
                boolean first = trial == 0;
                Arrays.setAll(other, k -> first ? 1 : Math.pow(random.nextDouble(), 3) + 0.1 * best.weights()[k]);
                assertThat(score(elpd, other))
                        .isLessThanOrEqualTo(best.score() + 1e-8 + 1e-13 * Math.abs(best.score()));
            }
        }
    }

    private static double score(double[][] elpd, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double score = 0;
        for (int i = 0; i < elpd[0].length; i++) {
            double[] logs = new double[elpd.length];
            for (int k = 0; k < logs.length; k++) {
                logs[k] = elpd[k][i] + Math.log(weights[k] / total);
            }
            score += LogMeans.logSum(logs);
        }
        return score;
    }

    /// The normal limit for many rows agrees with the bootstrap of rows.
    @Test
    void manyRowsAreWeightedAlike() {
        for (long seed = 1; seed < 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] elpd = new double[3][20_001];
            for (int i = 0; i < elpd[0].length; i++) {
                double common = random.nextGaussian();
                for (double[] model : elpd) {
                    model[i] = common + 0.02 * random.nextGaussian();
                }
            }
            double[][] fewer = Arrays.stream(elpd)
                    .map(model -> Arrays.copyOf(model, 20_000))
                    .toArray(double[][]::new);
            double[] limit = ModelWeights.of(elpd, Seed.of(1).stream()).pseudoBmaPlus();
            double[] bootstrap = ModelWeights.of(fewer, Seed.of(1).stream()).pseudoBmaPlus();
            // Monte Carlo error of both, and one row
            for (int k = 0; k < 3; k++) {
                assertThat(limit[k]).as("seed %d", seed).isCloseTo(bootstrap[k], within(0.03));
            }
        }
    }
}
