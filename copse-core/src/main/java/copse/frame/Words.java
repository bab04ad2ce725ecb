package copse.frame;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers and counts as they stand in the sentences of problems, diagnostics and results.
public final class Words {
    private static final MathContext FOUR = new MathContext(4);
    private static final double SMALLEST_P = 1e-4;

    private Words() {}

    /// @param value any
    /// @return the number to twelve digits: as it was given, without what binary fractions add
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double rounded = new BigDecimal(value).round(new MathContext(12)).doubleValue();
        return NumericColumn.format(rounded);
    }

    /// @param value any
    /// @return the number to four digits
    public static String about(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return NumericColumn.format(new BigDecimal(value).round(FOUR).doubleValue());
    }

    /// @param value any
    /// @return the number to four digits, small ones without an exponent
    public static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /// @param p a p-value
    /// @return `p = 0.012`, `p < 0.0001`
    public static String p(double p) {
        return p < SMALLEST_P
                ? "p < 0.0001"
                : "p = "
                        + new BigDecimal(p)
                                .round(new MathContext(2))
                                .stripTrailingZeros()
                                .toPlainString();
    }

    /// @param share of 1
    /// @return `12.3 %`
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// @param n how many
    /// @param noun what, in the singular
    /// @return `1 cluster`, `1,200 rows`
    public static String count(long n, String noun) {
        String plural = noun.equals("stratum") ? "strata" : noun + "s";
        return String.format(Locale.ROOT, "%,d ", n) + (n == 1 ? noun : plural);
    }

    /// @param n how many
    /// @param one what one of them is
    /// @param many what several are
    /// @return `1 stratum`, `1,200 strata`
    public static String count(long n, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", n) + (n == 1 ? one : many);
    }

    /// @param more how many are not named
    /// @param noun what they are, in the singular; an `s` makes more
    /// @return ` (and 3 more rows)`, or the empty text if there is none
    public static String andMore(int more, String noun) {
        return andMore(more, noun, noun + "s");
    }

    /// @param more how many are not named
    /// @param one what one of them is
    /// @param many what several are
    /// @return ` (and 3 more pairs of rows)`, or the empty text if there is none
    public static String andMore(int more, String one, String many) {
        return more == 0 ? "" : " (and " + more + " more " + (more == 1 ? one : many) + ")";
    }

    /// @param text any, in English
    /// @return the text with a capital letter at its beginning
    public static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
