package copse.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Deviances are twice a difference of log densities: at the linear predictor, and at the best of a fine grid.
class DevianceTest {
    private static final List<Family> FAMILIES = List.of(
            Family.binomial(),
            Family.of("binomial", Link.PROBIT),
            Family.of("binomial", Link.LOG),
            Family.betaBinomial(),
            Family.of("betabinomial", Link.IDENTITY),
            Family.poisson(),
            Family.of("poisson", Link.IDENTITY),
            Family.of("nbinom1"),
            Family.of("nbinom1", Link.IDENTITY),
            Family.of("nbinom2"));

    @TestFactory
    Stream<DynamicTest> areTwiceADifferenceOfLogDensities() {
        return FAMILIES.stream()
                .map(family -> dynamicTest(family.toString(), () -> {
                    int steps = 100_000;
                    for (double y : new double[] {0, 1, 4, 9}) {
                        // summed counts of 9 rows have a mean of 9μ
                        double eta = family.link() == Link.IDENTITY ? 0.3 : -0.4;
                        double omega = 0.7;
                        double best = Double.NEGATIVE_INFINITY;
                        boolean share = family.outcome() == OutcomeType.SHARE;
                        for (int i = 1; i < steps; i++) {
                            // crowded at the lower bound, where the density of no success has its limit
                            double part = Math.pow((double) i / steps, 4);
                            double at = switch (family.link()) {
                                case IDENTITY -> (share ? 1.0 : 20.0) * part;
                                case LOG -> (share ? 0.0 : 4.0) - 30 * part;
                                default -> 30 - 60 * ((double) i / steps);
                            };
                            best = Math.max(best, value(family, y, at, omega));
                        }
                        // the grid misses the maximum by its step where that is on a bound
                        assertThat(family.deviance(y, 9, eta, omega))
                                .isCloseTo(2 * (best - value(family, y, eta, omega)), within(1e-3));
                    }
                }));
    }

    @Test
    void ofValuesAreWithoutShape() {
        assertThat(Family.gaussian().deviance(3, 2, 1, 4)).isEqualTo(8);
        // 2 (u − 1 − log u), u = 1/2
        assertThat(Family.gamma().deviance(1, 1, Math.log(2), -3)).isCloseTo(2 * (-0.5 + Math.log(2)), within(1e-15));
    }

    @Test
    void nearTheMeanNothingCancels() {
        double mean = 1e6;
        double y = mean + 1;
        // (y − μ)²/μ (1 − (y − μ)/(3μ)) to second order
        assertThat(Family.gamma().deviance(y, 1, Math.log(mean), 0)).isCloseTo(1e-12, within(1e-17));
    }

    private static double value(Family family, double y, double eta, double omega) {
        Derivatives at = new Derivatives(1);
        family.likelihood(omega)
                .evaluate(
                        new Outcomes(new double[] {y}, new double[] {9}, new double[] {1}),
                        new double[] {eta},
                        new double[1],
                        0,
                        1,
                        Derivatives.Order.VALUE,
                        at);
        return at.value()[0];
    }
}
