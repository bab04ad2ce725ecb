package copse.network;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers within sentences.
final class Numbers {
    private static final MathContext THREE = new MathContext(3);

    private Numbers() {}

    /// @param value finite
    /// @return with three significant digits and no exponent
    static String digits(double value) {
        if (Math.abs(value) >= 1_000) {
            return "%,d".formatted(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /// @param share such as 0.25
    /// @return such as `25 %`
    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
