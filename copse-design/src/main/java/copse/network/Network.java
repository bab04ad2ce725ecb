package copse.network;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Ids;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;

/// A graph whose nodes have ids and columns.
///
/// Nodes are in the order of their ids: whole numbers by number, others by code point ([copse.frame.IdOrder]),
/// the order of `copse.design.Units`. Neither the order of the edges nor that of the rows has any influence.
///
/// ```java
/// Network friends = Network.of(edges, "user", "friend");
/// Network all = Network.of(edges, "user", "friend", users, "user");   // with those who have no friends
/// ```
///
/// Edges have no direction: a row `a, b` and a row `b, a` are the same edge. Ids are compared as they read, so
/// that a reader may have taken one column for numbers and another for labels.
///
/// Cost: O(rows + nodes log nodes); 1.9 million edges between numbers in about 0.1 s. Memory: see [Graph], and
/// 32 bytes per row while it is made.
///
/// @param graph the edges between nodes by position
/// @param nodes one row per node, in the order of the nodes of the graph
/// @param id the column of `nodes` with their ids
/// @param counts what became of the rows of the edge list
public record Network(Graph graph, Frame nodes, String id, EdgeCounts counts) {
    /// Name of the id column where there is no table of nodes.
    public static final String NODE = "node";

    /// @param graph the edges between nodes by position
    /// @param nodes one row per node, in the order of the nodes of the graph
    /// @param id the column of `nodes` with their ids
    public Network(Graph graph, Frame nodes, String id) {
        this(graph, nodes, id, EdgeCounts.of(graph));
    }

    /// @param graph any
    /// @return its nodes under the ids `1 … n`, in a column `node`
    public static Network of(Graph graph) {
        double[] ids = new double[graph.nodes()];
        Arrays.setAll(ids, node -> node + 1);
        return new Network(graph, Frame.of(NODE, NumericColumn.wrap(ids, Mask.none(ids.length))), NODE);
    }

    /// The nodes that occur in a list of edges, which all weigh 1. Their ids are the column `node`.
    ///
    /// @param edges one row per edge
    /// @param from column with the id of one end
    /// @param to column with the id of the other end
    /// @return the network
    /// @throws copse.error.InputException `I101` if a column is not there, `G101` if there is no node, `G102`
    ///     if no node has a neighbour, `G105` if an id is a number that is not whole, `G108` if there are too
    ///     many edges
    public static Network of(Frame edges, String from, String to) {
        return new EdgeList(edges, from, to, null).network();
    }

    /// Like [#of(Frame, String, String)], with weights, which add up where an edge comes more than once.
    ///
    /// @param edges one row per edge
    /// @param from column with the id of one end
    /// @param to column with the id of the other end
    /// @param weight column with the weight, above 0
    /// @return the network
    /// @throws copse.error.InputException as [#of(Frame, String, String)], `I102` if the weights are no
    ///     numbers, `G106` if one is missing or not above 0
    public static Network of(Frame edges, String from, String to, String weight) {
        return new EdgeList(edges, from, to, weight).network();
    }

    /// The nodes of a table, whether they occur in the list of edges or not.
    ///
    /// @param edges one row per edge; all weigh 1
    /// @param from column with the id of one end
    /// @param to column with the id of the other end
    /// @param nodes one row per node, in any order
    /// @param id column of `nodes` with a distinct id per row
    /// @return the network
    /// @throws copse.error.InputException as [#of(Frame, String, String)], `G103` if an end of an edge is not
    ///     among the nodes, `G104` if a node occurs twice, `G105` if a node has no id
    public static Network of(Frame edges, String from, String to, Frame nodes, String id) {
        return new EdgeList(edges, from, to, null).network(nodes, id);
    }

    /// The nodes of a table, and edges with weights.
    ///
    /// @param edges one row per edge
    /// @param from column with the id of one end
    /// @param to column with the id of the other end
    /// @param weight column with the weight, above 0
    /// @param nodes one row per node, in any order
    /// @param id column of `nodes` with a distinct id per row
    /// @return the network
    /// @throws copse.error.InputException as the other ways to make one
    public static Network of(Frame edges, String from, String to, String weight, Frame nodes, String id) {
        return new EdgeList(edges, from, to, weight).network(nodes, id);
    }

    /// The network that a column of neighbours describes, as [#withNeighbours(String)] writes it.
    ///
    /// @param nodes one row per node, in any order
    /// @param id column of `nodes` with a distinct id per row
    /// @param column ids of each node's neighbours, separated by blanks; missing or empty if it has none
    /// @return the network, its edges without weights
    /// @throws copse.error.InputException `I101` if a column is not there, `G102` if no node has a neighbour,
    ///     `G104` or `G105` if ids of nodes are not distinct, missing or not whole, `G107` if a neighbour is no
    ///     node, or does not have the node among its own neighbours
    public static Network ofNeighbours(Frame nodes, String id, String column) {
        return NeighbourLists.read(nodes, id, column);
    }

    /// The table of nodes with their neighbours as a column, so that whatever takes a table of units can take
    /// the graph along. Weights of edges are not kept.
    ///
    /// @param column name of the column of text, new or there already: ids of each node's neighbours in their
    ///     order, separated by blanks; the empty text if there are none
    /// @return one row per node, in the order of the nodes
    /// @throws copse.error.InputException `G109` if an id has a blank in it
    public Frame withNeighbours(String column) {
        return nodes.with(column, NeighbourLists.write(graph, ids(), id));
    }

    /// @return number of nodes
    public int size() {
        return graph.nodes();
    }

    /// @return ids of the nodes, in their order
    public Column ids() {
        return nodes.column(id);
    }

    /// @param column of ids, whatever its type
    /// @return the node of each row, [Ids#NONE] if the id is none of the nodes or missing
    public int[] find(Column column) {
        return Ids.of(ids()).places(column);
    }

    /// The network of some of the nodes and the edges among them.
    ///
    /// @param kept which nodes
    /// @return the network
    public Network subgraph(Mask kept) {
        return new Network(graph.subgraph(kept), nodes.where(kept), id);
    }
}
