package copse.design;

import copse.frame.Bins;

/// One column that strata are made of. Several together make their combinations.
public sealed interface Stratifier {
    /// @return the column that is read
    String column();

    /// A stratum per value: levels of a factor, texts, whole numbers, true and false.
    ///
    /// @param column a column with repeated values
    record Values(String column) implements Stratifier {}

    /// Intervals of a number between declared cut points; the outer ones are open, so that no unit falls out.
    ///
    /// @param column a numeric column
    /// @param bins cut points with the side on which a value equal to one falls; not limited
    record Cut(String column, Bins bins) implements Stratifier {}

    /// Intervals of a number with about equally many units.
    ///
    /// @param column a numeric column
    /// @param count number of intervals, at least 2
    record Quantiles(String column, int count) implements Stratifier {}
}
