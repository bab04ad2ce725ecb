package copse.frame;

/// Mean and sum of squared deviations per group, in two passes.
///
/// The second pass takes deviations from the first pass's mean and corrects it by their mean, so that a response of
/// 10⁹ ± 1 keeps its digits whatever the number of rows. The correction is kept apart: differences of group means
/// need digits that one double at 10⁹ does not have.
///
/// Source: Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance, Am. Stat. 37(3), the
/// corrected two-pass algorithm. doi:10.1080/00031305.1983.10483115; Kahan (1965), Commun. ACM 8(1).
/// doi:10.1145/363707.363723
///
/// @param n values that are there, per group
/// @param high first approximation of the mean, per group; without meaning where `n` is 0
/// @param low what is to be added to it
/// @param squares sum of squared deviations from the mean, per group
record Moments(int[] n, double[] high, double[] low, double[] squares) {
    static Moments of(NumericColumn column, Groups groups) {
        int[] group = groups.group();
        int[] n = new int[groups.count()];
        double[] high = new double[n.length];
        boolean complete = column.missing().isEmpty();
        for (int row = 0; row < group.length; row++) {
            if (complete || !column.isMissing(row)) {
                n[group[row]]++;
                high[group[row]] += column.value(row);
            }
        }
        for (int g = 0; g < n.length; g++) {
            high[g] /= Math.max(1, n[g]);
        }
        double[] low = new double[n.length];
        double[] lowExcess = new double[n.length];
        double[] squares = new double[n.length];
        double[] squaresExcess = new double[n.length];
        for (int row = 0; row < group.length; row++) {
            if (complete || !column.isMissing(row)) {
                int g = group[row];
                double deviation = column.value(row) - high[g];
                add(deviation, low, lowExcess, g);
                add(deviation * deviation, squares, squaresExcess, g);
            }
        }
        for (int g = 0; g < n.length; g++) {
            double rest = low[g];
            low[g] = rest / Math.max(1, n[g]);
            squares[g] = Math.max(0, squares[g] - rest * low[g]);
        }
        return new Moments(n, high, low, squares);
    }

    /// Adds to one of many sums, keeping what is added beyond the value for the next time.
    private static void add(double value, double[] sum, double[] excess, int g) {
        double due = value - excess[g];
        double next = sum[g] + due;
        excess[g] = next - sum[g] - due;
        sum[g] = next;
    }

    /// @param group a group
    /// @return its mean
    double mean(int group) {
        return high[group] + low[group];
    }

    /// @param group a group
    /// @param other another group
    /// @return how much larger the first one's mean is
    double difference(int group, int other) {
        return high[group] - high[other] + (low[group] - low[other]);
    }
}
