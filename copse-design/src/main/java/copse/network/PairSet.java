package copse.network;

/// A set of pairs of nodes in either order. Open addressing with linear probing.
///
/// Cost: O(1) per pair. Memory: 16 to 32 bytes per pair.
final class PairSet {
    /// 2^64 over the golden ratio: the multiplier of Fibonacci hashing (Knuth, TAOCP 3, section 6.4).
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final int SMALLEST = 16;

    private long[] slots;
    private int size;

    /// @param expected number of pairs; more are no error
    PairSet(int expected) {
        long capacity = Math.max(SMALLEST, 2L * Long.highestOneBit(Math.max(1, expected) * 2L - 1));
        slots = new long[Math.toIntExact(capacity)];
    }

    int size() {
        return size;
    }

    boolean contains(int a, int b) {
        return slots[slot(key(a, b))] != 0;
    }

    /// @return whether the pair was not there before
    boolean add(int a, int b) {
        if (2 * size >= slots.length) {
            grow();
        }
        long key = key(a, b);
        int slot = slot(key);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = key;
        size++;
        return true;
    }

    void forEach(Pairs.Visitor visitor) {
        for (long key : slots) {
            if (key != 0) {
                visitor.visit((int) (key >>> Integer.SIZE), (int) key);
            }
        }
    }

    // The smaller node first; never 0, since two nodes differ.
    private static long key(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }

    private int slot(long key) {
        int slot = (int) ((key ^ key >>> 29) * GOLDEN >>> 64 - Integer.numberOfTrailingZeros(slots.length));
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[Math.multiplyExact(before.length, 2)];
        for (long key : before) {
            if (key != 0) {
                slots[slot(key)] = key;
            }
        }
    }
}
