package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.infer.Estimate;
import copse.infer.StudentT;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Least squares and its covariances on data small enough to be worked out by other means.
class LmTest {
    /// Rounding of sums of a few dozen numbers.
    private static final double ROUNDING = 1e-11;

    // 8 schools of 5 pupils, 4 schools per arm.
    private static final int SCHOOLS = 8;
    private static final int PUPILS = 5;
    private static final Frame BALANCED = balanced();

    private static Frame balanced() {
        int n = SCHOOLS * PUPILS;
        double[] score = new double[n];
        double[] arm = new double[n];
        String[] school = new String[n];
        for (int i = 0; i < n; i++) {
            int s = i / PUPILS;
            school[i] = "s" + s;
            arm[i] = s % 2;
            score[i] = 50 + 3 * arm[i] + 2 * Math.sin(1.7 * s) + Math.cos(2.3 * i);
        }
        return Frame.of(
                "score",
                NumericColumn.of(score),
                "arm",
                NumericColumn.of(arm),
                "school",
                FactorColumn.of(Levels.of(Arrays.stream(school).distinct().toArray(String[]::new)), school));
    }

    /// Two arms of equal clusters: CR2 is the t test of cluster means.
    @Test
    void balancedTwoArmsAreTheTTestOfClusterMeans() {
        double[] means = new double[SCHOOLS];
        for (int i = 0; i < SCHOOLS * PUPILS; i++) {
            means[i / PUPILS] += BALANCED.numeric("score").value(i) / PUPILS;
        }
        double[] mean = new double[2];
        for (int s = 0; s < SCHOOLS; s++) {
            mean[s % 2] += means[s] / 4;
        }
        double squares = 0;
        for (int s = 0; s < SCHOOLS; s++) {
            squares += (means[s] - mean[s % 2]) * (means[s] - mean[s % 2]);
        }
        double se = Math.sqrt(squares / 6 * (1.0 / 4 + 1.0 / 4));
        Estimate effect = Lm.of("score ~ arm")
                .clusters("school")
                .fit(BALANCED)
                .robust(Robust.cr2("school"))
                .effect("arm", 0.95);
        assertThat(effect.value()).isCloseTo(mean[1] - mean[0], within(ROUNDING));
        assertThat(effect.se()).isCloseTo(se, within(ROUNDING));
        assertThat(effect.df()).isCloseTo(6, within(ROUNDING));
        assertThat(effect.p()).isCloseTo(StudentT.twoSidedP((mean[1] - mean[0]) / se, 6), within(ROUNDING));
        assertThat(effect.method()).isEqualTo("CR2 by school, Satterthwaite");
    }
}
