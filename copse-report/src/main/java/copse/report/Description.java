package copse.report;

import copse.frame.ClusterSummary;
import copse.frame.Column;
import copse.frame.ColumnSummary;
import copse.frame.Frame;
import copse.frame.Grouped;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.OneWayAnova;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is in a data set.
///
/// @param source where it came from
/// @param rows number of rows
/// @param columns one per column, in order
/// @param clusters one per grouping asked for, from the widest to the narrowest
public record Description(String source, int rows, List<ColumnSummary> columns, List<Clusters> clusters) {
    /// A grouping of the rows.
    ///
    /// @param sizes how many clusters, and how large
    /// @param anova variance of each number between and within the clusters
    public record Clusters(ClusterSummary sizes, Map<String, OneWayAnova> anova) {
        /// @return the grouping's name, such as `center_ID:rep_ID`
        public String name() {
            return String.join(":", sizes.keys());
        }
    }

    /// @param source where the data came from
    /// @param frame the data
    /// @param by grouping columns, each within those before it; may be empty
    /// @return its description
    /// @throws InputException `I101` if a grouping column is not there
    public static Description of(String source, Frame frame, List<String> by) {
        List<Clusters> clusters = new ArrayList<>();
        for (int depth = 1; depth <= by.size(); depth++) {
            List<String> keys = by.subList(0, depth);
            Grouped groups = frame.groupBy(keys.toArray(String[]::new));
            Map<String, OneWayAnova> anova = new LinkedHashMap<>();
            for (String name : frame.names()) {
                Column column = frame.column(name);
                boolean number = column instanceof NumericColumn || column instanceof LogicalColumn;
                if (number && !by.contains(name)) {
                    anova.put(name, groups.anova(name));
                }
            }
            clusters.add(new Clusters(groups.sizes(), anova));
        }
        return new Description(source, frame.rows(), frame.describe(), clusters);
    }

    /// @return missing values in all columns
    public long missing() {
        return columns.stream().mapToLong(ColumnSummary::missing).sum();
    }
}
