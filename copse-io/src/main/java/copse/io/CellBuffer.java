package copse.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cells of one CSV column as they are parsed, block after block: a growing array that is reused.
///
/// Missing cells are held as a value that no cell of the kind can have; the [copse.frame.Mask] of the finished
/// column is made from it and is all that counts from there on.
abstract sealed class CellBuffer {
    private final byte[][] missing;

    /// Number of cells that were no empty cells and hold a value of the kind.
    long values;
    /// Number of cells that were `NA` or `NaN` and count as missing, since the kind is not text.
    long naTexts;

    private CellBuffer(byte[][] missing) {
        this.missing = missing;
    }

    /// @param kind what the column is read as
    /// @param missing texts that mean missing
    /// @param table labels of the column
    /// @return an empty buffer
    static CellBuffer of(CellKind kind, byte[][] missing, LabelTable table) {
        return switch (kind) {
            case NUMBER -> new Numbers(missing, false);
            case LOGICAL -> new Logicals(missing);
            case DATE -> new Times(missing, false);
            case TIMESTAMP -> new Times(missing, true);
            case LABEL -> new Labels(missing, table);
        };
    }

    /// @param missing texts that mean missing
    /// @return an empty buffer for a column that must be numeric, whose numbers may be rounded
    static CellBuffer numeric(byte[][] missing) {
        return new Numbers(missing, true);
    }

    /// Adds a cell.
    ///
    /// @param row its row in the block
    /// @param data the bytes, quotes taken off; not modified
    /// @param from first byte
    /// @param to one past the last byte
    /// @return whether the cell is missing or of this kind; if not, nothing was added
    final boolean add(int row, byte[] data, int from, int to) {
        if (from == to || missing.length > 0 && isMissing(data, from, to)) {
            addMissing(row);
            return true;
        }
        if (addValue(row, data, from, to)) {
            values++;
            return true;
        }
        return addOdd(row, data, from, to);
    }

    private boolean isMissing(byte[] data, int from, int to) {
        for (byte[] text : missing) {
            if (Arrays.equals(text, 0, text.length, data, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean addOdd(int row, byte[] data, int from, int to) {
        boolean na = LogicalText.isWord("nan", data, from, to)
                || to - from == 2 && data[from] == 'N' && data[from + 1] == 'A';
        if (na) {
            naTexts++;
        }
        if (na || isBlank(data, from, to)) {
            addMissing(row);
            return true;
        }
        return false;
    }

    private static boolean isBlank(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    abstract void addMissing(int row);

    abstract boolean addValue(int row, byte[] data, int from, int to);

    /// @param rows number of rows of the block
    /// @return the cells as a new array of the primitive type of the kind
    abstract Object take(int rows);

    private static int grown(int length) {
        return length + (length >> 1) + 16;
    }

    /// Holds nothing: tells cells that count as missing in a column of numbers from all others.
    static final class Nothing extends CellBuffer {
        private final boolean fits;

        /// @param missing texts that mean missing
        /// @param fits whether cells that are not missing fit as well
        Nothing(byte[][] missing, boolean fits) {
            super(missing);
            this.fits = fits;
        }

        @Override
        void addMissing(int row) {}

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            return fits;
        }

        @Override
        Object take(int rows) {
            return new byte[0];
        }
    }

    /// `double[]`; NaN is missing.
    static final class Numbers extends CellBuffer {
        private final boolean rounded;
        private double[] cells = new double[1024];

        private Numbers(byte[][] missing, boolean rounded) {
            super(missing);
            this.rounded = rounded;
        }

        @Override
        void addMissing(int row) {
            put(row, Double.NaN);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            double value = NumberText.parse(data, from, to);
            if (Double.isNaN(value) || NumberText.isInexact(value, data, from, to) && !rounded) {
                return false;
            }
            put(row, value);
            return true;
        }

        private void put(int row, double value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        double[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }

    /// `byte[]` of [LogicalText]; [LogicalText#NONE] is missing.
    static final class Logicals extends CellBuffer {
        private byte[] cells = new byte[1024];

        private Logicals(byte[][] missing) {
            super(missing);
        }

        @Override
        void addMissing(int row) {
            put(row, LogicalText.NONE);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            byte value = LogicalText.parse(data, from, to);
            if (value == LogicalText.NONE) {
                return false;
            }
            put(row, value);
            return true;
        }

        private void put(int row, byte value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        byte[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }

    /// `long[]` of days or microseconds; [TimeText#NONE] is missing.
    static final class Times extends CellBuffer {
        private final boolean stamps;
        private long[] cells = new long[1024];

        private Times(byte[][] missing, boolean stamps) {
            super(missing);
            this.stamps = stamps;
        }

        @Override
        void addMissing(int row) {
            put(row, TimeText.NONE);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            long value = stamps ? TimeText.timestamp(data, from, to) : TimeText.date(data, from, to);
            if (value == TimeText.NONE) {
                return false;
            }
            put(row, value);
            return true;
        }

        private void put(int row, long value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        long[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }

    /// `int[]` of codes of a [LabelTable]; −1 is missing.
    static final class Labels extends CellBuffer {
        private final LabelTable table;
        private int[] cells = new int[1024];

        private Labels(byte[][] missing, LabelTable table) {
            super(missing);
            this.table = table;
        }

        @Override
        void addMissing(int row) {
            put(row, LabelTable.UNKNOWN);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            put(row, table.code(data, from, to));
            return true;
        }

        private void put(int row, int value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        int[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }

    /// `int[]` of level codes, by a table that is complete; −1 is missing, and a label that is not in it does
    /// not fit.
    static final class Levelled extends CellBuffer {
        private final LabelTable table;
        private final int[] level;
        private int[] cells = new int[1024];

        /// @param missing texts that mean missing
        /// @param table all labels; read only
        /// @param level by the table's code: the level's code
        Levelled(byte[][] missing, LabelTable table, int[] level) {
            super(missing);
            this.table = table;
            this.level = level;
        }

        @Override
        void addMissing(int row) {
            put(row, LabelTable.UNKNOWN);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            int code = table.find(data, from, to);
            if (code == LabelTable.UNKNOWN) {
                return false;
            }
            put(row, level[code]);
            return true;
        }

        private void put(int row, int value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        int[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }

    /// `String[]`; null is missing, and a text that is no UTF-8 does not fit.
    static final class Texts extends CellBuffer {
        private @Nullable String[] cells = new String[1024];

        /// @param missing texts that mean missing
        Texts(byte[][] missing) {
            super(missing);
        }

        @Override
        void addMissing(int row) {
            put(row, null);
        }

        @Override
        boolean addValue(int row, byte[] data, int from, int to) {
            String text = CsvFile.decode(Arrays.copyOfRange(data, from, to));
            put(row, text);
            return text != null;
        }

        private void put(int row, @Nullable String value) {
            if (row >= cells.length) {
                cells = Arrays.copyOf(cells, grown(row));
            }
            cells[row] = value;
        }

        @Override
        @Nullable
        String[] take(int rows) {
            return Arrays.copyOf(cells, rows);
        }
    }
}
