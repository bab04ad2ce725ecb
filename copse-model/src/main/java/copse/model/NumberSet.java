package copse.model;

import copse.frame.Mask;
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

    // whole numbers in this range from the first one are ticked off in a table, which is faster than hashing
    private static final int TABLE = 1 << 16;

    private final boolean[] ticked = new boolean[TABLE];
    private double lowest = Double.NaN;

    /// Adds the values that are there.
    void addAll(NumericColumn column) {
        Mask missing = column.missing();
        boolean complete = missing.isEmpty();
        for (int row = 0; row < column.size(); row++) {
            if (complete || !missing.get(row)) {
                double offset = column.value(row) - lowest;
                int at = (int) offset;
                if (at == offset && at >= 0 && at < TABLE) {
                    ticked[at] = true;
                } else {
                    addOutside(column.value(row));
                }
            }
        }
    }

    private void addOutside(double value) {
        if (Double.isNaN(lowest) && value == Math.rint(value)) {
            lowest = value - TABLE / 2; // identifiers come in any order
            ticked[TABLE / 2] = true;
        } else {
            add(value);
        }
    }

    private void collectTicked() {
        for (int i = 0; i < TABLE; i++) {
            if (ticked[i]) {
                add(lowest + i);
            }
        }
    }

    private void add(double value) {
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
        collectTicked();
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
