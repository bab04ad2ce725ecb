package copse.loo;

/// Sums of numbers that are given by their logarithms.
final class LogMeans {
    private LogMeans() {}

    /// @param logs logarithms
    /// @return logarithm of the sum; −∞ if there is none
    static double logSum(double[] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : logs) {
            most = Math.max(most, value);
        }
        if (!(Math.abs(most) < Double.POSITIVE_INFINITY)) {
            return most;
        }
        double sum = 0;
        for (double value : logs) {
            sum += Math.exp(value - most);
        }
        return most + Math.log(sum);
    }

    /// @param logs logarithms
    /// @return logarithm of the mean
    static double logMean(double[] logs) {
        return logSum(logs) - Math.log(logs.length);
    }
}
