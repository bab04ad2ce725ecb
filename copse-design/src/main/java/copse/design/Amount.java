package copse.design;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers of ways, which grow beyond every primitive type.
final class Amount {
    /// Numbers of ways are kept in all their digits up to this many units; a factorial of more takes long and
    /// says no more than its first digits.
    static final int DIGITS_KEPT = 20_000;

    private static final MathContext FIRST_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Amount() {}

    /// @param from a whole number
    /// @param to a whole number
    /// @return `from · (from + 1) ⋯ to`, 1 if there is nothing between them
    static BigInteger product(long from, long to) {
        if (from > to) {
            return BigInteger.ONE;
        }
        if (to - from < 8) {
            BigInteger product = BigInteger.valueOf(from);
            for (long i = from + 1; i <= to; i++) {
                product = product.multiply(BigInteger.valueOf(i));
            }
            return product;
        }
        long middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle + 1, to));
    }

    /// @param n at least 0
    /// @return `n!`
    static BigInteger factorial(int n) {
        return product(2, n);
    }

    /// @param n at least 0
    /// @param k in `[0, n]`
    /// @return number of subsets of size k
    static BigInteger choose(int n, int k) {
        int few = Math.min(k, n - k);
        return product(n - few + 1L, n).divide(factorial(few));
    }

    /// @param counts not negative
    /// @return number of orders of that many things of each kind
    static BigInteger orders(int... counts) {
        BigInteger orders = BigInteger.ONE;
        int total = 0;
        for (int count : counts) {
            total += count;
            orders = orders.multiply(choose(total, count));
        }
        return orders;
    }

    /// @param n at least 0
    /// @return `log n!`
    static double logFactorial(double n) {
        if (n < 32) {
            double sum = 0;
            for (int i = 2; i <= n; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        // Stirling's series, whose next term is below 1e-13 from 32 on
        double inverse = 1 / (n * n);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / n;
        return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
    }

    /// @param log of a number, natural
    /// @return the number in its first digits
    static BigDecimal ofLog(double log) {
        double decimal = log / Math.log(10);
        double whole = Math.floor(decimal);
        return new BigDecimal(Math.pow(10, decimal - whole))
                .round(FIRST_DIGITS)
                .scaleByPowerOfTen(Math.toIntExact((long) whole));
    }

    /// @param value above 0
    /// @return its natural logarithm
    static double log(BigInteger value) {
        int beyond = Math.max(0, value.bitLength() - 1000);
        return Math.log(value.shiftRight(beyond).doubleValue()) + beyond * Math.log(2);
    }
}
