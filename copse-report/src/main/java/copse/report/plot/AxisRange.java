package copse.report.plot;

import java.util.stream.DoubleStream;

/// The numbers that an axis holds.
///
/// @param low end
/// @param high other end, above it
record AxisRange(double low, double high) {
    private static final double MARGIN = 0.04;

    /// @param values finite, any number
    /// @return their range with a margin; of one value or none a range around it
    static AxisRange of(DoubleStream values) {
        var summary = values.summaryStatistics();
        if (summary.getCount() == 0) {
            return new AxisRange(-1, 1);
        }
        double low = summary.getMin();
        double high = summary.getMax();
        double width = high > low ? high - low : low == 0 ? 1 : Math.abs(low);
        return new AxisRange(low - MARGIN * width, high + MARGIN * width);
    }

    /// @param value any
    /// @return the value, or the end that it lies beyond
    double clamp(double value) {
        return Math.clamp(value, low, high);
    }

    /// @param value any
    /// @return whether the axis holds it
    boolean holds(double value) {
        return value >= low && value <= high;
    }
}
