package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the variance between groups is just about 0 the criterion is flat as θ⁴, and Newton's method slow: it
/// still ends.
class FlatValleyTest {
    private static final int GROUPS = 40;
    private static final int ROWS = 50;

    /// Balanced rows whose F statistic is 1 + excess: then θ² is excess / rows per group, or 0.
    private static Frame rows(double excess) {
        int n = GROUPS * ROWS;
        double[] y = new double[n];
        // sums of squares of the two patterns below, per degree of freedom: ROWS (GROUPS² − 1) GROUPS / 12 / (GROUPS −
        // 1)
        // between, and n / (n − GROUPS) within
        double between = ROWS * GROUPS * (GROUPS * (double) GROUPS - 1) / 12 / (GROUPS - 1);
        double within = n / (double) (n - GROUPS);
        double scale = Math.sqrt((1 + excess) * within / between);
        for (int row = 0; row < n; row++) {
            int group = row / ROWS;
            y[row] = scale * (group - 0.5 * (GROUPS - 1)) + (row % 2 == 0 ? 1 : -1);
        }
        return Frame.of("y", NumericColumn.of(y), "g", FactorColumn.of(n, row -> "g" + row / ROWS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-2, -1e-4, -1e-6, -1e-8, -1e-10, 0, 1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-2})
    void theOptimumIsVerified(double excess) {
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(rows(excess));
        assertThat(fit.convergence()).isNotInstanceOf(Convergence.Failed.class);
        // flat: an error of 1e-4 in θ changes the criterion by less than 1e-8
        assertThat(fit.theta()[0]).isCloseTo(Math.sqrt(Math.max(0, excess) / ROWS), within(2e-4));
    }
}
