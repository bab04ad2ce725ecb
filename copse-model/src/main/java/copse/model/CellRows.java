package copse.model;

import java.util.Arrays;
import java.util.Optional;

/// Rows on their way into cells, column by column as their [CellShape] says.
///
/// For families whose outcomes may be summed weights are in outcome and size.
final class CellRows implements CellColumns {
    private final CellShape shape;
    /// Words of the key by rows.
    final long[][] key;
    /// What stands beside the key, by rows.
    final double[][] value;
    /// Row in the source.
    final long[] row;
    private int count;

    CellRows(CellShape shape, int capacity) {
        this.shape = shape;
        this.key = new long[shape.words()][capacity];
        this.value = new double[shape.values()][capacity];
        this.row = new long[capacity];
    }

    /// Forgets all rows.
    void clear() {
        count = 0;
    }

    /// Appends a block; rows without trials are left out.
    ///
    /// @param block rows with their raw predictors
    /// @param outcome has read the block's outcomes
    /// @param buffer as long as the block. *Modified.*
    /// @return number of rows without trials
    int append(Block block, OutcomeReader outcome, double[] buffer) {
        int n = block.rows;
        int at = count;
        for (int s = 0; s < shape.slots.length; s++) {
            block.workspace.numbers[shape.slots[s]].read(n, 0, buffer);
            bits(buffer, n, key[s], at);
        }
        int[][] codes = new int[shape.factors.length][];
        Arrays.setAll(codes, f -> block.workspace.codes[shape.factors[f]]);
        for (int word = shape.slots.length; word < shape.predictorWords(); word++) {
            shape.pack(word, codes, n, key[word], at);
        }
        if (shape.additive) {
            weighed(outcome, n, at);
        } else {
            int word = shape.predictorWords();
            bits(outcome.y, n, key[word], at);
            if (shape.sized) {
                bits(outcome.size, n, key[word + 1], at);
            }
            if (shape.weighted) {
                System.arraycopy(outcome.multiplicity, 0, value[0], at, n);
            }
        }
        for (int i = 0; i < n; i++) {
            row[at + i] = block.number(i) - 1;
        }
        count += n;
        return outcome.hasTrials() ? leaveOutEmpty(outcome, at) : 0;
    }

    // 0 and -0 are the same predictor
    static void bits(double[] from, int n, long[] into, int at) {
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

    @Override
    public int count() {
        return count;
    }

    @Override
    public void word(int word, long[] into, int at) {
        System.arraycopy(key[word], 0, into, at, count);
    }

    @Override
    public void value(int number, double[] into, int at) {
        System.arraycopy(value[number], 0, into, at, count);
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public double[] rows() {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public Optional<double[]> squares() {
        return Optional.empty();
    }

    @Override
    public void first(long[] into, int at) {
        System.arraycopy(row, 0, into, at, count);
    }
}
