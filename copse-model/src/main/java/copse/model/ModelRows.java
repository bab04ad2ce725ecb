package copse.model;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The complete rows of a frame as a model sees them, column by column, in memory.
///
/// For predictions, residuals and checks; fits go through cross-products instead and keep no rows.
///
/// @param source row of each complete row within the frame
/// @param x columns of X, p by rows
/// @param z per grouping and column the values of Z, the constant 1 included
/// @param keys per grouping the code of each row's combination of levels, see [Grouping#label(long)]; -1 for
///     levels that the model has not seen
/// @param offset 0 where the model has none
/// @param response as given, the offset not subtracted; null if it was not asked for
/// @param weights null if the model has none or they were not asked for
public record ModelRows(
        int[] source,
        double[][] x,
        double[][][] z,
        long[][] keys,
        double[] offset,
        double @Nullable [] response,
        double @Nullable [] weights) {
    /// @return number of complete rows
    public int count() {
        return source.length;
    }

    /// Takes over the arrays of a block that will not be filled again.
    static ModelRows of(Block block, boolean withOutcome) {
        int n = block.rows;
        double[] offset = block.offset == null ? new double[n] : head(block.offset, n);
        Map<Numbers, double[]> made = new IdentityHashMap<>(); // a column of X and Z takes memory once
        Function<Numbers, double[]> values = column -> made.computeIfAbsent(column, _ -> {
            double[] into = new double[n];
            column.read(n, 0, into);
            return into;
        });
        return new ModelRows(
                IntStream.range(0, n).map(block::row).toArray(),
                Arrays.stream(block.x).map(values).toArray(double[][]::new),
                Arrays.stream(block.z)
                        .map(columns -> Arrays.stream(columns).map(values).toArray(double[][]::new))
                        .toArray(double[][][]::new),
                IntStream.range(0, block.z.length).mapToObj(block.runs::keys).toArray(long[][]::new),
                offset,
                withOutcome ? values.apply(block.response) : null,
                withOutcome && block.weight != null ? head(block.weight, n) : null);
    }

    private static double[] head(double[] values, int n) {
        return values.length == n ? values : Arrays.copyOf(values, n);
    }
}
