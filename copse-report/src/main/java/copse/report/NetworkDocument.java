package copse.report;

import copse.network.GraphSummary;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A description of a graph laid out for people.
public final class NetworkDocument {
    /// Digits of means and shares.
    private static final int DIGITS = 3;

    private NetworkDocument() {}

    /// @param name of what the edges were read from
    /// @param network nodes and edges
    /// @param summary of its graph
    /// @return a sentence or two, then measures; the main table has one measure per row
    public static Document of(String name, Network network, GraphSummary summary) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(
                name + ": " + NetworkParts.size(network) + "; " + connected(summary) + neighbours(summary)));
        parts.add(new Part.Sentence(clustered(summary)));
        parts.add(measures(summary, network));
        parts.add(new Part.Heading("Neighbours per node"));
        parts.add(degrees(summary.degrees()));
        parts.addAll(NetworkParts.notes(network.counts()));
        return new Document(parts, "measures");
    }

    private static String connected(GraphSummary summary) {
        int others = summary.components() - summary.isolated();
        return others == 1
                ? (summary.isolated() > 0 ? "all others are connected. " : "all are connected. ")
                : Numbers.count(others) + " components with edges, the largest of "
                        + Numbers.count(summary.largestComponent(), "node") + ". ";
    }

    private static String neighbours(GraphSummary summary) {
        return "A node has " + Numbers.brief(summary.meanDegree(), DIGITS) + " neighbours on average, "
                + Numbers.count(summary.degrees().least()) + " to "
                + Numbers.count(summary.degrees().most()) + ".";
    }

    /// Clusters are there to be found if neighbours of a node are neighbours of each other more often than any
    /// two nodes are.
    private static String clustered(GraphSummary summary) {
        OptionalDouble transitivity = summary.transitivity();
        double density = density(summary);
        if (transitivity.isEmpty() || density == 0) {
            return "No node has two neighbours.";
        }
        double ratio = transitivity.getAsDouble() / density;
        String compared = ratio >= 10
                ? "about " + Numbers.count(Math.round(ratio)) + " times as often as any two nodes"
                : Numbers.brief(ratio, 2) + " times as often as any two nodes";
        return "Two neighbours of a node are neighbours of each other in "
                + Numbers.percent(transitivity.getAsDouble()) + " of cases, " + compared
                + (ratio < 2 ? ": hardly more than by chance, so that there is little for clusters to follow." : ".");
    }

    private static double density(GraphSummary summary) {
        double pairs = 0.5 * summary.nodes() * (summary.nodes() - 1.0);
        return pairs == 0 ? 0 : summary.edges() / pairs;
    }

    private static Table measures(GraphSummary summary, Network network) {
        Table table = Table.of("measures", TableColumn.left("measure"), TableColumn.right("value"));
        count(table, "nodes", summary.nodes());
        count(table, "edges", summary.edges());
        if (network.graph().weighted()) {
            double weight = 0;
            for (int node = 0; node < summary.nodes(); node++) {
                weight += network.graph().strength(node) / 2;
            }
            number(table, "weight of all edges", weight);
        }
        count(table, "nodes without neighbours", summary.isolated());
        count(table, "connected components", summary.components());
        count(table, "nodes of the largest", summary.largestComponent());
        number(table, "density", density(summary));
        count(table, "triangles", summary.triangles());
        summary.transitivity().ifPresent(value -> number(table, "transitivity", value));
        number(table, "clustering, mean of nodes", summary.averageClustering());
        return table;
    }

    private static void count(Table table, String name, long value) {
        table.row(Cell.text(name), Cell.count(value));
    }

    private static void number(Table table, String name, double value) {
        table.row(Cell.text(name), Cell.number(value, Numbers.significant(value, DIGITS)));
    }

    private static Table degrees(GraphSummary.Degrees degrees) {
        return Table.of(
                        "degrees",
                        TableColumn.right("min"),
                        TableColumn.right("25%"),
                        TableColumn.right("median"),
                        TableColumn.right("75%"),
                        TableColumn.right("90%"),
                        TableColumn.right("99%"),
                        TableColumn.right("max"))
                .row(
                        Cell.count(degrees.least()),
                        Cell.count(degrees.quarter()),
                        Cell.count(degrees.median()),
                        Cell.count(degrees.threeQuarters()),
                        Cell.count(degrees.ninety()),
                        Cell.count(degrees.ninetyNine()),
                        Cell.count(degrees.most()));
    }
}
