package copse.estimate;

import static copse.estimate.EffectsReference.clusters;
import static copse.estimate.EffectsReference.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.infer.Limit;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RatioMetricTest {
    // Both sides sum a hundred numbers.
    private static final Offset<Double> ROUNDING = within(1e-12);

    // R's uniroot stops at 1e-13 of its own argument.
    private static final Offset<Double> ROOT = within(1e-10);

    private static final Question CLICKS = Question.of("clicks", "treatment", "control");

    @Test
    void differenceOfClicksPerVisit() {
        EffectEstimate effect = RatioMetric.per("visits").estimate(clusters(), CLICKS);
        assertThat(effect.value()).isCloseTo(value("ratio.difference"), ROUNDING);
        assertThat(effect.se().orElseThrow()).isCloseTo(value("ratio.difference.se"), ROUNDING);
        assertThat(effect.df().orElseThrow()).isCloseTo(value("ratio.difference.df"), ROUNDING);
        assertThat(effect.rows()).isEqualTo(100);
        assertThat(effect.clusters()).isEqualTo(16);
        assertThat(effect.estimand()).isEqualTo("effect of treatment on clicks per visits over all rows");
    }

    @Test
    void liftByDeltaMethod() {
        EffectEstimate effect = RatioMetric.per("visits").lift().estimate(clusters(), CLICKS);
        assertThat(effect.value()).isCloseTo(value("ratio.lift"), ROUNDING);
        assertThat(effect.se().orElseThrow()).isCloseTo(value("ratio.lift.se"), ROUNDING);
        assertThat(effect.df().orElseThrow()).isCloseTo(value("ratio.lift.df"), ROUNDING);
    }

    @Test
    void liftByFieller() {
        EffectEstimate effect = RatioMetric.per("visits")
                .lift()
                .withLimits(RatioMetric.Limits.FIELLER)
                .estimate(clusters(), CLICKS);
        assertThat(effect.interval().lower().value()).isCloseTo(value("ratio.lift.fieller.lower"), ROOT);
        assertThat(effect.interval().upper().value()).isCloseTo(value("ratio.lift.fieller.upper"), ROOT);
    }

    /// 8 rows as their own units: the t test of Welch.
    @Test
    void meanOfRowsThatWereRandomisedIsWelchsTest() {
        RandomisedUnits units =
                RandomisedUnits.of(List.of("control", "treatment"), new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1});
        UnitTotals totals =
                UnitTotals.of(units, List.of("y"), ones(9), new double[] {1, 2, 4, 5, 3, 7, 6, 9, 8}, new double[0]);
        EffectEstimate effect = RatioMetric.mean().estimate(totals, Question.of("y", "treatment", "control"));
        // R: t.test(c(3, 7, 6, 9, 8), c(1, 2, 4, 5))
        assertThat(effect.value()).isCloseTo(3.6, ROUNDING);
        assertThat(effect.df().orElseThrow()).isCloseTo(6.99617617082179, within(1e-12));
        assertThat(effect.p()).isCloseTo(0.0346111299548412, within(1e-12));
    }

    private static long[] ones(int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Pairs: differences within pairs, as t.test(paired = TRUE).
    @Test
    void pairsAreComparedWithin() {
        RandomisedUnits units = RandomisedUnits.of(
                List.of("control", "treatment"), new int[] {0, 1, 1, 0, 0, 1, 0, 1}, new int[] {0, 0, 1, 1, 2, 2, 3, 3
                });
        UnitTotals totals = UnitTotals.of(
                units, List.of("y"), ones(8), new double[] {10, 12, 25, 22, 31, 31, 40, 44}, new double[0]);
        EffectEstimate effect = RatioMetric.mean().estimate(totals, Question.of("y", "treatment", "control"));
        // differences 2, 3, 0, 4: mean 2.25, sd 1.707825127659933
        assertThat(effect.value()).isCloseTo(2.25, ROUNDING);
        assertThat(effect.se().orElseThrow()).isCloseTo(1.707825127659933 / 2, ROUNDING);
        assertThat(effect.df().orElseThrow()).isEqualTo(3);
    }

    @Test
    void saysWhenTheControlMayBeNearZero() {
        Frame rows = clusters().rows().with("y", "y", y -> y - 3.2);
        Experiment centred = clusters().withRows(rows);
        EffectEstimate delta = RatioMetric.mean().lift().estimate(centred, EffectsReference.QUESTION);
        assertThat(delta.diagnostics()).extracting(Diagnostic::code).containsExactly("small-denominator");
        assertThat(delta.diagnostics().getFirst().meaning())
                .contains("standard errors from 0: limits by the delta method are not to be trusted");
        EffectEstimate fieller = RatioMetric.mean()
                .lift()
                .withLimits(RatioMetric.Limits.FIELLER)
                .estimate(centred, EffectsReference.QUESTION);
        assertThat(fieller.interval().lower()).isInstanceOf(Limit.Open.class);
        assertThat(fieller.interval().upper()).isInstanceOf(Limit.Open.class);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(catchThrowableOfType(
                                CopseException.class,
                                () -> RatioMetric.mean().estimate(clusters(), CLICKS.withCovariates(List.of("visits"))))
                        .getMessage())
                .contains("error[E138]: difference in mean, delta method with covariates visits", "without covariates");
        Experiment zero = clusters().withRows(clusters().rows().with("visits", "visits", v -> 0));
        assertThat(catchThrowableOfType(
                                CopseException.class,
                                () -> RatioMetric.per("visits").estimate(zero, CLICKS))
                        .getMessage())
                .contains("error[E137]: the sum of `visits` in arm `treatment` is 0");
        Experiment none = clusters().withRows(clusters().rows().with("clicks", "clicks", v -> 0));
        assertThat(catchThrowableOfType(
                                CopseException.class,
                                () -> RatioMetric.mean().lift().estimate(none, CLICKS))
                        .getMessage())
                .contains("error[E137]: a lift over `control`, whose ratio is 0", "ask for the difference");
    }
}
