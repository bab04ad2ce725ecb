package copse.bayes;

import copse.frame.Frame;
import copse.model.Cells;
import copse.model.Grouping;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows, or cells, as a model's linear predictors see them, column by column. Arrays are views.
///
/// @param count number of rows
/// @param x columns of X
/// @param z per grouping of the model and column of Z its values
/// @param labels per grouping the labels of the levels that occur
/// @param level per grouping and row the place of its level in the labels
/// @param parts per further linear predictor its columns
/// @param offset added to the linear predictor
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
record RowDesign(
        int count,
        double[][] x,
        double[][][] z,
        List<List<String>> labels,
        int[][] level,
        Map<String, double[][]> parts,
        double[] offset) {
    /// @param spec the model
    /// @param frame where the rows come from
    /// @param rows what the model makes of them
    static RowDesign of(ModelSpec spec, Frame frame, ModelRows rows) {
        List<List<String>> labels = new ArrayList<>();
        int[][] level = new int[spec.groupings().size()][];
        for (int g = 0; g < level.length; g++) {
            Grouping grouping = spec.groupings().get(g);
            long[] keys = rows.keys()[g];
            LevelCodes codes = new LevelCodes();
            level[g] = new int[rows.count()];
            for (int i = 0; i < level[g].length; i++) {
                level[g][i] = keys[i] >= 0
                        ? codes.ofKey(grouping, keys[i])
                        : codes.ofLabel(label(grouping, frame, rows.source()[i]));
            }
            labels.add(List.copyOf(codes.labels));
        }
        return new RowDesign(rows.count(), rows.x(), rows.z(), labels, level, rows.parts(), rows.offset());
    }

    static RowDesign of(Cells cells) {
        ModelSpec spec = cells.spec();
        int groupings = spec.groupings().size();
        double[][][] z = new double[groupings][][];
        int[][] level = new int[groupings][];
        List<List<String>> labels = new ArrayList<>();
        for (int g = 0; g < groupings; g++) {
            Grouping grouping = spec.groupings().get(g);
            Cells.Factor factor = cells.factors().stream()
                    .filter(own -> own.grouping().name().equals(grouping.name()))
                    .findFirst()
                    .orElseThrow();
            z[g] = factor.z();
            level[g] = factor.level();
            labels.add(Arrays.stream(factor.keys()).mapToObj(grouping::label).toList());
        }
        Map<String, double[][]> parts = new HashMap<>();
        for (String part : spec.roles().parts().keySet()) {
            parts.put(part, cells.part(part));
        }
        return new RowDesign(cells.count(), cells.x(), z, labels, level, parts, cells.offset());
    }

    /// The levels' own labels, which the model may not know, as [Grouping#label(long)] joins them.
    private static String label(Grouping grouping, Frame frame, int row) {
        return String.join(
                ":",
                grouping.factors().stream()
                        .map(factor -> frame.column(factor).text(row))
                        .toList());
    }

    /// Numbers levels as they come.
    private static final class LevelCodes {
        private final List<String> labels = new ArrayList<>();
        private final Map<Long, Integer> byKey = new HashMap<>();
        private final Map<String, Integer> byLabel = new HashMap<>();

        int ofKey(Grouping grouping, long key) {
            return byKey.computeIfAbsent(key, k -> ofLabel(grouping.label(k)));
        }

        int ofLabel(String label) {
            return byLabel.computeIfAbsent(label, own -> {
                labels.add(own);
                return labels.size() - 1;
            });
        }
    }
}
