package copse.frame;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;
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

    /// The mask that keeps the words it is given.
    ///
    /// @param size number of rows
    /// @param words bit `row & 63` of word `row >>> 6`; bits from `size` on are zero; kept
    /// @return the mask
    static Mask wrap(int size, long[] words) {
        return new Mask(size, words);
    }

    /// @param size number of rows
    /// @return all rows
    public static Mask all(int size) {
        long[] words = new long[(size + 63) >>> 6];
        Arrays.fill(words, -1L);
        if ((size & 63) != 0) {
            words[words.length - 1] = (1L << size) - 1;
        }
        return new Mask(size, words);
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

    /// @param rows rows to take, in that order; may repeat; a negative one is taken as outside the set
    /// @return the mask of the rows taken
    public Mask select(int[] rows) {
        return count == 0 ? none(rows.length) : of(rows.length, i -> rows[i] >= 0 && get(rows[i]));
    }

    /// The missing values of a selection.
    ///
    /// @param rows rows to take; a negative one stands for a row that is not there, hence missing
    /// @return the rows taken that are in this set or not there
    Mask selectMissing(int[] rows) {
        int signs = 0;
        for (int row : rows) {
            signs |= row;
        }
        return count == 0 && signs >= 0 ? none(rows.length) : of(rows.length, i -> rows[i] < 0 || get(rows[i]));
    }

    /// @param from first row
    /// @param to one past the last row
    /// @return the mask of the range
    public Mask slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return count == 0 ? none(to - from) : of(to - from, row -> get(from + row));
    }

    /// @return the rows outside the set
    public Mask not() {
        return count == 0 ? all(size) : of(size, row -> !get(row));
    }

    /// @param other a mask of the same size
    /// @return rows in both
    public Mask and(Mask other) {
        requireSize(other);
        return count == 0 || other.count == size ? this : other.count == 0 || count == size ? other : both(other);
    }

    private Mask both(Mask other) {
        long[] joint = new long[words.length];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = words[i] & other.words[i];
        }
        return new Mask(size, joint);
    }

    /// @param other a mask of the same size
    /// @return rows in either
    public Mask or(Mask other) {
        requireSize(other);
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long[] either = new long[words.length];
        for (int i = 0; i < either.length; i++) {
            either[i] = words[i] | other.words[i];
        }
        return new Mask(size, either);
    }

    private void requireSize(Mask other) {
        if (other.size != size) {
            throw Problems.unlikeMask(size, other.size);
        }
    }

    /// @param action called with each row of the set, ascending
    public void forEach(IntConsumer action) {
        for (int i = 0; count != 0 && i < words.length; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                action.accept((i << 6) + Long.numberOfTrailingZeros(word));
            }
        }
    }

    /// @return the rows in the set, ascending
    public int[] rows() {
        int[] rows = new int[count];
        int next = 0;
        for (int i = 0; next < count; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                rows[next++] = (i << 6) + Long.numberOfTrailingZeros(word);
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
