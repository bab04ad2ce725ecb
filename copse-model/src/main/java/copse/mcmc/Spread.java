package copse.mcmc;

/// Variances, distances, and whether draws vary at all.
final class Spread {
    private Spread() {}

    /// @param chains draws by chain
    /// @return whether all draws are finite and not all the same
    static boolean varies(double[][] chains) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean finite = true;
        for (double[] chain : chains) {
            for (double value : chain) {
                least = Math.min(least, value);
                most = Math.max(most, value);
                finite &= Double.isFinite(value);
            }
        }
        return finite && least < most;
    }

    /// @param x numbers, at least two
    /// @return their variance, with divisor one less than their number
    static double variance(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        double mean = sum / x.length;
        double rest = 0;
        double squares = 0;
        for (double value : x) {
            double difference = value - mean;
            rest += difference;
            squares += difference * difference;
        }
        return (squares - rest * rest / x.length) / (x.length - 1);
    }

    /// @param chains draws by chain; not modified
    /// @param centre a value
    /// @return distances of the draws from it, by chain
    static double[][] distances(double[][] chains, double centre) {
        double[][] distances = new double[chains.length][];
        for (int c = 0; c < chains.length; c++) {
            distances[c] = new double[chains[c].length];
            for (int i = 0; i < distances[c].length; i++) {
                distances[c][i] = Math.abs(chains[c][i] - centre);
            }
        }
        return distances;
    }
}
