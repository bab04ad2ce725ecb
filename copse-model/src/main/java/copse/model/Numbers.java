package copse.model;

import copse.frame.Column;
import copse.frame.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of numbers over the rows of a [Block], written where it is wanted.
///
/// Nothing is kept twice: a plain column stays in its frame and indicators stay codes until they are read, and
/// what is taken off for precision comes off on the way.
sealed interface Numbers {
    /// @param count number of rows, as many as the block holds
    /// @param less taken off every number
    /// @param into filled from 0 on. *Modified.*
    void read(int count, double less, double[] into);

    /// The constant 1.
    record One() implements Numbers {
        @Override
        public void read(int count, double less, double[] into) {
            Arrays.fill(into, 0, count, 1 - less);
        }
    }

    /// A product of columns.
    ///
    /// @param column what it is made of
    /// @param slots numbers by slot
    /// @param codes codes by factor input
    @SuppressWarnings("ArrayRecordComponent") // two columns are the same only if they are one object
    record Product(DesignColumn column, double[][] slots, int[][] codes) implements Numbers {
        @Override
        public void read(int count, double less, double[] into) {
            column.fill(slots, codes, count, into);
            if (less != 0) {
                for (int i = 0; i < count; i++) {
                    into[i] -= less;
                }
            }
        }
    }

    /// Numbers of one slot of the [Layout]: in their column of the frame as long as nothing is calculated from
    /// them and no row is left out, else in a buffer.
    final class Slot implements Numbers {
        private static final double[] NONE = {};

        private final int capacity;
        private final boolean inPlace;
        private double[] buffer;
        private @Nullable NumericColumn column; // null: in the buffer
        private int from;

        /// @param capacity the most rows
        /// @param inPlace whether nothing needs them as an array
        Slot(int capacity, boolean inPlace) {
            this.capacity = capacity;
            this.inPlace = inPlace;
            this.buffer = inPlace ? NONE : new double[capacity];
        }

        /// @return where the numbers are; without meaning if they may stay in place
        double[] buffer() {
            return buffer;
        }

        void load(String name, Column data, int from, int count) {
            this.from = from;
            if (inPlace && data instanceof NumericColumn numeric) {
                column = numeric;
            } else {
                column = null;
                NumberInput.load(name, data, from, count, ownBuffer());
            }
        }

        /// Takes numbers that are no column of a frame.
        void load(double[] values, int from, int count) {
            column = null;
            System.arraycopy(values, from, ownBuffer(), 0, count);
        }

        /// Keeps some rows.
        ///
        /// @param rows their numbers in the frame, ascending
        /// @param count how many
        void keep(int[] rows, int count) {
            NumericColumn whole = column;
            double[] values = ownBuffer();
            for (int i = 0; i < count; i++) {
                values[i] = whole != null ? whole.value(rows[i]) : values[rows[i] - from];
            }
            column = null;
        }

        private double[] ownBuffer() {
            if (buffer.length < capacity) {
                buffer = new double[capacity];
            }
            return buffer;
        }

        @Override
        public void read(int count, double less, double[] into) {
            if (column != null) {
                column.copyLess(less, from, count, into, 0);
            } else {
                for (int i = 0; i < count; i++) {
                    into[i] = buffer[i] - less;
                }
            }
        }
    }
}
