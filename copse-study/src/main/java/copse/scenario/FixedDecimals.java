package copse.scenario;

/// Numbers with a fixed count of decimals, rounded as C's `printf("%.6f")` does: half to even on the exact
/// value of the double, not on its shortest text.
final class FixedDecimals {
    // beyond this a double has no room for six decimals and `value * 10^decimals` may pass 2^52
    private static final double LARGEST = 1e9;

    private FixedDecimals() {}

    /// `value * scale` rounded half to even as if computed exactly; the sign of zero is kept.
    ///
    /// The product is rounded once; `fma` gives its exact error, which decides where the rounded product lies
    /// on or next to a tie.
    ///
    /// @param value of magnitude up to 1e9
    /// @param scale a power of ten up to 1e6
    /// @return a whole number
    static double scaled(double value, double scale) {
        double magnitude = Math.abs(value);
        if (!(magnitude <= LARGEST)) {
            throw new IllegalArgumentException(value + " is too large for fixed decimals");
        }
        double product = magnitude * scale;
        double error = Math.fma(magnitude, scale, -product);
        double floor = Math.floor(product);
        // both differences are exact, and the sign of their rounded sum is the sign of the exact one
        double beyondHalf = (product - floor - 0.5) + error;
        boolean up = beyondHalf > 0 || (beyondHalf == 0 && floor % 2 != 0);
        return Math.copySign(up ? floor + 1 : floor, value);
    }

    /// @return the double nearest to the number's text with six decimals
    static double six(double value) {
        return scaled(value, 1e6) / 1e6;
    }

    /// @return a double with six decimals next to the number; like [#six] but not exact on ties, of any
    ///     magnitude
    static double nearSix(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    /// Writes a whole number of the given units as a decimal number.
    ///
    /// @param scaled whole, as [#scaled] returns it
    /// @param decimals digits after the point, 0 for none
    /// @param into *Modified.*
    /// @param at where the text starts
    /// @return where the text ends
    static int print(double scaled, int decimals, byte[] into, int at) {
        int next = at;
        if (Double.doubleToRawLongBits(scaled) < 0) {
            into[next++] = '-';
        }
        long rest = (long) Math.abs(scaled);
        int digits = Math.max(digits(rest), decimals + 1);
        int end = next + digits + (decimals > 0 ? 1 : 0);
        int position = end;
        for (int i = 0; i < digits; i++) {
            if (i == decimals && decimals > 0) {
                into[--position] = '.';
            }
            into[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long power = 10; power <= value; power *= 10) {
            digits++;
        }
        return digits;
    }
}
