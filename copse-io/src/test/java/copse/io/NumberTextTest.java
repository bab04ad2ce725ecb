package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers read from bytes are those that the JDK reads from strings.
class NumberTextTest {
    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return NumberText.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void agreesWithTheJdkOnRandomNumbers() {
        SplittableRandom random = new SplittableRandom(20260101);
        for (int i = 0; i < 200_000; i++) {
            String text = switch (i % 5) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
                case 2 -> Double.toString(random.nextLong(1_000_000_000L) / 1e6);
                case 3 -> random.nextInt(1000) + "." + random.nextLong(Long.MAX_VALUE) + "E" + random.nextInt(-40, 40);
                default -> "-0." + "0".repeat(random.nextInt(30)) + random.nextInt(100_000) + "e+" + random.nextInt(30);
            };
            double expected = Double.parseDouble(text);
            if (Double.isFinite(expected)) {
                assertThat(parse(text)).as(text).isEqualTo(expected);
            } else {
                assertThat(parse(text)).as(text).isNaN();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-1",
                "+1",
                "1.",
                ".5",
                "-.5",
                " 7 ",
                "1e5",
                "1E-5",
                "0000000000000000000001",
                "1e-400",
                "-0"
            })
    void readsDecimalNumbers(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "1,5",
                "1 000",
                "1e",
                "e5",
                "1e5.0",
                "0x10",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "1e999",
                "--1",
                "1.2.3",
                "١",
                "1_000",
                "1e+-5",
                "1e99999999999"
            })
    void refusesEverythingElse(String text) {
        assertThat(parse(text)).isNaN();
    }
}
