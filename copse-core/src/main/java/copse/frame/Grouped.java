package copse.frame;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a frame sorted into groups by key columns; made by [Frame#groupBy(String...)].
///
/// Groups are the combinations of keys that occur, in order: factors by their levels, numbers and times ascending,
/// text as [Levels#sorted]. A missing key is a value of its own that comes last.
public final class Grouped {
    private final Frame frame;
    private final List<String> keys;
    private final Groups groups;

    Grouped(Frame frame, List<String> keys) {
        this.frame = frame;
        this.keys = keys;
        this.groups = Groups.of(frame.rows(), keys.stream().map(frame::column).toList());
    }

    /// @return number of groups
    public int count() {
        return groups.count();
    }

    /// One row per group: the keys, then one column per aggregate.
    ///
    /// @param name name of a result column
    /// @param aggregate what to compute
    /// @param more further names and aggregates in turn
    /// @return the frame of results, in the order of the groups
    /// @throws copse.error.InputException `I101` or `I102` if a column is not there or not of the type needed,
    ///     `I103` if a name occurs twice
    public Frame summarise(String name, Aggregate aggregate, Object... more) {
        Map<String, Aggregate> aggregates = new LinkedHashMap<>();
        aggregates.put(name, aggregate);
        for (int i = 0; i < more.length; i += 2) {
            if (i + 1 == more.length || !(more[i] instanceof String key) || !(more[i + 1] instanceof Aggregate next)) {
                throw Problems.notInTurn(more[i], "aggregates");
            }
            if (aggregates.put(key, next) != null) {
                throw Problems.duplicateColumn(key);
            }
        }
        return summarise(aggregates);
    }

    /// One row per group: the keys, then one column per aggregate.
    ///
    /// @param aggregates by the name of the result column, in order
    /// @return the frame of results, in the order of the groups
    /// @throws copse.error.InputException as above
    public Frame summarise(Map<String, Aggregate> aggregates) {
        Aggregation aggregation = new Aggregation(frame, groups);
        int[] first = groups.first();
        Map<String, Column> columns = new LinkedHashMap<>();
        keys.forEach(key -> columns.put(key, frame.column(key).select(first)));
        aggregates.forEach((name, aggregate) -> {
            if (columns.put(name, aggregation.of(aggregate)) != null) {
                throw Problems.duplicateColumn(name);
            }
        });
        return Frame.of(columns);
    }

    /// Number and sizes of the groups, for keys that name clusters. Rows with a missing key belong to no cluster.
    ///
    /// @return the sizes
    /// @throws copse.error.InputException `I115` if no row has a key
    public ClusterSummary sizes() {
        Frame known = frame.where(anyKeyMissing().not());
        Groups clusters = known.rows() == frame.rows() ? groups : known.groupBy(keys).groups;
        return ClusterSummary.of(keys, clusters.size(), frame.rows() - known.rows());
    }

    /// One-way analysis of variance of a column between and within the groups, from which its intraclass
    /// correlation. Rows with a missing key or value are left out.
    ///
    /// @param column numeric or logical; a 0/1 column is taken as it is
    /// @return the analysis
    /// @throws copse.error.InputException `I101` or `I102` if the column is not there or not numeric
    public OneWayAnova anova(String column) {
        Frame known =
                frame.where(anyKeyMissing().or(frame.column(column).missing()).not());
        Groups clusters = known.rows() == frame.rows() ? groups : known.groupBy(keys).groups;
        return OneWayAnova.of(new Aggregation(known, clusters).numbers(column), clusters);
    }

    /// @return the first row of each group, ascending
    int[] firstRows() {
        int[] first = groups.first();
        Arrays.sort(first);
        return first;
    }

    private Mask anyKeyMissing() {
        Mask missing = Mask.none(frame.rows());
        for (String key : keys) {
            missing = missing.or(frame.column(key).missing());
        }
        return missing;
    }
}
