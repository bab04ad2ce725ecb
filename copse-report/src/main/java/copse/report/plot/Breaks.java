package copse.report.plot;

import java.util.Arrays;
import java.util.List;

/// Bins of equal width with round ends.
///
/// Whole numbers of a small range have a bin each, around the number. Others have the width of Freedman and
/// Diaconis, `2 · IQR · n^(−1/3)`, made a round number, and at most [#MOST] bins.
///
/// Source: Freedman and Diaconis (1981), On the histogram as a density estimator: L₂ theory, Z.
/// Wahrscheinlichkeit. 57, 453-476. doi:10.1007/BF01025868
///
/// @param start of the first bin
/// @param width of each, positive
/// @param count number of bins
record Breaks(double start, double width, int count) {
    /// More bins than this show noise.
    static final int MOST = 40;

    private static final int FEWEST = 5;

    private static final double[] ROUND = {1, 2, 2.5, 5, 10, 20};

    /// @param samples each ascending, with a number at least in one
    /// @return bins that hold all numbers
    static Breaks of(List<double[]> samples) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long n = 0;
        boolean whole = true;
        for (double[] sample : samples) {
            if (sample.length > 0) {
                low = Math.min(low, sample[0]);
                high = Math.max(high, sample[sample.length - 1]);
                n += sample.length;
                whole = whole && Arrays.stream(sample).allMatch(v -> v == Math.rint(v));
            }
        }
        if (n == 0) {
            return new Breaks(0, 1, 1);
        }
        if (whole && high - low < MOST) {
            return new Breaks(low - 0.5, 1, (int) (high - low) + 1);
        }
        if (high == low) {
            return new Breaks(low - 0.5, 1, 1);
        }
        double range = high - low;
        double wanted = 2 * middleHalf(samples) / Math.cbrt(n);
        double width = round(Math.clamp(wanted, range / MOST, range / FEWEST), range);
        if (whole) {
            width = Math.ceil(width);
        }
        double start = Math.floor(low / width) * width;
        int count = (int) Math.floor((high - start) / width) + 1;
        return new Breaks(start, width, count);
    }

    /// The interquartile range of the samples on average: groups that lie apart would widen that of all.
    private static double middleHalf(List<double[]> samples) {
        double sum = 0;
        long n = 0;
        for (double[] sample : samples) {
            if (sample.length > 1) {
                sum += sample.length * (sample[sample.length * 3 / 4] - sample[sample.length / 4]);
                n += sample.length;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /// The nearest of 1, 2, 2.5 and 5 times a power of ten, by ratio, that needs no more bins than there may
    /// be.
    private static double round(double width, double range) {
        double unit = Math.pow(10, Math.floor(Math.log10(width)));
        double nearest = unit;
        for (double step : ROUND) {
            double candidate = step * unit;
            boolean fits = range / candidate < MOST - 1;
            boolean before = range / nearest < MOST - 1;
            if (fits && (!before || Math.abs(Math.log(candidate / width)) < Math.abs(Math.log(nearest / width)))) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// @param values finite, within the bins
    /// @return how many fall into each; a number between two bins belongs to the upper one
    long[] counts(double[] values) {
        long[] counts = new long[count];
        for (double value : values) {
            counts[Math.clamp((long) Math.floor((value - start) / width), 0, count - 1)]++;
        }
        return counts;
    }

    /// @param bin from 0 to the number of bins
    /// @return where it begins
    double edge(int bin) {
        return start + bin * width;
    }
}
