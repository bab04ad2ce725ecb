package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.formula.Formula;
import copse.frame.Frame;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Standardised;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Second derivatives against fourth-order differences of the analytic gradients.
class CurvatureTest {
    private static final String MODELS = """
            y ~ x + (1 | a)
            y ~ x + (x | a/b)
            y ~ x + (1 | a) + (1 | c)
            y ~ x + (1 | a) + (1 | c) + (1 | f)
            y ~ x + (x | a) + (x | c)
            y ~ x + (x | a/b) + (0 + x | c) + (1 | f)
            """;
    // Off in the third derivative by about 1e-5, once for a column that is moved, and by h⁴ for the differences.
    private static final double TOLERANCE = 1e-4;
    private static final double STEP = 1e-3;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = MODELS)
    void hessianIsThatOfDifferences(String formula) {
        for (Estimator estimator : Estimator.values()) {
            Criterion criterion = criterion(formula, estimator);
            Evaluation at = criterion.evaluate(theta(criterion), true);
            double[][] hessian = new Curvature(criterion).hessian(at);
            double[][] expected = new double[hessian.length][];
            double scale = 0;
            for (int k = 0; k < expected.length; k++) {
                expected[k] = differences(criterion, at.theta(), k, false);
                scale = Math.max(scale, Math.abs(expected[k][k]));
            }
            for (int k = 0; k < expected.length; k++) {
                assertThat(hessian[k]).containsExactly(expected[k], within(TOLERANCE * scale));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = MODELS)
    void averageInformationIsHalfTheCurvatureOfTheSquares(String formula) {
        Criterion criterion = criterion(formula, Estimator.REML);
        Evaluation at = criterion.evaluate(theta(criterion), true);
        double[][] information = new Curvature(criterion).averageInformation(at);
        double[][] residual =
                Modes.residuals(criterion.products(), criterion.cholesky().lambda(), at.beta(), at.u());
        double rss = at.residualSquares();
        for (int k = 0; k < information.length; k++) {
            double[] expected = differences(criterion, at.theta(), k, true);
            for (int l = 0; l < information.length; l++) {
                // yᵀP V_k P V_l P y
                double form = information[k][l] * rss / criterion.degrees()
                        + at.gradientSquares()[k] * at.gradientSquares()[l] / rss;
                // ∂²rss = 2 yᵀP V_k P V_l P y − yᵀP V_kl P y
                double second = 2 * form - 2 * shared(criterion, residual, k, l);
                assertThat(second).isCloseTo(expected[l], within(1e-7 * (rss + Math.abs(expected[k]))));
            }
        }
    }

    /// Of the variances of three crossed factors, only that of the one that is eliminated takes an evaluation.
    @Test
    void denseRemainderTakesNoDifferences() {
        Criterion criterion = criterion("y ~ x + (1 | a) + (1 | c) + (1 | f)", Estimator.REML);
        Evaluation at = criterion.evaluate(theta(criterion), true);
        int before = criterion.evaluations();
        new Curvature(criterion).hessian(at);
        assertThat(criterion.evaluations() - before).isEqualTo(1);
    }

    private static Criterion criterion(String formula, Estimator estimator) {
        Frame frame = LmmCases.frame(400, 12);
        CrossProducts products = CrossProducts.of(ModelSpec.of(Formula.parse(formula), frame), frame);
        return Criterion.of(Standardised.of(products), estimator);
    }

    private static double[] theta(Criterion criterion) {
        SplittableRandom random = new SplittableRandom(6);
        double[] theta = new double[criterion.template().size()];
        for (int k = 0; k < theta.length; k++) {
            theta[k] =
                    criterion.template().entry(k).isDiagonal() ? 0.3 + random.nextDouble() : random.nextDouble() - 0.5;
        }
        return theta;
    }

    private static double[] differences(Criterion criterion, double[] theta, int k, boolean ofSquares) {
        double[] offsets = {-2, -1, 1, 2};
        double[] weights = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        double[] result = new double[theta.length];
        for (int m = 0; m < 4; m++) {
            double[] moved = theta.clone();
            moved[k] += offsets[m] * STEP;
            Evaluation there = criterion.evaluate(moved, true);
            double[] gradient = ofSquares ? there.gradientSquares() : there.gradient();
            for (int l = 0; l < result.length; l++) {
                result[l] += weights[m] / STEP * gradient[l];
            }
        }
        return result;
    }

    // half of yᵀP V_kl P y
    private static double shared(Criterion criterion, double[][] residual, int k, int l) {
        CovarianceTemplate.Entry one = criterion.template().entry(k);
        CovarianceTemplate.Entry other = criterion.template().entry(l);
        if (one.grouping() != other.grouping() || one.column() != other.column()) {
            return 0;
        }
        double[] e = residual[one.grouping()];
        int q = criterion.structure().q(one.grouping());
        double sum = 0;
        for (int at = 0; at < e.length; at += q) {
            sum += e[at + one.row()] * e[at + other.row()];
        }
        return sum;
    }
}
