package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.test.Cases;
import org.junit.jupiter.api.Test;

/// Eigenvalues by Jacobi's rotations: what defines them, on matrices of any sign, with values that coincide.
class SymmetricEigenTest {
    /// Rounding of sums of up to twelve products of numbers below 10.
    private static final double ROUNDING = 1e-12;

    @Test
    void vectorsTimesValuesAreTheMatrix() {
        Cases.of(1, 60).check(random -> {
            int n = 1 + random.nextInt(12);
            double[][] a = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] = random.nextInt(3) == 0 ? 0 : random.nextDouble(-5, 5);
                    a[j][i] = a[i][j];
                }
            }
            SymmetricEigen eigen = SymmetricEigen.of(a);
            assertThat(eigen.values()).isSorted();
            assertThat(eigen.largest()).isEqualTo(eigen.values()[n - 1]);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double whole = 0;
                    double unit = 0;
                    for (int v = 0; v < n; v++) {
                        whole += eigen.values()[v] * eigen.vector(v)[i] * eigen.vector(v)[j];
                        unit += eigen.vector(i)[v] * eigen.vector(j)[v];
                    }
                    assertThat(whole).isCloseTo(a[i][j], within(20 * ROUNDING));
                    assertThat(unit).isCloseTo(i == j ? 1 : 0, within(ROUNDING));
                }
            }
        });
    }

    /// A projection onto a plane: 0, 1, 1.
    @Test
    void valuesThatCoincide() {
        double[][] projection = {
            {2 / 3.0, -1 / 3.0, -1 / 3.0}, {-1 / 3.0, 2 / 3.0, -1 / 3.0}, {-1 / 3.0, -1 / 3.0, 2 / 3.0}
        };
        assertThat(SymmetricEigen.of(projection).values()).containsExactly(new double[] {0, 1, 1}, within(ROUNDING));
    }

    @Test
    void solvesWhereThereIsASolution() {
        double[][] a = {{2, 0}, {0, 0}};
        assertThat(SymmetricEigen.of(a).solve(new double[] {4, 3}, 1e-9))
                .containsExactly(new double[] {2, 0}, within(ROUNDING));
    }
}
