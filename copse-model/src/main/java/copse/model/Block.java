package copse.model;

import copse.frame.Mask;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some complete rows of a model, column by column. Reused: filled again and again by [ModelSpec#fill].
///
/// Arrays are as long as the block's capacity; the first [#rows] entries count. The same array may stand in
/// several places (a random slope's column is the fixed column of that name, a plain response is the column
/// read), so none may be changed by a reader.
final class Block {
    /// Number of complete rows, at most [#capacity].
    int rows;

    /// The most rows it can hold.
    final int capacity;

    /// Columns of X, as in [ModelSpec#fixedNames()]; raw values.
    final double[][] x;

    /// The response as given.
    final double[] response;

    /// The response less the offset.
    final double[] y;

    /// The weights, null if the model has none.
    final double @Nullable [] weight;

    /// The offset, null if the model has none.
    final double @Nullable [] offset;

    /// Per grouping and column the values of Z; null for the constant 1.
    final double[][] @Nullable [] z;

    /// Stretches of rows that share the levels of all groupings.
    final Runs runs;

    /// Rows left out because the variable is missing, per variable of [ModelSpec#variables()]; summed over fills.
    final long[] droppedByColumn;

    /// Rows left out because any variable is missing; summed over fills.
    long droppedRows;

    /// Rows left out because their weight is 0 and nothing is missing; summed over fills.
    long zeroWeightRows;

    /// Rows offered; summed over fills.
    long seenRows;

    /// Row of each complete row within the frame.
    final int[] source;

    final Workspace workspace;

    Block(
            int capacity,
            double[][] x,
            double[] response,
            double[] y,
            double @Nullable [] weight,
            double @Nullable [] offset,
            double[][] @Nullable [] z,
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
        this.runs = runs;
        this.droppedByColumn = new long[variables];
        this.source = new int[capacity];
        this.workspace = workspace;
    }

    /// A column that is a product, and the array it goes into.
    ///
    /// @param column what it is made of
    /// @param into filled by each fill
    record Product(DesignColumn column, double[] into) {}

    /// What filling needs between reading columns and the finished arrays.
    static final class Workspace {
        /// Numbers as read and as calculated, by slot of the [Layout].
        final double[][] slots;

        /// Codes by factor input.
        final int[][] codes;

        /// Codes of the factors that make up groupings.
        final int[][] grouped;

        final double[][] scratch;
        final List<Product> products;
        final FactorInput.Recoding[] recodings;

        /// Per factor input whether any of its codes may be unknown.
        final boolean[] unknown;

        /// Rows to leave out.
        final boolean[] drop;

        /// Per variable its missing rows, null if there are none.
        final @Nullable Mask[] missing;

        Workspace(
                int capacity,
                double[][] slots,
                int[][] codes,
                int[][] grouped,
                double[][] scratch,
                List<Product> products,
                int variables) {
            this.slots = slots;
            this.codes = codes;
            this.grouped = grouped;
            this.scratch = scratch;
            this.products = List.copyOf(products);
            this.recodings = new FactorInput.Recoding[codes.length];
            Arrays.setAll(recodings, f -> new FactorInput.Recoding());
            this.unknown = new boolean[codes.length];
            this.drop = new boolean[capacity];
            this.missing = new Mask[variables];
        }
    }
}
