package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentizedRangeTest {
    /// The range of two is √2 |T|, in the far tail too, where 1 - P would be rounding.
    @Test
    void twoMeansAreStudentsT() {
        for (double df : new double[] {1, 3.5, 44.4, 1e5, Double.POSITIVE_INFINITY}) {
            for (double q : new double[] {0.01, 1, 4, 9, 14}) {
                double expected = StudentT.twoSidedP(q / Math.sqrt(2), df);
                assertThat(StudentizedRange.survival(q, 2, df))
                        .as("q %s df %s", q, df)
                        .isCloseTo(expected, within(1e-10 * expected));
            }
        }
    }

    @Test
    void endsOfTheRange() {
        assertThat(StudentizedRange.survival(0, 5, 10)).isEqualTo(1);
        assertThat(StudentizedRange.survival(Double.POSITIVE_INFINITY, 5, 10)).isEqualTo(0);
        assertThat(StudentizedRange.survival(1e-4, 5, 10)).isCloseTo(1, within(1e-12));
        // between Bonferroni's bounds where the tail is far below what 1 - P can show
        double pair = StudentT.twoSidedP(40 / Math.sqrt(2), 60);
        assertThat(StudentizedRange.survival(40, 5, 60)).isBetween(pair, 10 * pair);
    }
}
