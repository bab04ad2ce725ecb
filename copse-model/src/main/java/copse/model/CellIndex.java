package copse.model;

import java.util.Arrays;

/// Numbers distinct keys in the order in which they are met; a key is a tuple of 64-bit words.
///
/// Open addressing; an entry holds half the hash beside the number, so that hardly ever a key is compared in
/// vain.
final class CellIndex {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;
    private static final int SMALLEST = 1 << 8;

    private final int width;
    private long[] keys; // tuple by tuple
    private long[] table = new long[2 * SMALLEST]; // upper half: of the hash; lower: number + 1, 0 if free
    private int size;
    private long[] hash = new long[0];

    /// @param width words of a key
    CellIndex(int width) {
        this.width = width;
        this.keys = new long[SMALLEST * width];
    }

    /// @return words of a key
    int width() {
        return width;
    }

    /// @return number of distinct keys
    int size() {
        return size;
    }

    /// @param number of a key
    /// @param word which of its words
    long word(int number, int word) {
        return keys[number * width + word];
    }

    /// Finds or makes the numbers of keys.
    ///
    /// @param key per word one entry per key
    /// @param count number of keys
    /// @param numbers filled. *Modified.*
    void locate(long[][] key, int count, int[] numbers) {
        long[] hashes = hashes(key, count);
        for (int i = 0; i < count; i++) {
            numbers[i] = locate(key, i, hashes[i]);
        }
    }

    private long[] hashes(long[][] key, int count) {
        if (hash.length < count) {
            hash = new long[count];
        }
        long[] own = hash;
        Arrays.fill(own, 0, count, 0);
        for (long[] word : key) {
            for (int i = 0; i < count; i++) {
                own[i] = mix(own[i], word[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            own[i] = mix(own[i], 0);
        }
        return own;
    }

    // whole numbers differ only in the upper bits of a double: these come down by the shift, and up again by the next
    // product
    private static long mix(long hash, long word) {
        long product = (hash ^ word) * GOLDEN;
        return product ^ product >>> 32;
    }

    private int locate(long[][] key, int i, long hash) {
        long tag = hash & UPPER;
        int mask = table.length - 1;
        int slot = slot(hash, mask);
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            int number = (int) entry - 1;
            if ((entry & UPPER) == tag && matches(number, key, i)) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = tag | size + 1;
        return add(key, i);
    }

    // the lower half of the hash picks the slot, the upper half is compared
    private static int slot(long hash, int mask) {
        return (int) hash & mask;
    }

    private boolean matches(int number, long[][] key, int i) {
        int at = number * width;
        for (int w = 0; w < width; w++) {
            if (keys[at + w] != key[w][i]) {
                return false;
            }
        }
        return true;
    }

    private int add(long[][] key, int i) {
        int number = size++;
        if (size * width > keys.length) {
            keys = Arrays.copyOf(keys, Math.multiplyExact(2, keys.length));
        }
        for (int w = 0; w < width; w++) {
            keys[number * width + w] = key[w][i];
        }
        if (2 * size > table.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        table = new long[2 * table.length];
        int mask = table.length - 1;
        for (int number = 0; number < size; number++) {
            long h = 0;
            for (int w = 0; w < width; w++) {
                h = mix(h, keys[number * width + w]);
            }
            h = mix(h, 0);
            int slot = slot(h, mask);
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = h & UPPER | number + 1;
        }
    }
}
