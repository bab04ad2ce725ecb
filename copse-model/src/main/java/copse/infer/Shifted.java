package copse.infer;

/// Confidence distribution of a number plus a constant.
///
/// @param of the number
/// @param by the constant
record Shifted(ConfidenceDistribution of, double by) implements ConfidenceDistribution {
    @Override
    public double above(double bound) {
        return of.above(bound - by);
    }

    @Override
    public double below(double bound) {
        return of.below(bound - by);
    }

    @Override
    public double lower(double tail) {
        return of.lower(tail) + by;
    }

    @Override
    public double upper(double tail) {
        return of.upper(tail) + by;
    }
}
