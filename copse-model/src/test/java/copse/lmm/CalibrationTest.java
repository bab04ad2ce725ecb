package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.math.RandomStream;
import copse.math.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sizes of tests under the null hypothesis. Bounds are the expected count ± 4 standard deviations of the
/// binomial.
@Tag("slow")
class CalibrationTest {
    private static final int REPLICATES = 1000;
    private static final int SCHOOLS = 10;

    /// Ten schools of unequal size, five of them treated, no effect.
    private static Frame trial(RandomStream random, double between) {
        int rows = 0;
        int[] sizes = new int[SCHOOLS];
        for (int s = 0; s < SCHOOLS; s++) {
            sizes[s] = 4 + 3 * s;
            rows += sizes[s];
        }
        double[] y = new double[rows];
        double[] arm = new double[rows];
        String[] school = new String[rows];
        int row = 0;
        for (int s = 0; s < SCHOOLS; s++) {
            double effect = between * random.nextGaussian();
            for (int i = 0; i < sizes[s]; i++) {
                y[row] = effect + random.nextGaussian();
                arm[row] = s % 2;
                school[row] = "s" + s;
                row++;
            }
        }
        return Frame.of("y", NumericColumn.of(y), "arm", NumericColumn.of(arm), "school", FactorColumn.of(school));
    }

    /// With ten groups a normal statistic rejects far too often; the two approximations hold the size.
    @Test
    void smallSampleDegreesOfFreedomHoldTheSize() {
        int[] rejected = new int[3];
        DfMethod[] methods = {DfMethod.SATTERTHWAITE, DfMethod.KENWARD_ROGER, DfMethod.NORMAL};
        for (int k = 0; k < REPLICATES; k++) {
            LmmFit fit = Lmm.of("y ~ arm + (1 | school)")
                    .fit(trial(Seed.of(31).stream().split(k), 0.7));
            for (int m = 0; m < methods.length; m++) {
                if (fit.fixed(methods[m]).coefficient("arm", 0.95).p() < 0.05) {
                    rejected[m]++;
                }
            }
        }
        // 50 ± 4 · 6.9
        assertThat(rejected[0]).isBetween(22, 78);
        assertThat(rejected[1]).isBetween(22, 78);
        assertThat(rejected[2]).isGreaterThan(78);
    }

    /// No variance between schools: the mixture has the right size, the plain χ² about half of it.
    @Test
    void boundaryMixtureHoldsTheSize() {
        int mixture = 0;
        int plain = 0;
        for (int k = 0; k < REPLICATES; k++) {
            Frame data = trial(Seed.of(32).stream().split(k), 0);
            LikelihoodRatio test = LikelihoodRatio.of(
                    Lmm.of("y ~ 1").estimator(Estimator.ML).fit(data),
                    Lmm.of("y ~ 1 + (1 | school)").estimator(Estimator.ML).fit(data));
            mixture += test.pBoundary() < 0.1 ? 1 : 0;
            plain += test.p() < 0.1 ? 1 : 0;
        }
        // asymptotically 100 and 50; with ten schools the variance is at 0 more often than half the time
        assertThat(mixture).isBetween(50, 138);
        assertThat(plain).isLessThan(mixture);
        assertThat(plain).isBetween(15, 78);
    }
}
