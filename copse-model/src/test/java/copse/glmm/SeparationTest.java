package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Convergence;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.Recession;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Outcomes without a most likely model, each with a message that names the reason, and the remedy it tells.
class SeparationTest {
    private static final int ROWS = 120;

    private static Frame data(java.util.function.IntToDoubleFunction outcome) {
        RandomStream random = Seed.of(3).stream();
        String[] arm = new String[ROWS];
        String[] g = new String[ROWS];
        double[] dose = new double[ROWS];
        double[] age = new double[ROWS];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            arm[i] = String.valueOf("abc".charAt(i % 3));
            g[i] = "g" + i / 3 % 8;
            dose[i] = random.nextGaussian();
            age[i] = 1e9 + 1e8 * random.nextInt(5);
            y[i] = outcome.applyAsDouble(i);
        }
        return Frame.of(
                "arm", FactorColumn.of(arm),
                "g", FactorColumn.of(g),
                "dose", NumericColumn.of(dose),
                "age", NumericColumn.of(age),
                "y", NumericColumn.of(y));
    }

    private static double[] dose(Frame data) {
        double[] out = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            out[i] = data.numeric("dose").value(i);
        }
        return out;
    }

    private static Cells cells(String formula, Frame data, Family family) {
        return Cells.of(
                ModelSpec.of(Formula.parse(formula), data, Roles.defaults().withOutcome(family.outcome())),
                data,
                family);
    }

    private static void refuse(String formula, Frame data, Family family) {
        Separation.refuse(cells(formula, data, family), family);
    }

    private static double mixed(int i) {
        return i * 7 % 5 < 2 ? 1 : 0;
    }

    @Test
    void outcomesThatAreAllAlikeAreRefused() {
        assertThatThrownBy(() -> refuse("y ~ arm + (1 | g)", data(i -> 0), Family.binomial()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N320")
                .hasMessageContaining("in all 120 rows every trial of `y` is a failure");
        assertThatThrownBy(() -> refuse("y ~ arm", data(i -> 1), Family.binomial()))
                .hasMessageContaining("is a success");
        assertThatThrownBy(() -> refuse("y ~ arm", data(i -> 0), Family.poisson()))
                .hasMessageContaining("`y` is 0 in all 120 rows");
    }

    @Test
    void anArmWithoutEventsIsNamedAndLeavingItOutHelps() {
        Frame data = data(i -> i % 3 == 1 ? 0 : mixed(i));
        assertThatThrownBy(() -> refuse("y ~ arm + dose + (1 | g)", data, Family.binomial()))
                .hasMessageContaining("N321")
                .hasMessageContaining(
                        "`arm[b]` separates the outcomes: in all 40 rows where `arm[b]` is 1, every trial is a failure")
                .hasMessageContaining("leave `arm` out of the formula")
                .hasMessageContaining("`--marginal exchangeable --cluster g`");
        // the remedies work
        double difference = PopulationAveraged.of("y ~ arm + dose", Family.binomial(), "g")
                .correlation(WorkingCorrelation.EXCHANGEABLE)
                .fit(data)
                .robust(SandwichCorrection.KC)
                .effects()
                .effect(Change.levels("arm", "a", "b"), EffectOptions.defaults())
                .value();
        assertThat(difference).isCloseTo(-0.4, within(0.05));
        assertThatThrownBy(() ->
                        Glmm.of("y ~ arm + dose + (1 | g)", Family.binomial()).fit(data))
                .hasMessageContaining("N321");
        GlmmFit without = Glmm.of("y ~ dose + (1 | g)", Family.binomial()).fit(data);
        assertThat(without.convergence()).isNotInstanceOf(Convergence.Failed.class);
        assertThatThrownBy(() -> refuse("y ~ arm + dose", data, Family.of("nbinom2")))
                .hasMessageContaining("in all 40 rows where `arm[b]` is 1, `y` is 0");
    }

    @Test
    void aReferenceLevelWithoutEventsIsFoundToo() {
        Frame data = data(i -> i % 3 == 0 ? 0 : mixed(i));
        assertThatThrownBy(() -> refuse("y ~ arm + dose + (1 | g)", data, Family.binomial()))
                .hasMessageContaining("N321")
                .hasMessageContaining("`arm` separates the outcomes: for at least 40 of 120 rows");
        assertThatThrownBy(() -> refuse("y ~ arm + dose", data, Family.poisson()))
                .hasMessageContaining("`arm` separates the outcomes: for at least 40 of 120 rows");
    }

    @Test
    void aNumberThatSplitsTheOutcomesIsFound() {
        Frame data = data(i -> 0);
        double[] dose = dose(data);
        Frame split = data(i -> dose[i] > 0.3 ? 1 : 0);
        assertThatThrownBy(() -> refuse("y ~ dose + age + (1 | g)", split, Family.binomial()))
                .hasMessageContaining("N321")
                .hasMessageContaining("`dose` separates the outcomes: for at least 1");
        // probabilities by a log link cannot all go to 1
        assertThatCode(() -> refuse("y ~ dose + age", split, Family.of("binomial", Link.LOG)))
                .doesNotThrowAnyException();
    }

    @Test
    void oneRowThatOverlapsIsEnough() {
        Frame data = data(i -> 0);
        double[] dose = dose(data);
        int highest = 0;
        for (int i = 0; i < ROWS; i++) {
            highest = dose[i] > dose[highest] ? i : highest;
        }
        int exception = highest;
        Frame almost = data(i -> dose[i] > 0.3 && i != exception ? 1 : 0);
        assertThatCode(() -> refuse("y ~ dose", almost, Family.binomial())).doesNotThrowAnyException();
    }

    @Test
    void oneGroupOfSuccessesIsFineAsARandomTermAndNotAsAFixedOne() {
        Frame data = data(i -> i / 3 % 8 == 5 ? 1 : mixed(i));
        GlmmFit fit = Glmm.of("y ~ arm + (1 | g)", Family.binomial()).fit(data);
        assertThat(fit.convergence()).isNotInstanceOf(Convergence.Failed.class);
        assertThat(fit.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code().equals("one-sided-groups"))
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.parameter()).isEqualTo("g");
                    assertThat(diagnostic.value()).isEqualTo(1);
                });
        assertThatThrownBy(() -> refuse("y ~ arm + g", data, Family.binomial()))
                .hasMessageContaining("`g[g5]`")
                .hasMessageContaining("every trial is a success")
                .hasMessageContaining("leave `g` out of the formula, or join levels");
    }

    @Test
    void groupsThatEachHaveOneKindOfOutcomeAreRefused() {
        Frame data = data(i -> i / 3 % 8 < 3 ? 1 : 0);
        assertThatThrownBy(() -> refuse("y ~ arm + (1 | g)", data, Family.binomial()))
                .hasMessageContaining("N322")
                .hasMessageContaining("each of the 8 levels of `g` has one kind of outcome")
                .hasMessageContaining("--robust CR2 --cluster g");
        assertThatCode(() -> refuse("y ~ arm", data, Family.binomial())).doesNotThrowAnyException();
    }

    /// Against a grid of directions in two dimensions, where separation can be seen.
    @Test
    void directionsAreFoundExactlyWhereThereAreAny() {
        SplittableRandom random = new SplittableRandom(41);
        for (int trial = 0; trial < 300; trial++) {
            int n = 3 + random.nextInt(12);
            double[][] rows = new double[n][];
            double tilt = random.nextDouble() * 2 * Math.PI;
            double opening = random.nextBoolean() ? Math.PI * 0.9 : Math.PI * 1.4;
            for (int i = 0; i < n; i++) {
                double angle = tilt + opening * (random.nextDouble() - 0.5);
                rows[i] = new double[] {2 * Math.cos(angle), 2 * Math.sin(angle)};
            }
            boolean seen = false;
            for (int k = 0; k < 20_000 && !seen; k++) {
                double angle = 2 * Math.PI * k / 20_000;
                seen = true;
                for (double[] row : rows) {
                    seen &= row[0] * Math.cos(angle) + row[1] * Math.sin(angle) > 0;
                }
            }
            var found = Recession.direction(rows, new double[0][], 2);
            if (seen) {
                assertThat(found).isPresent();
            }
            found.ifPresent(direction -> {
                for (double[] row : rows) {
                    assertThat(row[0] * direction[0] + row[1] * direction[1]).isGreaterThan(-1e-7);
                }
            });
        }
    }

    @Test
    void equationsNarrowWhatIsLookedFor() {
        double[][] rows = {{1, 0, 0}, {0, 1, 0}};
        assertThat(Recession.direction(rows, new double[][] {{1, 1, 0}}, 3)).isEmpty();
        assertThat(Recession.direction(rows, new double[][] {{1, -1, 0}}, 3)).isPresent();
        assertThat(Recession.isRuledOut(rows, new double[][] {{1, 1, 0}}, 3)).isFalse();
        assertThat(Recession.isRuledOut(rows, new double[][] {{1, 1, 0}, {0, 0, 1}}, 3))
                .isTrue();
    }
}
