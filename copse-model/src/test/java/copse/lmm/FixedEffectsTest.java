package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.error.NumericException;
import copse.formula.Contrast;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.FTest;
import copse.infer.FisherF;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Roles;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedEffectsTest {
    // Two routes to the same closed form; the optimum of θ is good to 1e-6 of its standard error.
    private static final double ANALYTIC = 1e-6;

    /// Balanced: the slope's error is the subjects' variation, 18 - 1 degrees of freedom.
    @Test
    void balancedSlopesHaveOneDegreeLessThanSubjects() {
        LmmFit fit = Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);
        for (DfMethod method : List.of(DfMethod.SATTERTHWAITE, DfMethod.KENWARD_ROGER)) {
            Estimate days = FixedEffects.of(fit, method).coefficient("Days", 0.95);
            assertThat(days.df()).as(method.label()).isCloseTo(17, within(ANALYTIC));
            assertThat(days.se()).isCloseTo(1.54578889629, within(1e-8));
        }
    }

    /// The split-plot analysis of variance by hand: whole plots are the error of `a`, rows the error of `b` and
    /// `a:b`.
    @Test
    void kenwardRogerIsExactInSplitPlots() {
        SplitPlot plot = new SplitPlot(4, 3, 7);
        LmmFit fit = Lmm.of("y ~ a * b + (1 | plot)").fit(plot.frame());
        for (DfMethod method : List.of(DfMethod.KENWARD_ROGER, DfMethod.SATTERTHWAITE)) {
            for (AnovaType type : AnovaType.values()) {
                List<FTest> tests = FixedEffects.of(fit, method).anova(type);
                assertThat(tests).extracting(FTest::term).containsExactly("a", "b", "a:b");
                assertThat(tests.get(0).denominatorDf()).isCloseTo(6, within(1e-4));
                assertThat(tests.get(1).denominatorDf()).isCloseTo(12, within(1e-4));
                assertThat(tests.get(2).denominatorDf()).isCloseTo(12, within(1e-4));
                assertThat(tests.get(0).f()).isCloseTo(plot.fOfA(), within(1e-5 * plot.fOfA()));
                assertThat(tests.get(1).f()).isCloseTo(plot.fOfB(), within(1e-5 * plot.fOfB()));
                assertThat(tests.get(0).p()).isCloseTo(FisherF.upperP(plot.fOfA(), 1, 6), within(1e-5));
            }
        }
    }

    /// Unbalanced data: hypotheses are about means, not about columns.
    @Test
    void typeThreeDoesNotDependOnTheCoding() {
        Frame data = new SplitPlot(5, 3, 11).unbalanced();
        List<FTest> treatment = anova(data, Contrast.TREATMENT, AnovaType.THREE);
        for (Contrast contrast : List.of(Contrast.SUM, Contrast.HELMERT)) {
            List<FTest> other = anova(data, contrast, AnovaType.THREE);
            for (int i = 0; i < 3; i++) {
                assertThat(other.get(i).f()).isCloseTo(treatment.get(i).f(), within(1e-6));
                assertThat(other.get(i).denominatorDf())
                        .isCloseTo(treatment.get(i).denominatorDf(), within(1e-4));
            }
        }
        List<FTest> two = anova(data, Contrast.TREATMENT, AnovaType.TWO);
        List<FTest> twoBySum = anova(data, Contrast.SUM, AnovaType.TWO);
        assertThat(two.get(0).f()).isCloseTo(twoBySum.get(0).f(), within(1e-6));
        assertThat(two.get(0).f()).isNotCloseTo(treatment.get(0).f(), within(1e-3));
        assertThat(two.get(2).f()).isCloseTo(treatment.get(2).f(), within(1e-6));
    }

    private static List<FTest> anova(Frame data, Contrast contrast, AnovaType type) {
        Roles roles = Roles.defaults().withContrast("a", contrast).withContrast("b", contrast);
        LmmFit fit = Lmm.of("y ~ a * b + (1 | plot)").roles(roles).fit(data);
        return FixedEffects.of(fit, DfMethod.SATTERTHWAITE).anova(type);
    }

    /// Units and origins are conventions: tests of a slope do not change with them.
    @Test
    void unitsAndOriginsDoNotMatter() {
        NumericColumn reaction = (NumericColumn) Samples.SLEEPSTUDY.column("Reaction");
        NumericColumn days = (NumericColumn) Samples.SLEEPSTUDY.column("Days");
        double[] y = new double[reaction.size()];
        double[] x = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 1e-6 * (reaction.value(i) + 1e5);
            x[i] = 1e9 + 1000 * days.value(i);
        }
        Frame moved = Samples.SLEEPSTUDY.with("Reaction", NumericColumn.of(y)).with("Days", NumericColumn.of(x));
        String formula = "Reaction ~ Days + (Days | Subject)";
        for (DfMethod method : List.of(DfMethod.SATTERTHWAITE, DfMethod.KENWARD_ROGER)) {
            Estimate before =
                    Lmm.of(formula).fit(Samples.SLEEPSTUDY).fixed(method).coefficient("Days", 0.95);
            Estimate after = Lmm.of(formula).fit(moved).fixed(method).coefficient("Days", 0.95);
            // the response keeps 10 digits of its spread beside 1e5 of it
            assertThat(after.statistic()).isCloseTo(before.statistic(), within(1e-6));
            assertThat(after.df()).isCloseTo(before.df(), within(1e-4));
            assertThat(after.value()).isCloseTo(1e-9 * before.value(), within(1e-14));
        }
    }

    @Test
    void plainLinearModel() {
        LmmFit fit = Lmm.of("Reaction ~ Days").fit(Samples.SLEEPSTUDY);
        for (DfMethod method : List.of(DfMethod.SATTERTHWAITE, DfMethod.KENWARD_ROGER, DfMethod.RESIDUAL)) {
            FixedEffects fixed = FixedEffects.of(fit, method);
            assertThat(fixed.method()).isEqualTo(DfMethod.RESIDUAL);
            assertThat(fixed.coefficient("Days", 0.95).df()).isEqualTo(178);
        }
        assertThat(FixedEffects.of(fit, DfMethod.NORMAL)
                        .coefficient("Days", 0.95)
                        .df())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void messages() {
        LmmFit ml = Lmm.of("Reaction ~ Days + (1 | Subject)")
                .estimator(Estimator.ML)
                .fit(Samples.SLEEPSTUDY);
        assertThatThrownBy(() -> FixedEffects.of(ml, DfMethod.KENWARD_ROGER))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("N211")
                .hasMessageContaining("fit by REML");
        assertThatThrownBy(() -> FixedEffects.of(ml, DfMethod.NORMAL).coefficient("days", 0.95))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean `Days`?");
    }

    /// A seeded split-plot experiment: `a` on whole plots, `b` within them.
    private static final class SplitPlot {
        private final int plots;
        private final int b;
        private final double[][] y; // per whole plot and level of b; the first half of the plots has a = 0

        SplitPlot(int plotsPerLevel, int levelsOfB, long seed) {
            plots = 2 * plotsPerLevel;
            b = levelsOfB;
            y = new double[plots][b];
            RandomStream random = Seed.of(seed).stream();
            for (int i = 0; i < plots; i++) {
                double plot = 2 * random.nextGaussian() + (i < plotsPerLevel ? 0 : 3);
                for (int j = 0; j < b; j++) {
                    y[i][j] = 10 + plot + j + random.nextGaussian();
                }
            }
        }

        Frame frame() {
            return frame(plots * b);
        }

        Frame unbalanced() {
            return frame(plots * b - 4);
        }

        private Frame frame(int rows) {
            double[] values = new double[rows];
            String[] a = new String[rows];
            String[] within = new String[rows];
            String[] plot = new String[rows];
            for (int r = 0; r < rows; r++) {
                int i = r / b;
                values[r] = y[i][r % b];
                a[r] = i < plots / 2 ? "old" : "new";
                within[r] = "b" + r % b;
                plot[r] = "p" + i;
            }
            return Frame.of(
                    "y",
                    NumericColumn.of(values),
                    "a",
                    FactorColumn.of(a),
                    "b",
                    FactorColumn.of(within),
                    "plot",
                    FactorColumn.of(plot));
        }

        private double mean(int from, int to, int j0, int j1) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                for (int j = j0; j < j1; j++) {
                    sum += y[i][j];
                }
            }
            return sum / ((to - from) * (j1 - j0));
        }

        double fOfA() {
            int half = plots / 2;
            double all = mean(0, plots, 0, b);
            double between = 0;
            double error = 0;
            for (int g = 0; g < 2; g++) {
                double m = mean(g * half, (g + 1) * half, 0, b);
                between += half * b * (m - all) * (m - all);
                for (int i = g * half; i < (g + 1) * half; i++) {
                    double d = mean(i, i + 1, 0, b) - m;
                    error += b * d * d;
                }
            }
            return between / (error / (plots - 2));
        }

        double fOfB() {
            int half = plots / 2;
            double all = mean(0, plots, 0, b);
            double between = 0;
            double error = 0;
            for (int j = 0; j < b; j++) {
                double m = mean(0, plots, j, j + 1);
                between += plots * (m - all) * (m - all);
                for (int i = 0; i < plots; i++) {
                    int g = i / half;
                    double residual = y[i][j]
                            - mean(i, i + 1, 0, b)
                            - mean(g * half, (g + 1) * half, j, j + 1)
                            + mean(g * half, (g + 1) * half, 0, b);
                    error += residual * residual;
                }
            }
            return between / (b - 1) / (error / ((plots - 2) * (b - 1)));
        }
    }
}
