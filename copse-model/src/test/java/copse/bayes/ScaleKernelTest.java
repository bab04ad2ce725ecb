package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.family.Outcomes;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.mcmc.LogDensity;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.mcmc.Target;
import copse.model.Roles;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers with heavy tails, or with a scale of their own.
class ScaleKernelTest {
    private static final int ROWS = 400;

    private static Frame data(double nu, double logSigmaSlope) {
        RandomStream random = Seed.of(6301).stream();
        double[] y = new double[ROWS];
        double[] x = new double[ROWS];
        String[] g = new String[ROWS];
        double[] effects = new double[20];
        random.fillGaussian(effects, 0, effects.length);
        for (int i = 0; i < ROWS; i++) {
            x[i] = random.nextGaussian();
            g[i] = "g" + i % 20;
            double noise = random.nextGaussian() / Math.sqrt(random.nextChiSquare(nu) / nu);
            y[i] = 10 + 2 * x[i] + effects[i % 20] + 3 * Math.exp(logSigmaSlope * x[i]) * noise;
        }
        return Frame.of("y", NumericColumn.of(y), "x", NumericColumn.of(x), "g", FactorColumn.of(g));
    }

    private static Bayes model(String family, boolean distributional) {
        Roles roles = distributional ? Roles.defaults().withPart(Roles.SIGMA, Formula.parse("~ x")) : Roles.defaults();
        return Bayes.of("y ~ x + (1 | g)", Family.of(family)).roles(roles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "student"})
    void isTheDensityOfTheFamily(String name) {
        Family family = name.equals("student") ? new Family.Student(Link.IDENTITY, 5.5) : Family.gaussian();
        Outcomes outcomes = new Outcomes(new double[] {1.5, -2}, new double[] {1, 2.5}, new double[] {1, 3});
        double[] eta = {0.3, -1};
        double[] zeta = {0.4, -0.7};
        ScaleKernel kernel = new ScaleKernel(family, outcomes, true);
        kernel.degrees(Math.log(5.5));
        kernel.begin(0.2);
        kernel.evaluate(eta, zeta, 0, 2);
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            double size = outcomes.size()[i];
            double log = family.distribution(eta[i], 0, size, 0.2 + 2 * zeta[i]).logDensity(outcomes.y()[i]);
            expected += outcomes.multiplicity()[i] * (log - family.constant(outcomes.y()[i], size));
        }
        assertThat(kernel.value()).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"gaussian, true", "student, false", "student, true"})
    void gradientIsTheSlope(String family, boolean distributional) {
        Target target = model(family, distributional).posterior(data(5, 0.2)).target();
        LogDensity density = target.density();
        double[] position = target.start().centre().clone();
        RandomStream random = Seed.of(6302).stream();
        for (int j = 0; j < position.length; j++) {
            position[j] += 0.1 * random.nextGaussian();
        }
        double[] gradient = new double[position.length];
        density.evaluate(position, gradient);
        double[] unused = new double[position.length];
        double step = 1e-5;
        for (int j = 0; j < position.length; j++) {
            double[] moved = position.clone();
            moved[j] += step;
            double up = density.evaluate(moved, unused);
            moved[j] -= 2 * step;
            double down = density.evaluate(moved, unused);
            // values of some thousands carry 1e-12 over the step
            assertThat(gradient[j])
                    .as("coordinate %d", j)
                    .isCloseTo((up - down) / (2 * step), within(1e-5 * (10 + Math.abs(gradient[j]))));
        }
    }

    /// 400 rows tell the truth to about three posterior standard deviations.
    @ParameterizedTest
    @CsvSource({"gaussian, true, 1000, 0.3", "student, false, 4, 0", "student, true, 4, 0.3"})
    void findsWhatTheDataWereMadeOf(String family, boolean distributional, double nu, double slope) {
        Draws draws = model(family, distributional)
                .fit(data(nu, slope), Nuts.defaults().withWarmup(500).withDraws(500), Monitor.SILENT)
                .draws();
        holds(draws, "x", 2);
        holds(draws, distributional ? "sigma_(Intercept)" : "sigma", distributional ? Math.log(3) : 3);
        if (distributional) {
            holds(draws, "sigma_x", slope);
        }
        if (family.equals("student")) {
            holds(draws, "nu", nu);
        }
    }

    private static void holds(Draws draws, String name, double truth) {
        double[] values = draws.column(name);
        double mean = Arrays.stream(values).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        assertThat(truth).as(name).isBetween(mean - 3.5 * sd, mean + 3.5 * sd);
    }
}
