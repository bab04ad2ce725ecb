package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.lmm.Lmm;
import copse.math.Seed;
import copse.model.ModelSpec;
import copse.scenario.CallCenter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WithinBootstrapTest {
    private static final String FORMULA = "call_CSAT ~ reason + age + grp + (1 | center_ID/rep_ID)";
    private static final Frame CALLS = CallCenter.defaults()
            .withCenters(6)
            .withReps(24)
            .withCalls(4_800)
            .withMonths(1)
            .withEffect(0.48)
            .simulate(Seed.of(4))
            .frame();
    private static final Experiment EXPERIMENT =
            Experiment.observed(CALLS, Roles.of("grp").withUnit("center_ID"));
    private static final Question QUESTION =
            Question.of("call_CSAT", "treat", "ctrl").withLevel(0.9);
    private static final WithinBootstrap NOTEBOOK = WithinBootstrap.notebook(FORMULA, "grp", "rep_ID", Seed.of(1));

    @Test
    void theCoefficientIsThatOfTheFit() {
        EffectEstimate got = NOTEBOOK.estimate(EXPERIMENT, QUESTION);
        double wanted = Lmm.of(FORMULA)
                .fit(CALLS)
                .effect("grp[treat]")
                .interval(0.9, copse.infer.DfMethod.NORMAL)
                .value();
        assertThat(got.value()).isCloseTo(wanted, within(1e-7));
        assertThat(got.interval().contains(got.value())).isTrue();
        assertThat(got.method())
                .isEqualTo("bootstrap of rows within rep_ID, 20 draws of 1,200 rows each, percentiles (offset rounded"
                        + " half to even)");
        assertThat(got.estimand()).contains("grp[treat]");
    }

    @Test
    void itAlwaysCarriesItsWarning() {
        EffectEstimate got = NOTEBOOK.estimate(EXPERIMENT, QUESTION);
        assertThat(got.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("resampled-below-randomised", "bootstrap-content");
        Diagnostic below = got.diagnostics().getFirst();
        assertThat(below.value()).isGreaterThan(20);
        assertThat(below.meaning())
                .contains("6 units were randomised, and rows within rep_ID were drawn")
                .contains("times smaller than that of the difference between units")
                .contains("holds the effect in about");
        assertThat(got.diagnostics().getLast().meaning())
                .startsWith("With 20 draws the interval of nominal level 90.0 % holds a further draw with probability"
                        + " 81.0 %.");
    }

    /// A draw's products are those of the rows drawn: every row once gives the products of all rows.
    @Test
    void productsOfAllRowsAreThoseOfOnePass() {
        ModelSpec spec = Lmm.of(FORMULA).fit(CALLS).spec();
        Frame treated = with(CALLS, 1);
        Frame control = with(CALLS, 0);
        FactorColumn centers = CALLS.asFactor("center_ID").factor("center_ID");
        ResampledProducts rows = ResampledProducts.of(
                spec, List.of(control, treated), CALLS.asFactor("rep_ID").factor("rep_ID"), centers);
        int[] arms = {1, 0, 0, 1, 1, 0};
        Frame mixed = CALLS.with(
                "grp",
                FactorColumn.wrap(
                        IntStream.range(0, CALLS.rows())
                                .map(r -> arms[centers.code(r)])
                                .toArray(),
                        Levels.of("ctrl", "treat")));
        double[] wanted = Lmm.of(FORMULA).fit(mixed).beta();
        double[] got = Lmm.fit(rows.observed().products(0, arms), copse.lmm.Estimator.REML)
                .beta();
        // an optimum is verified to about 1e-7 of θ, and β is flat there
        assertThat(got).containsExactly(wanted, within(1e-7));
    }

    private static Frame with(Frame rows, int arm) {
        int[] codes = new int[rows.rows()];
        Arrays.fill(codes, arm);
        return rows.with("grp", FactorColumn.wrap(codes, Levels.of("ctrl", "treat")));
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        EffectEstimate many = NOTEBOOK.estimate(EXPERIMENT, QUESTION);
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            assertThat(alone.submit(() -> NOTEBOOK.estimate(EXPERIMENT, QUESTION))
                            .get())
                    .isEqualTo(many);
        }
    }

    /// S3: the coefficient is found by name, wherever it stands.
    @Test
    void s3TheTermIsFoundByName() {
        WithinBootstrap other = WithinBootstrap.notebook(
                "call_CSAT ~ grp + age + reason + (1 | center_ID/rep_ID)", "grp", "rep_ID", Seed.of(1));
        assertThat(other.estimate(EXPERIMENT, QUESTION).value())
                .isCloseTo(NOTEBOOK.estimate(EXPERIMENT, QUESTION).value(), within(1e-7));
        WithinBootstrap without =
                WithinBootstrap.notebook("call_CSAT ~ age + (1 | center_ID)", "grp", "rep_ID", Seed.of(1));
        assertThatThrownBy(() -> without.estimate(EXPERIMENT, QUESTION))
                .hasMessageContaining("E306")
                .hasMessageContaining("no coefficient `grp[treat]` in `call_CSAT ~ age + (1 | center_ID)`")
                .hasMessageContaining("its coefficients are (Intercept), age")
                .hasMessageContaining("add the arms to the formula under the name `grp`");
    }

    @Test
    void whatDoesNotFitSaysWhy() {
        Frame gaps = CALLS.with(
                "rep_ID",
                FactorColumn.of(
                        CALLS.rows(),
                        row -> row < 3 ? null : CALLS.column("rep_ID").text(row)));
        assertThatThrownBy(() -> NOTEBOOK.estimate(
                        Experiment.observed(gaps, Roles.of("grp").withUnit("center_ID")), QUESTION))
                .hasMessageContaining("E306")
                .hasMessageContaining("`rep_ID` is missing in 3 rows")
                .hasMessageContaining("--where 'rep_ID is not null'");
        ModelSpec weighted = ModelSpec.of(
                copse.formula.Formula.parse("call_CSAT ~ grp"),
                CALLS,
                copse.model.Roles.defaults().withWeights("age"));
        FactorColumn reps = CALLS.asFactor("rep_ID").factor("rep_ID");
        assertThatThrownBy(() -> ResampledProducts.of(weighted, List.of(CALLS), reps, reps))
                .hasMessageContaining("E306")
                .hasMessageContaining("`age` holds weights, and rows are to be drawn");
        assertThatThrownBy(() -> new WithinBootstrap(
                        copse.formula.Formula.parse("y ~ a"),
                        "a",
                        "g",
                        java.util.OptionalInt.empty(),
                        1,
                        new PercentileRule.HalfEvenOffset(),
                        Seed.of(1)))
                .hasMessageContaining("E301")
                .hasMessageContaining("1 draw gives no interval");
    }
}
