package copse.frame;

import java.util.Arrays;

/// Distinct whole numbers, coded from 0 in order of first appearance.
///
/// Open addressing with linear probing at a load of at most a half; the keys are mixed first, since identifiers
/// come in runs. Cost: O(1) per number, 24 bytes per distinct one.
final class Distinct {
    /// 2^64 over the golden ratio: the multiplier of Fibonacci hashing (Knuth, TAOCP 3, section 6.4).
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final int FIRST_CAPACITY = 1024;

    private long[] values = new long[FIRST_CAPACITY / 2];
    private int[] table = new int[FIRST_CAPACITY];
    private int shift = 64 - Integer.numberOfTrailingZeros(FIRST_CAPACITY);
    private int size;

    Distinct() {}

    /// @param value a number, new or not
    /// @return its code
    int code(long value) {
        int slot = slot(value);
        while (true) {
            int entry = table[slot];
            if (entry == 0) {
                return add(value, slot);
            }
            if (values[entry - 1] == value) {
                return entry - 1;
            }
            slot = slot + 1 & table.length - 1;
        }
    }

    /// @param value a number
    /// @return its code, -1 if it has none
    int find(long value) {
        int slot = slot(value);
        while (true) {
            int entry = table[slot];
            if (entry == 0 || values[entry - 1] == value) {
                return entry - 1;
            }
            slot = slot + 1 & table.length - 1;
        }
    }

    // The high half is folded in first: whole numbers stored as doubles differ in their high bits only, which a product
    // would shift out.
    private int slot(long value) {
        return (int) ((value ^ value >>> 32) * GOLDEN >>> shift);
    }

    private int add(long value, int slot) {
        if (size == values.length) {
            grow();
            return code(value);
        }
        values[size++] = value;
        table[slot] = size;
        return size - 1;
    }

    private void grow() {
        values = Arrays.copyOf(values, values.length * 2);
        table = new int[table.length * 2];
        shift--;
        for (int code = 0; code < size; code++) {
            int slot = slot(values[code]);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = code + 1;
        }
    }

    /// @return number of distinct numbers
    int size() {
        return size;
    }

    /// @return by code, the number's place among all in ascending order
    int[] ranks() {
        long[] ascending = values();
        Arrays.sort(ascending);
        int[] rank = new int[size];
        for (int i = 0; i < size; i++) {
            rank[find(ascending[i])] = i;
        }
        return rank;
    }

    /// @return the numbers by code; a copy
    long[] values() {
        return Arrays.copyOf(values, size);
    }
}
