package copse.network;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.IdOrder;
import copse.frame.Ids;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A table of nodes, put in the order of their ids.
///
/// @param nodes one row per node, in their order
/// @param id column of their ids
/// @param ids the distinct ids, one per node
record NodeTable(Frame nodes, String id, Ids ids) {
    private static final String PLACE = "the table of nodes";

    /// To look through more for what a mistyped id was meant to be would take seconds.
    private static final int MOST_CANDIDATES = 100_000;

    /// @param rows one per node, in any order
    /// @param id column of their ids
    /// @return the table in order
    static NodeTable of(Frame rows, String id) {
        Column column = rows.column(id);
        requireWhole(column, id, PLACE);
        int[] nameless = IdOrder.nameless(column).rows();
        if (nameless.length > 0) {
            throw NetworkCode.BAD_ID.error(
                    "no id in column `" + id + "` of " + PLACE + ", row " + (nameless[0] + 1)
                            + andMore(nameless.length - 1),
                    "edges find their nodes by id",
                    "fill in the id, or leave such rows out: " + Suggestion.whereNotMissing(id));
        }
        Ids ids = Ids.of(column);
        if (ids.size() == 0) {
            throw NetworkCode.EMPTY.error(
                    "the graph is empty: " + PLACE + " has no rows", "", "check that the right file was read");
        }
        int[] place = ids.places(column);
        int[] row = new int[ids.size()];
        Arrays.fill(row, -1);
        for (int i = 0; i < place.length; i++) {
            if (row[place[i]] >= 0) {
                throw NetworkCode.REPEATED_NODE.error(
                        "node `" + column.text(i) + "` occurs twice in column `" + id + "` of " + PLACE
                                + ", in the rows " + (row[place[i]] + 1) + " and " + (i + 1)
                                + andMore(place.length - ids.size() - 1),
                        "each row is a node with an id of its own",
                        "remove the repeated rows, or name the column that tells nodes apart: `--id COLUMN`");
            }
            row[place[i]] = i;
        }
        return new NodeTable(IdOrder.ascends(row) ? rows : rows.rows(row), id, ids);
    }

    /// @param ids a column of ids
    /// @param name of the column
    /// @param where the column is
    static void requireWhole(Column ids, String name, String where) {
        if (ids instanceof NumericColumn numbers) {
            IdOrder.notWhole(numbers).ifPresent(row -> {
                throw NetworkCode.BAD_ID.error(
                        "id " + numbers.text(row) + " in column `" + name + "` of " + where + ", row " + (row + 1)
                                + ", is no whole number",
                        "numbers that are measured, or longer than 2^53, are not told apart safely",
                        "choose another column, or read the ids as text: `--factor " + name + "`");
            });
        }
    }

    /// @param text id of an end of an edge
    /// @param row of the edge list
    /// @param more such ends
    /// @return what is wrong with it
    RuntimeException unknown(String text, int row, int more) {
        String otherwise = "add a row for it to the table of nodes, or leave such edges out";
        return NetworkCode.UNKNOWN_NODE.error(
                "an edge to `" + text + "`, row " + (row + 1) + " of the edge list" + andMore(more)
                        + ", which is no node",
                nodes.rows() + " nodes are known from column `" + id + "` of " + PLACE + ", from `" + text(0) + "` to `"
                        + text(nodes.rows() - 1) + "`",
                // a number with a slip is another number, and as likely a node of its own
                ids.column() instanceof NumericColumn
                        ? otherwise
                        : Suggestion.didYouMean(text, candidates(), otherwise));
    }

    private List<String> candidates() {
        return IntStream.range(0, Math.min(ids.size(), MOST_CANDIDATES))
                .mapToObj(this::text)
                .toList();
    }

    /// @param node in `[0, nodes)`
    /// @return its id as text
    String text(int node) {
        return ids.column().text(node);
    }

    static String andMore(int more) {
        return more == 0 ? "" : " (and " + more + " more " + (more == 1 ? "row" : "rows") + ")";
    }
}
