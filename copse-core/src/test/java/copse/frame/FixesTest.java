package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import copse.error.InputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Each suggested fix, followed to the letter, works.
class FixesTest {
    private static final Frame FRAME = Frame.of(
            "school", FactorColumn.of("1", "2", "2"),
            "score", NumericColumn.of(1.5, 2.5, 4),
            "arm", LogicalColumn.of(true, false, true));
    private static final Frame OTHER =
            Frame.of("school", NumericColumn.of(1, 2, 2), "score", NumericColumn.of(7, 8, 8));

    private static String fix(ThrowingCallable work) {
        return catchThrowableOfType(InputException.class, work).problem().fix();
    }

    @Test
    void conversions() {
        assertThat(fix(() -> FRAME.numeric("arm"))).contains("`frame.asNumeric(\"arm\")`");
        assertThat(FRAME.asNumeric("arm").numeric("arm").value(0)).isEqualTo(1);

        assertThat(fix(() -> FRAME.factor("arm"))).contains("`frame.asFactor(\"arm\")`");
        assertThat(FRAME.asFactor("arm").factor("arm").text(0)).isEqualTo("true");

        assertThat(fix(() -> FRAME.asFactor("score")))
                .contains("`frame.cut(\"score_bin\", \"score\", Bins.quantiles(frame.numeric(\"score\"), 4))`");
        assertThat(FRAME.cut("score_bin", "score", Bins.quantiles(FRAME.numeric("score"), 4))
                        .factor("score_bin")
                        .levels()
                        .size())
                .isEqualTo(4);
    }

    @Test
    void names() {
        String fix = fix(() -> FRAME.column("scor"));
        String meant = fix.substring(fix.indexOf('`') + 1, fix.lastIndexOf('`'));
        assertThat(FRAME.column(meant)).isSameAs(FRAME.column("score"));
    }

    @Test
    void joins() {
        assertThat(fix(() -> FRAME.join(OTHER, "school")))
                .contains("`frame.asFactor(\"school\")`", "`other.asFactor(\"school\")`");
        Frame other = OTHER.asFactor("school");
        assertThat(fix(() -> FRAME.asFactor("school").join(other, "school"))).contains("`other.distinct(\"school\")`");
        Frame unique = other.distinct("school");
        assertThat(fix(() -> FRAME.join(unique, "school")))
                .contains("`other.rename(\"score\", \"score_2\")`", "`other.drop(\"score\")`");
        assertThat(FRAME.join(unique.rename("score", "score_2"), "school").numeric("score_2"))
                .isEqualTo(NumericColumn.of(7, 8, 8));
        assertThat(FRAME.join(unique.drop("score"), "school")).isEqualTo(FRAME);
    }

    @Test
    void conditionsAndBins() {
        assertThat(fix(() -> FRAME.where(Condition.is("score", "4")))).contains("`Condition.equal(\"score\", 1)`");
        assertThat(FRAME.where(Condition.equal("score", 4)).rows()).isEqualTo(1);

        assertThat(fix(() -> FRAME.cut("band", "score", Bins.leftClosed(2, 3).within())))
                .contains("leave out `.within()`");
        assertThat(FRAME.cut("band", "score", Bins.leftClosed(2, 3))
                        .factor("band")
                        .missing())
                .isEqualTo(Mask.none(3));
    }

    @Test
    void missingValues() {
        double[] values = {1, Double.NaN};
        assertThat(fix(() -> NumericColumn.of(values))).contains("`NumericColumn.nanAsMissing(…)`");
        assertThat(NumericColumn.nanAsMissing(values).missing().rows()).containsExactly(1);
    }
}
