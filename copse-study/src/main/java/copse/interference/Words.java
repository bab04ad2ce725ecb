package copse.interference;

import copse.frame.NumericColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers in sentences.
final class Words {
    private static final MathContext FOUR = new MathContext(4);
    private static final double SMALLEST_P = 1e-4;

    private Words() {}

    /// @return the number to twelve digits: as it was given, without what binary fractions add
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double rounded = new BigDecimal(value).round(new MathContext(12)).doubleValue();
        return NumericColumn.format(rounded);
    }

    /// @return the number to four digits
    static String about(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return NumericColumn.format(new BigDecimal(value).round(FOUR).doubleValue());
    }

    /// @return the number to four digits, small ones without an exponent
    static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /// @return `p = 0.012`, `p < 0.0001`
    static String p(double p) {
        return p < SMALLEST_P
                ? "p < 0.0001"
                : "p = "
                        + new BigDecimal(p)
                                .round(new MathContext(2))
                                .stripTrailingZeros()
                                .toPlainString();
    }

    /// @return `12.3 %`
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// @return `1 cluster`, `1,200 rows`
    static String count(long n, String noun) {
        String plural = noun.equals("stratum") ? "strata" : noun + "s";
        return String.format(Locale.ROOT, "%,d ", n) + (n == 1 ? noun : plural);
    }

    /// @return `1 stratum`, `1,200 strata`
    static String count(long n, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", n) + (n == 1 ? one : many);
    }
}
