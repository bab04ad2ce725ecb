package copse.report.plot;

import java.util.ArrayList;
import java.util.List;

/// Points with the means of bins of about equally many of them along the horizontal axis: what residual plots
/// share.
///
/// All points are in the means; of many an even choice, with the extremes, is drawn.
final class BinnedTrend {
    private static final int MOST_BINS = 30;
    private static final int FEWEST_IN_BIN = 15;

    private static final double ERRORS = 2;

    private BinnedTrend() {}

    /// @param x horizontal, finite
    /// @param y vertical, finite, as many
    /// @param drawn numbers of the points to be drawn
    /// @param across title of the horizontal axis
    /// @param up title of the vertical axis
    /// @param bin what a mean of a bin is called
    /// @return points, a band of two standard errors around the means of the bins, and a line through these
    static List<Mark> marks(double[] x, double[] y, int[] drawn, String across, String up, String bin) {
        Rows points = Rows.of("x", "y");
        for (int i : drawn) {
            points.add(x[i], y[i]);
        }
        Rows means = means(x, y);
        double faint = Math.clamp(300.0 / Math.max(1, drawn.length), 0.25, 0.8);
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.of("point")
                .data(points)
                .x(Channel.number("x").noZero().title(across))
                .y(Channel.number("y").title(up))
                .set("size", drawn.length > 500 ? 12 : 25)
                .set("opacity", faint)
                .tip("x", across, ".4~g")
                .tip("y", up, ".4~g"));
        if (means.size() > 1) {
            marks.add(Mark.of("area")
                    .data(means)
                    .x(Channel.number("x"))
                    .y(Channel.number("lower"))
                    .y2("upper")
                    .set("color", Palette.ACCENT)
                    .set("opacity", 0.25));
            marks.add(Mark.of("line")
                    .data(means)
                    .x(Channel.number("x"))
                    .y(Channel.number("mean"))
                    .set("color", Palette.ACCENT)
                    .set("strokeWidth", 2.5)
                    .tip("mean", bin, ".4~g"));
        }
        return marks;
    }

    private static Rows means(double[] x, double[] y) {
        int n = x.length;
        int bins = Math.clamp(n / FEWEST_IN_BIN, 1, MOST_BINS);
        int[] order = Thinning.order(x);
        Rows rows = Rows.of("x", "mean", "lower", "upper");
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) b * n / bins);
            int to = (int) ((long) (b + 1) * n / bins);
            double sumX = 0;
            double sumY = 0;
            for (int k = from; k < to; k++) {
                sumX += x[order[k]];
                sumY += y[order[k]];
            }
            int count = to - from;
            double mean = sumY / count;
            double squares = 0;
            for (int k = from; k < to; k++) {
                squares += (y[order[k]] - mean) * (y[order[k]] - mean);
            }
            double error = count > 1 ? ERRORS * Math.sqrt(squares / (count - 1) / count) : 0;
            rows.add(sumX / count, mean, mean - error, mean + error);
        }
        return rows;
    }
}
