package copse.model;

import copse.frame.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Distinct doubles, without boxing: a column of 10⁷ numbers goes through here when it is used as a group.
final class NumberSet {
    private static final int FIRST_CAPACITY = 64;

    private double[] keys = new double[FIRST_CAPACITY];
    private boolean[] taken = new boolean[FIRST_CAPACITY];
    private int size;
    private @Nullable Double fraction;

    // a table of this many entries per row is faster than hashing
    private static final int ENTRIES_PER_ROW = 8;
    private static final int SMALL = 1024;

    /// Adds the values that are there. Whole numbers within a small range are ticked off in a table first.
    void addAll(NumericColumn column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                double value = column.value(row);
                low = Math.min(low, value);
                high = Math.max(high, value);
                whole &= value == Math.rint(value);
            }
        }
        if (!whole || !(high - low < (double) ENTRIES_PER_ROW * column.size() + SMALL)) {
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row)) {
                    add(column.value(row));
                }
            }
            return;
        }
        boolean[] seen = new boolean[(int) (high - low) + 1];
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                seen[(int) (column.value(row) - low)] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            if (seen[i]) {
                add(low + i);
            }
        }
    }

    void add(double value) {
        double number = value + 0.0; // no negative zero
        int at = find(keys, taken, number);
        if (!taken[at]) {
            keys[at] = number;
            taken[at] = true;
            size++;
            if (fraction == null && number != Math.rint(number)) {
                fraction = number;
            }
            if (2 * size > keys.length) {
                grow();
            }
        }
    }

    /// @return the first number added that is not whole, null if all are
    @Nullable
    Double firstFraction() {
        return fraction;
    }

    double[] sorted() {
        double[] all = new double[size];
        int next = 0;
        for (int i = 0; i < keys.length; i++) {
            if (taken[i]) {
                all[next++] = keys[i];
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        double[] more = new double[2 * keys.length];
        boolean[] moreTaken = new boolean[more.length];
        for (int i = 0; i < keys.length; i++) {
            if (taken[i]) {
                int at = find(more, moreTaken, keys[i]);
                more[at] = keys[i];
                moreTaken[at] = true;
            }
        }
        keys = more;
        taken = moreTaken;
    }

    private static int find(double[] keys, boolean[] taken, double value) {
        int mask = keys.length - 1;
        int at = NumberCodes.hash(value) & mask;
        while (taken[at] && keys[at] != value) {
            at = at + 1 & mask;
        }
        return at;
    }
}
