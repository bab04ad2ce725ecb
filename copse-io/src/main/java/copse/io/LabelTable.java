package copse.io;

import java.util.Arrays;

/// Distinct labels of a column as bytes, numbered in order of first appearance.
///
/// Rows are coded without making a string per cell: the table hashes the bytes in place and keeps one copy of
/// each label. Filled by one thread; once nobody adds to it any more, [#find] may be called by many.
final class LabelTable {
    /// Code of a label that the table does not hold.
    static final int UNKNOWN = -1;

    /// 2^32 over the golden ratio: the multiplier of Fibonacci hashing (Knuth, TAOCP 3, section 6.4).
    private static final int GOLDEN = 0x9e3779b9;

    private static final int FIRST_SLOTS = 64;

    private byte[] arena = new byte[256];
    private int[] ends = new int[16];
    private int[] hashes = new int[16];
    private int[] slots = new int[FIRST_SLOTS];
    private int size;

    LabelTable() {
        Arrays.fill(slots, UNKNOWN);
    }

    /// @return number of labels
    int size() {
        return size;
    }

    /// @param data the bytes
    /// @param from first byte of the label
    /// @param to one past its last byte
    /// @return the label's code; new labels are added
    int code(byte[] data, int from, int to) {
        int hash = hash(data, from, to);
        int slot = slot(data, from, to, hash);
        int code = slots[slot];
        return code != UNKNOWN ? code : add(data, from, to, hash, slot);
    }

    /// @param data the bytes
    /// @param from first byte of the label
    /// @param to one past its last byte
    /// @return the label's code, or [#UNKNOWN]
    int find(byte[] data, int from, int to) {
        return slots[slot(data, from, to, hash(data, from, to))];
    }

    /// @param code of a label
    /// @return the bytes of the label
    byte[] bytes(int code) {
        return Arrays.copyOfRange(arena, start(code), ends[code]);
    }

    private int start(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }

    private int slot(byte[] data, int from, int to, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (true) {
            int code = slots[slot];
            if (code == UNKNOWN || hashes[code] == hash && same(code, data, from, to)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean same(int code, byte[] data, int from, int to) {
        int start = start(code);
        int length = to - from;
        if (ends[code] - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (arena[start + i] != data[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] data, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + data[i];
        }
        // the low bits pick the slot, and numbered labels such as `user_17` differ in the low bits by little: without
        // the product they would fill long runs of slots
        hash *= GOLDEN;
        return hash ^ hash >>> 15;
    }

    private int add(byte[] data, int from, int to, int hash, int slot) {
        int code = size++;
        int start = start(code);
        int end = Math.addExact(start, to - from);
        if (end > arena.length) {
            arena = Arrays.copyOf(arena, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * arena.length)));
        }
        System.arraycopy(data, from, arena, start, to - from);
        if (code == ends.length) {
            ends = Arrays.copyOf(ends, 2 * code);
            hashes = Arrays.copyOf(hashes, 2 * code);
        }
        ends[code] = end;
        hashes[code] = hash;
        slots[slot] = code;
        if (2 * size > slots.length) {
            rehash();
        }
        return code;
    }

    private void rehash() {
        int[] wider = new int[2 * slots.length];
        Arrays.fill(wider, UNKNOWN);
        int mask = wider.length - 1;
        for (int code = 0; code < size; code++) {
            int slot = hashes[code] & mask;
            while (wider[slot] != UNKNOWN) {
                slot = slot + 1 & mask;
            }
            wider[slot] = code;
        }
        slots = wider;
    }
}
