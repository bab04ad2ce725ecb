package copse.estimate;

import static copse.estimate.EffectsReference.QUESTION;
import static copse.estimate.EffectsReference.clusters;
import static copse.estimate.EffectsReference.lee;
import static copse.estimate.EffectsReference.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.Hypothesis.Superiority;
import copse.frame.Condition;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.function.IntPredicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AttritionTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static String message(ThrowingCallable work) {
        return catchThrowableOfType(CopseException.class, work).getMessage();
    }

    /// The clusters with the outcomes of some rows gone.
    private static Experiment without(IntPredicate row) {
        Frame rows = clusters().rows();
        double[] y = rows.numeric("y").present();
        return clusters().withRows(rows.with("y", NumericColumn.of(y, Mask.of(y.length, row))));
    }

    private static boolean treated(int row) {
        return clusters().arm().text(row).equals("treatment");
    }

    @Test
    void leesBoundsAndTheirErrors() {
        Bounds bounds = AttritionBounds.lee(lee(), QUESTION);
        assertThat(bounds.lower().value()).isCloseTo(value("lee.lower"), ROUNDING);
        assertThat(bounds.upper().value()).isCloseTo(value("lee.upper"), ROUNDING);
        assertThat(bounds.lower().se().orElseThrow()).isCloseTo(value("lee.lower.se"), ROUNDING);
        assertThat(bounds.upper().se().orElseThrow()).isCloseTo(value("lee.upper.se"), ROUNDING);
        // the paper's formula has divisors n, and the mass of the trimmed row
        assertThat(bounds.upper().se().orElseThrow() / value("lee.upper.formula"))
                .isCloseTo(1, within(0.005));
        assertThat(bounds.assumptions().getFirst())
                .contains("would have one in arm `treatment` too", "trimmed are 25.5 % of the outcomes of `treatment`");
        assertThat(bounds.interval().lower())
                .isEqualTo(bounds.lower().interval().lower());
        assertThat(bounds.interval().upper())
                .isEqualTo(bounds.upper().interval().upper());
    }

    /// Arms change places: bounds change signs and places.
    @Test
    void trimmingTheControlsIsTheMirror() {
        Bounds bounds = AttritionBounds.lee(lee(), QUESTION);
        Bounds mirrored = AttritionBounds.lee(lee(), QUESTION.withArms("control", "treatment"));
        assertThat(mirrored.lower().value()).isCloseTo(-bounds.upper().value(), ROUNDING);
        assertThat(mirrored.lower().se().orElseThrow())
                .isCloseTo(bounds.upper().se().orElseThrow(), ROUNDING);
    }

    @Test
    void withoutMissingOutcomesBoundsAreTheEffect() {
        EffectEstimate effect = RatioMetric.mean().estimate(clusters(), QUESTION);
        for (Bounds bounds : java.util.List.of(
                AttritionBounds.lee(clusters(), QUESTION),
                AttritionBounds.worstCase(RatioMetric.mean(), clusters(), QUESTION, -10, 10))) {
            assertThat(bounds.width()).isCloseTo(0, ROUNDING);
            assertThat(bounds.lower().value()).isCloseTo(effect.value(), ROUNDING);
            assertThat(bounds.upper().se().orElseThrow()).isCloseTo(effect.se().orElseThrow(), ROUNDING);
            assertThat(bounds.p()).isCloseTo(effect.p(), within(1e-10));
        }
    }

    @Test
    void boundsHoldTheDifferenceOfWhatIsSeen() {
        Experiment some = without(row -> row % 7 == 0 || treated(row) && row % 5 == 0);
        EffectEstimate seen = RatioMetric.mean().estimate(some, QUESTION);
        Bounds lee = AttritionBounds.lee(some, QUESTION);
        Bounds worst = AttritionBounds.worstCase(RatioMetric.mean(), some, QUESTION, -1, 9);
        assertThat(seen.value()).isBetween(lee.lower().value(), lee.upper().value());
        assertThat(seen.value()).isBetween(worst.lower().value(), worst.upper().value());
        assertThat(lee.width()).isLessThan(worst.width());
    }

    /// The influence of clusters gives the standard error that leaving out one after the other does.
    @Test
    void errorsOfBoundsCountClusters() {
        Experiment some = without(row -> !treated(row) && row % 4 == 0);
        Bounds bounds = AttritionBounds.lee(some, QUESTION);
        EffectEstimator upper = new EffectEstimator() {
            @Override
            public String name() {
                return "upper bound";
            }

            @Override
            public EffectEstimate estimate(Experiment experiment, Question question) {
                return AttritionBounds.lee(experiment, question).upper();
            }
        };
        double jackknife = Influence.of(upper, some, QUESTION).jackknifeSe().orElseThrow();
        assertThat(bounds.upper().se().orElseThrow() / jackknife).isCloseTo(1, within(0.12));
    }

    @Test
    void strataTellWhoGoesMissing() {
        // in the first half of rows the treatment hides a third of the outcomes, in the other none
        Experiment base = without(row -> treated(row) && row % 2 == 0 && row % 3 == 0);
        FactorColumn parity = FactorColumn.of(base.rows().rows(), row -> row % 2 == 0 ? "even" : "odd");
        Experiment some = base.withRows(base.rows().with("parity", parity));
        Bounds plain = AttritionBounds.lee(some, QUESTION);
        Bounds within = AttritionBounds.lee(some, QUESTION, "parity");
        assertThat(within.width()).isLessThan(plain.width());
        assertThat(within.assumptions()).anyMatch(text -> text.startsWith("Within each of 2 strata"));
        FactorColumn one = FactorColumn.of(base.rows().rows(), row -> "all");
        Bounds single = AttritionBounds.lee(base.withRows(base.rows().with("one", one)), QUESTION, "one");
        assertThat(single.lower()).isEqualTo(plain.lower());
    }

    @Test
    void worstCaseByHand() {
        // 4 and 4 units of outcomes 0/1; one missing in each arm
        Frame rows = Frame.of(
                "arm",
                FactorColumn.of("c", "c", "c", "c", "t", "t", "t", "t"),
                "y",
                NumericColumn.nanAsMissing(0, 1, 0, Double.NaN, 1, 1, 0, Double.NaN));
        Experiment experiment = Experiment.observed(rows, Roles.of("arm"));
        Question question = Question.of("y", "t", "c");
        Bounds bounds = AttritionBounds.worstCase(UnitMeans.welch(), experiment, question, 0, 1);
        assertThat(bounds.lower().value()).isCloseTo(0.5 - 0.5, ROUNDING);
        assertThat(bounds.upper().value()).isCloseTo(0.75 - 0.25, ROUNDING);
        assertThat(bounds.p()).isEqualTo(1);
        assertThat(bounds.shown()).isFalse();
        assertThat(AttritionBounds.worstCase(
                                UnitMeans.welch(),
                                experiment,
                                question.withHypothesis(new Superiority(0, Direction.HIGHER)),
                                0,
                                1)
                        .p())
                .isCloseTo(0.5, ROUNDING);
    }

    @Test
    void unitsThatAreNotInTheDataAreMissingToo() {
        Frame all = lee().rows()
                .with(
                        "id",
                        NumericColumn.of(java.util.stream.IntStream.range(0, 400)
                                .asDoubleStream()
                                .toArray()));
        Experiment whole = Experiment.observed(all, Roles.of("arm"));
        // the same rows, those without an outcome left out, as units of the whole experiment
        Frame seen = all.where(Condition.isPresent("y"));
        int[] unitOf = new int[seen.rows()];
        java.util.Arrays.setAll(unitOf, row -> (int) seen.numeric("id").value(row));
        Experiment fewer = new Experiment(seen, unitOf, whole.units(), whole.joined(), null);
        assertThat(AttritionBounds.lee(fewer, QUESTION).upper().value())
                .isEqualTo(AttritionBounds.lee(whole, QUESTION).upper().value());
        assertThat(AttritionBounds.lee(fewer, QUESTION).assumptions())
                .anyMatch(text -> text.contains("not in the data"));
        assertThat(MissingOutcomes.of(fewer, QUESTION).treatment())
                .isEqualTo(MissingOutcomes.of(whole, QUESTION).treatment());
    }

    @Test
    void saysWhereArmsDifferInWhatIsMissing() {
        MissingOutcomes missing = MissingOutcomes.of(lee(), QUESTION);
        assertThat(missing.treatment().rows()).isEqualTo(200);
        assertThat(missing.treatment().share()).isCloseTo(0.195, ROUNDING);
        assertThat(missing.control().share()).isCloseTo(0.4, ROUNDING);
        assertThat(missing.difference().value()).isCloseTo(-0.205, ROUNDING);
        // R: fisher.test(matrix(c(39, 161, 80, 120), 2))$p.value
        assertThat(missing.unitsP()).isCloseTo(1.05508302781023e-05, within(1e-12));
        assertThat(missing.diagnostics()).extracting(Diagnostic::code).containsExactly("differential-attrition");
        assertThat(missing.diagnostics().getFirst().meaning())
                .contains("19.5 % of the rows of `treatment` and 40.0 % of `control`");
        MissingOutcomes none = MissingOutcomes.of(clusters(), QUESTION);
        assertThat(none.p()).isEqualTo(1);
        assertThat(none.diagnostics()).isEmpty();
    }

    @Test
    void refusesRangesThatOutcomesLeaveAndStrataThatTellNothing() {
        assertThat(message(() -> AttritionBounds.worstCase(RatioMetric.mean(), clusters(), QUESTION, 0, 3)))
                .contains("error[E142]: `y` is ", ", outside of 0 to 3");
        assertThat(message(() -> AttritionBounds.worstCase(RatioMetric.mean(), clusters(), QUESTION, 3, 0)))
                .contains("error[E142]: outcomes from 3.0 to 0.0", "such as 0 and 1");
        Frame rows = clusters().rows();
        FactorColumn half = FactorColumn.of(rows.rows(), row -> row == 4 ? null : "a");
        assertThat(message(() -> AttritionBounds.lee(clusters().withRows(rows.with("half", half)), QUESTION, "half")))
                .contains("error[E143]: `half` is missing in row 5");
        FactorColumn arm = FactorColumn.of(rows.rows(), row -> treated(row) ? "a" : "b");
        assertThat(message(() -> AttritionBounds.lee(clusters().withRows(rows.with("x", arm)), QUESTION, "x")))
                .contains("error[E143]: stratum `a` has no outcome in arm `control`");
        assertThat(message(() -> AttritionBounds.lee(clusters(), QUESTION.withWeights("visits"))))
                .contains("error[E138]: bounds on missing outcomes with weights `visits`");
    }
}
