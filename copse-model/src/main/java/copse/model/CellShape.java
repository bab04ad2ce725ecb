package copse.model;

import copse.family.Outcomes;
import java.util.Arrays;

/// What rows of a model are told apart by, and what is summed over those that are alike.
///
/// A key is a tuple of 64-bit words: one for each number, then codes of factors, as many in a word as have
/// room, and where outcomes may not be summed the outcome and its size. Beside it stand values: outcome and
/// size where outcomes are summed, else the multiplicity.
final class CellShape {
    /// Raw slots of the [Layout] that predictors are made of.
    final int[] slots;
    /// Factor inputs of the [Layout] that predictors and groups are made of.
    final int[] factors;
    /// Whether outcomes of rows with equal predictors are summed.
    final boolean additive;
    /// Whether sizes are other than 1.
    final boolean sized;
    /// Whether rows have a multiplicity of their own beside the outcome.
    final boolean weighted;
    /// Whether all sums are of whole numbers, so that their order is of no account.
    final boolean whole;

    private final int[] wordOf; // of each factor
    private final int[] shift;
    private final long[] mask;
    private final int predictorWords;

    CellShape(ModelSpec spec, boolean additive) {
        this.slots = spec.filler().predictorInputs();
        this.factors = spec.filler().predictorFactors();
        boolean hasTrials = spec.layout().trials >= 0;
        this.additive = additive;
        this.sized = spec.hasWeights() || hasTrials;
        this.weighted = spec.hasWeights() && !additive;
        this.whole = !spec.hasWeights() && !(additive && hasTrials);
        this.wordOf = new int[factors.length];
        this.shift = new int[factors.length];
        this.mask = new long[factors.length];
        int word = slots.length;
        int used = 0;
        for (int f = 0; f < factors.length; f++) {
            int levels = spec.layout().factors.get(factors[f]).levels().size();
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(levels);
            if (used + bits > Long.SIZE - 1) {
                word++;
                used = 0;
            }
            wordOf[f] = word;
            shift[f] = used;
            mask[f] = (1L << bits) - 1;
            used += bits;
        }
        this.predictorWords = used == 0 ? word : word + 1;
    }

    /// @return words of a key
    int words() {
        return predictorWords + (additive ? 0 : sized ? 2 : 1);
    }

    /// @return numbers beside a key
    int values() {
        return additive ? sized ? 2 : 1 : weighted ? 1 : 0;
    }

    /// @return words of a key that predictors take
    int predictorWords() {
        return predictorWords;
    }

    /// Packs codes into a word of the key.
    ///
    /// @param word which
    /// @param codes per factor of [#factors] one per row
    /// @param count number of rows
    /// @param into filled from `at` on. *Modified.*
    /// @param at where the first one goes
    void pack(int word, int[][] codes, int count, long[] into, int at) {
        Arrays.fill(into, at, at + count, 0);
        for (int f = 0; f < codes.length; f++) {
            if (wordOf[f] == word) {
                int[] own = codes[f];
                int by = shift[f];
                for (int i = 0; i < count; i++) {
                    into[at + i] |= (long) own[i] << by;
                }
            }
        }
    }

    /// @param factor number within [#factors]
    /// @param columns of cells
    /// @return codes of the factor
    int[] codes(int factor, CellColumns columns) {
        long[] packed = words(wordOf[factor], columns);
        int[] codes = new int[packed.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) (packed[i] >>> shift[factor] & mask[factor]);
        }
        return codes;
    }

    /// @param slot number within [#slots]
    /// @param columns of cells
    /// @param order of the cells
    /// @return numbers of the slot
    double[] numbers(int slot, CellColumns columns, int[] order) {
        return decoded(slot, columns, order);
    }

    /// @param columns of cells
    /// @param order of the cells
    /// @return their outcomes
    Outcomes outcomes(CellColumns columns, int[] order) {
        double[] ones = new double[columns.count()];
        Arrays.fill(ones, 1);
        double[] rows = columns.isSingle() ? ones : Gather.doubles(columns.rows(), order);
        return additive
                ? new Outcomes(value(0, columns, order), sized ? value(1, columns, order) : rows, ones)
                : new Outcomes(
                        decoded(predictorWords, columns, order),
                        sized ? decoded(predictorWords + 1, columns, order) : ones,
                        weighted ? value(0, columns, order) : rows);
    }

    private static double[] value(int value, CellColumns columns, int[] order) {
        double[] values = new double[columns.count()];
        columns.value(value, values, 0);
        return Gather.doubles(values, order);
    }

    private static long[] words(int word, CellColumns columns) {
        long[] words = new long[columns.count()];
        columns.word(word, words, 0);
        return words;
    }

    private static double[] decoded(int word, CellColumns columns, int[] order) {
        long[] bits = words(word, columns);
        double[] values = new double[bits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(bits[order[i]]);
        }
        return values;
    }
}
