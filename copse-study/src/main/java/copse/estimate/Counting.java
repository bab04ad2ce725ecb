package copse.estimate;

/// Whose average an effect is.
public enum Counting {
    /// Every randomised unit counts the same, whatever its number of rows: the effect on the average cluster.
    UNITS,
    /// Every row counts the same, so that clusters count by their size: the effect on the average row.
    ROWS;

    /// @param noun `cluster` or `unit`
    /// @return `every cluster counting the same`
    String words(String noun) {
        return "every " + (this == UNITS ? noun : "row") + " counting the same";
    }
}
