package copse.infer;

/// Confidence distribution of an estimate with Student's t.
///
/// @param value the estimate
/// @param se standard error
/// @param df degrees of freedom
record StudentTConfidence(double value, double se, double df) implements ConfidenceDistribution {
    StudentTConfidence {
        if (!Double.isFinite(value) || !(se >= 0) || !(df > 0)) {
            throw new IllegalArgumentException(value + " with standard error " + se + " and " + df + " df");
        }
    }

    @Override
    public double above(double bound) {
        return StudentT.survival(statistic(value - bound), df);
    }

    @Override
    public double below(double bound) {
        return StudentT.survival(statistic(bound - value), df);
    }

    @Override
    public double lower(double tail) {
        return value - margin(tail);
    }

    @Override
    public double upper(double tail) {
        return value + margin(tail);
    }

    private double margin(double tail) {
        // 0 times an infinite quantile is no number
        return se == 0 ? 0 : StudentT.upperQuantile(tail, df) * se;
    }

    private double statistic(double distance) {
        // A number known without error is the bound or infinitely far from it.
        if (se == 0) {
            return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
        }
        return distance / se;
    }
}
