package copse.model;

import copse.family.Outcomes;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
/// @param parts per further linear predictor its columns by rows
/// @param offset 0 where the model has none
/// @param response as given, the offset not subtracted, of successes their share of the trials; null if it was
///     not asked for
/// @param weights null if the model has none or they were not asked for
/// @param outcomes what a family explains; null if it was not asked for
public record ModelRows(
        int[] source,
        double[][] x,
        double[][][] z,
        long[][] keys,
        Map<String, double[][]> parts,
        double[] offset,
        double @Nullable [] response,
        double @Nullable [] weights,
        @Nullable Outcomes outcomes) {
    /// @return number of complete rows
    public int count() {
        return source.length;
    }

    /// Takes over the arrays of a block that will not be filled again.
    ///
    /// @param outcome what has read the outcomes of the block; null if they were not asked for
    static ModelRows of(Block block, @Nullable OutcomeReader outcome) {
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
                parts(block, values),
                offset,
                outcome == null ? null : response(block, outcome),
                outcome != null && block.weight != null ? head(block.weight, n) : null,
                outcome == null
                        ? null
                        : new Outcomes(head(outcome.y, n), head(outcome.size, n), head(outcome.multiplicity, n)));
    }

    private static Map<String, double[][]> parts(Block block, Function<Numbers, double[]> values) {
        Map<String, double[][]> parts = new LinkedHashMap<>();
        block.parts.forEach((name, columns) ->
                parts.put(name, Arrays.stream(columns).map(values).toArray(double[][]::new)));
        return Collections.unmodifiableMap(parts);
    }

    private static double[] response(Block block, OutcomeReader outcome) {
        double[] response = new double[block.rows];
        block.response.read(block.rows, 0, response);
        if (outcome.hasTrials()) {
            for (int i = 0; i < response.length; i++) {
                response[i] = outcome.y[i] / outcome.size[i];
            }
        }
        return response;
    }

    private static double[] head(double[] values, int n) {
        return values.length == n ? values : Arrays.copyOf(values, n);
    }
}
