package copse.power;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of one simulated experiment, for estimators that want them.
final class RowStore {
    final int[] cluster;
    private final double[][] values;
    private int next;

    RowStore(long rows, int columns) {
        cluster = new int[Math.toIntExact(rows)];
        values = new double[columns][cluster.length];
    }

    void add(int unit, double[] row) {
        cluster[next] = unit;
        for (int i = 0; i < row.length; i++) {
            values[i][next] = row[i];
        }
        next++;
    }

    /// @param columns names of the values
    /// @param before columns to stand before them
    Frame frame(List<String> columns, Map<String, Column> before) {
        Map<String, Column> all = new LinkedHashMap<>(before);
        for (int i = 0; i < values.length; i++) {
            all.put(columns.get(i), NumericColumn.wrap(values[i], Mask.none(cluster.length)));
        }
        return Frame.of(all);
    }
}
