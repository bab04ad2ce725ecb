package copse.report.plot;

import copse.math.KernelDensity;
import copse.mcmc.Chains;
import java.util.Arrays;
import java.util.Optional;

/// A density as a line of few points.
///
/// @param x ascending
/// @param y density there
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record DensityCurve(double[] x, double[] y) {
    /// Points of a line: its kinks are not to be seen.
    private static final int POINTS = 120;

    /// A density below this part of its peak is no longer to be seen.
    private static final double FLAT = 2e-3;

    /// @param draws of a parameter
    /// @param support what the parameter can be
    /// @return its density; empty if all draws are the same
    static Optional<DensityCurve> of(double[] draws, Support support) {
        double low = Arrays.stream(draws).min().orElse(0);
        double high = Arrays.stream(draws).max().orElse(0);
        return low < high
                ? Optional.of(of(KernelDensity.of(draws, support.lower(), support.upper())))
                : Optional.empty();
    }

    /// @param draws of a parameter, all chains together
    /// @param support what the parameter can be
    /// @return its density; empty if all draws are the same
    static Optional<DensityCurve> of(Chains draws, Support support) {
        return of(pooled(draws), support);
    }

    /// @param draws by chain
    /// @return one chain after the other
    static double[] pooled(Chains draws) {
        return Arrays.stream(draws.byChain()).flatMapToDouble(Arrays::stream).toArray();
    }

    private static DensityCurve of(KernelDensity density) {
        double least = FLAT * density.peak();
        int first = 0;
        int last = density.y().length - 1;
        while (density.y()[first] < least) {
            first++;
        }
        while (density.y()[last] < least) {
            last--;
        }
        double from = density.x()[first];
        double to = density.x()[last];
        double[] x = new double[POINTS + 1];
        double[] y = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            x[i] = i == POINTS ? to : from + (to - from) * i / POINTS;
            y[i] = density.at(x[i]);
        }
        return new DensityCurve(x, y);
    }

    /// @param rows *Modified*: receives `x`, `y` and what follows for each point
    /// @param more values of a row after these two
    void addTo(Rows rows, Object... more) {
        for (int i = 0; i < x.length; i++) {
            Object[] row = new Object[2 + more.length];
            row[0] = x[i];
            row[1] = y[i];
            System.arraycopy(more, 0, row, 2, more.length);
            rows.add(row);
        }
    }

    /// @return where the line begins
    double from() {
        return x[0];
    }

    /// @return where it ends
    double to() {
        return x[x.length - 1];
    }

    /// @return the largest density
    double peak() {
        return Arrays.stream(y).max().orElse(0);
    }

    /// @param value any
    /// @return the density there, linear between points; 0 outside
    double at(double value) {
        int found = Arrays.binarySearch(x, value);
        if (found >= 0) {
            return y[found];
        }
        int high = -found - 1;
        if (high == 0 || high == x.length) {
            return 0;
        }
        return y[high - 1] + (value - x[high - 1]) / (x[high] - x[high - 1]) * (y[high] - y[high - 1]);
    }
}
