package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.math.RandomStream;
import copse.math.Seed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fixed decimals are those of the exact value of the double, half to even, as C prints them.
class FixedDecimalsTest {
    /// What C's `printf("%.6f")` prints for doubles on and next to ties.
    @ParameterizedTest
    @CsvSource({
        "0.0078125, 0.007812", // an exact tie, to even
        "0.0234375, 0.023438", // an exact tie, to even
        "0.0000005, 0.000000", // the double is below the tie
        "0.0000015, 0.000002", // the double is below the tie 1.5e-6, above 1e-6
        "-0.0000001, -0.000000",
        "0, 0.000000",
        "-0.0, -0.000000",
        "9.9999995, 9.999999",
        "123456789.1234565, 123456789.123456",
        "-7.25, -7.250000"
    })
    void asC(double value, String text) {
        assertThat(print(value)).isEqualTo(text);
    }

    /// BigDecimal knows the exact value of a double; ties and their neighbours are sought on purpose.
    @Test
    void agreesWithExactArithmetic() {
        RandomStream stream = Seed.of(1).stream();
        for (int i = 0; i < 300_000; i++) {
            double value = switch (i % 4) {
                case 0 -> 4 * stream.nextGaussian();
                case 1 -> stream.nextInt(1 << 20) / 128.0 + stream.nextInt(3) * 0x1p-40;
                case 2 -> Math.nextAfter((stream.nextInt(100_000_000) + 0.5) / 1e6, stream.nextGaussian());
                default -> (stream.nextInt(100_000_000) + 0.5) / 1e6;
            };
            // an exact zero has no sign in BigDecimal; C prints it, so does this class
            String exact = new BigDecimal(Math.abs(value))
                    .setScale(6, RoundingMode.HALF_EVEN)
                    .toPlainString();
            assertThat(print(value)).isEqualTo(value < 0 ? "-" + exact : exact);
        }
    }

    @Test
    void otherCountsOfDecimals() {
        assertThat(print(2.675, 2)).isEqualTo("2.67");
        assertThat(print(2, 2)).isEqualTo("2.00");
        assertThat(print(0.05, 2)).isEqualTo("0.05");
        assertThat(print(1234, 0)).isEqualTo("1234");
    }

    @Test
    void numbersWithoutRoomForDecimalsAreRefused() {
        assertThatThrownBy(() -> FixedDecimals.scaled(2e9, 1e6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FixedDecimals.scaled(Double.NaN, 1e6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String print(double value) {
        return print(value, 6);
    }

    private static String print(double value, int decimals) {
        byte[] bytes = new byte[40];
        int end = FixedDecimals.print(FixedDecimals.scaled(value, Math.pow(10, decimals)), decimals, bytes, 0);
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }
}
