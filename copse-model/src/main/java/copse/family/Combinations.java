package copse.family;

import org.apache.commons.numbers.gamma.LogGamma;

/// Logarithms of factorials and of binomial coefficients.
final class Combinations {
    /// 170! is the last factorial that is a double.
    private static final double[] LOG_FACTORIALS = new double[171];

    static {
        double factorial = 1;
        for (int i = 2; i < LOG_FACTORIALS.length; i++) {
            factorial *= i;
            LOG_FACTORIALS[i] = Math.log(factorial);
        }
    }

    private Combinations() {}

    /// @param n at least 0, whole or not
    /// @return log Γ(n + 1)
    static double logFactorial(double n) {
        int whole = (int) n;
        return whole == n && whole < LOG_FACTORIALS.length ? LOG_FACTORIALS[whole] : LogGamma.value(n + 1);
    }

    /// @param n trials
    /// @param k successes, between 0 and n
    /// @return log of n over k
    static double log(double n, double k) {
        if (k == 0 || k == n) {
            return 0;
        }
        if (n < LOG_FACTORIALS.length) {
            return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
        }
        // by Stirling's remainders, lest factorials of thousands cancel
        double m = n - k;
        return -k * Math.log(k / n)
                - m * Math.log(m / n)
                + 0.5 * Math.log(n / (2 * Math.PI * k * m))
                + Stirling.remainder(n)
                - Stirling.remainder(k)
                - Stirling.remainder(m);
    }
}
