package copse.power;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers and counts in messages.
final class Texts {
    private static final MathContext DIGITS = new MathContext(3);

    private Texts() {}

    /// Three significant digits, without an exponent where that is short.
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9 || value == 0
                ? rounded.toPlainString()
                : rounded.toString();
    }

    /// A share in per cent.
    static String percent(double share) {
        return number(100 * share) + " %";
    }
}
