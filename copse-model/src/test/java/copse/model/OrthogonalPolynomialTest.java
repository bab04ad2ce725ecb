package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrthogonalPolynomialTest {
    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The mean is far from 0 on the scale of the spread, where powers of x would be useless.
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -50, 1e6})
    void columnsAreOrthonormalAndSumToZero(double mean) {
        int n = 1000;
        int degree = 6;
        double[] x = new SplittableRandom(7).doubles(n).map(v -> mean + v).toArray();
        double[][] columns = new double[degree][n];
        OrthogonalPolynomial.fit(x, n, degree).evaluate(x, n, columns);
        // at 1e6 the numbers themselves carry ten digits of the spread only
        double tolerance = 1e-12 * Math.max(1, Math.abs(mean));
        for (int j = 0; j < degree; j++) {
            assertThat(Arrays.stream(columns[j]).sum()).isCloseTo(0, within(tolerance * Math.sqrt(n)));
            for (int k = 0; k <= j; k++) {
                assertThat(dot(columns[j], columns[k])).isCloseTo(j == k ? 1 : 0, within(tolerance));
            }
        }
    }

    @Test
    void theLinearColumnRises() {
        double[] x = {3, 1, 2};
        double[][] columns = new double[2][3];
        OrthogonalPolynomial.fit(x, 3, 2).evaluate(x, 3, columns);
        double half = Math.sqrt(0.5);
        assertThat(columns[0]).containsExactly(new double[] {half, -half, 0}, within(1e-15));
        double sixth = Math.sqrt(1.0 / 6);
        assertThat(columns[1]).containsExactly(new double[] {sixth, sixth, -2 * sixth}, within(1e-15));
    }

    @Test
    void numbersMakeTheSamePolynomialsAgain() {
        double[] x = {1, 2, 4, 8, 16};
        OrthogonalPolynomial first = OrthogonalPolynomial.fit(x, 5, 3);
        OrthogonalPolynomial again = OrthogonalPolynomial.of(first.numbers());
        assertThat(again.alpha()).isEqualTo(first.alpha());
        assertThat(again.norms()).isEqualTo(first.norms());
    }

    @Test
    void tooFewDistinctNumbersAreNoticed() {
        for (double scale : new double[] {1e-6, 1, 1e9}) {
            assertThat(determined(new double[] {scale, 2 * scale, 3 * scale}, 2))
                    .isTrue();
            assertThat(determined(new double[] {scale, 2 * scale, 2 * scale, scale}, 2))
                    .isFalse();
            assertThat(determined(new double[] {scale / 3, scale / 3, scale / 3}, 1))
                    .isFalse();
        }
        assertThat(determined(new double[] {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3}, 3)).isTrue();
        assertThat(determined(new double[] {1e9, 1e9 + 1, 1e9 + 2, 1e9}, 3)).isFalse();
    }

    private static boolean determined(double[] x, int degree) {
        OrthogonalPolynomialFit fit = new OrthogonalPolynomialFit(degree);
        while (!fit.isDone()) {
            fit.add(x, x.length);
            fit.endOfPass();
        }
        return fit.isDetermined();
    }
}
