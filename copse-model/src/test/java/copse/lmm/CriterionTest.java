package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.formula.Formula;
import copse.frame.Frame;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Standardised;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The criterion against its definition over rows, and its derivatives against differences.
class CriterionTest {
    private static final String MODELS = """
            y ~ x + (1 | a)
            y ~ x + (x | a)
            y ~ x + (x || a)
            y ~ x + (1 | a/b)
            y ~ x + (x | a/b)
            y ~ x + (1 | a) + (1 | c)
            y ~ x + (x | a) + (x | c)
            y ~ x + f + (1 | a/b) + (1 | c)
            y ~ x + (x | a/b) + (0 + x | c) + (1 | f)
            y ~ 0 + x + (0 + x | a)
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = MODELS)
    void criterionIsTheLikelihoodOfTheMarginalNormal(String formula) {
        Frame frame = LmmCases.frame(120, 11);
        ModelSpec spec = ModelSpec.of(Formula.parse(formula), frame).withWeights("w");
        CrossProducts products = CrossProducts.of(spec, frame);
        for (Estimator estimator : Estimator.values()) {
            Criterion criterion = Criterion.of(Standardised.of(products), estimator);
            double[] theta = randomTheta(criterion, 5);
            double expected = dense(spec, frame, criterion, theta, estimator);
            // two ways to factor 120 rows
            assertThat(criterion.evaluate(theta).criterion()).isCloseTo(expected, within(1e-8));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = MODELS)
    void gradientIsThatOfDifferences(String formula) {
        Frame frame = LmmCases.frame(400, 12);
        CrossProducts products = CrossProducts.of(ModelSpec.of(Formula.parse(formula), frame), frame);
        for (Estimator estimator : Estimator.values()) {
            Criterion criterion = Criterion.of(Standardised.of(products), estimator);
            double[] theta = randomTheta(criterion, 6);
            double[] gradient = criterion.evaluate(theta, true).gradient();
            for (int k = 0; k < theta.length; k++) {
                double h = 1e-5;
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[k] += h;
                down[k] -= h;
                double difference = (criterion.evaluate(up).criterion()
                                - criterion.evaluate(down).criterion())
                        / (2 * h);
                // central differences: h² times a third derivative of the order of the number of levels, and rounding
                assertThat(gradient[k]).isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + (x | a)", "y ~ x + (x | a/b) + (1 | c)"})
    void signsOfColumnsMakeNoDifference(String formula) {
        Frame frame = LmmCases.frame(200, 13);
        CrossProducts products = CrossProducts.of(ModelSpec.of(Formula.parse(formula), frame), frame);
        Criterion criterion = Criterion.of(Standardised.of(products), Estimator.REML);
        double[] theta = randomTheta(criterion, 7);
        double[] turned = theta.clone();
        turned[0] = -turned[0];
        turned[1] = -turned[1];
        assertThat(criterion.evaluate(turned).criterion())
                .isCloseTo(criterion.evaluate(theta).criterion(), within(1e-10));
        assertThat(criterion.template().canonical(turned)).containsExactly(theta);
    }

    private static double[] randomTheta(Criterion criterion, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] theta = new double[criterion.template().size()];
        for (int k = 0; k < theta.length; k++) {
            theta[k] =
                    criterion.template().entry(k).isDiagonal() ? 0.3 + random.nextDouble() : random.nextDouble() - 0.5;
        }
        return theta;
    }

    /// −2 log (restricted) likelihood with β and σ profiled out, by factoring the covariance matrix of the
    /// rows.
    private static double dense(ModelSpec spec, Frame frame, Criterion criterion, double[] theta, Estimator estimator) {
        ModelRows rows = spec.rows(frame);
        int n = rows.count();
        int p = rows.x().length;
        double[] w = LmmCases.notNull(rows.weights());
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1 / w[i];
        }
        double[][] lambda = criterion.template().factors(theta);
        Standardised standard = criterion.standard();
        for (int g = 0; g < lambda.length; g++) {
            CrossProducts.Products own = standard.original().groupings().get(g);
            int q = own.q();
            Matrix half = standard.random(g).times(Matrix.wrap(q, q, lambda[g]));
            Matrix covariance = half.times(half.transpose());
            int at = spec.groupings().indexOf(own.grouping());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (rows.keys()[at][i] == rows.keys()[at][j]) {
                        for (int c = 0; c < q; c++) {
                            for (int d = 0; d < q; d++) {
                                v[i][j] += rows.z()[at][c][i] * covariance.at(c, d) * rows.z()[at][d][j];
                            }
                        }
                    }
                }
            }
        }
        double logDeterminant = cholesky(v);
        double[][] whitened = new double[p + 1][];
        for (int j = 0; j < p; j++) {
            whitened[j] = solve(v, rows.x()[j]);
        }
        whitened[p] = solve(v, LmmCases.notNull(rows.response()));
        double[][] gram = new double[p][p];
        double[] right = new double[p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < p; k++) {
                gram[j][k] = dot(whitened[j], whitened[k]);
            }
            right[j] = dot(whitened[j], whitened[p]);
        }
        double logX = cholesky(gram);
        double[] projected = solve(gram, right);
        double squares = dot(whitened[p], whitened[p]) - dot(projected, projected);
        boolean reml = estimator == Estimator.REML;
        double degrees = reml ? n - p : n;
        return logDeterminant + (reml ? logX : 0) + degrees * (1 + Math.log(2 * Math.PI * squares / degrees));
    }

    private static double cholesky(double[][] a) {
        double log = 0;
        for (int j = 0; j < a.length; j++) {
            for (int i = j; i < a.length; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
            log += 2 * Math.log(a[j][j]);
        }
        return log;
    }

    private static double[] solve(double[][] l, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
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

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + (1 | a/b)", "y ~ x + f + (1 | a/b) + (1 | c)", "y ~ x + (x | a) + (1 | c)"})
    void inverseOfAIsTheInverse(String formula) {
        Frame frame = LmmCases.frame(150, 14);
        CrossProducts products = CrossProducts.of(ModelSpec.of(Formula.parse(formula), frame), frame);
        Criterion criterion = Criterion.of(Standardised.of(products), Estimator.ML);
        double[] theta = randomTheta(criterion, 8);
        Evaluation at = criterion.evaluate(theta);
        SelectedInverse inverse = criterion.inverseOfA();
        // d log|A| / d log(scale of one Λ) = 2 tr(I − A⁻¹) over all levels, by scaling every Λ
        double trace = 0;
        for (int g = 0; g < criterion.standard().products().groupings().size(); g++) {
            CrossProducts.Products own =
                    criterion.standard().products().groupings().get(g);
            for (int level = 0; level < own.levels(); level++) {
                double[] block = inverse.ownBlock(g, level);
                for (int c = 0; c < own.q(); c++) {
                    trace += 1 - block[c + c * own.q()];
                }
            }
        }
        double h = 1e-5;
        double[] up = Arrays.stream(theta).map(t -> t * (1 + h)).toArray();
        double[] down = Arrays.stream(theta).map(t -> t * (1 - h)).toArray();
        double difference = (criterion.evaluate(up).logDeterminantA()
                        - criterion.evaluate(down).logDeterminantA())
                / (2 * h);
        assertThat(2 * trace).isCloseTo(difference, within(1e-6 * difference));
        assertThat(at.logDeterminantA()).isPositive();
    }
}
