package copse.report;

import copse.balance.CovariateBalance;
import java.util.List;
import java.util.OptionalDouble;

/// A Love plot in a column of text: one line per covariate, its standardised difference as a point beside the
/// zero line.
///
/// Source: Ahmed et al. (2006), Heart failure, chronic diuretic use, and increase in mortality and
/// hospitalization, Eur. Heart J. 27(12), 1431-1439, whose figure Thomas Love drew first.
/// doi:10.1093/eurheartj/ehi890
final class LovePlot {
    /// Characters on either side of the zero line.
    private static final int HALF = 10;

    /// A range that makes small differences look small.
    private static final double SMALLEST_RANGE = 0.5;

    private LovePlot() {}

    /// @param covariates to be shown
    /// @return the difference at either end of the line: a multiple of 0.5
    static double range(List<CovariateBalance> covariates) {
        double largest = covariates.stream()
                .mapToDouble(c -> Math.abs(c.standardised().orElse(0)))
                .max()
                .orElse(0);
        return Math.max(SMALLEST_RANGE, SMALLEST_RANGE * Math.ceil(largest / SMALLEST_RANGE));
    }

    /// @param range at either end
    /// @return the axis
    static String heading(double range) {
        String end = Numbers.fixed(range, 1);
        int left = HALF - end.length() - 1;
        return "-" + end + " ".repeat(Math.max(1, left)) + "0" + " ".repeat(Math.max(1, HALF - end.length())) + end;
    }

    /// @param difference standardised; empty draws nothing but the zero line
    /// @param range at either end
    /// @return the line
    static String line(OptionalDouble difference, double range) {
        char[] line = "·".repeat(2 * HALF + 1).toCharArray();
        line[HALF] = '|';
        if (difference.isPresent()) {
            int at = (int) Math.round(difference.getAsDouble() / range * HALF);
            line[HALF + Math.clamp(at, -HALF, HALF)] = '●';
        }
        return new String(line);
    }
}
