package copse.model;

import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.Arrays;

/// From a number to the code of the level that is named by it, for numeric columns used as factors.
final class NumberCodes {
    // a table of this many entries per level is smaller than a hash map of boxed numbers
    private static final int ENTRIES_PER_LEVEL = 8;
    private static final int SMALL = 1024;

    private final long lowest;
    private final int[] table;
    private final double[] keys;
    private final int[] codes;

    NumberCodes(Levels levels) {
        int n = levels.size();
        double[] numbers = new double[n];
        boolean whole = true;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            numbers[i] = parse(levels.label(i));
            whole &= numbers[i] == Math.rint(numbers[i]);
            low = Math.min(low, numbers[i]);
            high = Math.max(high, numbers[i]);
        }
        if (whole && high - low < (double) ENTRIES_PER_LEVEL * n + SMALL) {
            lowest = n == 0 ? 0 : (long) low;
            table = new int[n == 0 ? 0 : (int) (high - low) + 1];
            Arrays.fill(table, FactorInput.UNKNOWN);
            for (int i = 0; i < n; i++) {
                table[(int) ((long) numbers[i] - lowest)] = i;
            }
            keys = new double[0];
            codes = new int[0];
        } else {
            lowest = 0;
            table = new int[0];
            keys = new double[Integer.highestOneBit(Math.max(n, 1)) * 4];
            codes = new int[keys.length];
            Arrays.fill(codes, FactorInput.UNKNOWN);
            for (int i = 0; i < n; i++) {
                if (!Double.isNaN(numbers[i])) {
                    int at = find(numbers[i]);
                    keys[at] = numbers[i];
                    codes[at] = i;
                }
            }
        }
    }

    // a label that is not how a number is written is the code of none
    private static double parse(String label) {
        if (label.isEmpty() || !Character.isDigit(label.charAt(label.length() - 1))) {
            return Double.NaN; // most labels of text, without the cost of an exception
        }
        try {
            double number = Double.parseDouble(label);
            return NumericColumn.format(number).equals(label) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// Codes a range of rows; what stands for missing ones means nothing.
    ///
    /// @param column the numbers
    /// @param from first row
    /// @param count number of rows
    /// @param into the codes. *Modified.*
    void load(NumericColumn column, int from, int count, int[] into) {
        if (keys.length > 0) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[find(column.value(from + i))];
            }
            return;
        }
        int[] own = table;
        double low = lowest;
        for (int i = 0; i < count; i++) {
            double offset = column.value(from + i) - low;
            int at = (int) offset;
            into[i] = at == offset && at >= 0 && at < own.length ? own[at] : FactorInput.UNKNOWN;
        }
    }

    private int find(double value) {
        int mask = keys.length - 1;
        int at = hash(value) & mask;
        while (codes[at] != FactorInput.UNKNOWN && keys[at] != value) {
            at = at + 1 & mask;
        }
        return at;
    }

    // Fibonacci hashing: the bits of whole numbers differ only in the upper ones
    static int hash(double value) {
        return (int) (Double.doubleToLongBits(value + 0.0) * 0x9E3779B97F4A7C15L >>> 33);
    }
}
