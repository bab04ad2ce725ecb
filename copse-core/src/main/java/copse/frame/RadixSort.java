package copse.frame;

/// Sorts rows by whole numbers, digit by digit from the lowest, ties in the order of rows.
///
/// Source: Knuth (1998), The Art of Computer Programming 3, section 5.2.5 (algorithm R).
final class RadixSort {
    /// A digit's counts (8 kB) and the ends of its 2,048 piles stay in the nearest caches.
    private static final int BITS = 11;

    private static final int DIGITS = 1 << BITS;

    private RadixSort() {}

    /// @param keys one per row, at least 0. *Modified.*
    /// @param most the largest key
    /// @return rows in the order of their keys
    static int[] order(long[] keys, long most) {
        int n = keys.length;
        int[] rows = new int[n];
        for (int row = 0; row < n; row++) {
            rows[row] = row;
        }
        long[] from = keys;
        long[] into = new long[n];
        int[] next = new int[n];
        int width = Long.SIZE - Long.numberOfLeadingZeros(most);
        for (int shift = 0; shift < width; shift += BITS) {
            int[] start = starts(from, shift);
            for (int i = 0; i < n; i++) {
                int at = start[digit(from[i], shift)]++;
                into[at] = from[i];
                next[at] = rows[i];
            }
            long[] spareKeys = from;
            from = into;
            into = spareKeys;
            int[] spareRows = rows;
            rows = next;
            next = spareRows;
        }
        return rows;
    }

    private static int[] starts(long[] keys, int shift) {
        int[] start = new int[DIGITS];
        for (long key : keys) {
            start[digit(key, shift)]++;
        }
        int sum = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = start[digit];
            start[digit] = sum;
            sum += count;
        }
        return start;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & DIGITS - 1;
    }
}
