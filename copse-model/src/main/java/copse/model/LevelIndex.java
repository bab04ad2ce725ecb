package copse.model;

import java.util.Arrays;

/// Numbers the levels of a grouping in the order in which their keys are met.
///
/// Small key spaces use a table, large ones (interactions of long factors) a hash table.
final class LevelIndex {
    // 4 million ints; beyond that the table would cost more memory than the levels themselves are likely to
    private static final long LARGEST_TABLE = 1 << 22;
    private static final int NONE = -1;

    private final boolean direct;
    private int[] table;
    private long[] keys = new long[64];
    private int size;

    /// @param keySpace keys are at least 0 and less than this
    LevelIndex(long keySpace) {
        this.direct = keySpace <= LARGEST_TABLE;
        this.table = new int[direct ? (int) keySpace : 1024];
        Arrays.fill(table, NONE);
    }

    int size() {
        return size;
    }

    long key(int level) {
        return keys[level];
    }

    /// The number of a level, a new one if the key was not met before.
    int locate(long key) {
        if (direct) {
            int level = table[(int) key];
            return level >= 0 ? level : add(key, (int) key);
        }
        return locateHashed(key);
    }

    private int locateHashed(long key) {
        int slot = slot(key);
        while (table[slot] != NONE) {
            if (keys[table[slot]] == key) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        int level = add(key, slot);
        if (2 * size > table.length) {
            table = new int[2 * table.length];
            Arrays.fill(table, NONE);
            for (int known = 0; known < size; known++) {
                int free = slot(keys[known]);
                while (table[free] != NONE) {
                    free = free + 1 & table.length - 1;
                }
                table[free] = known;
            }
        }
        return level;
    }

    private int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & table.length - 1;
    }

    private int add(long key, int slot) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        table[slot] = size;
        return size++;
    }
}
