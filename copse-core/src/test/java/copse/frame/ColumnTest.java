package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private static final Mask SECOND = Mask.of(3, row -> row == 1);
    private static final TimeColumn DATES =
            TimeColumn.dates(new long[] {LocalDate.of(2026, 3, 1).toEpochDay(), 0, -1}, SECOND);
    private static final TimeColumn TIMES = TimeColumn.timestamps(
            new long[] {
                LocalDateTime.of(2026, 3, 1, 12, 30, 5).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 250_000, 0, -1
            },
            SECOND);
    private static final List<Column> COLUMNS = List.of(
            NumericColumn.of(new double[] {1.5, Double.NaN, -2}, SECOND),
            FactorColumn.of("x", null, "y"),
            TextColumn.of("x", null, ""),
            LogicalColumn.of(Mask.of(3, row -> row == 0), SECOND),
            DATES,
            TIMES);

    @Test
    void everyTypeKnowsItsMissingRows() {
        for (Column column : COLUMNS) {
            assertThat(column.size()).isEqualTo(3);
            assertThat(column.missing()).isEqualTo(SECOND);
            assertThat(column.text(1)).isEmpty();
            assertThat(column.isMissing(1)).isTrue();
        }
    }

    @Test
    void everyTypeSelectsAndSlicesAlike() {
        for (Column column : COLUMNS) {
            assertThat(column.select(new int[] {1, 2})).isEqualTo(column.slice(1, 3));
            assertThat(column.select(new int[] {0, 1, 2}))
                    .isEqualTo(column)
                    .hasSameHashCodeAs(column)
                    .isNotSameAs(column);
            assertThat(column.select(new int[] {2, 0})).isNotEqualTo(column.select(new int[] {0, 2}));
            Column gap = column.select(new int[] {-1, 0});
            assertThat(gap.missing().rows()).containsExactly(0);
            assertThat(gap.text(1)).isEqualTo(column.text(0));
            assertThatThrownBy(() -> column.slice(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void printsValuesSoThatTheyReadBack() {
        assertThat(COLUMNS.stream().map(column -> column.text(0)))
                .containsExactly("1.5", "x", "x", "true", "2026-03-01", "2026-03-01T12:30:05.250");
        assertThat(NumericColumn.format(3)).isEqualTo("3");
        assertThat(NumericColumn.format(-0.1)).isEqualTo("-0.1");
        assertThat(Double.parseDouble(NumericColumn.format(1e300))).isEqualTo(1e300);
        assertThat(DATES.text(2)).isEqualTo("1969-12-31");
        assertThat(TIMES.text(2)).isEqualTo("1969-12-31T23:59:59.999999");
    }

    @Test
    void valuesAtMissingRowsDoNotMatter() {
        assertThat(NumericColumn.of(new double[] {1, 5, 2}, SECOND))
                .isEqualTo(NumericColumn.nanAsMissing(1, Double.NaN, 2))
                .hasSameHashCodeAs(NumericColumn.nanAsMissing(1, Double.NaN, 2));
        assertThat(LogicalColumn.of(Mask.all(3), SECOND)).isEqualTo(LogicalColumn.of(SECOND.not(), SECOND));
        assertThat(TimeColumn.dates(new long[] {1, 2, 3}, SECOND))
                .isEqualTo(TimeColumn.dates(new long[] {1, 9, 3}, SECOND))
                .isNotEqualTo(TimeColumn.timestamps(new long[] {1, 9, 3}, SECOND));
    }

    @Test
    void refusesNumbersThatAreNotFiniteByRow() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> NumericColumn.of(1, 2, bad))
                    .hasMessageContaining("error[I105]: a numeric column has the value " + bad + " in row 3");
        }
        assertThatThrownBy(() -> NumericColumn.nanAsMissing(1 / 0.0)).hasMessageContaining("Infinity in row 1");
        double[] extremes = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0};
        assertThat(NumericColumn.of(extremes).size()).isEqualTo(4);
    }

    @Test
    void keepsAnArrayOfFiniteNumbersOnly() {
        assertThat(NumericColumn.wrapFinite(new double[] {1, -Double.MAX_VALUE}))
                .contains(NumericColumn.of(1, -Double.MAX_VALUE));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(NumericColumn.wrapFinite(new double[] {1, bad})).isEmpty();
        }
    }

    @Test
    void mapsWhatIsThere() {
        NumericColumn column = NumericColumn.nanAsMissing(1, Double.NaN, 4);
        assertThat(column.map(Math::sqrt)).isEqualTo(NumericColumn.nanAsMissing(1, Double.NaN, 2));
        assertThat(column.combine(NumericColumn.nanAsMissing(Double.NaN, 1, 1), Double::sum))
                .isEqualTo(NumericColumn.nanAsMissing(Double.NaN, Double.NaN, 5));
        assertThat(column.present()).containsExactly(1, 4);
        assertThatThrownBy(() -> NumericColumn.of(1, 0).map(Math::log))
                .hasMessageContaining("the result has the value -Infinity in row 2");
    }

    @Test
    void knowsWholeNumbers() {
        assertThat(NumericColumn.nanAsMissing(1, -3, Double.NaN).isWhole()).isTrue();
        assertThat(NumericColumn.of(1, 2.5).isWhole()).isFalse();
        assertThat(NumericColumn.of(0x1p60).isWhole()).isFalse();
    }

    @Test
    void factorRefusesLabelsOutsideItsLevels() {
        assertThatThrownBy(() -> FactorColumn.of(Levels.of("control", "treatment"), "treatmnt"))
                .hasMessageContaining("error[I106]: no level `treatmnt` in the factor")
                .hasMessageContaining("did you mean `treatment`?");
        assertThatThrownBy(() -> FactorColumn.wrap(new int[] {0, 2}, Levels.of("a", "b")))
                .hasMessageContaining("error[I106]: code 2 with 2 levels");
        assertThatThrownBy(() -> FactorColumn.wrap(new int[] {-1, Integer.MAX_VALUE}, Levels.of("a", "b")))
                .hasMessageContaining("I106");
        assertThat(FactorColumn.wrap(new int[] {1, -1, 0}, Levels.of("a", "b")))
                .isEqualTo(FactorColumn.of("b", null, "a"));
    }

    @Test
    void refusesMasksOfOtherLengths() {
        Mask four = Mask.none(4);
        assertThatThrownBy(() -> NumericColumn.of(new double[3], four)).hasMessageContaining("3 rows with a mask of 4");
        assertThatThrownBy(() -> TimeColumn.dates(new long[3], four)).hasMessageContaining("I104");
        assertThatThrownBy(() -> LogicalColumn.of(Mask.all(3), four)).hasMessageContaining("I104");
    }

    @Test
    void factorsAreMadeRowByRow() {
        FactorColumn month = FactorColumn.of(
                3,
                row -> DATES.isMissing(row) ? null : DATES.date(row).getMonth().name());
        assertThat(month).isEqualTo(FactorColumn.of("MARCH", null, "DECEMBER"));
        assertThat(TIMES.date(0)).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(TIMES.dateTime(0)).isEqualTo(LocalDateTime.of(2026, 3, 1, 12, 30, 5, 250_000_000));
        assertThat(TIMES.date(2)).isEqualTo(LocalDate.of(1969, 12, 31));
    }

    @Test
    void arraysHandedInAreNotKept() {
        double[] values = {1, 2};
        NumericColumn column = NumericColumn.of(values);
        values[0] = 9;
        assertThat(column.value(0)).isEqualTo(1);
        double[] out = new double[3];
        column.copy(1, 1, out, 2);
        assertThat(out).containsExactly(0, 0, 2);
        column.copyLess(0.5, 0, 2, out, 1);
        assertThat(out).containsExactly(0, 0.5, 1.5);
    }
}
