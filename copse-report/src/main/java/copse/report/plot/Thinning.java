package copse.report.plot;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which of many points are drawn.
final class Thinning {
    /// Share of the points drawn that are the most extreme ones, so that no outlier is lost.
    private static final int EXTREME_SHARE = 20;

    private Thinning() {}

    /// @param n number of points
    /// @param most number to be drawn
    /// @return numbers of points, ascending, evenly over the order they have
    static int[] evenly(int n, int most) {
        return n <= most
                ? IntStream.range(0, n).toArray()
                : IntStream.range(0, most)
                        .map(i -> (int) ((2L * i + 1) * n / (2L * most)))
                        .toArray();
    }

    /// Points evenly along the horizontal axis, with the highest and lowest of all.
    ///
    /// @param x horizontal positions
    /// @param y vertical positions
    /// @param most number to be drawn
    /// @return numbers of points, ascending by `x`
    static int[] along(double[] x, double[] y, int most) {
        int[] byX = order(x);
        if (x.length <= most) {
            return byX;
        }
        boolean[] drawn = new boolean[x.length];
        int[] byY = order(y);
        int extremes = most / EXTREME_SHARE / 2;
        for (int i = 0; i < extremes; i++) {
            drawn[byY[i]] = true;
            drawn[byY[byY.length - 1 - i]] = true;
        }
        for (int i : evenly(x.length, most - 2 * extremes)) {
            drawn[byX[i]] = true;
        }
        return Arrays.stream(byX).filter(i -> drawn[i]).toArray();
    }

    /// Sorts by 31 bits of the value beside 32 bits of its number: no objects, and finer than any screen.
    ///
    /// @param values finite
    /// @return their numbers, ascending by value
    static int[] order(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double perStep = high > low ? Integer.MAX_VALUE / (high - low) : 0;
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) ((values[i] - low) * perStep) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
}
