package copse.lm;

import java.util.Arrays;

/// Numbers keys from 0 in the order in which they are met.
final class LongIndex {
    private static final int NONE = -1;
    // Odd, near 2⁶⁴ divided by the golden ratio: spreads neighbouring keys (Knuth, volume 3, section 6.4).
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private int[] table = filled(1024);
    private long[] keys = new long[256];
    private int size;
    private long lastKey;
    private int last = NONE;

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    int size() {
        return size;
    }

    long key(int number) {
        return keys[number];
    }

    /// Safe to call from many threads once no key is added any more.
    ///
    /// @return the number of the key, −1 if it was not met
    int find(long key) {
        int slot = slot(key);
        while (table[slot] != NONE && keys[table[slot]] != key) {
            slot = slot + 1 & table.length - 1;
        }
        return table[slot];
    }

    /// @return the number of the key, a new one if it was not met before
    int locate(long key) {
        // rows mostly come cluster by cluster
        if (last != NONE && key == lastKey) {
            return last;
        }
        int slot = slot(key);
        while (table[slot] != NONE && keys[table[slot]] != key) {
            slot = slot + 1 & table.length - 1;
        }
        int number = table[slot];
        if (number == NONE) {
            number = add(key, slot);
        }
        lastKey = key;
        last = number;
        return number;
    }

    private int add(long key, int slot) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        table[slot] = size;
        size++;
        if (2 * size > table.length) {
            table = filled(2 * table.length);
            for (int number = 0; number < size; number++) {
                int free = slot(keys[number]);
                while (table[free] != NONE) {
                    free = free + 1 & table.length - 1;
                }
                table[free] = number;
            }
        }
        return size - 1;
    }

    private int slot(long key) {
        return (int) (key * SPREAD >>> 32) & table.length - 1;
    }

    /// @return numbers in ascending order of their keys
    int[] order() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
