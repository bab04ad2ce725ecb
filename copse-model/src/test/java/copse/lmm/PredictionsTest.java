package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.math.Matrix;
import copse.math.Seed;
import copse.model.ModelRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static final PredictOptions GROUPS = PredictOptions.defaults();

    /// Standard errors against the inverse of the dense mixed-model equations, for nested, crossed and slopes.
    @Test
    void standardErrorsAreThoseOfTheMixedModelEquations() {
        check("strength ~ 1 + (1 | batch/cask)", Samples.PASTES);
        check("diameter ~ 1 + (1 | plate) + (1 | sample)", Samples.PENICILLIN);
        check("Reaction ~ Days + (Days | Subject)", Samples.SLEEPSTUDY);
        check("Reaction ~ Days + (Days || Subject)", Samples.SLEEPSTUDY);
    }

    private static void check(String formula, Frame data) {
        LmmFit fit = Lmm.of(formula).fit(data);
        ModelRows rows = fit.spec().predictors(data);
        Predictions predictions = fit.predict(data, GROUPS);
        RowResults results = fit.results(data);
        double[][] r = new double[rows.count()][];
        for (int i = 0; i < r.length; i++) {
            r[i] = denseRow(fit, rows, i);
        }
        int size = r[0].length;
        double[][] columns = new double[size][size];
        for (double[] row : r) {
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    columns[b][a] += row[a] * row[b];
                }
            }
        }
        addPenalty(fit, columns);
        LeastSquares solver = LeastSquares.of(columns);
        for (int i : new int[] {0, 7, r.length - 1}) {
            double[] solution = solver.solve(r[i]);
            double form = 0;
            for (int a = 0; a < size; a++) {
                form += r[i][a] * solution[a];
            }
            assertThat(predictions.se(i))
                    .as(formula)
                    .isCloseTo(fit.sigma() * Math.sqrt(form), within(1e-7 * fit.sigma()));
            assertThat(predictions.value(i))
                    .isCloseTo(results.fitted()[i], within(1e-9 * Math.abs(results.fitted()[i])));
        }
    }

    // coefficients of (β, b): columns of X, then per grouping level by level
    private static double[] denseRow(LmmFit fit, ModelRows rows, int i) {
        int size = rows.x().length;
        for (GroupEffects effects : fit.effects()) {
            size += effects.levels() * effects.terms().size();
        }
        double[] row = new double[size];
        for (int j = 0; j < rows.x().length; j++) {
            row[j] = rows.x()[j][i];
        }
        int at = rows.x().length;
        for (int g = 0; g < fit.groups().size(); g++) {
            GroupEffects effects = fit.effects().get(g);
            int from = fit.spec()
                    .groupings()
                    .indexOf(fit.crossProducts().groupings().get(g).grouping());
            for (int level = 0; level < effects.levels(); level++) {
                for (int c = 0; c < effects.terms().size(); c++) {
                    if (effects.key(level) == rows.keys()[from][i]) {
                        row[at] = rows.z()[from][c][i];
                    }
                    at++;
                }
            }
        }
        return row;
    }

    private static void addPenalty(LmmFit fit, double[][] columns) {
        int at = fit.beta().length;
        for (int g = 0; g < fit.groups().size(); g++) {
            Matrix covariance = fit.covariance(fit.groups().get(g)).times(1 / (fit.sigma() * fit.sigma()));
            Matrix inverse = Symmetric.pseudoInverse(covariance);
            int q = inverse.rows();
            for (int level = 0; level < fit.effects().get(g).levels(); level++) {
                for (int a = 0; a < q; a++) {
                    for (int b = 0; b < q; b++) {
                        columns[at + b][at + a] += inverse.at(a, b);
                    }
                }
                at += q;
            }
        }
    }

    @Test
    void newGroupsAreAverageAndUncertain() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);
        Frame rows = Frame.of(
                "Days", NumericColumn.of(4, 4),
                "Subject", FactorColumn.of("308", "somebody new"));
        Predictions groups = fit.predict(rows, GROUPS);
        Predictions population = fit.predict(rows, GROUPS.withScope(PredictOptions.Scope.POPULATION));
        assertThat(groups.known(0, 0)).isTrue();
        assertThat(groups.known(1, 0)).isFalse();
        assertThat(groups.value(1)).isCloseTo(population.value(1), within(1e-9));
        double x = fit.beta()[0] + 4 * fit.beta()[1];
        assertThat(population.value(0)).isCloseTo(x, within(1e-9));
        Matrix psi = fit.covariance("Subject");
        double between = psi.at(0, 0) + 8 * psi.at(0, 1) + 16 * psi.at(1, 1);
        double mean = population.se(1);
        assertThat(groups.se(1)).isCloseTo(Math.sqrt(mean * mean + between), within(1e-6));
        Predictions one = fit.predict(
                rows, GROUPS.withScope(PredictOptions.Scope.POPULATION).withTarget(PredictOptions.Target.OBSERVATION));
        assertThat(one.se(0)).isCloseTo(Math.sqrt(mean * mean + between + fit.sigma() * fit.sigma()), within(1e-6));
    }

    @Test
    void populationMeansTakeDegreesOfFreedom() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);
        PredictOptions options = GROUPS.withScope(PredictOptions.Scope.POPULATION);
        Frame rows = Frame.of("Days", NumericColumn.of(0), "Subject", FactorColumn.of("308"));
        double z = width(fit.predict(rows, options));
        double t = width(fit.predict(rows, options.withDf(DfMethod.SATTERTHWAITE)));
        // quantiles of t with 17 degrees of freedom and of the normal distribution
        assertThat(t / z).isCloseTo(2.109815578 / 1.959963985, within(1e-6));
    }

    private static double width(Predictions predictions) {
        return predictions.upper(0) - predictions.lower(0);
    }

    @Test
    void simulatedResponsesHaveTheModelsMoments() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);
        int draws = 2000;
        double sum = 0;
        double squares = 0;
        double product = 0;
        double mean = fit.beta()[0];
        for (int k = 0; k < draws; k++) {
            NumericColumn y =
                    fit.simulate(Samples.SLEEPSTUDY, Seed.of(5).stream().split(k));
            double first = y.value(0) - mean; // day 0 of the first subject
            double last = y.value(9) - mean - 9 * fit.beta()[1]; // day 9
            sum += first;
            squares += first * first;
            product += first * last;
        }
        Matrix psi = fit.covariance("Subject");
        double variance = psi.at(0, 0) + fit.sigma() * fit.sigma();
        double covariance = psi.at(0, 0) + 9 * psi.at(0, 1);
        // five standard errors
        assertThat(sum / draws).isCloseTo(0, within(5 * Math.sqrt(variance / draws)));
        assertThat(squares / draws).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / draws)));
        double other = psi.at(0, 0) + 18 * psi.at(0, 1) + 81 * psi.at(1, 1) + fit.sigma() * fit.sigma();
        assertThat(product / draws)
                .isCloseTo(covariance, within(5 * Math.sqrt((variance * other + covariance * covariance) / draws)));
    }

    @Test
    void residualsAreWhatIsLeft() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (1 | Subject)").fit(Samples.SLEEPSTUDY);
        RowResults results = fit.results(Samples.SLEEPSTUDY);
        NumericColumn y = (NumericColumn) Samples.SLEEPSTUDY.column("Reaction");
        double sum = 0;
        for (int i = 0; i < results.count(); i++) {
            assertThat(results.row()[i]).isEqualTo(i);
            assertThat(results.fitted()[i] + results.residual()[i]).isCloseTo(y.value(i), within(1e-9));
            sum += results.residual()[i];
        }
        assertThat(sum).isCloseTo(0, within(1e-7));
        assertThat(List.of(results.pearson()[0] * fit.sigma()))
                .allSatisfy(value -> assertThat(value).isCloseTo(results.residual()[0], within(1e-12)));
    }

    /// A subject's coefficients are its predictions at 0 and the step from there, with the same standard error
    /// at 0.
    @Test
    void groupCoefficientsAreFixedEffectPlusMode() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);
        GroupCoefficients subjects = fit.coefficients("Subject");
        assertThat(subjects.terms()).containsExactly("(Intercept)", "Days");
        Frame rows = Frame.of(
                "Days", NumericColumn.of(0, 1), "Subject", FactorColumn.of(subjects.label(3), subjects.label(3)));
        Predictions predictions = fit.predict(rows, GROUPS);
        assertThat(subjects.value(3, 0)).isCloseTo(predictions.value(0), within(1e-9));
        assertThat(subjects.value(3, 1)).isCloseTo(predictions.value(1) - predictions.value(0), within(1e-9));
        assertThat(subjects.se(3, 0)).isCloseTo(predictions.se(0), within(1e-9));
        assertThat(subjects.se(3, 1)).isLessThan(fit.sigma());
        assertThatThrownBy(() -> fit.coefficients("subject")).hasMessageContaining("did you mean `Subject`?");
    }
}
