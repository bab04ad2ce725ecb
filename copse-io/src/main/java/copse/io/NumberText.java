package copse.io;

import java.nio.charset.StandardCharsets;

/// Decimal numbers from bytes, without a string per cell.
final class NumberText {
    /// Powers of ten that a double holds exactly.
    private static final double[] EXACT_POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < EXACT_POWERS.length; i++) {
            EXACT_POWERS[i] = power;
            power *= 10;
        }
    }

    /// Whole numbers up to here are all doubles; it itself may stand for a neighbour that was rounded.
    private static final double EXACT = 0x1p53 - 1;

    private NumberText() {}

    /// Reads a number as [Double#parseDouble] does: the nearest double, correctly rounded.
    ///
    /// A sign, digits with at most one point, and an exponent, with blanks around; no thousands separators, no
    /// hexadecimals, no words. With at most 15 significant digits and a power of ten up to 22 digits and power are
    /// exact doubles, so that one multiplication or division rounds once, as it must; everything else goes the
    /// long way.
    ///
    /// Source: Clinger (1990), How to read floating point numbers accurately, PLDI (its fast path).
    /// doi:10.1145/93542.93557
    ///
    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return the number, or NaN if the cell is not a finite number (no text stands for NaN here)
    static double parse(byte[] data, int from, int to) {
        while (from < to && data[from] == ' ') {
            from++;
        }
        while (to > from && data[to - 1] == ' ') {
            to--;
        }
        int at = from;
        boolean negative = at < to && data[at] == '-';
        if (negative || at < to && data[at] == '+') {
            at++;
        }
        long digits = 0;
        int first = at;
        int point = -1;
        for (; at < to; at++) {
            int digit = data[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (data[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int count = at - first - (point < 0 ? 0 : 1);
        if (count <= 0) {
            return Double.NaN;
        }
        int power = point < 0 ? 0 : point + 1 - at;
        if (at < to) {
            int exponent = exponent(data, at, to);
            if (exponent == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            power += exponent;
        }
        // 15 digits at most: leading zeros count, which costs such texts the fast path and nothing else
        if (count > 15 || power < -22 || power > 22) {
            return slowly(data, from, to);
        }
        double value = power < 0 ? digits / EXACT_POWERS[-power] : digits * EXACT_POWERS[power];
        return negative ? -value : value;
    }

    /// Whether a cell is a whole number, written out, that a double cannot tell from its neighbours: an
    /// identifier of 17 digits, which as a number would be another one.
    ///
    /// @param value what [#parse] made of the cell
    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return whether it is beyond ±2^53 and all digits
    static boolean isInexact(double value, byte[] data, int from, int to) {
        if (Math.abs(value) <= EXACT) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (data[i] == '.' || data[i] == 'e' || data[i] == 'E') {
                return false;
            }
        }
        return true;
    }

    private static int exponent(byte[] data, int at, int to) {
        if (data[at] != 'e' && data[at] != 'E') {
            return Integer.MIN_VALUE;
        }
        int start = at + 1;
        boolean negative = start < to && data[start] == '-';
        if (negative || start < to && data[start] == '+') {
            start++;
        }
        if (start == to) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (int i = start; i < to; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            // any exponent of five digits is far outside: capped, so that it cannot overflow
            exponent = Math.min(99_999, 10 * exponent + digit);
        }
        return negative ? -exponent : exponent;
    }

    private static double slowly(byte[] data, int from, int to) {
        double value = Double.parseDouble(new String(data, from, to - from, StandardCharsets.US_ASCII));
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
