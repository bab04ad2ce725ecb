package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DotKernelTest {
    static Stream<DotKernel> kernels() {
        return Stream.of(new PlainDots(), new VectorDots());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAndProductsAreThoseOfOneRowAfterTheOther(DotKernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 70; n++) {
            double[][] column = new double[4][n];
            double sum = 0;
            double[] product = new double[3];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < 4; j++) {
                    column[j][i] = random.nextDouble() - 0.5;
                }
                sum += i < 3 || i == n - 1 ? 0 : column[0][i];
                for (int j = 0; j < 3; j++) {
                    product[j] += column[0][i] * column[j + 1][i];
                }
            }
            double[] into = new double[4];
            kernel.dots(column[0], column[1], column[2], column[3], n, into, 1);
            // at most 70 additions of numbers below 1
            assertThat(kernel.sum(column[0], 3, n - 1)).isCloseTo(sum, within(1e-14));
            assertThat(kernel.dot(column[0], column[2], n)).isCloseTo(product[1], within(1e-14));
            for (int j = 0; j < 3; j++) {
                assertThat(into[1 + j]).isCloseTo(product[j], within(1e-14));
            }
        }
    }

    @Test
    void testsRunWithTheVectorApi() {
        assertThat(DotKernel.best()).isInstanceOf(VectorDots.class);
    }
}
