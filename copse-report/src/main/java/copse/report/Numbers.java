package copse.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers for people: as many digits as mean something, no exponents where they can be avoided, the same on
/// every machine whatever its language.
public final class Numbers {
    /// An estimate is shown to the second significant digit of its standard error: more is noise.
    private static final int DIGITS_OF_ERROR = 2;

    /// Beyond these magnitudes a plain number is harder to read than one with an exponent.
    private static final int LARGEST_PLAIN = 9;

    private static final int SMALLEST_PLAIN = -6;

    private static final int MOST_DECIMALS = 12;

    private static final int LEVEL_DIGITS = 8;

    private Numbers() {}

    /// @param count a whole number
    /// @return with separators of thousands: `695,205`
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// @param count of things
    /// @param one what one of them is called, its plural made with an s
    /// @return such as `1 row`, `2,000 rows`
    static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /// An estimate with the decimals that its standard error warrants: `3.14` for 3.14159 ± 0.21.
    ///
    /// @param value the estimate, or an end of its interval
    /// @param error its standard error; not positive or not finite means four significant digits of the value
    /// @return the number
    public static String byError(double value, double error) {
        if (!(error > 0) || !Double.isFinite(error)) {
            return significant(value, 4);
        }
        int decimals = DIGITS_OF_ERROR - 1 - magnitude(error);
        return decimals > MOST_DECIMALS ? significant(value, 4) : fixed(value, Math.max(0, decimals));
    }

    /// @param value a number
    /// @param digits significant digits, at least 1
    /// @return the number rounded to that many digits, trailing zeros kept: `0.1200`; `1.2e-9` where plain is
    /// too long
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int magnitude = rounded.precision() - rounded.scale() - 1;
        if (magnitude >= LARGEST_PLAIN || magnitude < SMALLEST_PLAIN) {
            return exponent(rounded, magnitude, digits);
        }
        return rounded.setScale(Math.max(0, digits - 1 - magnitude), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /// The same without trailing zeros, for numbers that stand alone: `0.12`, `34`, `1234567`.
    ///
    /// @param value a number
    /// @param digits most significant digits; digits before the decimal point are always kept
    /// @return the number
    public static String brief(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return significant(value, digits);
        }
        int magnitude = magnitude(value);
        boolean plain = magnitude < LARGEST_PLAIN && magnitude >= SMALLEST_PLAIN;
        String text = plain ? fixed(value, Math.max(0, digits - 1 - magnitude)) : significant(value, digits);
        return plain && text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /// @param value a number
    /// @param decimals digits after the point
    /// @return the number, never `-0.0`
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        int magnitude = rounded.precision() - rounded.scale() - 1;
        if (magnitude >= MOST_DECIMALS) {
            return exponent(rounded, magnitude, 6);
        }
        return rounded.toPlainString();
    }

    /// A probability that a test gave: three decimals, or on which side of them it lies.
    ///
    /// @param p from 0 to 1, or NaN where there is none
    /// @return `0.010`, `< 0.001`, `> 0.999`, or the empty text
    public static String p(double p) {
        if (Double.isNaN(p)) {
            return "";
        }
        return p < 0.001 ? "< 0.001" : p > 0.999 ? "> 0.999" : fixed(p, 3);
    }

    /// As [#p(double)] with what stands before it in a sentence.
    ///
    /// @param p from 0 to 1
    /// @return `p = 0.010`, `p < 0.001`
    public static String pEquals(double p) {
        String text = p(p);
        return text.startsWith("<") || text.startsWith(">") ? "p " + text : "p = " + text;
    }

    /// @param df degrees of freedom, infinite for a normal reference
    /// @return one decimal, none from 1000 on, `∞`, or the empty text where there are none
    public static String df(double df) {
        if (Double.isNaN(df)) {
            return "";
        }
        return Double.isInfinite(df) ? "∞" : df < 1000 ? fixed(df, 1) : count(Math.round(df));
    }

    /// @param share from 0 to 1
    /// @return per cent with the digits that matter: `12 %`, `0.3 %`, `99.97 %`
    public static String percent(double share) {
        double value = 100 * share;
        double toEdge = Math.min(Math.abs(value), Math.abs(100 - value));
        int decimals = toEdge == 0 || toEdge >= 10 ? 0 : Math.min(3, Math.max(1, -magnitude(toEdge)));
        return fixed(value, decimals) + " %";
    }

    /// @param level of an interval, such as 0.95
    /// @return `95`, `99.9`
    public static String level(double level) {
        // 2 · 0.95 − 1 is not quite 0.9
        return BigDecimal.valueOf(level)
                .movePointRight(2)
                .round(new MathContext(LEVEL_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static int magnitude(double value) {
        BigDecimal exact = new BigDecimal(Math.abs(value));
        return exact.precision() - exact.scale() - 1;
    }

    private static String exponent(BigDecimal value, int magnitude, int digits) {
        BigDecimal mantissa = value.movePointLeft(magnitude)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return mantissa.toPlainString() + "e" + magnitude;
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "" : value > 0 ? "∞" : "-∞";
    }
}
