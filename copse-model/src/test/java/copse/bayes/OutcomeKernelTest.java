package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Outcomes;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeKernelTest {
    static Stream<Family> families() {
        return Stream.of(Family.binomial(), Family.poisson());
    }

    /// Polynomials agree with the functions of the library: errors of a few roundings of the largest term of a
    /// cell.
    @ParameterizedTest
    @MethodSource("families")
    void fastKernelsAgreeWithTheFamily(Family family) {
        SplittableRandom random = new SplittableRandom(3);
        double[] eta = random.doubles(2000, -6, 6).toArray();
        double[] edges = {0, -0.0, 1e-300, -1e-300, 1e-9, 25, -25, 39.9, -39.9, 41, -41};
        System.arraycopy(edges, 0, eta, 0, edges.length);
        double[] y = new double[eta.length];
        double[] size = new double[eta.length];
        double[] multiplicity = random.doubles(eta.length, 0.5, 2).toArray();
        for (int i = 0; i < y.length; i++) {
            y[i] = random.nextInt(6);
            size[i] = y[i] + 1 + random.nextInt(5);
        }
        Outcomes outcomes = new Outcomes(y, size, multiplicity);
        OutcomeKernel fast = OutcomeKernel.of(family, outcomes, false);
        OutcomeKernel slow = OutcomeKernel.general(family, outcomes, false);
        assertThat(fast).isNotInstanceOf(slow.getClass());
        double expected = value(slow, eta);
        assertThat(value(fast, eta)).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
        for (int i = 0; i < y.length; i++) {
            assertThat(fast.score[i])
                    .as("η = " + eta[i])
                    .isCloseTo(slow.score[i], within(1e-13 * (multiplicity[i] * size[i] + Math.abs(slow.score[i]))));
        }
    }

    private static double value(OutcomeKernel kernel, double[] eta) {
        kernel.begin(0);
        for (int from = 0; from < eta.length; from += OutcomeKernel.BLOCK) {
            kernel.evaluate(eta, new double[0], from, Math.min(eta.length, from + OutcomeKernel.BLOCK));
        }
        return kernel.value();
    }
}
