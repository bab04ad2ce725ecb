package copse.design;

import copse.frame.NumericColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/// Shares of arms as whole numbers: `0.1 : 0.2` is `1 : 2`, so that shares of n units are cut into whole and
/// spare parts without rounding.
///
/// Decimal numbers are taken as they are written, not as the binary fraction next to them.
final class Ratio {
    private final BigInteger[] parts;
    private final BigInteger sum;

    private Ratio(BigInteger[] parts, BigInteger sum) {
        this.parts = parts;
        this.sum = sum;
    }

    /// @param ratio one number per arm, not negative, not all zero
    /// @return the same proportions in whole numbers without a common divisor
    static Ratio of(List<Double> ratio) {
        BigDecimal[] decimals = ratio.stream().map(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        int scale = 0;
        for (BigDecimal decimal : decimals) {
            scale = Math.max(scale, decimal.scale());
        }
        BigInteger[] parts = new BigInteger[decimals.length];
        BigInteger divisor = BigInteger.ZERO;
        for (int k = 0; k < parts.length; k++) {
            parts[k] = decimals[k].setScale(scale).unscaledValue();
            divisor = divisor.gcd(parts[k]);
        }
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < parts.length; k++) {
            parts[k] = parts[k].divide(divisor);
            sum = sum.add(parts[k]);
        }
        return new Ratio(parts, sum);
    }

    /// Shares of a mixture, in the numbers as they are written.
    ///
    /// @param share of the two outer parts together, between 0 and 1
    /// @param first ratio of the first part
    /// @param last ratio of the last part
    /// @return ratio of the first part, of what stands between, and of the last part
    static List<Double> mixed(double share, double first, double last) {
        BigDecimal whole = BigDecimal.valueOf(share);
        BigDecimal a = BigDecimal.valueOf(first);
        BigDecimal b = BigDecimal.valueOf(last);
        return List.of(
                whole.multiply(a).doubleValue(),
                BigDecimal.ONE.subtract(whole).multiply(a.add(b)).doubleValue(),
                whole.multiply(b).doubleValue());
    }

    /// @param numbers one per arm
    /// @return as a user writes them: `2, 0.5`
    static String told(List<? extends Number> numbers) {
        return numbers.stream()
                .map(number -> NumericColumn.format(number.doubleValue()))
                .collect(Collectors.joining(", "));
    }

    /// @return number of arms
    int arms() {
        return parts.length;
    }

    /// @param arm index of an arm
    /// @return its part, a whole number
    BigInteger part(int arm) {
        return parts[arm];
    }

    /// @return sum of the parts: the smallest number of units that has no spare ones
    BigInteger sum() {
        return sum;
    }

    /// @param arm index of an arm
    /// @return its part over the sum
    double share(int arm) {
        return quotient(parts[arm], sum);
    }

    /// The nearest double of a fraction in `[0, 1]`.
    static double quotient(BigInteger part, BigInteger whole) {
        if (whole.bitLength() <= 53) {
            return part.doubleValue() / whole.doubleValue();
        }
        return new BigDecimal(part)
                .divide(new BigDecimal(whole), java.math.MathContext.DECIMAL64)
                .doubleValue();
    }
}
