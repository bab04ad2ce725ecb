package copse.estimate;

import java.util.function.DoubleUnaryOperator;

/// The ratio of two variances at which a criterion is least.
final class VarianceRatio {
    // Between positions a million times the variance within: what is within no longer matters.
    private static final double MOST = 1e6;

    // Assignments that are alike by symmetry must get ratios that are alike, far below the tolerance of ties.
    private static final double PRECISION = 1e-13;

    private static final int MOST_STEPS = 100;

    private VarianceRatio() {}

    /// The zero of the criterion's slope, bracketed by steps of 8 from 0.001 on, by the method of Illinois.
    ///
    /// @param slope of the criterion by the ratio, in `[0, ∞)`
    /// @return 0 if the criterion rises from 0 on
    static double of(DoubleUnaryOperator slope) {
        double low = 0;
        double atLow = slope.applyAsDouble(0);
        if (!(atLow < 0)) {
            return 0;
        }
        double high = 1e-3;
        double atHigh = slope.applyAsDouble(high);
        while (atHigh < 0) {
            if (high >= MOST) {
                return MOST;
            }
            low = high;
            atLow = atHigh;
            high *= 8;
            atHigh = slope.applyAsDouble(high);
        }
        int side = 0;
        for (int step = 0; step < MOST_STEPS && high - low > PRECISION * high; step++) {
            double x = high - atHigh * (high - low) / (atHigh - atLow);
            double atX = slope.applyAsDouble(x);
            if (atX == 0) {
                return x;
            }
            if (atX > 0) {
                high = x;
                atHigh = atX;
                atLow *= side == 1 ? 0.5 : 1;
                side = 1;
            } else {
                low = x;
                atLow = atX;
                atHigh *= side == -1 ? 0.5 : 1;
                side = -1;
            }
        }
        return high - atHigh * (high - low) / (atHigh - atLow);
    }
}
