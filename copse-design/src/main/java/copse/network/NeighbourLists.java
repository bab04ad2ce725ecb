package copse.network;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Ids;
import copse.frame.TextColumn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/// A graph as a column: the ids of each node's neighbours, separated by blanks.
final class NeighbourLists {
    private static final String BLANK = " ";

    private NeighbourLists() {}

    /// @param graph any
    /// @param ids of its nodes
    /// @param name of their column
    /// @return ids of each node's neighbours
    static TextColumn write(Graph graph, Column ids, String name) {
        String[] text = new String[graph.nodes()];
        for (int node = 0; node < text.length; node++) {
            text[node] = ids.text(node);
            if (text[node].chars().anyMatch(Character::isWhitespace)) {
                throw NetworkCode.BLANK_IN_ID.error(
                        "node `" + text[node] + "` in column `" + name + "` has a blank in its id",
                        "a column of neighbours separates ids by blanks",
                        "replace blanks in ids, in the edges and in the table of nodes: `"
                                + text[node].strip().replaceAll("\\s+", "_") + "`");
            }
        }
        String[] lists = new String[text.length];
        StringBuilder list = new StringBuilder();
        for (int node = 0; node < lists.length; node++) {
            list.setLength(0);
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                list.append(at > graph.start(node) ? BLANK : "").append(text[graph.neighbour(at)]);
            }
            lists[node] = list.toString();
        }
        return TextColumn.of(lists);
    }

    /// @param rows one per node, in any order
    /// @param id column of their ids
    /// @param column of neighbours
    /// @return the network
    static Network read(Frame rows, String id, String column) {
        NodeTable table = NodeTable.of(rows, id);
        Frame nodes = table.nodes();
        Column lists = nodes.column(column);
        int[] from = new int[1024];
        int[] to = new int[1024];
        int arcs = 0;
        for (int node = 0; node < nodes.rows(); node++) {
            // a column in which each node has one neighbour may have been read as numbers
            StringTokenizer words = new StringTokenizer(lists.text(node));
            while (words.hasMoreTokens()) {
                if (arcs == from.length) {
                    from = Arrays.copyOf(from, 2 * arcs);
                    to = Arrays.copyOf(to, 2 * arcs);
                }
                from[arcs] = node;
                to[arcs++] = neighbour(table, column, node, words.nextToken());
            }
        }
        EdgeSort edges = EdgeSort.of(nodes.rows(), Arrays.copyOf(from, arcs), Arrays.copyOf(to, arcs), null);
        Graph graph = edges.graph();
        if (graph.edges() == 0) {
            throw NetworkCode.ALL_ISOLATED.error(
                    "none of the " + nodes.rows() + " nodes has a neighbour",
                    "column `" + column + "` is empty in each row",
                    "check the column, or use a design without a graph if there is no interference");
        }
        if (edges.repeated() > 0 || edges.reversed() < graph.edges()) {
            throw oneSided(table, column, Arrays.copyOf(from, arcs), Arrays.copyOf(to, arcs));
        }
        return new Network(graph, nodes, id);
    }

    private static int neighbour(NodeTable table, String column, int node, String text) {
        int other = table.ids().place(text);
        if (other == Ids.NONE || other == node) {
            throw NetworkCode.BAD_NEIGHBOURS.error(
                    "`" + text + "` among the neighbours of `" + table.text(node) + "` in column `" + column + "` is "
                            + (other == node ? "that node itself" : "no node"),
                    "each neighbour is another row of column `" + table.id() + "`",
                    "keep all rows of the table for which the column was made, or make it anew");
        }
        return other;
    }

    // Each edge is to be named by both its ends, and by each of them once.
    private static RuntimeException oneSided(NodeTable table, String column, int[] from, int[] to) {
        Set<Long> named = new HashSet<>();
        String twice = "";
        for (int i = 0; i < from.length; i++) {
            if (!named.add(arc(from[i], to[i])) && twice.isEmpty()) {
                twice = "`" + table.text(to[i]) + "` is twice among the neighbours of `" + table.text(from[i]) + "`";
            }
        }
        String single = "";
        for (int i = 0; i < from.length && single.isEmpty(); i++) {
            if (!named.contains(arc(to[i], from[i]))) {
                String a = table.text(from[i]);
                String b = table.text(to[i]);
                single = "`" + b + "` is among the neighbours of `" + a + "`, but `" + a + "` is not among those of `"
                        + b + "`";
            }
        }
        return NetworkCode.BAD_NEIGHBOURS.error(
                (single.isEmpty() ? twice : single) + " in column `" + column + "`",
                "edges have no direction, and each of its two ends names the other once",
                "make the column anew from the edges");
    }

    private static long arc(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }
}
