package copse.network;

/// What became of the rows of an edge list: `rows = missing + loops + repeated + reversed + edges`.
///
/// @param rows number of rows
/// @param missing rows left out because an end has no id
/// @param loops rows left out because both ends are the same node
/// @param repeated rows merged with one of the same direction
/// @param reversed rows merged with one of the other direction
/// @param edges edges of the graph
public record EdgeCounts(int rows, int missing, int loops, int repeated, int reversed, int edges) {
    /// @param graph made without an edge list
    /// @return its edges, each from one row
    static EdgeCounts of(Graph graph) {
        return new EdgeCounts(graph.edges(), 0, 0, 0, 0, graph.edges());
    }
}
