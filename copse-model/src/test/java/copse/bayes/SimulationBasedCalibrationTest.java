package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Parameters drawn from their priors, outcomes drawn given them, posteriors of these: the true values rank
/// uniformly among draws of a sampler that is right (Talts, Betancourt, Simpson, Vehtari and Gelman 2018).
///
/// [#REPLICATES] data sets per model, [#DRAWS] draws of each posterior, thinned so that they are nearly
/// independent. Each parameter is tested by [RankUniformity]; a model fails where a parameter's p-value is
/// below 0.001 over the number of parameters.
@Tag("slow")
class SimulationBasedCalibrationTest {
    private static final int REPLICATES = 200;
    private static final int DRAWS = 99;
    private static final double LEVEL = 0.001;
    private static final int GROUPS = 10;
    private static final int ROWS = 8;
    private static final int THINNED = 12;
    private static final Nuts SAMPLER = Nuts.defaults()
            .withChains(1)
            .withWarmup(400)
            .withDraws(DRAWS * THINNED)
            .withTargetAcceptance(0.9)
            .withThreads(1);

    /// A data set with the values that made it.
    private record Made(Frame rows, Map<String, Double> truth) {}

    private interface Maker {
        Made make(RandomStream stream);
    }

    @Test
    void gaussianSlopes() {
        check(
                Bayes.of("y ~ x + (x | g)", Family.gaussian())
                        .priors(priors(
                                "intercept=normal(0, 2)",
                                "coef=normal(0, 1)",
                                "sd=normal(0, 1)",
                                "cor:g=lkj(2)",
                                "sigma=gamma(4, 4)")),
                stream -> {
                    double sigma = stream.nextGamma(4, 0.25);
                    double[] sd = {Math.abs(stream.nextGaussian()), Math.abs(stream.nextGaussian())};
                    // LKJ(2) of two effects: (r + 1) / 2 is Beta(2, 2), the middle one of three uniform numbers
                    double[] three = IntStream.range(0, 3)
                            .mapToDouble(_ -> stream.nextDouble())
                            .sorted()
                            .toArray();
                    double r = 2 * three[1] - 1;
                    Rows rows = new Rows(stream, 2 * stream.nextGaussian(), stream.nextGaussian());
                    for (int g = 0; g < GROUPS; g++) {
                        double first = stream.nextGaussian();
                        rows.deviation[g] = sd[0] * first;
                        rows.slope[g] = sd[1] * (r * first + Math.sqrt(1 - r * r) * stream.nextGaussian());
                    }
                    rows.truth.put("sd(g,(Intercept))", sd[0]);
                    rows.truth.put("sd(g,x)", sd[1]);
                    rows.truth.put("cor(g,(Intercept),x)", r);
                    rows.truth.put("sigma", sigma);
                    rows.truth.put("r(g)[g0,x]", rows.slope[0]);
                    return rows.made((eta, _) -> eta + sigma * stream.nextGaussian());
                });
    }

    @Test
    void bernoulli() {
        check(simple(Family.of("bernoulli"), "y ~ x + (1 | g)"), stream -> {
            Rows rows = intercepts(stream);
            return rows.made((eta, _) -> stream.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0);
        });
    }

    @Test
    void binomial() {
        check(simple(Family.binomial(), "y | trials(n) ~ x + (1 | g)"), stream -> {
            Rows rows = intercepts(stream);
            return rows.made((eta, n) -> stream.nextBinomial((int) n, 1 / (1 + Math.exp(-eta))));
        });
    }

    @Test
    void poisson() {
        check(simple(Family.poisson(), "y ~ x + (1 | g)"), stream -> {
            Rows rows = intercepts(stream);
            return rows.made((eta, _) -> stream.nextPoisson(Math.exp(eta)));
        });
    }

    @Test
    void negativeBinomial() {
        Bayes model = simple(Family.negativeBinomial(), "y ~ x + (1 | g)");
        check(model.priors(model.priors().with("shape=gamma(4, 2)")), stream -> {
            Rows rows = intercepts(stream);
            double shape = stream.nextGamma(4, 0.5);
            rows.truth.put("shape", shape);
            // a Poisson count whose rate is gamma
            return rows.made((eta, _) -> stream.nextPoisson(stream.nextGamma(shape, Math.exp(eta) / shape)));
        });
    }

    private static Bayes simple(Family family, String formula) {
        return Bayes.of(formula, family)
                .priors(priors("intercept=normal(0, 1)", "coef=normal(0, 1)", "sd=normal(0, 1)"));
    }

    private static Priors priors(String... statements) {
        Priors priors = Priors.defaults();
        for (String statement : statements) {
            priors = priors.with(statement);
        }
        return priors;
    }

    // intercept, slope and groups' effects from the priors of `simple`
    private static Rows intercepts(RandomStream stream) {
        Rows rows = new Rows(stream, stream.nextGaussian(), stream.nextGaussian());
        double sd = Math.abs(stream.nextGaussian());
        for (int g = 0; g < GROUPS; g++) {
            rows.deviation[g] = sd * stream.nextGaussian();
        }
        rows.truth.put("sd(g,(Intercept))", sd);
        return rows;
    }

    private interface Outcome {
        double draw(double eta, double n);
    }

    private static final class Rows {
        private final double intercept;
        private final double coefficient;
        private final double[] x = new double[GROUPS * ROWS];
        private final double[] n = new double[GROUPS * ROWS];
        private final double[] deviation = new double[GROUPS];
        private final double[] slope = new double[GROUPS];
        private final Map<String, Double> truth = new LinkedHashMap<>();

        private Rows(RandomStream stream, double intercept, double coefficient) {
            this.intercept = intercept;
            this.coefficient = coefficient;
            for (int i = 0; i < x.length; i++) {
                // few values, and a mean that is not 0
                x[i] = 0.5 * stream.nextInt(5);
                n[i] = 1 + stream.nextInt(6);
            }
            truth.put("(Intercept)", intercept);
            truth.put("x", coefficient);
        }

        private Made made(Outcome outcome) {
            truth.put("r(g)[g0,(Intercept)]", deviation[0]);
            truth.put("r(g)[g7,(Intercept)]", deviation[7]);
            double[] y = new double[x.length];
            String[] group = new String[x.length];
            for (int i = 0; i < y.length; i++) {
                int g = i / ROWS;
                group[i] = "g" + g;
                double eta = intercept + deviation[g] + (coefficient + slope[g]) * x[i];
                y[i] = outcome.draw(eta, n[i]);
            }
            return new Made(
                    Frame.of(
                            "y", NumericColumn.of(y),
                            "x", NumericColumn.of(x),
                            "n", NumericColumn.of(n),
                            "g", FactorColumn.of(group)),
                    truth);
        }
    }

    private static void check(Bayes model, Maker maker) {
        RandomStream root = Seed.of(606).stream();
        List<Map<String, Integer>> all = IntStream.range(0, REPLICATES)
                .parallel()
                .mapToObj(k -> {
                    Made made = maker.make(root.split(k));
                    return ranks(model.fit(made.rows(), SAMPLER.withSeed(Seed.of(k)), Monitor.SILENT), made.truth());
                })
                .toList();
        RankUniformity test = new RankUniformity(DRAWS, REPLICATES, root.split(REPLICATES));
        Map<String, Double> p = new LinkedHashMap<>();
        for (String name : all.getFirst().keySet()) {
            p.put(name, test.p(all.stream().mapToInt(ranks -> ranks.get(name)).toArray()));
        }
        System.out.println("calibration of " + model.formula() + ", " + model.family() + ": p " + p);
        assertThat(p).allSatisfy((name, value) -> assertThat(value).as(name).isGreaterThan(LEVEL / p.size()));
    }

    private static Map<String, Integer> ranks(BayesFit fit, Map<String, Double> truth) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        Draws draws = fit.draws();
        truth.forEach((name, value) -> {
            double[] all = draws.column(name);
            int rank = 0;
            for (int i = THINNED - 1; i < all.length; i += THINNED) {
                rank += all[i] < value ? 1 : 0;
            }
            ranks.put(name, rank);
        });
        return ranks;
    }
}
