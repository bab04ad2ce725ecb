package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.LogDensity;
import copse.mcmc.Metric;
import copse.mcmc.Recorder;
import copse.mcmc.Start;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.Standardised;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The posterior of a Gaussian model against the density of all rows as one normal vector.
class GaussianPosteriorTest {
    private static final String LINE = "y ~ x + w";
    private static final String NO_INTERCEPT = "y ~ 0 + x + w";
    private static final String NESTED = "y ~ x + (1 | a/b/c)";
    private static final String SLOPES = "y ~ x + (x | a:b)";
    private static final String APART = "y ~ x + (1 | h) + (0 + x + w | h)";
    private static final String CROSSED = "y ~ x + (x | a) + (1 | h)";
    private static final String CROSSED_NESTED = "y ~ (1 | a/b) + (w || h)";

    private static Frame rows(long seed) {
        RandomStream random = Seed.of(seed).stream();
        int n = 60;
        double[] y = new double[n];
        double[] x = new double[n];
        double[] w = new double[n];
        double[] weight = new double[n];
        String[] a = new String[n];
        String[] b = new String[n];
        String[] c = new String[n];
        String[] h = new String[n];
        for (int i = 0; i < n; i++) {
            a[i] = "a" + i % 4;
            b[i] = "b" + random.nextInt(3);
            c[i] = "c" + random.nextInt(2);
            h[i] = "h" + random.nextInt(5);
            x[i] = 1000 + 10 * random.nextGaussian(); // far from 0: nothing may cancel
            w[i] = random.nextInt(2);
            weight[i] = 0.5 + random.nextDouble();
            y[i] = 400 + 0.3 * x[i] + 2 * w[i] + 3 * (i % 4) + 4 * random.nextGaussian();
        }
        return Frame.of(
                "y", NumericColumn.of(y),
                "x", NumericColumn.of(x),
                "w", NumericColumn.of(w),
                "weight", NumericColumn.of(weight),
                "a", FactorColumn.of(a),
                "b", FactorColumn.of(b),
                "c", FactorColumn.of(c),
                "h", FactorColumn.of(h));
    }

    private record Model(ModelSpec spec, Frame data, CrossProducts products, Standardised standard, Hyper hyper) {
        static Model of(String formula, boolean weighted) {
            Frame data = rows(6201);
            Roles roles = Roles.defaults().withWeights(weighted ? "weight" : null);
            ModelSpec spec = ModelSpec.of(Formula.parse(formula), data, roles);
            CrossProducts products = CrossProducts.of(spec, data);
            Standardised standard = Standardised.of(products);
            List<Grouping> groupings = products.groupings().stream()
                    .map(CrossProducts.Products::grouping)
                    .toList();
            BayesModel model = BayesModel.of(Family.gaussian(), Priors.defaults(), products);
            return new Model(
                    spec, data, products, standard, ModelHyper.of(model, FixedMap.of(standard), Map.of(), groupings));
        }

        GaussianPosterior posterior() {
            return GaussianPosterior.of(standard, hyper);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LINE, NO_INTERCEPT, NESTED, SLOPES, APART, CROSSED, CROSSED_NESTED})
    void isThePriorTimesTheNormalDensityOfAllRows(String formula) {
        for (boolean weighted : new boolean[] {false, true}) {
            Model model = Model.of(formula, weighted);
            GaussianPosterior posterior = model.posterior();
            LogDensity density = posterior.density();
            for (double[] position : positions(posterior, 6)) {
                double value = density.evaluate(position, new double[position.length]);
                double prior = model.hyper.decode(position);
                Dense dense = new Dense(model);
                // rows lie 1000 away from 0 with a spread of 10: their products are known to about 1e-12
                assertThat(value).isCloseTo(prior + dense.logDensity(), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LINE, NO_INTERCEPT, NESTED, SLOPES, APART, CROSSED, CROSSED_NESTED})
    void gradientIsTheSlope(String formula) {
        Model model = Model.of(formula, true);
        GaussianPosterior posterior = model.posterior();
        LogDensity density = posterior.density().copy();
        for (double[] position : positions(posterior, 4)) {
            double[] gradient = new double[position.length];
            double value = density.evaluate(position, gradient);
            double[] unused = new double[position.length];
            for (int j = 0; j < position.length; j++) {
                double step = 1e-5;
                double[] moved = position.clone();
                moved[j] += step;
                double up = density.evaluate(moved, unused);
                moved[j] -= 2 * step;
                double down = density.evaluate(moved, unused);
                // rounding of the values over the step, and step² of a third derivative
                double error = 1e-6 * (Math.abs(value) + Math.abs(gradient[j]) + 10);
                assertThat(gradient[j]).as("coordinate %d", j).isCloseTo((up - down) / (2 * step), within(error));
            }
        }
    }

    /// Where the outermost effects follow an intercept that is far off, sums of squares of 1e20 must leave what
    /// the rows within levels say: it does not change, and beside it there is only what the means of the levels
    /// cost.
    @ParameterizedTest
    @ValueSource(strings = {NESTED, SLOPES, CROSSED})
    void nothingIsGainedFarFromTheData(String formula) {
        GaussianPosterior posterior = Model.of(formula, false).posterior();
        LogDensity density = posterior.density();
        double[] gradient = new double[density.dimension()];
        double mode = density.evaluate(posterior.start().centre(), gradient);
        int intercept = 0;
        for (double far = 1e2; far < 1e15; far *= 10) {
            double[] position = posterior.start().centre().clone();
            position[intercept] += far;
            for (int k = 0; k < posterior.hyper().names().size() && k < position.length; k++) {
                if (posterior.hyper().names().get(k).startsWith("sd(")) {
                    position[k] = Math.log(far);
                }
            }
            double value = density.evaluate(position, gradient);
            assertThat(value < mode || Double.isNaN(value))
                    .as("%g away: %g", far, value)
                    .isTrue();
        }
    }

    /// Draws around the start, some far out.
    private static double[][] positions(GaussianPosterior posterior, int count) {
        Start start = posterior.start();
        double[][] positions = new double[count][];
        RandomStream random = Seed.of(6202).stream();
        Matrix covariance = ((Metric.Dense) start.metric()).covariance();
        for (int k = 0; k < count; k++) {
            positions[k] = start.centre().clone();
            for (int j = 0; j < positions[k].length; j++) {
                positions[k][j] += k * Math.sqrt(covariance.at(j, j)) * random.nextGaussian();
            }
        }
        return positions;
    }

    @ParameterizedTest
    @ValueSource(strings = {LINE, NESTED, SLOPES, CROSSED})
    void startsWhereTheGradientVanishes(String formula) {
        GaussianPosterior posterior = Model.of(formula, false).posterior();
        Start start = posterior.start();
        double[] gradient = new double[start.centre().length];
        posterior.density().evaluate(start.centre(), gradient);
        Matrix covariance = ((Metric.Dense) start.metric()).covariance();
        double decrement = 0;
        for (int j = 0; j < gradient.length; j++) {
            for (int i = 0; i < gradient.length; i++) {
                decrement += gradient[i] * covariance.at(i, j) * gradient[j];
            }
        }
        assertThat(decrement).isBetween(0.0, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {NESTED, SLOPES, APART, CROSSED, CROSSED_NESTED})
    void effectsAreDrawnFromTheirConditionalDistribution(String formula) {
        Model model = Model.of(formula, true);
        GaussianPosterior posterior = model.posterior();
        double[] position = positions(posterior, 2)[1];
        model.hyper.decode(position);
        Dense dense = new Dense(model);
        double[] mean = dense.effectMeans();
        double[] sd = dense.effectSds();
        Recorder recorder = posterior.recorder();
        int hyper = model.hyper.names().size();
        int draws = 4000;
        double[] sum = new double[mean.length];
        double[] square = new double[mean.length];
        double[] into = new double[posterior.names().size()];
        assertThat(into).hasSize(hyper + mean.length);
        for (int k = 0; k < draws; k++) {
            recorder.record(position, Seed.of(6203).stream().split(k), into);
            for (int i = 0; i < mean.length; i++) {
                double z = (into[hyper + i] - mean[i]) / sd[i];
                sum[i] += z / draws;
                square[i] += z * z / draws;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            // five standard errors of a mean, and of a mean of squares
            assertThat(sum[i]).as(posterior.names().get(hyper + i)).isCloseTo(0, within(5 / Math.sqrt(draws)));
            assertThat(square[i]).as(posterior.names().get(hyper + i)).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
        }
    }

    @Test
    void namesEffectsByGroupLevelAndColumn() {
        assertThat(Model.of("y ~ x + (x | a) + (1 | h)", false).posterior().names())
                .contains("(Intercept)", "x", "sd(a,(Intercept))", "cor(a,(Intercept),x)", "sigma")
                .endsWith("r(h)[h4,(Intercept)]")
                .containsSequence("r(a)[a3,(Intercept)]", "r(a)[a3,x]", "r(h)[h0,(Intercept)]");
    }

    /// The model with all rows, at what the hyperparameters decoded last.
    private static final class Dense {
        private final int n;
        private final double[][] covariance; // of y
        private final double[] residual;
        private final double[][] z; // columns of effects, in the order of names, by rows
        private final double[][] prior; // covariance of effects

        Dense(Model model) {
            ModelRows rows = model.spec.rows(model.data);
            Hyper hyper = model.hyper;
            n = rows.count();
            FixedMap map = FixedMap.of(model.standard);
            double[] beta = new double[map.names().size()];
            map.coefficients(hyper.beta(), beta);
            residual = java.util.Objects.requireNonNull(rows.response()).clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < beta.length; j++) {
                    residual[i] -= rows.x()[j][i] * beta[j];
                }
            }
            int effects = model.spec.groupings().stream()
                    .mapToInt(g -> g.columns() * own(model, g).levels())
                    .sum();
            z = new double[effects][n];
            prior = new double[effects][effects];
            int at = 0;
            for (int g = 0; g < model.spec.groupings().size(); g++) {
                Grouping grouping = model.spec.groupings().get(g);
                CrossProducts.Products products = own(model, grouping);
                int q = grouping.columns();
                double[] l = hyper.factor(model.products.groupings().indexOf(products));
                for (int level = 0; level < products.levels(); level++) {
                    for (int a = 0; a < q; a++) {
                        for (int i = 0; i < n; i++) {
                            z[at + a][i] = rows.keys()[g][i] == products.keys()[level] ? rows.z()[g][a][i] : 0;
                        }
                        for (int c = 0; c < q; c++) {
                            for (int k = 0; k < q; k++) {
                                prior[at + a][at + c] += l[a + k * q] * l[c + k * q];
                            }
                        }
                    }
                    at += q;
                }
            }
            covariance = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int a = 0; a < effects; a++) {
                        for (int c = Math.max(0, a - 3); z[a][i] != 0 && c < Math.min(effects, a + 4); c++) {
                            covariance[i][j] += z[a][i] * prior[a][c] * z[c][j];
                        }
                    }
                }
                covariance[i][i] += Math.exp(hyper.omega()) / (rows.weights() == null ? 1 : rows.weights()[i]);
            }
        }

        private static CrossProducts.Products own(Model model, Grouping grouping) {
            return model.products.groupings().stream()
                    .filter(one -> one.grouping().equals(grouping))
                    .findFirst()
                    .orElseThrow();
        }

        private static double[][] cholesky(double[][] a) {
            double[][] l = new double[a.length][a.length];
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = a[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= l[i][k] * l[j][k];
                    }
                    l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
                }
            }
            return l;
        }

        private static double[] forward(double[][] l, double[] b) {
            double[] x = b.clone();
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < i; j++) {
                    x[i] -= l[i][j] * x[j];
                }
                x[i] /= l[i][i];
            }
            return x;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        double logDensity() {
            double[][] l = cholesky(covariance);
            double[] x = forward(l, residual);
            double log = -0.5 * n * Math.log(2 * Math.PI) - 0.5 * dot(x, x);
            for (int i = 0; i < n; i++) {
                log -= Math.log(l[i][i]);
            }
            return log;
        }

        // prior covariance with y, forward solved: D Zᵀ L⁻ᵀ
        private double[][] withData() {
            double[][] l = cholesky(covariance);
            double[][] result = new double[z.length][];
            for (int a = 0; a < z.length; a++) {
                double[] row = new double[n];
                for (int c = 0; c < z.length; c++) {
                    for (int i = 0; i < n; i++) {
                        row[i] += prior[a][c] * z[c][i];
                    }
                }
                result[a] = forward(l, row);
            }
            return result;
        }

        double[] effectMeans() {
            double[] x = forward(cholesky(covariance), residual);
            return Arrays.stream(withData()).mapToDouble(row -> dot(row, x)).toArray();
        }

        double[] effectSds() {
            double[][] with = withData();
            double[] sd = new double[with.length];
            for (int a = 0; a < sd.length; a++) {
                sd[a] = Math.sqrt(prior[a][a] - dot(with[a], with[a]));
            }
            return sd;
        }
    }
}
