package copse.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Rows on their way into cells, column by column as their [CellShape] says.
///
/// For families whose outcomes may be summed weights are in outcome and size.
final class CellRows {
    private final CellShape shape;
    /// Words of the key by rows.
    final long[][] key;
    /// What stands beside the key, by rows.
    final double[][] value;
    /// Row in the source.
    final long[] row;
    /// Number of rows.
    int count;

    CellRows(CellShape shape, int capacity) {
        this.shape = shape;
        this.key = new long[shape.words()][capacity];
        this.value = new double[shape.values()][capacity];
        this.row = new long[capacity];
    }

    /// Appends a block; rows without trials are left out.
    ///
    /// @param block rows with their raw predictors
    /// @param outcome has read the block's outcomes
    /// @param before rows of the source before the frame that the block was filled from
    /// @param buffer as long as the block. *Modified.*
    /// @return number of rows without trials
    int append(Block block, OutcomeReader outcome, long before, double[] buffer) {
        int n = block.rows;
        int at = count;
        for (int s = 0; s < shape.slots.length; s++) {
            block.workspace.numbers[shape.slots[s]].read(n, 0, buffer);
            bits(buffer, n, key[s], at);
        }
        for (int f = 0; f < shape.factors.length; f++) {
            shape.pack(f, block.workspace.codes[shape.factors[f]], n, key, at);
        }
        if (shape.additive) {
            weighed(outcome, n, at);
        } else {
            int word = key.length - (shape.sized ? 2 : 1);
            bits(outcome.y, n, key[word], at);
            if (shape.sized) {
                bits(outcome.size, n, key[word + 1], at);
            }
            if (shape.weighted) {
                System.arraycopy(outcome.multiplicity, 0, value[0], at, n);
            }
        }
        for (int i = 0; i < n; i++) {
            row[at + i] = before + block.row(i);
        }
        count += n;
        return outcome.hasTrials() ? leaveOutEmpty(outcome, at) : 0;
    }

    // 0 and -0 are the same predictor
    private static void bits(double[] from, int n, long[] into, int at) {
        for (int i = 0; i < n; i++) {
            into[at + i] = Double.doubleToRawLongBits(from[i] + 0.0);
        }
    }

    private void weighed(OutcomeReader outcome, int n, int at) {
        System.arraycopy(outcome.y, 0, value[0], at, n);
        if (shape.sized) {
            System.arraycopy(outcome.size, 0, value[1], at, n);
            for (double[] column : value) {
                for (int i = 0; i < n; i++) {
                    column[at + i] *= outcome.multiplicity[i];
                }
            }
        }
    }

    private int leaveOutEmpty(OutcomeReader outcome, int at) {
        int kept = at;
        for (int i = at; i < count; i++) {
            if (outcome.size[i - at] == 0) {
                continue;
            }
            if (kept < i) {
                for (long[] column : key) {
                    column[kept] = column[i];
                }
                for (double[] column : value) {
                    column[kept] = column[i];
                }
                row[kept] = row[i];
            }
            kept++;
        }
        int empty = count - kept;
        count = kept;
        return empty;
    }

    /// Rows one stretch after the other.
    ///
    /// @param stretches in the order of the source
    record Lined(List<CellRows> stretches) implements CellShape.Columns {
        @Override
        public int count() {
            return Math.toIntExact(
                    stretches.stream().mapToLong(rows -> rows.count).sum());
        }

        @Override
        public void word(int word, long[] into) {
            int at = 0;
            for (CellRows rows : stretches) {
                System.arraycopy(rows.key[word], 0, into, at, rows.count);
                at += rows.count;
            }
        }

        @Override
        public void value(int value, double[] into) {
            int at = 0;
            for (CellRows rows : stretches) {
                System.arraycopy(rows.value[value], 0, into, at, rows.count);
                at += rows.count;
            }
        }

        @Override
        public double[] rows() {
            double[] ones = new double[count()];
            Arrays.fill(ones, 1);
            return ones;
        }

        @Override
        public Optional<double[]> squares() {
            return Optional.empty();
        }

        @Override
        public long[] first() {
            long[] into = new long[count()];
            int at = 0;
            for (CellRows rows : stretches) {
                System.arraycopy(rows.row, 0, into, at, rows.count);
                at += rows.count;
            }
            return into;
        }
    }
}
