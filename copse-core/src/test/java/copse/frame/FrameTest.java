package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Frame PUPILS = Frame.of(
            "school", FactorColumn.of("b", "a", null, "a"),
            "score", NumericColumn.nanAsMissing(1.5, Double.NaN, 3, 4),
            "pre", NumericColumn.of(10, 9, 2, 10),
            "arm", LogicalColumn.of(true, false, true, false));

    @Test
    void namesAMissingColumnAndSuggests() {
        assertThatThrownBy(() -> PUPILS.column("scool"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        error[I101]: no column `scool` in the data
                          why: the data has 4 columns: school, score, pre, arm
                          fix: did you mean `school`?""");
    }

    @Test
    void typedAccessSaysWhatTheColumnIs() {
        assertThat(PUPILS.numeric("score").value(0)).isEqualTo(1.5);
        assertThat(PUPILS.factor("school").levels()).isEqualTo(Levels.of("a", "b"));
        assertThatThrownBy(() -> PUPILS.numeric("school"))
                .hasMessageContaining("error[I102]: column `school` is factor, not numeric")
                .hasMessageContaining("frame.asNumeric(\"school\")");
        assertThatThrownBy(() -> PUPILS.factor("pre")).hasMessageContaining("frame.asFactor(\"pre\")");
    }

    @Test
    void refusesUnequalLengthsAndRepeatedNames() {
        assertThatThrownBy(() -> Frame.of("a", NumericColumn.of(1, 2), "b", NumericColumn.of(1)))
                .hasMessageContaining("error[I104]: column `b` has 1 row, the others have 2");
        assertThatThrownBy(() -> Frame.of("a", NumericColumn.of(1), "a", NumericColumn.of(2)))
                .hasMessageContaining("error[I103]: column `a` occurs twice");
        assertThatThrownBy(() -> PUPILS.with("x", NumericColumn.of(1))).hasMessageContaining("I104");
    }

    @Test
    void refusesArgumentsOutOfTurn() {
        NumericColumn one = NumericColumn.of(1);
        assertThatThrownBy(() -> Frame.of("a", one, "b")).hasMessageContaining("error[I115]: `b` where a name");
        assertThatThrownBy(() -> Frame.of("a", one, one, "b")).hasMessageContaining("I115");
    }

    @Test
    void slicesAndTakesRows() {
        assertThat(PUPILS.slice(1, 3)).isEqualTo(PUPILS.rows(new int[] {1, 2}));
        assertThat(PUPILS.slice(0, 4)).isSameAs(PUPILS);
        assertThat(PUPILS.slice(2, 2).rows()).isZero();
        assertThat(PUPILS.rows(new int[] {3, 3}).numeric("score")).isEqualTo(NumericColumn.of(4, 4));
        assertThat(PUPILS.head(1).tail(5)).isEqualTo(PUPILS.slice(0, 1));
        assertThatThrownBy(() -> PUPILS.slice(0, 5)).hasMessageContaining("error[I109]: no row 5");
        assertThatThrownBy(() -> PUPILS.rows(new int[] {-1})).hasMessageContaining("rows 0 to 3");
    }

    @Test
    void wholeNumbersBecomeLevelsByNumber() {
        FactorColumn pre = PUPILS.asFactor("pre").factor("pre");
        assertThat(pre.levels().labels()).containsExactly("2", "9", "10");
        assertThat(new int[] {pre.code(0), pre.code(1), pre.code(2), pre.code(3)})
                .containsExactly(2, 1, 0, 2);
        assertThatThrownBy(() -> PUPILS.asFactor("score")).hasMessageContaining("Bins.quantiles");
    }

    @Test
    void logicalTextAndDatesBecomeLevels() {
        assertThat(PUPILS.asFactor("arm").factor("arm")).isEqualTo(FactorColumn.of("true", "false", "true", "false"));
        Frame frame = Frame.of(
                "t", TextColumn.of("b", null, "B"),
                "d", TimeColumn.dates(new long[] {LocalDate.of(2026, 2, 1).toEpochDay(), -1, 0}, Mask.none(3)));
        assertThat(frame.asFactor("t").factor("t").levels().labels()).containsExactly("B", "b");
        assertThat(frame.asFactor("t").factor("t").isMissing(1)).isTrue();
        assertThat(frame.asFactor("d").factor("d").levels().labels())
                .containsExactly("1969-12-31", "1970-01-01", "2026-02-01");
    }

    @Test
    void givenLevelsKeepTheirOrderAndRefuseOthers() {
        FactorColumn school =
                PUPILS.asFactor("school", Levels.of("b", "c", "a")).factor("school");
        assertThat(school.text(0)).isEqualTo("b");
        assertThat(school.code(1)).isEqualTo(2);
        assertThat(school.isMissing(2)).isTrue();
        assertThatThrownBy(() -> PUPILS.asFactor("school", Levels.of("A", "b")))
                .hasMessageContaining("error[I106]: no level `a` in column `school`")
                .hasMessageContaining("did you mean `A`?");
        Frame gap = Frame.of("t", TextColumn.of("x", null));
        assertThat(gap.asFactor("t", Levels.of("x")).factor("t")).isEqualTo(FactorColumn.of("x", null));
        assertThatThrownBy(() -> gap.asFactor("t", Levels.of("y"))).hasMessageContaining("I106");
        assertThat(PUPILS.asFactor("pre", Levels.of("10", "9", "2"))
                        .factor("pre")
                        .code(2))
                .isEqualTo(2);
    }

    @Test
    void labelsBecomeNumbers() {
        Frame frame = Frame.of("f", FactorColumn.of("10", "2.5", null), "t", TextColumn.of(" 1e3", "-4", "x"));
        assertThat(frame.asNumeric("f").numeric("f")).isEqualTo(NumericColumn.nanAsMissing(10, 2.5, Double.NaN));
        assertThatThrownBy(() -> frame.asNumeric("t"))
                .hasMessageContaining("error[I108]: column `t` has the value `x` in row 3, which is not a number");
        Mask second = Mask.of(2, row -> row == 1);
        Frame times = Frame.of(
                "d", TimeColumn.dates(new long[] {-3, 0}, second),
                "s", TimeColumn.timestamps(new long[] {2_500_000, 0}, second));
        assertThat(times.asNumeric("d").numeric("d")).isEqualTo(NumericColumn.nanAsMissing(-3, Double.NaN));
        assertThat(times.asNumeric("s").numeric("s")).isEqualTo(NumericColumn.nanAsMissing(2.5, Double.NaN));
        assertThat(PUPILS.asNumeric("pre")).isEqualTo(PUPILS);
        assertThat(PUPILS.asNumeric("arm").numeric("arm")).isEqualTo(NumericColumn.of(1, 0, 1, 0));
    }

    @Test
    void numbersInWordsAreNotNumbers() {
        for (String word : new String[] {"NaN", "Infinity", "1d", "0x1p3", "", "1e999", "--1"}) {
            Frame frame = Frame.of("t", TextColumn.of(word));
            assertThatThrownBy(() -> frame.asNumeric("t")).hasMessageContaining("I108");
        }
    }

    @Test
    void readsAsOneChunkMoreThanOnce() {
        for (int time = 0; time < 2; time++) {
            try (RowSource.Chunks chunks = PUPILS.open()) {
                assertThat(chunks.next()).isSameAs(PUPILS);
                assertThat(chunks.next()).isNull();
            }
        }
        assertThat(PUPILS.schema().find("school").orElseThrow().levels()).isEqualTo(Levels.of("a", "b"));
    }

    @Test
    void equalityIsByNamesOrderAndValues() {
        assertThat(Frame.of(Map.of("a", NumericColumn.of(0.0))))
                .isEqualTo(Frame.of("a", NumericColumn.of(-0.0)))
                .hasSameHashCodeAs(Frame.of("a", NumericColumn.of(-0.0)))
                .isNotEqualTo(Frame.of("b", NumericColumn.of(0.0)));
    }
}
