package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.NumericException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Laws that hold for any data, closed forms, and what is refused.
class LmmTest {
    private static final String SLOPES = "y ~ x + f + (x | a) + (1 | c)";
    private static final Frame DATA = LmmCases.frame(600, 21);
    private static final LmmFit FIT = Lmm.of(SLOPES).fit(DATA);

    @Test
    void shiftingTheResponseShiftsTheInterceptOnly() {
        LmmFit shifted = Lmm.of(SLOPES).fit(mapped("y", y -> y + 1e6));
        assertThat(shifted.beta()[0]).isCloseTo(FIT.beta()[0] + 1e6, within(1e-6));
        for (int j = 1; j < FIT.beta().length; j++) {
            assertThat(shifted.beta()[j]).isCloseTo(FIT.beta()[j], within(1e-8));
        }
        assertThat(shifted.criterion()).isCloseTo(FIT.criterion(), within(1e-6));
        assertClose(shifted.theta(), FIT.theta(), 1e-6);
    }

    @Test
    void scalingAPredictorScalesItsSlopes() {
        LmmFit scaled = Lmm.of(SLOPES).fit(mapped("x", x -> x * 1e6));
        assertThat(scaled.beta()[1] * 1e6).isCloseTo(FIT.beta()[1], within(1e-8));
        assertThat(scaled.sigma()).isCloseTo(FIT.sigma(), within(1e-8));
        assertThat(scaled.covariance("a").at(1, 1) * 1e12)
                .isCloseTo(FIT.covariance("a").at(1, 1), within(1e-6));
        // REML integrates over β, so the unit of x shows: log|XᵀX| gains 2 log 1e6
        assertThat(scaled.criterion()).isCloseTo(FIT.criterion() + 2 * Math.log(1e6), within(1e-6));
    }

    @Test
    void movingTheOriginOfACorrelatedSlopeIsTheSameModel() {
        LmmFit moved = Lmm.of(SLOPES).fit(mapped("x", x -> x - 11));
        assertThat(moved.criterion()).isCloseTo(FIT.criterion(), within(1e-7));
        assertThat(moved.beta()[1]).isCloseTo(FIT.beta()[1], within(1e-7));
        assertThat(moved.covariance("a").at(1, 1)).isCloseTo(FIT.covariance("a").at(1, 1), within(1e-6));
    }

    /// A balanced one-way layout has θ² = (F − 1)/n; close to 0 the criterion is flat, and search must not stop
    /// short.
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 3e-4, 1e-4, 1e-5})
    void variancesNearZeroAreFound(double theta) {
        int levels = 24;
        int n = 20;
        double[] y = new double[levels * n];
        String[] g = new String[y.length];
        double within = 0;
        double between = 0;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.sin(7 * (i % n) + i / n); // some pattern
            g[i] = "g" + i / n;
        }
        for (int level = 0; level < levels; level++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += y[level * n + i] / n;
            }
            for (int i = 0; i < n; i++) {
                y[level * n + i] -= mean;
                within += y[level * n + i] * y[level * n + i];
            }
            double effect = level - 0.5 * (levels - 1);
            between += effect * effect;
        }
        within /= levels * (n - 1);
        double scale = Math.sqrt((1 + n * theta * theta) * within * (levels - 1) / (n * between));
        for (int i = 0; i < y.length; i++) {
            y[i] += scale * (i / n - 0.5 * (levels - 1));
        }
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(Frame.of("y", NumericColumn.of(y), "g", FactorColumn.of(g)));
        assertThat(fit.convergence()).isNotInstanceOf(Convergence.Failed.class);
        // the criterion falls by some 2000 θ⁴, which is rounding below 1e-3
        assertThat(fit.theta()[0]).isCloseTo(theta, within(theta < 5e-3 ? 5e-4 : 1e-4 * theta));
    }

    @Test
    void orderOfRowsMakesNoDifferenceBeyondRounding() {
        int n = DATA.rows();
        Frame turned = DATA.rows(IntStream.range(0, n).map(i -> n - 1 - i).toArray());
        LmmFit fit = Lmm.of(SLOPES).fit(turned);
        assertClose(fit.beta(), FIT.beta(), 1e-8);
        assertClose(fit.theta(), FIT.theta(), 1e-7);
        assertThat(fit.criterion()).isCloseTo(FIT.criterion(), within(1e-8));
    }

    @Test
    void weightsOfOneAreNoWeights() {
        LmmFit fit = Lmm.of(SLOPES).weights("w").fit(mapped("w", w -> 1));
        assertClose(fit.beta(), FIT.beta(), 1e-9);
        assertThat(fit.criterion()).isCloseTo(FIT.criterion(), within(1e-8));
    }

    @Test
    void anOffsetIsTakenOffTheResponse() {
        Frame data = DATA.with("o", mapped("x", x -> 2 * x).numeric("x"));
        LmmFit fit = Lmm.of(SLOPES).offset("o").fit(data);
        assertThat(fit.beta()[1]).isCloseTo(FIT.beta()[1] - 2, within(1e-8));
        assertThat(fit.sigma()).isCloseTo(FIT.sigma(), within(1e-8));
    }

    /// Balanced one-way data: REML is the analysis of variance (Searle, Casella and McCulloch 1992, section
    /// 3.8).
    @Test
    void balancedRemlIsTheAnalysisOfVariance() {
        double[] y = {3.1, 2.9, 3.6, 5.2, 5.9, 5.0, 1.2, 2.2, 1.9, 4.4, 4.1, 3.7};
        Frame data = Frame.of(
                "y", NumericColumn.of(y),
                "g", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"));
        double mean = IntStream.range(0, 12).mapToDouble(i -> y[i]).average().orElseThrow();
        double between = 0;
        double within = 0;
        for (int g = 0; g < 4; g++) {
            double own = (y[3 * g] + y[3 * g + 1] + y[3 * g + 2]) / 3;
            between += 3 * (own - mean) * (own - mean) / 3;
            for (int i = 0; i < 3; i++) {
                within += (y[3 * g + i] - own) * (y[3 * g + i] - own) / 8;
            }
        }
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(data);
        assertThat(fit.beta()[0]).isCloseTo(mean, within(1e-12));
        assertThat(fit.sigma() * fit.sigma()).isCloseTo(within, within(1e-8));
        assertThat(fit.variances().getFirst().value()).isCloseTo((between - within) / 3, within(1e-7));
    }

    @Test
    void withoutRandomTermsItIsLeastSquares() {
        // y = 1 + 2x with residuals (1, −1, −1, 1): orthogonal to 1 and x
        Frame data = Frame.of("x", NumericColumn.of(0, 1, 2, 3), "y", NumericColumn.of(2, 2, 4, 8));
        LmmFit fit = Lmm.of("y ~ x").fit(data);
        assertThat(fit.beta()).containsExactly(new double[] {1, 2}, within(1e-12));
        assertThat(fit.sigma()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(fit.standardErrors()[1]).isCloseTo(Math.sqrt(2.0 / 5), within(1e-12));
        assertThat(fit.convergence()).isInstanceOf(Convergence.Interior.class);
        assertThat(fit.variances()).hasSize(1);
    }

    @Test
    void aSingularFitSaysSo() {
        // group means closer together than chance
        Frame data = Frame.of(
                "y", NumericColumn.of(1, 5, 2, 4, 3, 3, 0, 6),
                "g", FactorColumn.of("a", "a", "b", "b", "c", "c", "d", "d"));
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(data);
        assertThat(fit.theta()).containsExactly(0.0);
        assertThat(fit.convergence()).isInstanceOf(Convergence.Boundary.class);
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("singular", "few-levels");
        assertThat(fit.beta()[0]).isCloseTo(3, within(1e-12));
    }

    @Test
    void columnsThatDependOnOthersAreLeftOutByName() {
        Frame data = DATA.with("twice", mapped("x", x -> 2 * x + 1).numeric("x"));
        LmmFit fit = Lmm.of("y ~ x + twice + f + (x | a) + (1 | c)").fit(data);
        assertThat(fit.aliased()).containsExactly("twice");
        assertThat(fit.fixedNames()).isEqualTo(FIT.fixedNames());
        assertClose(fit.beta(), FIT.beta(), 1e-8);
    }

    @Test
    void anotherEstimatorNeedsNoRows() {
        LmmFit direct = Lmm.of(SLOPES).estimator(Estimator.ML).fit(DATA);
        LmmFit again = FIT.refit(Estimator.ML);
        assertThat(again.criterion()).isCloseTo(direct.criterion(), within(1e-8));
        assertThat(FIT.refit(Estimator.REML)).isSameAs(FIT);
    }

    @Test
    void modesSolveThePenalisedEquationsOfOneGroup() {
        Frame data = Frame.of(
                "y", NumericColumn.of(1, 2, 3, 7, 8, 9, 4, 5, 6.5),
                "g", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c"));
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(data);
        double between = fit.variances().getFirst().value();
        double shrinkage = between / (between + fit.sigma() * fit.sigma() / 3);
        GroupEffects effects = fit.effects("g");
        assertThat(effects.label(1)).isEqualTo("b");
        assertThat(effects.mode(1, 0)).isCloseTo(shrinkage * (8 - fit.beta()[0]), within(1e-9));
        assertThat(effects.sd(1, 0)).isCloseTo(Math.sqrt(between * (1 - shrinkage)), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + (1 | row)", "y ~ x + (1 | a/row)"})
    void aLevelPerRowIsRefusedByName(String formula) {
        Frame data = DATA.with(
                "row",
                NumericColumn.of(
                        IntStream.range(0, DATA.rows()).asDoubleStream().toArray()));
        assertRefused("N206", () -> Lmm.of(formula).fit(data), "row", "600 levels, 600 rows");
    }

    @Test
    void oneLevelIsRefusedByName() {
        Frame data = DATA.with("one", NumericColumn.of(new double[DATA.rows()]));
        assertRefused("N205", () -> Lmm.of("y ~ x + (1 | one)").fit(data), "`one` has one level");
    }

    @Test
    void twoFactorsWithTheSameGroupsAreRefused() {
        Frame data = DATA.with("copy", DATA.factor("a"));
        assertRefused("N208", () -> Lmm.of("y ~ x + (1 | a) + (1 | copy)").fit(data), "`a` and `copy`");
    }

    @Test
    void aConstantResponseIsRefused() {
        assertRefused("N203", () -> Lmm.of("y ~ x + (1 | a)").fit(mapped("y", y -> 0.1)), "the same in all 600 rows");
    }

    @Test
    void moreEffectsThanRowsAreRefused() {
        Frame few = DATA.slice(0, 20);
        assertRefused("N207", () -> Lmm.of("y ~ 1 + (x | b)").fit(few), "2 random effects each");
    }

    @Test
    void crossedFactorsThatNoHeapHoldsAreRefused() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = 200_000;
        int levels = 90_000; // a dense matrix of 60 GiB
        Frame data = Frame.of(
                "y", NumericColumn.of(random.doubles(rows).toArray()),
                "a",
                        NumericColumn.of(
                                random.ints(rows, 0, levels).asDoubleStream().toArray()),
                "b",
                        NumericColumn.of(
                                random.ints(rows, 0, levels).asDoubleStream().toArray()));
        assertThatThrownBy(() -> Lmm.of("y ~ 1 + (1 | a) + (1 | b)").fit(data))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("N210")
                .hasMessageContaining("COPSE_JAVA_OPTS=-Xmx");
    }

    @Test
    void aPerfectFitIsRefused() {
        assertThatThrownBy(() -> Lmm.of("y ~ x + (1 | a)").fit(DATA.with("y", DATA.numeric("x"))))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("N209")
                .hasMessageContaining("exactly");
    }

    private static void assertRefused(String code, ThrowingCallable fit, String... parts) {
        assertThatThrownBy(fit).isInstanceOf(InputException.class).hasMessageContaining(code);
        for (String part : parts) {
            assertThatThrownBy(fit).hasMessageContaining(part);
        }
    }

    private static Frame mapped(String name, DoubleUnaryOperator function) {
        NumericColumn column = DATA.numeric(name);
        return DATA.with(
                name,
                NumericColumn.of(IntStream.range(0, DATA.rows())
                        .mapToDouble(row -> function.applyAsDouble(column.value(row)))
                        .toArray()));
    }

    private static void assertClose(double[] a, double[] b, double tolerance) {
        assertThat(a).containsExactly(b, within(tolerance));
    }
}
