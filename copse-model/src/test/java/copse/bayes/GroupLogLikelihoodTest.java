package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import org.junit.jupiter.api.Test;

class GroupLogLikelihoodTest {
    private static final int N = 48;
    private static final Frame DATA = data();

    private static Frame data() {
        RandomStream random = Seed.of(31).stream();
        double[] x = new double[N];
        double[] y = new double[N];
        double[] count = new double[N];
        double[] number = new double[N];
        String[] g = new String[N];
        String[] h = new String[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextInt(4) - 1;
            y[i] = random.nextInt(2);
            count[i] = random.nextPoisson(2);
            number[i] = 2 * random.nextGaussian();
            g[i] = "g" + i % 6;
            h[i] = "h" + random.nextInt(3);
        }
        return Frame.of(
                "x", NumericColumn.of(x),
                "y", NumericColumn.of(y),
                "count", NumericColumn.of(count),
                "number", NumericColumn.of(number),
                "g", FactorColumn.of(g),
                "h", FactorColumn.of(h));
    }

    private static double at(Draws draws, String name, int s) {
        return draws.column(name)[s];
    }

    /// The integral by a fine sum over both effects, written out for one group and one draw.
    private static double slow(Family family, String response, DrawnParameters parameters, int level, int s) {
        Draws draws = parameters.draws();
        double sd0 = at(draws, "sd(g,(Intercept))", s);
        double sd1 = at(draws, "sd(g,x)", s);
        double cor = at(draws, "cor(g,(Intercept),x)", s);
        double omega = family instanceof Family.Gaussian
                ? 2 * Math.log(at(draws, "sigma", s))
                : family.hasShape() ? Math.log(at(draws, "shape", s)) : 0;
        double step = 0.05;
        double sum = 0;
        for (double u = -8; u <= 8; u += step) {
            for (double v = -8; v <= 8; v += step) {
                double log = -0.5 * (u * u + v * v) - Math.log(2 * Math.PI);
                for (int i = level; i < N; i += 6) {
                    double x = DATA.numeric("x").present()[i];
                    double eta = at(draws, "(Intercept)", s)
                            + x * at(draws, "x", s)
                            + at(draws, "r(h)[" + DATA.column("h").text(i) + ",(Intercept)]", s)
                            + sd0 * u
                            + x * sd1 * (cor * u + Math.sqrt(1 - cor * cor) * v);
                    log += family.distribution(eta, 0, 1, omega)
                            .logDensity(DATA.numeric(response).present()[i]);
                }
                sum += Math.exp(log) * step * step;
            }
        }
        return Math.log(sum);
    }

    /// The closed form is exact; quadrature with 11 nodes for each of two effects of eight rows is to
    /// 1e-4 of a logarithm, which weights do not notice.
    @Test
    void integratesTheEffectsOfAGroup() {
        for (Family family :
                new Family[] {Family.gaussian(), Family.binomial(), Family.poisson(), Family.negativeBinomial()}) {
            String response = switch (family.outcome()) {
                case SHARE -> "y";
                case COUNT, POSITIVE -> "count";
                case NUMBER -> "number";
            };
            ModelSpec spec = HandMade.spec(response + " ~ x + (x | g) + (1 | h)", family, DATA);
            DrawnParameters parameters = HandMade.parameters(spec, family, 3, 17);
            GroupLogLikelihood groups = GroupLogLikelihood.of(parameters, DATA, "g");
            assertThat(groups.columns()).isEqualTo(6);
            assertThat(groups.label(2)).isEqualTo("g2");
            double[] into = new double[9];
            groups.fill(2, into);
            for (int s : new int[] {0, 4}) {
                assertThat(into[s])
                        .as(family.label())
                        .isCloseTo(slow(family, response, parameters, 2, s), within(1e-4));
            }
        }
    }

    @Test
    void saysWhichFactorsThereAre() {
        ModelSpec spec = HandMade.spec("y ~ x + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 3, 17);
        assertThatThrownBy(() -> GroupLogLikelihood.of(parameters, DATA, "h"))
                .hasMessageContaining("no grouping factor `h`");
    }
}
