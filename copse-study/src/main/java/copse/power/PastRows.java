package copse.power;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.Condition;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;

/// Complete rows of a past frame with the cluster of each, sorted by cluster.
///
/// @param complete rows without missing values, in the frame's order
/// @param of cluster of each complete row; the levels are the clusters
/// @param start per cluster its first place in `values`, one more at the end
/// @param order row of each place
/// @param values covariates, then the outcome, by place
/// @param binary whether the outcome has no values but 0 and 1
record PastRows(Frame complete, FactorColumn of, int[] start, int[] order, double[][] values, boolean binary) {
    static PastRows of(PastClusters past, List<String> covariates) {
        return of(past.rows(), past.cluster(), past.outcome(), covariates);
    }

    static PastRows of(Frame rows, String cluster, String outcome, List<String> covariates) {
        Condition present = Condition.isPresent(cluster).and(Condition.isPresent(outcome));
        for (String covariate : covariates) {
            requireNumber(rows, covariate, "covariate");
            present = present.and(Condition.isPresent(covariate));
        }
        Frame complete = rows.where(present).asFactor(cluster);
        if (complete.rows() == 0) {
            throw SimulationCode.BAD_PAST.error(
                    "no row of the past has both `" + outcome + "` and `" + cluster + "`"
                            + (covariates.isEmpty() ? "" : " and all of " + String.join(", ", covariates)),
                    "rows with a missing value are left out",
                    "choose columns that are filled in");
        }
        FactorColumn of = complete.factor(cluster);
        int clusters = of.levels().size();
        int[] start = new int[clusters + 1];
        for (int row = 0; row < of.size(); row++) {
            start[of.code(row) + 1]++;
        }
        for (int u = 0; u < clusters; u++) {
            start[u + 1] += start[u];
        }
        int[] next = start.clone();
        int[] order = new int[of.size()];
        for (int row = 0; row < of.size(); row++) {
            order[next[of.code(row)]++] = row;
        }
        List<String> names = new ArrayList<>(covariates);
        names.add(outcome);
        double[][] values = new double[names.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers(complete.column(names.get(i)), order);
        }
        boolean binary = true;
        for (double y : values[values.length - 1]) {
            binary &= y == 0 || y == 1;
        }
        return new PastRows(complete, of, start, order, values, binary);
    }

    int clusters() {
        return start.length - 1;
    }

    int rows() {
        return order.length;
    }

    int size(int cluster) {
        return start[cluster + 1] - start[cluster];
    }

    double[] outcome() {
        return values[values.length - 1];
    }

    private static double[] numbers(Column column, int[] order) {
        double[] numbers = new double[order.length];
        for (int place = 0; place < order.length; place++) {
            numbers[place] = switch (column) {
                case NumericColumn numeric -> numeric.value(order[place]);
                case LogicalColumn logical -> logical.value(order[place]) ? 1 : 0;
                default -> throw new IllegalStateException(column.type().toString()); // checked before
            };
        }
        return numbers;
    }

    static void requireColumns(Frame rows, String cluster, String outcome) {
        if (rows.find(cluster).isEmpty()) {
            throw SimulationCode.NO_CLUSTERS.error(
                    "no column `" + cluster + "` in the past data to tell clusters by",
                    "it has the columns " + String.join(", ", rows.names()),
                    Suggestion.didYouMean(cluster, rows.names(), "name the column of those who get arms together"));
        }
        requireNumber(rows, outcome, "outcome");
    }

    private static void requireNumber(Frame rows, String name, String role) {
        Column column = rows.find(name)
                .orElseThrow(() -> SimulationCode.NO_COLUMN.error(
                        "no column `" + name + "` in the past data for the " + role,
                        "it has the columns " + String.join(", ", rows.names()),
                        Suggestion.didYouMean(name, rows.names(), "take one of these")));
        if (!(column instanceof NumericColumn) && !(column instanceof LogicalColumn)) {
            throw SimulationCode.BAD_PAST.error(
                    "the " + role + " `" + name + "` is "
                            + column.type().toString().toLowerCase(java.util.Locale.ROOT) + ", not a number",
                    "effects are added to numbers",
                    "choose a numeric or logical column, or read it as numbers: `--numeric " + name + "`");
        }
    }
}
