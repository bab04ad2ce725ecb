package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Column LABELS = FactorColumn.of("10", "9", null, "10", "100");
    private static final Column TEXTS = TextColumn.of("9", "", "007", null, "10");
    private static final Column NUMBERS = NumericColumn.nanAsMissing(9, 10, Double.NaN, -3, 10);
    private static final Column WIDE = NumericColumn.nanAsMissing(0x1p53, 10, Double.NaN, -0x1p53, 10);

    @Test
    void numbersAreInTheOrderOfNumbers() {
        assertThat(texts(Ids.of(NUMBERS))).containsExactly("-3", "9", "10");
        assertThat(texts(Ids.of(LABELS))).containsExactly("9", "10", "100");
        assertThat(texts(Ids.of(NUMBERS, LABELS))).containsExactly("-3", "9", "10", "100");
        assertThat(texts(Ids.of(WIDE, NUMBERS)))
                .containsExactly("-9007199254740992", "-3", "9", "10", "9007199254740992");
    }

    /// One label that is no number, and all are in the order of code points.
    @Test
    void labelsAreInTheOrderOfCodePoints() {
        assertThat(texts(Ids.of(LABELS, TEXTS))).containsExactly("007", "10", "100", "9");
    }

    @Test
    void placesAreFoundAcrossTypes() {
        for (Ids ids : new Ids[] {Ids.of(NUMBERS), Ids.of(TextColumn.of("10", "-3", "9")), Ids.of(NUMBERS, NUMBERS)}) {
            assertThat(ids.places(NUMBERS)).containsExactly(1, 2, -1, 0, 2);
            assertThat(ids.places(LABELS)).containsExactly(2, 1, -1, 2, -1);
            assertThat(ids.places(TEXTS)).containsExactly(1, -1, -1, -1, 2);
            assertThat(ids.place("9")).isEqualTo(1);
            assertThat(ids.place("09")).isEqualTo(Ids.NONE);
            assertThat(ids.places(NumericColumn.of(9.5, 1e300, -1e300, 8))).containsExactly(-1, -1, -1, -1);
        }
        assertThat(Ids.of(WIDE).places(NUMBERS)).containsExactly(-1, 1, -1, -1, 1);
    }

    @Test
    void nothingHasNoPlace() {
        assertThat(Ids.of(NumericColumn.of()).size()).isZero();
        assertThat(Ids.of(TextColumn.of("", null)).size()).isZero();
        assertThat(Ids.of(NumericColumn.of()).places(NUMBERS)).containsOnly(Ids.NONE);
    }

    private static String[] texts(Ids ids) {
        return IntStream.range(0, ids.size()).mapToObj(ids.column()::text).toArray(String[]::new);
    }
}
