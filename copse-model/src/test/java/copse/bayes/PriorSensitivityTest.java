package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorSensitivityTest {
    private static final int DRAWS = 4000;

    /// A mean with a normal prior about 0 and a likelihood about `data`, both with known variances, is normal.
    private static PriorSensitivity.Row row(double priorSd, double data, double dataSd) {
        double precision = 1 / (priorSd * priorSd) + 1 / (dataSd * dataSd);
        double mean = data / (dataSd * dataSd) / precision;
        RandomStream stream = Seed.of(6).stream();
        double[] values = new double[DRAWS];
        double[] logPrior = new double[DRAWS];
        double[] logLikelihood = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double value = mean + stream.nextGaussian() / Math.sqrt(precision);
            values[i] = value;
            logPrior[i] = -0.5 * value * value / (priorSd * priorSd);
            logLikelihood[i] = -0.5 * (data - value) * (data - value) / (dataSd * dataSd);
        }
        Draws draws = Draws.of(List.of("mu"), new double[][][] {{values}});
        return PriorSensitivity.of(draws, logPrior, logLikelihood).rows().getFirst();
    }

    @Test
    void widePriorsDoNotMoveThePosterior() {
        assertThat(row(100, 1, 1).prior()).isLessThan(0.01);
    }

    @Test
    void conflictsMoveItBothWays() {
        PriorSensitivity.Row row = row(1, 6, 1);
        assertThat(row.prior()).isGreaterThan(0.3);
        assertThat(row.likelihood()).isGreaterThan(0.3);
    }

    @Test
    void aStrongPriorMovesItAlone() {
        PriorSensitivity.Row row = row(1, 0, 20);
        assertThat(row.prior()).isGreaterThan(0.05);
        assertThat(row.likelihood()).isLessThan(0.05);
    }

    /// Of two draws at 0 and 1 of which the first has weight 0.8: on the one step P = 0.5 and Q = 0.8.
    @Test
    void distanceOfTwoDrawsHasAClosedForm() {
        double[] logWeights = {Math.log(0.8), Math.log(0.2)};
        double below = side(0.5, 0.8);
        double above = side(0.5, 0.2);
        assertThat(CumulativeDistance.of(new double[] {0, 1}, new int[] {0, 1}, logWeights))
                .isCloseTo(Math.max(below, above), within(1e-14));
    }

    private static double side(double p, double q) {
        double m = 0.5 * (p + q);
        return Math.sqrt((p * Math.log(p / m) + q * Math.log(q / m)) / Math.log(2) / (p + q));
    }

    /// Log priors of draws, but for constants, are what a position's priors say without their Jacobians.
    @Test
    void logPriorsAreOfTheParametersAsTheyAre() {
        Frame data = Frame.of(
                "y", NumericColumn.of(0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0),
                "x", NumericColumn.of(10, 12, 13, 11, 15, 19, 12, 16, 14, 11, 10, 13),
                "g", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"));
        BayesModel model = Bayes.of("y ~ x + (x | g)", Family.gaussian())
                .priors(Priors.parse(List.of(
                        "intercept_centered=normal(1, 2)",
                        "coef=normal(0, 3)",
                        "sd=exponential(1)",
                        "cor=lkj(3)",
                        "sigma=exponential(2)")))
                .posterior(data)
                .model();
        List<String> names =
                List.of("(Intercept)", "x", "sd(g,(Intercept))", "sd(g,x)", "cor(g,(Intercept),x)", "sigma");
        Draws draws = Draws.of(names, new double[][][] {{{-12, 1}, {1, 0}, {0.5, 2}, {1, 1}, {0.6, 0}, {1, 3}}});
        double[] log = LogPrior.of(model, draws);
        // x has mean 13; differences of the two draws, term by term
        double expected =
                -0.5 * (1 - 1) * (1 - 1) / 4.0 - 0.5 / 9 - 0.5 - 1 + 2 * Math.log(1 - 0.36) - 2 - (0 - 2 - 1 + 0 - 6);
        assertThat(log[0] - log[1]).isCloseTo(expected, within(1e-12));
    }

    @Test
    void whatPriorsDecideIsSaid() {
        PriorSensitivity sensitivity = new PriorSensitivity(
                List.of(
                        new PriorSensitivity.Row("a", 0.2, 0.3),
                        new PriorSensitivity.Row("b", 0.2, 0.01),
                        new PriorSensitivity.Row("c", 0.01, 0.3)),
                0.1);
        assertThat(sensitivity.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("prior-data-conflict", "strong-prior");
    }
}
