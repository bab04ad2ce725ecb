package copse.frame;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// An immutable set of rows out of `size`: the missing values of a column, the rows of a filter.
public final class Mask {
    private final int size;
    private final int count;
    private final long[] words;

    private Mask(int size, long[] words) {
        this.size = size;
        this.words = words;
        int bits = 0;
        for (long word : words) {
            bits += Long.bitCount(word);
        }
        this.count = bits;
    }

    /// @param size number of rows
    /// @return the empty set
    public static Mask none(int size) {
        // no words at all: most columns have nothing missing, and `get` stays a comparison
        return new Mask(size, new long[0]);
    }

    /// @param size number of rows
    /// @param test which rows belong to the set
    /// @return the rows that pass
    public static Mask of(int size, IntPredicate test) {
        long[] words = new long[(size + 63) >>> 6];
        boolean any = false;
        for (int row = 0; row < size; row++) {
            if (test.test(row)) {
                words[row >>> 6] |= 1L << row;
                any = true;
            }
        }
        return any ? new Mask(size, words) : none(size);
    }

    /// @return number of rows, in the set or not
    public int size() {
        return size;
    }

    /// @return number of rows in the set
    public int count() {
        return count;
    }

    /// @return whether no row is in the set
    public boolean isEmpty() {
        return count == 0;
    }

    /// @param row from 0
    /// @return whether the row is in the set
    public boolean get(int row) {
        return count != 0 && (words[row >>> 6] >>> row & 1L) != 0;
    }

    /// @param rows rows to take, in that order; may repeat
    /// @return the mask of the rows taken
    public Mask select(int[] rows) {
        return count == 0 ? none(rows.length) : of(rows.length, i -> get(rows[i]));
    }

    /// @param other a mask of the same size
    /// @return rows in either
    public Mask or(Mask other) {
        if (other.size != size) {
            throw new IllegalArgumentException("masks of " + size + " and " + other.size + " rows");
        }
        return count == 0 ? other : other.count == 0 ? this : of(size, row -> get(row) || other.get(row));
    }

    /// @return the rows in the set, ascending
    public int[] rows() {
        int[] rows = new int[count];
        int next = 0;
        for (int row = 0; next < count; row++) {
            if (get(row)) {
                rows[next++] = row;
            }
        }
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask
                && mask.size == size
                && mask.count == count
                && (count == 0 || Arrays.equals(mask.words, words));
    }

    @Override
    public int hashCode() {
        return count == 0 ? size : 31 * size + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return count + " of " + size + " rows";
    }
}
