package copse.frame;

/// A column to sort by, and which way.
///
/// Numbers and times sort by value, factors by the order of their levels, text by code point (by number if all
/// texts are integers), false before true. Missing values come last either way.
///
/// @param column name of the column
/// @param isDescending whether the largest comes first
public record Sort(String column, boolean isDescending) {
    /// @param column name of the column
    /// @return smallest first
    public static Sort ascending(String column) {
        return new Sort(column, false);
    }

    /// @param column name of the column
    /// @return largest first
    public static Sort descending(String column) {
        return new Sort(column, true);
    }

    /// Rows in order of a key, ties in the order they come in: a counting sort.
    ///
    /// @param order rows
    /// @param key codes of the key
    /// @param isDescending whether the highest code comes first
    /// @return the rows sorted
    static int[] stable(int[] order, Codes key, boolean isDescending) {
        int[] code = key.code();
        int last = key.count() - 1;
        int[] start = new int[key.count() + 2];
        for (int row : order) {
            start[place(code[row], last, isDescending) + 1]++;
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] sorted = new int[order.length];
        for (int row : order) {
            sorted[start[place(code[row], last, isDescending)]++] = row;
        }
        return sorted;
    }

    // the code past the last is that of missing rows and keeps its place
    private static int place(int code, int last, boolean isDescending) {
        return isDescending && code <= last ? last - code : code;
    }
}
