package copse.model;

import copse.frame.Mask;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Some complete rows of a model, column by column. Reused: filled again and again by [ModelSpec#fill].
///
/// Arrays are as long as the block's capacity; the first [#rows] entries count. The same column may stand in
/// several places: a random slope's is the fixed column of that name.
final class Block {
    /// Number of complete rows, at most [#capacity].
    int rows;

    /// The most rows it can hold.
    final int capacity;

    /// Columns of X, as in [ModelSpec#fixedNames()]; raw values.
    final Numbers[] x;

    /// The response as given.
    final Numbers response;

    /// The response less the offset.
    final Numbers y;

    /// The weights, null if the model has none.
    final double @Nullable [] weight;

    /// The offset, null if the model has none.
    final double @Nullable [] offset;

    /// Per grouping and column the values of Z.
    final Numbers[][] z;

    /// Per further linear predictor its columns.
    final Map<String, Numbers[]> parts;

    /// Stretches of rows that share the levels of all groupings.
    final Runs runs;

    /// Rows left out because the variable is missing, per variable of [ModelSpec#variables()]; summed over
    /// fills.
    final long[] droppedByColumn;

    /// Rows left out because any variable is missing; summed over fills.
    long droppedRows;

    /// Rows left out because their weight is 0 and nothing is missing; summed over fills.
    long zeroWeightRows;

    /// Rows offered; summed over fills.
    long seenRows;

    /// Rows of the source before the frame that the block is filled from.
    long before;

    /// The first row offered, within the frame.
    int first;

    /// Whether rows were looked at one by one, so that their numbers stand in [#source].
    boolean chosen;

    /// Row of each complete row within the frame if they were chosen.
    final int[] source;

    final Workspace workspace;

    Block(
            int capacity,
            Numbers[] x,
            Numbers response,
            Numbers y,
            double @Nullable [] weight,
            double @Nullable [] offset,
            Numbers[][] z,
            Map<String, Numbers[]> parts,
            Runs runs,
            int variables,
            Workspace workspace) {
        this.capacity = capacity;
        this.x = x;
        this.response = response;
        this.y = y;
        this.weight = weight;
        this.offset = offset;
        this.z = z;
        this.parts = parts;
        this.runs = runs;
        this.droppedByColumn = new long[variables];
        this.source = new int[capacity];
        this.workspace = workspace;
    }

    /// @param i number of a complete row within the block
    /// @return its row within the frame
    int row(int i) {
        return chosen ? source[i] : first + i;
    }

    /// @param i number of a complete row within the block
    /// @return number of the row within the source, from 1, as messages tell it
    long number(int i) {
        return before + row(i) + 1;
    }

    /// What filling needs between reading columns and the finished arrays.
    static final class Workspace {
        /// Numbers as read and as calculated, by slot of the [Layout].
        final Numbers.Slot[] numbers;

        /// Buffers of those slots that something is calculated from or that are calculated.
        final double[][] slots;

        /// Codes by factor input.
        final int[][] codes;

        /// Codes of the factors that make up groupings.
        final int[][] grouped;

        final double[][] scratch;
        final FactorInput.Recoding[] recodings;

        /// Per factor input whether any of its codes may be unknown.
        final boolean[] unknown;

        /// Rows to leave out.
        final boolean[] drop;

        /// Per variable its missing rows, null if there are none.
        final @Nullable Mask[] missing;

        Workspace(
                int capacity,
                Numbers.Slot[] numbers,
                double[][] slots,
                int[][] codes,
                int[][] grouped,
                double[][] scratch,
                int variables) {
            this.numbers = numbers;
            this.slots = slots;
            this.codes = codes;
            this.grouped = grouped;
            this.scratch = scratch;
            this.recodings = new FactorInput.Recoding[codes.length];
            Arrays.setAll(recodings, f -> new FactorInput.Recoding());
            this.unknown = new boolean[codes.length];
            this.drop = new boolean[capacity];
            this.missing = new Mask[variables];
        }
    }
}
