package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import copse.test.Cases;
import org.junit.jupiter.api.Test;

class TextBufferTest {
    private static String number(double value) {
        TextBuffer buffer = new TextBuffer(1);
        buffer.put(value);
        return buffer.toString();
    }

    @Test
    void numbersAreThoseOfNumericColumns() {
        for (double value : new double[] {
            0, -0.0, 1, -1, 9, 10, 99, 100, 101, 0.5, -0.1, 0x1p53, -0x1p53, 0x1p53 + 2, 1e300, -1e-300, 123456789
        }) {
            assertThat(number(value)).isEqualTo(NumericColumn.format(value));
        }
        Cases.of(3, 500).check(random -> {
            double whole = random.nextLong(1L << random.nextInt(1, 53)) * (random.nextBoolean() ? 1 : -1);
            assertThat(number(whole)).isEqualTo(NumericColumn.format(whole));
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertThat(number(any)).isEqualTo(NumericColumn.format(any));
            }
        });
    }

    @Test
    void longsHaveAllTheirDigits() {
        for (long value : new long[] {
            0, 7, 10, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE, -Long.MAX_VALUE
        }) {
            TextBuffer buffer = new TextBuffer(1);
            buffer.put(value);
            assertThat(buffer.toString()).isEqualTo(Long.toString(value));
        }
    }

    @Test
    void aNumberIsRememberedOnlyForItself() {
        TextBuffer buffer = new TextBuffer(1);
        for (double value : new double[] {0.5, 0.5, 0.25, 0.5, 3, 0.5}) {
            buffer.put(value);
            buffer.put(' ');
        }
        assertThat(buffer.toString()).isEqualTo("0.5 0.5 0.25 0.5 3 0.5 ");
    }

    @Test
    void cellsAreQuotedWhereTheyMustBe() {
        TextBuffer buffer = new TextBuffer(1);
        for (String text : new String[] {"a", "a,b", "say \"é\"", "two\nlines", "", "x;y"}) {
            buffer.putCell(text, ',');
            buffer.put('|');
        }
        assertThat(buffer.toString()).isEqualTo("a|\"a,b\"|\"say \"\"é\"\"\"|\"two\nlines\"||x;y|");
    }
}
