package copse.frame;

/// Sample quantiles.
final class Quantiles {
    private Quantiles() {}

    /// The quantile of type 7: linear between the order statistics, at position `(n − 1)p`; R's default.
    ///
    /// Source: Hyndman and Fan (1996), Sample quantiles in statistical packages, Am. Stat. 50(4).
    /// doi:10.1080/00031305.1996.10473566
    ///
    /// @param sorted ascending between `from` and `to`
    /// @param from first index
    /// @param to one past the last index, beyond `from`
    /// @param probability in [0, 1]
    static double type7(double[] sorted, int from, int to, double probability) {
        double position = (to - from - 1) * probability;
        int below = (int) position;
        double low = sorted[from + below];
        // the difference, not a weighted mean: equal neighbours must give their value to the last bit
        return from + below + 1 < to ? low + (position - below) * (sorted[from + below + 1] - low) : low;
    }
}
