package copse.network;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.math.RandomStream;
import java.util.HashMap;
import java.util.Map;

/// Clusters that a column of the nodes names: a region, a market, a school.
///
/// Text: `column(region)`.
///
/// @param column name
public record ByColumn(String column) implements ClusteringMethod {
    static ByColumn of(Call call) {
        call.knowing();
        if (call.values().size() != 1) {
            throw call.wrong("`column` wants the name of one column", "write `column(region)`");
        }
        return new ByColumn(call.values().getFirst());
    }

    @Override
    public String text() {
        return "column(" + Call.print(column) + ")";
    }

    /// @throws copse.error.InputException `F`-codes of the frame if there is no such column
    /// @throws copse.error.DesignException `G123` if a node has no value
    @Override
    public Clustering cluster(Network network, RandomStream stream, int threads) {
        Frame nodes = network.nodes();
        Column values = nodes.column(column);
        int missing = -1;
        int[] label = new int[nodes.rows()];
        Map<String, Integer> number = new HashMap<>();
        for (int node = label.length - 1; node >= 0; node--) {
            if (values.missing().get(node)) {
                missing = node;
            } else if (values instanceof FactorColumn factor) {
                label[node] = factor.code(node);
            } else {
                label[node] = number.computeIfAbsent(values.text(node), text -> number.size());
            }
        }
        if (missing >= 0) {
            String id = nodes.column(network.id()).text(missing);
            throw ClusteringCode.NO_GROUP.error(
                    "node `" + id + "` has no `" + column + "`",
                    values.missing().count() + " of " + label.length + " nodes have none",
                    "fill it in, or leave these nodes out: " + Suggestion.whereNotMissing(column));
        }
        return Clustering.of(label);
    }
}
