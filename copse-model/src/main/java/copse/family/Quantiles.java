package copse.family;

/// Quantiles by bisection of a distribution function.
final class Quantiles {
    /// Doublings of a bracket after which the answer is out of the range of doubles.
    private static final int MOST = 2100;

    private Quantiles() {}

    static double of(OutcomeDistribution distribution, double p) {
        double sd = Math.sqrt(distribution.variance());
        double width = distribution.isDiscrete() ? Math.max(1, Math.ceil(sd)) : sd;
        double middle = distribution.isDiscrete() ? Math.floor(distribution.mean()) : distribution.mean();
        double low = middle;
        double high = middle;
        double step = width;
        for (int i = 0; i < MOST && reaches(distribution, low, p); i++, step *= 2) {
            high = low;
            low -= step;
        }
        step = width;
        for (int i = 0; i < MOST && !reaches(distribution, high, p); i++, step *= 2) {
            low = high;
            high += step;
        }
        while (true) {
            double between = low + 0.5 * (high - low);
            if (distribution.isDiscrete()) {
                between = Math.floor(between);
            }
            if (between <= low || between >= high) {
                return high;
            }
            if (reaches(distribution, between, p)) {
                high = between;
            } else {
                low = between;
            }
        }
    }

    /// P(Y ≤ y) ≥ p, asked in the tail that is exact.
    private static boolean reaches(OutcomeDistribution distribution, double y, double p) {
        return p <= 0.5 ? distribution.lower(y) >= p : distribution.upper(y) <= 1 - p;
    }
}
