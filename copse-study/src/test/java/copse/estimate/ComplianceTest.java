package copse.estimate;

import static copse.estimate.EffectsReference.QUESTION;
import static copse.estimate.EffectsReference.clusters;
import static copse.estimate.EffectsReference.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComplianceTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    // R's uniroot stops at 1e-13 of its own argument.
    private static final Offset<Double> ROOT = within(1e-10);

    private static final Compliance BOTH = Compliance.of(clusters(), QUESTION, "taken");

    private static Experiment taking(java.util.function.IntToDoubleFunction taken) {
        Frame rows = clusters().rows();
        double[] values = new double[rows.rows()];
        java.util.Arrays.setAll(values, taken);
        return clusters().withRows(rows.with("taken", NumericColumn.of(values)));
    }

    private static boolean treated(int row) {
        return clusters().arm().text(row).equals("treatment");
    }

    @Test
    void offerFirstStageAndComplierEffect() {
        assertThat(BOTH.intentionToTreat().value()).isCloseTo(value("itt"), ROUNDING);
        assertThat(BOTH.intentionToTreat().se().orElseThrow()).isCloseTo(value("itt.se"), ROUNDING);
        assertThat(BOTH.firstStage().value()).isCloseTo(value("first"), ROUNDING);
        assertThat(BOTH.firstStageF()).isCloseTo(value("first.f"), within(1e-9));
        EffectEstimate effect = BOTH.complierEffect();
        assertThat(effect.value()).isCloseTo(value("cace"), ROUNDING);
        assertThat(effect.se().orElseThrow()).isCloseTo(value("cace.se"), ROUNDING);
        assertThat(effect.df().orElseThrow()).isCloseTo(value("cace.df"), within(1e-10));
        assertThat(effect.interval().lower().value()).isCloseTo(value("cace.ar.lower"), ROOT);
        assertThat(effect.interval().upper().value()).isCloseTo(value("cace.ar.upper"), ROOT);
    }

    /// estimatr's 2SLS with CR0; here each arm's squares are times 8/7 for its mean.
    @Test
    void isTwoStageLeastSquares() {
        assertThat(BOTH.complierEffect().value()).isCloseTo(value("iv.estimate"), within(1e-12));
        assertThat(BOTH.complierEffect().se().orElseThrow())
                .isCloseTo(Math.sqrt(8 / 7.0) * value("iv.cr0.se"), within(1e-12));
    }

    @Test
    void offerOverFirstStageIsTheComplierEffectAndSharesItsTest() {
        assertThat(BOTH.complierEffect().value())
                .isCloseTo(BOTH.intentionToTreat().value() / BOTH.firstStage().value(), ROUNDING);
        // degrees of freedom differ a little, the statistic does not
        assertThat(BOTH.complierEffect().p()).isCloseTo(BOTH.intentionToTreat().p(), within(1e-3));
    }

    @Test
    void saysWhoDeviatedAndWhatIsAssumed() {
        assertThat(BOTH.kind()).isEqualTo(Compliance.Kind.TWO_SIDED);
        assertThat(BOTH.assumptions())
                .anyMatch(text -> text.startsWith("Exclusion: the offer changes the outcome only through `taken`"))
                .anyMatch(text -> text.startsWith("No defiers: ") && text.contains("54.0 % are compliers"));
        Compliance declined = Compliance.of(taking(row -> treated(row) && row % 3 > 0 ? 1 : 0), QUESTION, "taken");
        assertThat(declined.kind()).isEqualTo(Compliance.Kind.ONE_SIDED);
        assertThat(declined.assumptions()).anyMatch(text -> text.contains("the compliers are all who took it"));
        Compliance unoffered = Compliance.of(taking(row -> treated(row) || row % 3 == 0 ? 1 : 0), QUESTION, "taken");
        assertThat(unoffered.assumptions()).anyMatch(text -> text.startsWith("No one declined the offer"));
    }

    /// With full compliance the offer is the treatment.
    @Test
    void fullComplianceIsIntentionToTreat() {
        Compliance full = Compliance.of(taking(row -> treated(row) ? 1 : 0), QUESTION, "taken");
        assertThat(full.kind()).isEqualTo(Compliance.Kind.FULL);
        assertThat(full.firstStageF()).isInfinite();
        assertThat(full.complierEffect().value())
                .isCloseTo(full.intentionToTreat().value(), ROUNDING);
        assertThat(full.complierEffect().interval().lower().value())
                .isCloseTo(full.intentionToTreat().interval().lower().value(), ROUNDING);
        assertThat(full.assumptions()).singleElement().asString().startsWith("Everyone did as offered");
    }

    @Test
    void aWeakOfferIsSaidAndItsLimitsAreOpen() {
        Experiment weak = taking(row -> row % 2 == 0 || treated(row) && row % 17 == 5 ? 1 : 0);
        EffectEstimate effect = ComplierEffect.of("taken").estimate(weak, QUESTION);
        assertThat(effect.diagnostics()).extracting(Diagnostic::code).containsExactly("weak-instrument");
        assertThat(effect.interval().lower()).isInstanceOf(Limit.Open.class);
        EffectEstimate wald = ComplierEffect.of("taken")
                .withLimits(ComplierEffect.Limits.WALD)
                .estimate(weak, QUESTION);
        assertThat(wald.interval().width()).isFinite();
        assertThat(wald.diagnostics().getFirst().meaning()).contains("limits by Wald are too narrow");
    }

    @Test
    void refusesDosesAndOffersThatMovedNoOne() {
        assertThat(catchThrowableOfType(
                                CopseException.class, () -> Compliance.of(taking(row -> 0.5 * row), QUESTION, "taken"))
                        .getMessage())
                .contains("error[E140]: `taken` is 0.5 in row 2");
        assertThat(catchThrowableOfType(CopseException.class, () -> Compliance.of(taking(row -> 1), QUESTION, "taken"))
                        .getMessage())
                .contains("error[E141]: as many took `taken` in arm `treatment` as in `control`: 100.0 %");
    }
}
