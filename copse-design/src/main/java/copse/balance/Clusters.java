package copse.balance;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows put together by the cluster that was randomised, in the order of the clusters' ids.
///
/// @param of cluster of each row, missing where a row is in none or has no arm
/// @param arms index of the arm of each cluster, by its code; negative where none of its rows has an arm
record Clusters(FactorColumn of, byte[] arms) {
    static Clusters of(Frame rows, String column, FactorColumn arms) {
        FactorColumn clusters = rows.asFactor(column).dropUnusedLevels().factor(column);
        byte[] armOf = new byte[clusters.levels().size()];
        Arrays.fill(armOf, (byte) -1);
        for (int row = 0; row < clusters.size(); row++) {
            int cluster = clusters.code(row);
            int arm = arms.code(row);
            if (cluster < 0 || arm < 0) {
                continue;
            }
            if (armOf[cluster] >= 0 && armOf[cluster] != arm) {
                throw BalanceCode.SPLIT_CLUSTER.error(
                        "cluster `" + clusters.levels().label(cluster) + "` has units in `"
                                + arms.levels().label(armOf[cluster]) + "` and in `"
                                + arms.levels().label(arm) + "`",
                        "a cluster has one arm",
                        "name the column of the clusters that were randomised instead of `" + column
                                + "`, or leave out `--cluster`");
            }
            armOf[cluster] = (byte) arm;
        }
        return new Clusters(clusters, armOf);
    }

    int count(int arm) {
        int count = 0;
        for (byte a : arms) {
            count += a == arm ? 1 : 0;
        }
        return count;
    }

    int[] counts(int size) {
        int[] counts = new int[size];
        Arrays.setAll(counts, this::count);
        return counts;
    }

    /// Means of covariates per cluster, and the number of rows.
    ///
    /// @param covariates by row
    /// @return one row per cluster
    Frame frame(List<Covariates.Numbers> covariates) {
        Map<String, Column> columns = new LinkedHashMap<>();
        double[] sizes = new double[arms.length];
        for (int row = 0; row < of.size(); row++) {
            if (of.code(row) >= 0) {
                sizes[of.code(row)]++;
            }
        }
        columns.put("size", NumericColumn.of(sizes));
        covariates.forEach(covariate -> columns.put(covariate.name(), means(covariate)));
        return Frame.of(columns);
    }

    private NumericColumn means(Covariates.Numbers covariate) {
        double[] sums = new double[arms.length];
        int[] counts = new int[arms.length];
        for (int row = 0; row < of.size(); row++) {
            if (of.code(row) >= 0 && !covariate.missing().get(row)) {
                sums[of.code(row)] += covariate.values()[row];
                counts[of.code(row)]++;
            }
        }
        for (int cluster = 0; cluster < sums.length; cluster++) {
            sums[cluster] = counts[cluster] == 0 ? 0 : sums[cluster] / counts[cluster];
        }
        return NumericColumn.of(sums, Mask.of(arms.length, cluster -> counts[cluster] == 0));
    }
}
