package copse.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Neighbouring intervals that turn a number into a factor. n breaks make n + 1 bins: the first and last are
/// open ends, so that no value is lost, unless the bins are limited [#within()] the outer breaks.
///
/// Which side a value equal to a break falls on is always said, by the factory:
///
/// ```java
/// Bins.leftClosed(18, 65)                            // <18  [18,65)  >=65
/// Bins.rightClosed(0, 50, 100).within()              // [0,50]  (50,100]
/// Bins.leftClosed(10).labels("small", "large")       // small  large
/// Bins.quantiles(frame.numeric("income"), 4)         // four bins of about equal numbers of rows
/// ```
///
/// @param breaks strictly ascending
/// @param closed the end of an interval that belongs to it
/// @param limited whether values outside the first and last break are refused; both of these then belong to
///     their bins
/// @param labels of the bins, ascending
public record Bins(List<Double> breaks, Side closed, boolean limited, List<String> labels) {
    /// The end of an interval that belongs to it.
    public enum Side {
        /// `[a,b)`: a value equal to a break falls into the bin above.
        LEFT,
        /// `(a,b]`: a value equal to a break falls into the bin below.
        RIGHT
    }

    /// @param breaks strictly ascending
    /// @param closed the end of an interval that belongs to it
    /// @param limited whether values outside the first and last break are refused
    /// @param labels of the bins, ascending
    /// @throws copse.error.InputException `I113` if breaks do not ascend, or labels are not one per bin
    public Bins {
        breaks = List.copyOf(breaks);
        labels = List.copyOf(labels);
        for (int i = 0; i < breaks.size(); i++) {
            if (!Double.isFinite(breaks.get(i)) || i > 0 && breaks.get(i) <= breaks.get(i - 1)) {
                throw FrameCode.BAD_BINS.error(
                        "break " + breaks.get(i) + " after " + (i == 0 ? "nothing" : breaks.get(i - 1)),
                        "breaks are finite and ascend strictly; the ends are open anyway",
                        "sort the breaks, and leave out repeated and infinite ones");
            }
        }
        int bins = limited ? breaks.size() - 1 : breaks.size() + 1;
        if (bins < 1) {
            throw FrameCode.BAD_BINS.error(
                    Words.count(breaks.size(), "break") + " within limits",
                    "limits need a first and a last break",
                    "give at least two breaks");
        }
        if (labels.size() != bins || labels.stream().distinct().count() != bins) {
            throw FrameCode.BAD_BINS.error(
                    Words.count(labels.size(), "label") + " (" + String.join(", ", labels) + ") for "
                            + Words.count(bins, "bin"),
                    "there is one distinct label per bin",
                    "n breaks make n + 1 bins, or n - 1 after `.within()`, which is to come before `.labels(…)`");
        }
    }

    /// @param breaks strictly ascending; a value equal to one falls into the bin above
    /// @return bins with open ends
    /// @throws copse.error.InputException `I113` if breaks do not ascend
    public static Bins leftClosed(double... breaks) {
        return of(breaks, Side.LEFT, false);
    }

    /// @param breaks strictly ascending; a value equal to one falls into the bin below
    /// @return bins with open ends
    /// @throws copse.error.InputException `I113` if breaks do not ascend
    public static Bins rightClosed(double... breaks) {
        return of(breaks, Side.RIGHT, false);
    }

    /// Bins of about equal numbers of rows, between the column's quantiles (type 7); right-closed, with open
    /// ends.
    ///
    /// @param column at least one value that is there
    /// @param count number of bins, at least 2
    /// @return the bins
    /// @throws copse.error.InputException `I113` if two quantiles are equal, since a value is too frequent
    public static Bins quantiles(NumericColumn column, int count) {
        double[] sorted = column.present();
        if (count < 2 || sorted.length == 0) {
            throw FrameCode.BAD_BINS.error(
                    Words.count(count, "quantile bin") + " of " + Words.count(sorted.length, "value"),
                    "",
                    "ask for at least two bins of a column that has values");
        }
        Arrays.sort(sorted);
        double[] breaks = new double[count - 1];
        for (int i = 0; i < breaks.length; i++) {
            breaks[i] = Quantiles.type7(sorted, 0, sorted.length, (i + 1.0) / count);
            if (i > 0 && breaks[i] <= breaks[i - 1]) {
                throw FrameCode.BAD_BINS.error(
                        count + " quantile bins, of which two are cut at " + NumericColumn.format(breaks[i]),
                        "that value is so frequent that it would fill more than one bin",
                        "ask for fewer bins, or give breaks: `Bins.rightClosed(…)`");
            }
        }
        return rightClosed(breaks);
    }

    private static Bins of(double[] breaks, Side closed, boolean limited) {
        List<Double> list = DoubleStream.of(breaks).boxed().toList();
        return new Bins(list, closed, limited, intervals(list, closed, limited));
    }

    /// @return these bins without the open ends; the first and last break both belong to their bins, any value
    ///     beyond is an error; labels are intervals again
    /// @throws copse.error.InputException `I113` if there are fewer than two breaks
    public Bins within() {
        return new Bins(breaks, closed, true, intervals(breaks, closed, true));
    }

    /// @param labels one per bin, ascending
    /// @return these bins with other labels
    /// @throws copse.error.InputException `I113` if the labels are not one per bin
    public Bins labels(String... labels) {
        return new Bins(breaks, closed, limited, List.of(labels));
    }

    private static List<String> intervals(List<Double> breaks, Side closed, boolean limited) {
        boolean left = closed == Side.LEFT;
        List<String> ends = breaks.stream().map(NumericColumn::format).toList();
        List<String> labels = new ArrayList<>();
        if (!limited) {
            labels.add(ends.isEmpty() ? "all" : (left ? "<" : "<=") + ends.getFirst());
        }
        for (int i = 1; i < ends.size(); i++) {
            boolean opens = left || limited && i == 1;
            boolean closes = !left || limited && i == ends.size() - 1;
            labels.add((opens ? "[" : "(") + ends.get(i - 1) + "," + ends.get(i) + (closes ? "]" : ")"));
        }
        if (!limited && !ends.isEmpty()) {
            labels.add((left ? ">=" : ">") + ends.getLast());
        }
        return labels;
    }

    /// Puts each value into its bin. Cost: O(n · log breaks).
    ///
    /// @param name the column's name, for messages
    /// @param column the numbers
    /// @return the bins as a factor with all labels as levels, missing where the number is
    /// @throws copse.error.InputException `I114` if a value is outside of limited bins
    public FactorColumn cut(String name, NumericColumn column) {
        double[] ends = breaks.stream().mapToDouble(value -> value + 0.0).toArray();
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? FactorColumn.MISSING : bin(ends, column.value(row));
            if (codes[row] < 0 && !column.isMissing(row)) {
                throw FrameCode.OUTSIDE_BINS.error(
                        "column `" + name + "` has the value " + NumericColumn.format(column.value(row)) + " in row "
                                + (row + 1) + ", outside of all bins",
                        "the bins reach from " + NumericColumn.format(ends[0]) + " to "
                                + NumericColumn.format(ends[ends.length - 1]),
                        "leave out `.within()`, so that the first and last bin are open");
            }
        }
        return FactorColumn.wrap(codes, Levels.of(labels));
    }

    private int bin(double[] ends, double value) {
        // + 0.0: the search tells the two zeros apart, which are equal as numbers
        int found = Arrays.binarySearch(ends, value + 0.0);
        int open = found < 0 ? -found - 1 : closed == Side.LEFT ? found + 1 : found;
        if (!limited) {
            return open;
        }
        if (found == 0) {
            return 0;
        }
        int last = ends.length - 1;
        return found == last ? last - 1 : open == 0 || open > last ? -1 : open - 1;
    }
}
