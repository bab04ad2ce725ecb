package copse.plan;

import copse.frame.NumericColumn;
import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers without digits that nobody wrote.
final class Digits {
    private static final MathContext WRITTEN = new MathContext(12);
    private static final MathContext GUESSED = new MathContext(3);

    private Digits() {}

    /// @param value that was calculated from numbers of a plan: 0.8 + 0.3
    /// @return as it would be written: `1.1`
    static String text(double value) {
        return NumericColumn.format(rounded(value, WRITTEN));
    }

    /// @param value estimated from data
    /// @return three digits of it, which are more than a guess deserves
    static double guessed(double value) {
        return rounded(value, GUESSED);
    }

    private static double rounded(double value, MathContext digits) {
        return new BigDecimal(value).round(digits).doubleValue();
    }
}
