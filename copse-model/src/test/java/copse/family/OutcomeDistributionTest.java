package copse.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Laws that distributions of outcomes have among themselves and with the likelihoods.
class OutcomeDistributionTest {
    /// A point of each family: eta, zeta, size, omega.
    private record Case(Family family, double eta, double zeta, double size, double omega) {
        OutcomeDistribution distribution() {
            return family.distribution(eta, zeta, size, omega);
        }
    }

    private static final List<Case> DISCRETE = List.of(
            new Case(Family.binomial(), -1.3, 0, 17, 0),
            new Case(Family.of("binomial", Link.CLOGLOG), 1.1, 0, 40, 0),
            new Case(Family.betaBinomial(), 0.4, 0, 23, 1.2),
            new Case(Family.betaBinomial(), -2, 0, 60, -0.5),
            new Case(Family.poisson(), 1.7, 0, 3, 0),
            new Case(Family.of("nbinom1"), 2.1, 0, 1, 0.8),
            new Case(Family.of("nbinom2"), 1.4, 0, 1, -0.3),
            new Case(Family.poisson().zeroInflated(), 1.2, -0.4, 1, 0),
            new Case(Family.of("nbinom2").zeroInflated(), 1.2, 0.6, 1, 0.7),
            new Case(Family.of("nbinom1").zeroInflated(), 0.2, -2, 1, 0.1));

    private static final List<Case> CONTINUOUS = List.of(
            new Case(Family.gamma(), 0.8, 0, 1, -0.4),
            new Case(Family.gamma(), -3, 0, 2.5, -6),
            new Case(Family.gaussian(), -4, 0, 3, 1.1),
            new Case(new Family.Student(Link.IDENTITY, 7.5), -4, 0, 3, 1.1),
            new Case(new Family.Student(Link.LOG, 4.5), 0.3, 0, 1, -0.7));

    private static final int ENOUGH = 4000;

    @TestFactory
    Stream<DynamicTest> probabilitiesAddUpToOneAndHaveTheMomentsTold() {
        return DISCRETE.stream()
                .map(c -> dynamicTest(c.toString(), () -> {
                    OutcomeDistribution distribution = c.distribution();
                    double total = 0;
                    double mean = 0;
                    double square = 0;
                    double rest = 1;
                    for (int y = 0; y < ENOUGH; y++) {
                        double p = Math.exp(distribution.logDensity(y));
                        total += p;
                        rest -= p;
                        mean += y * p;
                        square += (double) y * y * p;
                        assertThat(distribution.lower(y)).isCloseTo(total, within(1e-12));
                        assertThat(distribution.upper(y)).isCloseTo(rest, within(1e-12));
                    }
                    assertThat(total).isCloseTo(1, within(1e-12));
                    assertThat(mean).isCloseTo(distribution.mean(), within(1e-10 * distribution.mean()));
                    assertThat(square - mean * mean)
                            .isCloseTo(distribution.variance(), within(1e-9 * distribution.variance()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> variancesByTheMeanAreThoseOfTheDistribution() {
        return Stream.concat(DISCRETE.stream(), CONTINUOUS.stream())
                .filter(c -> !c.family.isInflated())
                .map(c -> dynamicTest(c.toString(), () -> {
                    double variance = c.distribution().variance();
                    assertThat(c.family.variance(c.family.link().mean(c.eta), c.size, c.omega))
                            .isCloseTo(variance, within(1e-14 * variance));
                }));
    }

    @TestFactory
    Stream<DynamicTest> densitiesAreThoseOfTheLikelihoodWithItsConstant() {
        return Stream.concat(DISCRETE.stream(), CONTINUOUS.stream())
                .map(c -> dynamicTest(c.toString(), () -> {
                    for (double y : new double[] {0, 1, 2, 5, 17}) {
                        if (c.family.outcome() == OutcomeType.POSITIVE && y == 0) {
                            continue;
                        }
                        Derivatives at = new Derivatives(1);
                        c.family
                                .likelihood(c.omega)
                                .evaluate(
                                        new Outcomes(new double[] {y}, new double[] {c.size}, new double[] {1}),
                                        new double[] {c.eta},
                                        new double[] {c.zeta},
                                        0,
                                        1,
                                        Derivatives.Order.VALUE,
                                        at);
                        double log = at.value()[0] + c.family.constant(y, c.size);
                        assertThat(c.distribution().logDensity(y)).isCloseTo(log, within(1e-12 * (1 + Math.abs(log))));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> distributionFunctionsOfValuesAreIntegralsOfTheirDensities() {
        return CONTINUOUS.stream()
                .map(c -> dynamicTest(c.toString(), () -> {
                    OutcomeDistribution distribution = c.distribution();
                    double low = distribution.quantile(0.1);
                    double high = distribution.quantile(0.7);
                    assertThat(distribution.lower(low)).isCloseTo(0.1, within(1e-12));
                    assertThat(distribution.upper(high)).isCloseTo(0.3, within(1e-12));
                    int pieces = 2000;
                    double width = (high - low) / pieces;
                    double sum = 0;
                    for (int i = 0; i <= pieces; i++) {
                        int simpson = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
                        sum += simpson * Math.exp(distribution.logDensity(low + i * width));
                    }
                    // Simpson's rule with 2,000 pieces
                    assertThat(sum * width / 3).isCloseTo(0.6, within(1e-10));
                }));
    }

    @TestFactory
    Stream<DynamicTest> quantilesAreTheFirstThatReach() {
        return DISCRETE.stream()
                .map(c -> dynamicTest(c.toString(), () -> {
                    OutcomeDistribution distribution = c.distribution();
                    for (double p : new double[] {1e-9, 0.02, 0.3, 0.5, 0.8, 0.999}) {
                        double y = distribution.quantile(p);
                        assertThat(y).isEqualTo(Math.rint(y)).isNotNegative();
                        assertThat(distribution.lower(y)).isGreaterThanOrEqualTo(p * (1 - 1e-12));
                        assertThat(distribution.lower(y - 1)).isLessThan(p);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> drawsHaveTheMomentsTold() {
        return Stream.concat(DISCRETE.stream(), CONTINUOUS.stream())
                .map(c -> dynamicTest(c.toString(), () -> {
                    OutcomeDistribution distribution = c.distribution();
                    RandomStream stream = Seed.of(20260101).stream();
                    int n = 20_000;
                    double sum = 0;
                    double square = 0;
                    for (int i = 0; i < n; i++) {
                        double deviation = distribution.draw(stream) - distribution.mean();
                        sum += deviation;
                        square += deviation * deviation;
                    }
                    double sd = Math.sqrt(distribution.variance());
                    // five standard errors of the mean; the variance to a tenth
                    assertThat(sum / n).isCloseTo(0, within(5 * sd / Math.sqrt(n)));
                    assertThat(square / n).isCloseTo(distribution.variance(), within(0.1 * distribution.variance()));
                }));
    }

    @Test
    void betaBinomialDrawsWithTinyParametersAreAllOrNothing() {
        OutcomeDistribution distribution = Family.betaBinomial().distribution(0, 0, 10, -12);
        RandomStream stream = Seed.of(7).stream();
        int all = 0;
        for (int i = 0; i < 2000; i++) {
            double y = distribution.draw(stream);
            assertThat(y).isIn(0.0, 10.0);
            all += y == 10 ? 1 : 0;
        }
        // five standard errors about a half
        assertThat(all).isBetween(1000 - 112, 1000 + 112);
    }

    @Test
    void tailsFarOutKeepTheirDigits() {
        // P(Y > 30), Y ~ Poisson(1), and P(Y ≤ 0), Y ~ Binomial(1000, 1/2), as mpmath 1.3.0 has them
        assertThat(Family.poisson().distribution(0, 0, 1, 0).upper(30)).isCloseTo(4.618047461027192e-35, within(1e-47));
        assertThat(Family.binomial().distribution(0, 0, 1000, 0).lower(0))
                .isCloseTo(Math.pow(2, -1000), within(1e-313));
    }
}
