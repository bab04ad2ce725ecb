package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lm.Robust;
import copse.math.RandomStream;
import copse.math.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Coverage of the 95 % limits of the risk difference between arms of clusters, with few clusters, clusters of
/// unequal size, and rare outcomes; and what the plain sandwich would have covered.
///
/// Risks of clusters are drawn from a beta distribution, so that the mean risk of an arm is known. Bounds are
/// the expected number ± 4 standard deviations of the binomial, 0.922 to 0.978 of 1,000; where outcomes are
/// rare limits may be wider than they need to be, never narrower.
@Tag("slow")
class ClusterCoverageTest {
    private static final int REPLICATES = 1000;
    private static final double LOW = 0.922;
    private static final double HIGH = 0.978;
    private static final EffectOptions DIFFERENCE = EffectOptions.defaults();
    private static final Change ARMS = Change.values("arm", 0, 1);

    /// @param clusters half of them in each arm
    /// @param size mean number of units of a cluster
    /// @param variation coefficient of variation of the sizes
    /// @param risk in the first arm; the other one's is half as much again
    /// @param icc correlation within clusters
    private record Trial(int clusters, double size, double variation, double risk, double icc) {
        double difference() {
            return 0.5 * risk;
        }

        /// Successes by cluster and by a predictor that makes no difference.
        Frame draw(RandomStream random) {
            int rows = 2 * clusters;
            double[] successes = new double[rows];
            double[] trials = new double[rows];
            double[] arm = new double[rows];
            double[] sex = new double[rows];
            String[] cluster = new String[rows];
            double spread = Math.sqrt(Math.log1p(variation * variation));
            for (int row = 0; row < rows; row += 2) {
                int c = row / 2;
                double mean = c % 2 == 1 ? risk + difference() : risk;
                double own = beta(random, mean * (1 / icc - 1), (1 - mean) * (1 / icc - 1));
                double units =
                        Math.max(4, Math.rint(size * Math.exp(spread * random.nextGaussian() - spread * spread / 2)));
                for (int s = 0; s < 2; s++) {
                    trials[row + s] = s == 0 ? Math.ceil(units / 2) : Math.floor(units / 2);
                    for (int t = 0; t < trials[row + s]; t++) {
                        successes[row + s] += random.nextDouble() < own ? 1 : 0;
                    }
                    arm[row + s] = c % 2;
                    sex[row + s] = s;
                    cluster[row + s] = "c" + c;
                }
            }
            return Frame.of(
                    "s", NumericColumn.of(successes),
                    "n", NumericColumn.of(trials),
                    "arm", NumericColumn.of(arm),
                    "sex", NumericColumn.of(sex),
                    "cluster", FactorColumn.of(cluster));
        }
    }

    private static double beta(RandomStream random, double a, double b) {
        double x = gamma(random, a);
        return x / (x + gamma(random, b));
    }

    /// Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26(3), 363-372.
    private static double gamma(RandomStream random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    private static PopulationAveragedFit fit(Frame data, WorkingCorrelation correlation) {
        return PopulationAveraged.of("s | trials(n) ~ arm + sex", Family.binomial(), "cluster")
                .correlation(correlation)
                .fit(data);
    }

    private static boolean covers(RobustGlm robust, double truth) {
        OutcomeEffect effect = robust.effects().effect(ARMS, DIFFERENCE);
        return effect.lower() <= truth && truth <= effect.upper();
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0.2, 0.3",
        "6, 0.8, 0.3",
        "10, 0.2, 0.3",
        "10, 0.8, 0.3",
        "20, 0.2, 0.3",
        "20, 0.8, 0.3",
        "60, 0.8, 0.3",
        "6, 0.8, 0.02",
        "10, 0.8, 0.02",
        "20, 0.2, 0.02",
        "20, 0.8, 0.02",
        "60, 0.8, 0.02"
    })
    void riskDifference(int clusters, double variation, double risk) {
        boolean rare = risk < 0.1;
        Trial trial = new Trial(clusters, rare ? 100 : 30, variation, risk, rare ? 0.02 : 0.05);
        int independent = 0;
        int exchangeable = 0;
        int jackknife = 0;
        int plain = 0;
        RandomStream random = Seed.of(20260519).stream();
        for (int k = 0; k < REPLICATES; k++) {
            Frame data = trial.draw(random.split(k));
            PopulationAveragedFit glm = fit(data, WorkingCorrelation.INDEPENDENCE);
            PopulationAveragedFit gee = fit(data, WorkingCorrelation.EXCHANGEABLE);
            double truth = trial.difference();
            independent += covers(glm.robust(SandwichCorrection.CR2), truth) ? 1 : 0;
            exchangeable += covers(gee.robust(SandwichCorrection.KC), truth) ? 1 : 0;
            jackknife += covers(gee.robust(SandwichCorrection.CR3), truth) ? 1 : 0;
            plain += covers(gee.robust(SandwichCorrection.CR0, Robust.Degrees.NORMAL), truth) ? 1 : 0;
        }
        double n = REPLICATES;
        double high = rare && clusters <= 10 ? 1 : HIGH;
        assertThat(independent / n).as("CR2").isBetween(LOW, high);
        assertThat(exchangeable / n).as("KC").isBetween(LOW, high);
        assertThat(jackknife / n).as("MD").isBetween(0.93, 1.0);
        if (clusters <= 10) {
            assertThat(plain / n).as("plain sandwich").isLessThan(LOW);
        }
    }
}
