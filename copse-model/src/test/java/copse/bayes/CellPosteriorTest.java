package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.mcmc.Metric;
import copse.mcmc.Nuts;
import copse.mcmc.Sampling;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellPosteriorTest {
    private static final Nuts NUTS =
            Nuts.defaults().withWarmup(300).withSeed(Seed.of(5)).withThreads(1);

    static CellPosterior posterior(String formula, Frame frame, Family family, Priors priors, Centring centring) {
        Roles roles = Roles.defaults().withOutcome(family.outcome());
        if (family.isInflated()) {
            roles = roles.withPart(Roles.ZERO_INFLATION, Formula.parse("~ 1"));
        }
        ModelSpec spec = ModelSpec.of(Formula.parse(formula), frame, roles);
        Cells cells = Cells.of(spec, frame, family);
        CellData.Prepared prepared =
                CellData.of(cells, family.isInflated() ? Optional.of(Roles.ZERO_INFLATION) : Optional.empty());
        Hyper hyper = ModelHyper.of(
                BayesModel.of(family, priors, cells),
                prepared.fixed(),
                prepared.parts(),
                prepared.factors().stream().map(Cells.Factor::grouping).toList());
        return CellPosterior.of(prepared.data(), prepared.factors(), family, hyper, centring);
    }

    /// Where the sampler starts no coordinate has a slope worth a hundredth of its standard deviation.
    @ParameterizedTest
    @ValueSource(strings = {"binomial", "poisson", "nbinom2", "betabinomial", "Gamma", "zip"})
    void startIsTheMode(String name) {
        Family family = name.equals("zip") ? Family.poisson().zeroInflated() : Family.of(name);
        String left = family.outcome() == copse.family.OutcomeType.SHARE ? "cbind(y, f)" : "y";
        CellPosterior posterior = posterior(
                left + " ~ x + (x | g) + (1 | h)",
                CellDensityTest.frame(family, 2),
                family,
                Priors.defaults(),
                Centring.AUTO);
        double[] gradient = new double[posterior.density().dimension()];
        double[] centre = posterior.start().centre();
        assertThat(posterior.density().evaluate(centre, gradient)).isFinite();
        Metric.Arrow metric = (Metric.Arrow) posterior.start().metric();
        int h = metric.head().rows();
        for (int i = 0; i < gradient.length; i++) {
            double precision = i < h ? metric.head().at(i, i) : metric.tail()[i - h];
            assertThat(gradient[i] / Math.sqrt(precision)).as("coordinate " + i).isCloseTo(0, within(0.01));
        }
    }

    /// With a flat prior on the intercept of counts, the mean itself is gamma distributed: with shape Σy and
    /// rate n. Its mean and standard deviation are met within five standard errors of about 2000 draws.
    @Test
    void meanOfCountsIsGamma() {
        Frame frame = Frame.of("y", NumericColumn.of(3, 1, 4, 1, 5, 9, 2, 6));
        Priors flat = Priors.defaults()
                .with(
                        new PriorTarget(PriorTarget.Kind.INTERCEPT, Optional.empty(), Optional.empty()),
                        new copse.prior.Prior.Flat());
        Sampling sampling = NUTS.sample(posterior("y ~ 1", frame, Family.poisson(), flat, Centring.AUTO));
        double[] mean = Arrays.stream(sampling.draws().column("(Intercept)"))
                .map(Math::exp)
                .toArray();
        double sd = Math.sqrt(31.0) / 8;
        assertThat(average(mean)).isCloseTo(31.0 / 8, within(5 * sd / Math.sqrt(1000)));
        double spread = Math.sqrt(average(
                Arrays.stream(mean).map(v -> Math.pow(v - average(mean), 2)).toArray()));
        assertThat(spread).isCloseTo(sd, within(5 * sd / Math.sqrt(1000)));
    }

    /// Coordinates change how the sampler moves, not what it finds.
    @ParameterizedTest
    @EnumSource(Centring.class)
    void centringDoesNotChangeThePosterior(Centring centring) {
        Frame frame = CellDensityTest.frame(Family.binomial(), 2);
        Draws auto = NUTS.sample(posterior(
                        "cbind(y, f) ~ x + (1 | g)", frame, Family.binomial(), Priors.defaults(), Centring.AUTO))
                .draws();
        Sampling other = NUTS.withSeed(Seed.of(9))
                .withTargetAcceptance(0.95)
                .sample(posterior("cbind(y, f) ~ x + (1 | g)", frame, Family.binomial(), Priors.defaults(), centring));
        for (String name : auto.names()) {
            double[] a = auto.column(name);
            double[] b = other.draws().column(name);
            double m = average(a);
            double sd = Math.sqrt(
                    average(DoubleStream.of(a).map(v -> (v - m) * (v - m)).toArray()));
            assertThat(average(b)).as(name).isCloseTo(m, within(0.25 * sd));
        }
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
