package copse.report;

import copse.network.EdgeCounts;
import copse.network.Graph;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;

/// What every page about a network says of it.
final class NetworkParts {
    private NetworkParts() {}

    /// @param network any
    /// @return such as `2,000 nodes, 8,123 edges, 14 nodes without neighbours`
    static String size(Network network) {
        int isolated = isolated(network.graph());
        return Numbers.count(network.graph().nodes(), "node") + ", "
                + Numbers.count(network.graph().edges(), "edge")
                + (isolated == 0 ? "" : ", " + Numbers.count(isolated, "node") + " without neighbours");
    }

    static int isolated(Graph graph) {
        int isolated = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            isolated += graph.degree(node) == 0 ? 1 : 0;
        }
        return isolated;
    }

    /// Rows of the edge list that are not edges of their own. A list with each edge from both ends is as good
    /// as one with each edge once, and nothing to remark on.
    ///
    /// @param counts of an edge list
    /// @return notes, none if every row is an edge
    static List<Part> notes(EdgeCounts counts) {
        List<Part> notes = new ArrayList<>();
        List<String> left = new ArrayList<>();
        if (counts.missing() > 0) {
            left.add(Numbers.count(counts.missing()) + " with an end missing");
        }
        if (counts.loops() > 0) {
            left.add(Numbers.count(counts.loops()) + " from a node to itself");
        }
        if (!left.isEmpty()) {
            notes.add(new Part.Note("left out", "rows of the edge list: " + String.join(", ", left) + "."));
        }
        List<String> merged = new ArrayList<>();
        if (counts.repeated() > 0) {
            merged.add(Numbers.count(counts.repeated()) + " that repeat an edge");
        }
        if (counts.reversed() > 0) {
            merged.add(Numbers.count(counts.reversed()) + " that have it from the other end");
        }
        if (!merged.isEmpty()) {
            notes.add(new Part.Note("merged", "rows of the edge list: " + String.join(", ", merged) + "."));
        }
        return notes;
    }
}
