package copse.match;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Units for tests.
final class Samples {
    private Samples() {}

    /// Normal covariates `x0`, `x1`, ….
    static Frame normal(int units, int covariates, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return frame(IntStream.range(0, units)
                .mapToObj(i -> random.doubles(covariates)
                        .map(u -> random.nextGaussian())
                        .toArray())
                .toArray(double[][]::new));
    }

    /// Covariates `x0`, `x1`, … from rows of numbers.
    static Frame frame(double[]... rows) {
        Map<String, NumericColumn> columns = new LinkedHashMap<>();
        for (int k = 0; k < rows[0].length; k++) {
            int column = k;
            columns.put(
                    "x" + k,
                    NumericColumn.of(
                            Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()));
        }
        return Frame.of(columns);
    }

    /// Names of the covariates.
    static String[] names(Frame frame) {
        return frame.names().toArray(String[]::new);
    }

    static Points points(Frame frame) {
        int d = frame.names().size();
        double[] at = new double[frame.rows() * d];
        for (int k = 0; k < d; k++) {
            NumericColumn column = frame.numeric(frame.names().get(k));
            for (int i = 0; i < frame.rows(); i++) {
                at[i * d + k] = column.value(i);
            }
        }
        return new Points(frame.rows(), d, at);
    }
}
