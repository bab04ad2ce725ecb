package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCodesTest {
    /// Near numbers go through a table, far ones through a hash map; both must answer the same.
    @ParameterizedTest
    @ValueSource(doubles = {1, 1000003, 0x1p40, 0.125})
    void levelsAreFoundByNumber(double step) {
        double[] numbers = {-2 * step, 0, step, 3 * step, 4 * step};
        Levels levels =
                Levels.of(Arrays.stream(numbers).mapToObj(NumericColumn::format).toArray(String[]::new));
        int[] codes = new int[8];
        new NumberCodes(levels)
                .load(
                        NumericColumn.of(
                                9, 4 * step, -2 * step, -0.0, 2 * step, step, step + 1e-3, -3 * step, 3 * step),
                        1,
                        8,
                        codes);
        int unknown = FactorInput.UNKNOWN;
        assertThat(codes).containsExactly(4, 0, 1, unknown, 2, unknown, unknown, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "01", "1d", "1.0", "NaN", "Infinity", "0x1"})
    void aLabelThatIsNotHowANumberIsWrittenIsNoNumber(String label) {
        int[] codes = new int[2];
        new NumberCodes(Levels.of(label, "7")).load(NumericColumn.of(1, 7), 0, 2, codes);
        assertThat(codes).containsExactly(FactorInput.UNKNOWN, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e5, 1e10, 0.5})
    void distinctNumbersAreCollectedInOrder(double step) {
        double[] values = {7 * step, -step, 7 * step, 0, -0.0, 99, 1e15, -step};
        NumberSet set = new NumberSet();
        set.addAll(NumericColumn.of(values, Mask.of(values.length, row -> row == 5)));
        set.addAll(NumericColumn.of(7 * step, 2 * step));
        assertThat(set.sorted()).containsExactly(-step, 0, 2 * step, 7 * step, 1e15);
        assertThat(set.firstFraction()).isEqualTo(step == 0.5 ? Double.valueOf(3.5) : null);
    }
}
