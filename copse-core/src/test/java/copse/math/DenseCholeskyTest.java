package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseCholeskyTest {
    // sizes around the tile of 4, the block of 64 and the 200 columns from which threads share the work
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 63, 64, 65, 130, 203, 270})
    void factorTimesItsTransposeIsTheMatrix(int n) {
        double[][] a = positiveDefinite(n, n);
        double[][] l = copy(a);
        assertThat(DenseCholesky.factor(l, n, n)).isEqualTo(-1);
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += l[k][i] * l[k][j];
                }
                assertThat(sum).isCloseTo(a[j][i], within(1e-11 * n)); // n additions of numbers of order 1
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 63, 64, 65, 130, 203, 270})
    void inverseTimesTheMatrixIsTheIdentity(int n) {
        double[][] a = positiveDefinite(n, n);
        double[][] l = copy(a);
        DenseCholesky.factor(l, n, n);
        double[][] t = DenseCholesky.inverse(l, n);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += t[k][i] * a[Math.min(k, j)][Math.max(k, j)];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-11 * n));
            }
        }
    }

    @Test
    void rowsCarriedAlongGiveSolutionAndRemainder() {
        // [4 2; 2 5] and b = (2, 3), c = 4: L⁻¹b = (1, 1), c − bᵀA⁻¹b = 2
        double[][] a = {{4, 2, 2}, {0, 5, 3}, {0, 0, 4}};
        assertThat(DenseCholesky.factor(a, 2, 3)).isEqualTo(-1);
        assertThat(a[0][2]).isEqualTo(1);
        assertThat(a[1][2]).isEqualTo(1);
        assertThat(a[2][2]).isEqualTo(2);
    }

    @Test
    void firstPivotThatIsNotPositiveIsNamed() {
        double[][] a = {{1, 1, 1}, {0, 1, 1}, {0, 0, 3}};
        assertThat(DenseCholesky.factor(a, 3, 3)).isEqualTo(1);
    }

    @Test
    void leadingPartOfTheFactorInvertsTheLeadingPart() {
        double[][] l = copy(positiveDefinite(9, 9));
        double[][] leading = copy(l);
        DenseCholesky.factor(l, 9, 9);
        DenseCholesky.factor(leading, 5, 5);
        double[][] expected = DenseCholesky.inverse(leading, 5);
        double[][] got = DenseCholesky.inverse(l, 5);
        for (int j = 0; j < 5; j++) {
            assertThat(got[j]).containsExactly(expected[j], within(1e-14));
        }
    }

    private static double[][] positiveDefinite(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] a = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                a[j][i] = i == j ? 4 + random.nextDouble() : (random.nextDouble() - 0.5) / Math.sqrt(n);
            }
        }
        return a;
    }

    private static double[][] copy(double[][] a) {
        double[][] b = new double[a.length][];
        for (int j = 0; j < a.length; j++) {
            b[j] = a[j].clone();
        }
        return b;
    }
}
