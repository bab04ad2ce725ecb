package copse.report.plot;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where along a horizontal axis rows stand: at one of few numbers, in a bin of many, or at a category.
///
/// @param codes position of each row, −1 for rows without
/// @param numbers of the rows; empty for categories
/// @param labels of the categories; empty for numbers
/// @param count number of positions
record Positions(int[] codes, double[] numbers, List<String> labels, int count) {
    private static final int MOST_VALUES = 12;
    private static final int BINS = 8;

    /// @param data rows
    /// @param x a column; its numbers are cut into bins of equal width if they are many
    /// @return the positions
    static Positions of(Frame data, String x) {
        Column column = data.column(x);
        if (!(column instanceof NumericColumn numeric)) {
            FactorColumn factor = data.asFactor(x).factor(x);
            int[] codes = IntStream.range(0, data.rows()).map(factor::code).toArray();
            return new Positions(
                    codes,
                    new double[0],
                    factor.levels().labels(),
                    factor.levels().size());
        }
        double[] present = numeric.present();
        double[] distinct = Arrays.stream(present)
                .distinct()
                .limit(MOST_VALUES + 1L)
                .sorted()
                .toArray();
        double low = Arrays.stream(present).min().orElse(0);
        double width = (Arrays.stream(present).max().orElse(0) - low) / BINS;
        boolean few = distinct.length <= MOST_VALUES;
        int[] codes = new int[data.rows()];
        double[] numbers = new double[data.rows()];
        for (int i = 0; i < codes.length; i++) {
            if (numeric.missing().get(i)) {
                codes[i] = -1;
                continue;
            }
            numbers[i] = numeric.value(i);
            codes[i] = few
                    ? Arrays.binarySearch(distinct, numbers[i])
                    : Math.min(BINS - 1, (int) ((numbers[i] - low) / width));
        }
        return new Positions(codes, numbers, List.of(), few ? distinct.length : BINS);
    }

    /// @return whether the axis is one of numbers
    boolean isNumeric() {
        return labels.isEmpty();
    }
}
