package copse.report;

/// Where estimates fall around the truth, in a line of text: their mean as a point, one standard deviation to
/// either side as a bar, the truth as the upright in the middle.
final class SpreadPlot {
    /// Characters on either side of the truth.
    private static final int HALF = 7;

    private SpreadPlot() {}

    /// @param range error at either end of the line
    /// @return the axis
    static String heading(double range) {
        String end = Numbers.brief(range, 2);
        int left = HALF - end.length() - 1;
        return "-" + end + " ".repeat(Math.max(1, left)) + "0" + " ".repeat(Math.max(1, HALF - end.length())) + end;
    }

    /// @param bias mean of the estimates minus the truth
    /// @param sd of the estimates
    /// @param range error at either end of the line, positive
    /// @return the line; a bar that goes beyond it ends in an arrow
    static String line(double bias, double sd, double range) {
        char[] line = "·".repeat(2 * HALF + 1).toCharArray();
        int from = position(bias - sd, range);
        int to = position(bias + sd, range);
        for (int at = Math.max(from, 0); at <= Math.min(to, 2 * HALF); at++) {
            line[at] = '─';
        }
        line[HALF] = '|';
        if (from < 0) {
            line[0] = '◂';
        }
        if (to > 2 * HALF) {
            line[2 * HALF] = '▸';
        }
        int mean = position(bias, range);
        if (mean >= 0 && mean <= 2 * HALF) {
            line[mean] = '●';
        }
        return new String(line);
    }

    private static int position(double error, double range) {
        double at = HALF + error / range * HALF;
        return (int) Math.round(Math.clamp(at, -1, 2 * HALF + 1));
    }

    /// @param largest of all errors to be shown
    /// @return a round number of at least that
    static double range(double largest) {
        if (!(largest > 0) || !Double.isFinite(largest)) {
            return 1;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double step : new double[] {1, 2, 5}) {
            if (largest <= step * unit) {
                return step * unit;
            }
        }
        return 10 * unit;
    }
}
