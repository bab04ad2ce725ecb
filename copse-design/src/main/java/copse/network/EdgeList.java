package copse.network;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Ids;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import org.jspecify.annotations.Nullable;

/// A list of edges on its way to a network.
///
/// @param rows one per edge
/// @param from column with the id of one end
/// @param to column with the id of the other end
/// @param weight column with the weight, null if all weigh 1
record EdgeList(
        Frame rows, String from, String to, @Nullable String weight) {
    private static final String PLACE = "the edge list";

    /// @return the network of the nodes that occur
    Network network() {
        Column a = ends(from);
        Column b = ends(to);
        Ids ids = Ids.of(a, b);
        if (ids.size() == 0) {
            throw NetworkCode.EMPTY.error(
                    "the graph is empty: " + (rows.rows() == 0 ? "the edge list has no rows" : "no row has an id"),
                    "the ends of edges are read from the columns `" + from + "` and `" + to + "`",
                    "name the right columns: `--from COLUMN --to COLUMN`");
        }
        return network(Frame.of(Network.NODE, ids.column()), Network.NODE, ids.places(a), ids.places(b));
    }

    /// @param nodes one row per node, in any order
    /// @param id column of their ids
    /// @return the network of these nodes
    Network network(Frame nodes, String id) {
        NodeTable table = NodeTable.of(nodes, id);
        int[] a = known(table, from);
        int[] b = known(table, to);
        return network(table.nodes(), id, a, b);
    }

    private Column ends(String name) {
        Column ids = rows.column(name);
        NodeTable.requireWhole(ids, name, PLACE);
        return ids;
    }

    private int[] known(NodeTable table, String name) {
        Column ids = ends(name);
        int[] places = table.ids().places(ids);
        int first = -1;
        int more = -1;
        for (int row = 0; row < places.length; row++) {
            if (places[row] == Ids.NONE && !missing(ids, row)) {
                first = first < 0 ? row : first;
                more++;
            }
        }
        if (first >= 0) {
            throw table.unknown(ids.text(first), first, more);
        }
        return places;
    }

    private static boolean missing(Column ids, int row) {
        return ids.isMissing(row)
                || !(ids instanceof NumericColumn) && ids.text(row).isEmpty();
    }

    private Network network(Frame nodes, String id, int[] a, int[] b) {
        Mask whole = Mask.of(a.length, row -> a[row] != Ids.NONE && b[row] != Ids.NONE);
        boolean all = whole.count() == a.length;
        int[] kept = all ? new int[0] : whole.rows();
        double[] weights = weight == null ? null : weights(rows.numeric(weight), weight, whole);
        EdgeSort edges = EdgeSort.of(
                nodes.rows(),
                all ? a : taken(a, kept),
                all ? b : taken(b, kept),
                weights == null || all ? weights : taken(weights, kept));
        EdgeCounts counts = new EdgeCounts(
                a.length,
                a.length - whole.count(),
                edges.loops(),
                edges.repeated(),
                edges.reversed(),
                edges.graph().edges());
        if (counts.edges() == 0) {
            throw NetworkCode.ALL_ISOLATED.error(
                    nodes.rows() == 1
                            ? "the only node has no neighbour"
                            : "none of the " + nodes.rows() + " nodes has a neighbour",
                    a.length == 0
                            ? "the edge list has no rows"
                            : "of " + a.length + " rows of the edge list, those without one of the ends: "
                                    + counts.missing() + ", from a node to itself: " + counts.loops(),
                    "check the columns `" + from + "` and `" + to + "`, or use `copse assign` if there is no"
                            + " interference");
        }
        return new Network(edges.graph(), nodes, id, counts);
    }

    private static int[] taken(int[] places, int[] kept) {
        int[] taken = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            taken[i] = places[kept[i]];
        }
        return taken;
    }

    private static double[] taken(double[] weights, int[] kept) {
        double[] taken = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            taken[i] = weights[kept[i]];
        }
        return taken;
    }

    // Rows that lack an end are left out whatever they weigh.
    private static double[] weights(NumericColumn column, String name, Mask whole) {
        double[] weights = new double[column.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = column.value(row);
            if (whole.get(row) && (column.isMissing(row) || !(weights[row] > 0))) {
                throw bad(column, name, row);
            }
        }
        return weights;
    }

    private static RuntimeException bad(NumericColumn column, String name, int row) {
        boolean missing = column.isMissing(row);
        boolean zero = !missing && column.value(row) == 0;
        return NetworkCode.BAD_WEIGHT.error(
                (missing ? "no weight" : "weight " + column.text(row)) + " in column `" + name + "`, row " + (row + 1),
                zero
                        ? "an edge of weight 0 is no edge, yet would make two nodes neighbours"
                        : "weights say how strong an edge is, and are above 0",
                "leave such rows out: " + Suggestion.where(name, "> 0") + (zero ? "" : ", or mend the weight"));
    }
}
