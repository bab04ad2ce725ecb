package copse.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotsTest {
    // whole numbers: any order of additions gives the same sum
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 33, 70})
    void sumsAreExactForWholeNumbers(int n) {
        double[] a = new double[n];
        double[][] b = new double[5][n];
        double[] expected = new double[5];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            a[i] = i - 3;
            sum += a[i];
            for (int j = 0; j < 5; j++) {
                b[j][i] = 2 * i + j;
                expected[j] += a[i] * b[j][i];
            }
        }
        assertThat(Dots.sum(a, n)).isEqualTo(sum);
        assertThat(Dots.dot(a, b[1], n)).isEqualTo(expected[1]);
        double[] sums = {7, 1, 1, 1, 1, 1};
        Dots.addSums(b, 0, n / 2, sums, 1);
        Dots.addSums(b, n / 2, n, sums, 1);
        for (int j = 0; j < 5; j++) {
            assertThat(sums[1 + j]).isEqualTo(1 + n * (n - 1) + n * j);
        }
        for (int from = 0; from < 3; from++) {
            double[] into = new double[6];
            Dots.dots(a, b, from, 5, n, into, 1);
            for (int j = from; j < 5; j++) {
                assertThat(into[1 + j - from]).isEqualTo(expected[j]);
            }
        }
    }
}
