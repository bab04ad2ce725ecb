package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class StudentTTest {
    private static final double[] DF = {0.5, 1, 1.3, 2, 3, 4.7, 5, 12, 44.4, 1e3, 1e6, 1e9};

    /// The quantile has its tail, to the rounding of the tail itself.
    @Test
    void quantilesHaveTheirTails() {
        for (double df : DF) {
            for (double tail : new double[] {1e-12, 1e-6, 0.0005, 0.025, 0.1, 0.4, 0.4999, 0.5001, 0.8, 0.999}) {
                double t = StudentT.upperQuantile(tail, df);
                assertThat(StudentT.survival(t, df))
                        .as("tail %s df %s", tail, df)
                        .isCloseTo(tail, within(1e-12 * tail));
                double expected = TDistribution.of(df).inverseSurvivalProbability(tail);
                assertThat(t).as("tail %s df %s", tail, df).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
            }
        }
    }

    @Test
    void medianAndLimit() {
        assertThat(StudentT.upperQuantile(0.5, 3)).isZero();
        assertThat(StudentT.upperQuantile(0.025, 1e12))
                .isCloseTo(StudentT.upperQuantile(0.025, Double.POSITIVE_INFINITY), within(1e-11));
        assertThat(StudentT.upperQuantile(0.25, 1)).isCloseTo(1, within(1e-15));
    }
}
