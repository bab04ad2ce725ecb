package copse.model;

import copse.family.Family;

/// Rows on their way into cells, column by column: what they are told apart by, as bits, and their outcomes.
///
/// Keys are the raw predictors (numbers, then codes of factors); where outcomes may not be summed also outcome
/// and size. For families whose outcomes may be summed weights are in outcome and size, and multiplicities are
/// 1.
final class CellRows {
    private final int[] slots;
    private final int[] factors;
    private final boolean additive;

    /// Per column of the key one number per row.
    final long[][] key;

    final double[] y;
    final double[] size;
    final double[] multiplicity;
    /// Row in the source.
    final int[] row;
    /// Number of rows.
    int count;

    CellRows(ModelSpec spec, boolean additive, int capacity) {
        this.slots = spec.filler().predictorInputs();
        this.factors = spec.filler().predictorFactors();
        this.additive = additive;
        this.key = new long[width(spec, additive)][capacity];
        this.y = new double[capacity];
        this.size = new double[capacity];
        this.multiplicity = new double[capacity];
        this.row = new int[capacity];
    }

    /// @return columns of a key
    static int width(ModelSpec spec, boolean additive) {
        Filler filler = spec.filler();
        return filler.predictorInputs().length + filler.predictorFactors().length + (additive ? 0 : 2);
    }

    /// Takes over a block; rows without trials are left out and counted there.
    ///
    /// @param block rows with their raw predictors
    /// @param outcome has read the block's outcomes
    /// @param before rows of the source before the frame that the block was filled from
    /// @param buffer as long as the block. *Modified.*
    void read(Block block, OutcomeReader outcome, long before, double[] buffer) {
        int n = block.rows;
        int column = 0;
        for (int slot : slots) {
            block.workspace.numbers[slot].read(n, 0, buffer);
            bits(buffer, n, key[column++]);
        }
        for (int factor : factors) {
            int[] codes = block.workspace.codes[factor];
            long[] into = key[column++];
            for (int i = 0; i < n; i++) {
                into[i] = codes[i];
            }
        }
        System.arraycopy(outcome.y, 0, y, 0, n);
        System.arraycopy(outcome.size, 0, size, 0, n);
        System.arraycopy(outcome.multiplicity, 0, multiplicity, 0, n);
        for (int i = 0; i < n; i++) {
            row[i] = (int) Math.min(Integer.MAX_VALUE - 1, before + block.row(i));
        }
        count = n;
        if (outcome.hasTrials()) {
            leaveOutEmpty(block);
        }
        if (!additive) {
            bits(y, count, key[column]);
            bits(size, count, key[column + 1]);
        }
    }

    // 0 and -0 are the same predictor
    private static void bits(double[] from, int n, long[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = Double.doubleToRawLongBits(from[i] + 0.0);
        }
    }

    private void leaveOutEmpty(Block block) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (size[i] == 0) {
                continue;
            }
            if (kept < i) {
                for (long[] column : key) {
                    column[kept] = column[i];
                }
                y[kept] = y[i];
                size[kept] = size[i];
                multiplicity[kept] = multiplicity[i];
                row[kept] = row[i];
            }
            kept++;
        }
        block.zeroWeightRows += count - kept;
        count = kept;
    }

    /// The part of the log likelihood that no parameter touches.
    ///
    /// @param family of the outcome
    /// @return `Σ multiplicity · constant(y, size)`, before weights are put into the outcomes
    double constant(Family family) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < count; i++) {
            sum.add(multiplicity[i] * family.constant(y[i], size[i]));
        }
        return sum.value();
    }

    /// Puts weights into the outcomes, for families whose outcomes may be summed.
    void weigh() {
        for (int i = 0; i < count; i++) {
            y[i] *= multiplicity[i];
            size[i] *= multiplicity[i];
            multiplicity[i] = 1;
        }
    }

    /// Appends other rows of the same model.
    ///
    /// @param from which
    void append(CellRows from) {
        for (int c = 0; c < key.length; c++) {
            System.arraycopy(from.key[c], 0, key[c], count, from.count);
        }
        System.arraycopy(from.y, 0, y, count, from.count);
        System.arraycopy(from.size, 0, size, count, from.count);
        System.arraycopy(from.multiplicity, 0, multiplicity, count, from.count);
        System.arraycopy(from.row, 0, row, count, from.count);
        count += from.count;
    }
}
