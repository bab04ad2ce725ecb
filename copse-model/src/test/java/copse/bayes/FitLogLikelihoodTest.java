package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import copse.model.Roles;
import org.junit.jupiter.api.Test;

class FitLogLikelihoodTest {
    private static final int N = 60;
    private static final Frame DATA = data();

    private static Frame data() {
        RandomStream random = Seed.of(5).stream();
        double[] x = new double[N];
        double[] y = new double[N];
        double[] count = new double[N];
        double[] number = new double[N];
        double[] w = new double[N];
        String[] g = new String[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextInt(3);
            y[i] = random.nextInt(2);
            count[i] = random.nextPoisson(1.5);
            number[i] = random.nextGaussian();
            w[i] = 1 + random.nextInt(3);
            g[i] = "g" + random.nextInt(5);
        }
        return Frame.of(
                "x", NumericColumn.of(x),
                "y", NumericColumn.of(y),
                "count", NumericColumn.of(count),
                "number", NumericColumn.of(number),
                "w", NumericColumn.of(w),
                "g", FactorColumn.of(g));
    }

    private static double at(Draws draws, String name, int draw) {
        return draws.column(name)[draw];
    }

    private static double eta(Draws draws, int row, int s) {
        double x = DATA.numeric("x").present()[row];
        String level = DATA.column("g").text(row);
        return at(draws, "(Intercept)", s)
                + x * at(draws, "x", s)
                + at(draws, "r(g)[" + level + ",(Intercept)]", s)
                + x * at(draws, "r(g)[" + level + ",x]", s);
    }

    /// Every family against its own distribution at the linear predictor written out.
    @Test
    void logDensityOfEachRowIsThatOfItsDistribution() {
        for (Family family : new Family[] {
            Family.binomial(),
            Family.of("binomial", Link.PROBIT),
            Family.poisson(),
            Family.negativeBinomial(),
            Family.gaussian()
        }) {
            String response = switch (family.outcome()) {
                case SHARE -> "y";
                case COUNT, POSITIVE -> "count";
                case NUMBER -> "number";
            };
            ModelSpec spec = HandMade.spec(response + " ~ x + (x | g)", family, DATA);
            DrawnParameters parameters = HandMade.parameters(spec, family, 7, 11);
            FitLogLikelihood log = FitLogLikelihood.of(parameters, DATA);
            Draws draws = parameters.draws();
            double[] into = new double[draws.count()];
            for (int row : new int[] {0, 17, N - 1}) {
                log.fill(log.column(row), into);
                for (int s : new int[] {0, 8, 20}) {
                    double omega = family instanceof Family.Gaussian
                            ? 2 * Math.log(at(draws, "sigma", s))
                            : family.hasShape() ? Math.log(at(draws, "shape", s)) : 0;
                    double expected = family.distribution(eta(draws, row, s), 0, 1, omega)
                            .logDensity(DATA.numeric(response).present()[row]);
                    assertThat(into[s]).as(family + " row " + row).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }

    @Test
    void rowsThatAreAlikeShareAColumn() {
        ModelSpec spec = HandMade.spec("y ~ x + (1 | g)", Family.binomial(), DATA);
        FitLogLikelihood log = FitLogLikelihood.of(HandMade.parameters(spec, Family.binomial(), 5, 1), DATA);
        assertThat(log.columns()).isLessThanOrEqualTo(30);
        double rows = 0;
        for (int c = 0; c < log.columns(); c++) {
            rows += log.multiplicity(c);
        }
        assertThat(rows).isEqualTo(N);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                boolean alike = DATA.numeric("x").present()[i]
                                == DATA.numeric("x").present()[j]
                        && DATA.numeric("y").present()[i] == DATA.numeric("y").present()[j]
                        && DATA.column("g").text(i).equals(DATA.column("g").text(j));
                assertThat(log.column(i) == log.column(j)).isEqualTo(alike);
            }
        }
    }

    /// A weight is trials of a share, a multiplicity of a count, and a precision of a number.
    @Test
    void weightsAreReadAsTheFamilyReadsThem() {
        ModelSpec spec = HandMade.spec(
                "number ~ 1", Family.gaussian(), DATA, Roles.defaults().withWeights("w"));
        DrawnParameters parameters = HandMade.parameters(spec, Family.gaussian(), 4, 2);
        FitLogLikelihood log = FitLogLikelihood.of(parameters, DATA);
        double[] into = new double[12];
        log.fill(log.column(3), into);
        double sd =
                at(parameters.draws(), "sigma", 5) / Math.sqrt(DATA.numeric("w").present()[3]);
        double z = (DATA.numeric("number").present()[3] - at(parameters.draws(), "(Intercept)", 5)) / sd;
        assertThat(into[5]).isCloseTo(-0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI), within(1e-12));

        ModelSpec counts = HandMade.spec(
                "count ~ 1", Family.poisson(), DATA, Roles.defaults().withWeights("w"));
        DrawnParameters own = HandMade.parameters(counts, Family.poisson(), 4, 2);
        FitLogLikelihood logOfCounts = FitLogLikelihood.of(own, DATA);
        logOfCounts.fill(logOfCounts.column(3), into);
        double density = Family.poisson()
                .distribution(at(own.draws(), "(Intercept)", 5), 0, 1, 0)
                .logDensity(DATA.numeric("count").present()[3]);
        assertThat(into[5]).isCloseTo(DATA.numeric("w").present()[3] * density, within(1e-12));
    }

    @Test
    void zeroInflationHasItsOwnCoefficients() {
        Family family = Family.poisson().zeroInflated();
        ModelSpec spec = HandMade.spec(
                "count ~ 1", family, DATA, Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ x")));
        DrawnParameters parameters = HandMade.parameters(spec, family, 4, 3);
        FitLogLikelihood log = FitLogLikelihood.of(parameters, DATA);
        double[] into = new double[12];
        for (int row = 0; row < 8; row++) {
            log.fill(log.column(row), into);
            double zeta = at(parameters.draws(), "zi_(Intercept)", 7)
                    + DATA.numeric("x").present()[row] * at(parameters.draws(), "zi_x", 7);
            double expected = family.distribution(at(parameters.draws(), "(Intercept)", 7), zeta, 1, 0)
                    .logDensity(DATA.numeric("count").present()[row]);
            assertThat(into[7]).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void sigmaAndDegreesOfFreedomAreThoseOfTheDraw() {
        Family family = Family.student();
        ModelSpec spec =
                HandMade.spec("number ~ 1", family, DATA, Roles.defaults().withPart(Roles.SIGMA, Formula.parse("~ x")));
        DrawnParameters parameters = HandMade.parameters(spec, family, 4, 3);
        FitLogLikelihood log = FitLogLikelihood.of(parameters, DATA);
        double[] into = new double[12];
        Draws draws = parameters.draws();
        for (int s : new int[] {2, 9}) {
            log.fill(log.column(4), into);
            double logSigma =
                    at(draws, "sigma_(Intercept)", s) + DATA.numeric("x").present()[4] * at(draws, "sigma_x", s);
            double expected = new Family.Student(Link.IDENTITY, at(draws, "nu", s))
                    .distribution(at(draws, "(Intercept)", s), 0, 1, 2 * logSigma)
                    .logDensity(DATA.numeric("number").present()[4]);
            assertThat(into[s]).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void refusesGroupsThatTheFitHasNotSeen() {
        ModelSpec spec = HandMade.spec("y ~ x + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 5, 1);
        Frame other = DATA.head(1).with("g", FactorColumn.of("another"));
        assertThatThrownBy(() -> FitLogLikelihood.of(parameters, other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("`another` of `g`");
    }
}
