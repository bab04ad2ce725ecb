package copse.frame;

/// Mean and sum of squared deviations per group, in two passes.
///
/// The second pass takes deviations from the first pass's mean and corrects it by their mean, so that a response of
/// 10⁹ ± 1 keeps its digits: the error of the mean is a few units in the last place, whatever the number of rows.
///
/// Source: Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance, Am. Stat. 37(3), the
/// corrected two-pass algorithm. doi:10.1080/00031305.1983.10483115
///
/// @param n values that are there, per group
/// @param mean per group; without meaning where `n` is 0
/// @param squares sum of squared deviations from the mean, per group
record Moments(int[] n, double[] mean, double[] squares) {
    static Moments of(NumericColumn column, Groups groups) {
        int[] group = groups.group();
        int[] n = new int[groups.count()];
        double[] mean = new double[n.length];
        boolean complete = column.missing().isEmpty();
        for (int row = 0; row < group.length; row++) {
            if (complete || !column.isMissing(row)) {
                n[group[row]]++;
                mean[group[row]] += column.value(row);
            }
        }
        for (int g = 0; g < n.length; g++) {
            mean[g] /= Math.max(1, n[g]);
        }
        double[] rest = new double[n.length];
        double[] squares = new double[n.length];
        for (int row = 0; row < group.length; row++) {
            if (complete || !column.isMissing(row)) {
                double deviation = column.value(row) - mean[group[row]];
                rest[group[row]] += deviation;
                squares[group[row]] += deviation * deviation;
            }
        }
        for (int g = 0; g < n.length; g++) {
            if (n[g] > 0) {
                mean[g] += rest[g] / n[g];
                squares[g] = Math.max(0, squares[g] - rest[g] * rest[g] / n[g]);
            }
        }
        return new Moments(n, mean, squares);
    }
}
