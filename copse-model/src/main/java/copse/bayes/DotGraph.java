package copse.bayes;

import java.util.Locale;

/// A [ModelGraph] in the DOT language: plates are clusters.
final class DotGraph {
    private DotGraph() {}

    static String of(ModelGraph graph) {
        StringBuilder out = new StringBuilder("digraph model {\n");
        out.append("  node [fontname=\"sans-serif\", fontsize=11];\n");
        for (ModelGraph.Node node : graph.nodes()) {
            if (node.plate().isEmpty()) {
                out.append("  ").append(node(node)).append('\n');
            }
        }
        int number = 0;
        for (var plate : graph.plates().entrySet()) {
            out.append(String.format(Locale.ROOT, "  subgraph cluster_%d {\n", number++));
            out.append("    label=").append(quoted(plate.getKey())).append("; labeljust=r; labelloc=b;\n");
            plate.getValue()
                    .forEach(node -> out.append("    ").append(node(node)).append('\n'));
            out.append("  }\n");
        }
        for (ModelGraph.Edge edge : graph.edges()) {
            out.append("  ")
                    .append(quoted(edge.from()))
                    .append(" -> ")
                    .append(quoted(edge.to()))
                    .append(";\n");
        }
        return out.append("}\n").toString();
    }

    private static String node(ModelGraph.Node node) {
        String shape = switch (node.kind()) {
            case PRIOR -> "shape=plaintext";
            case PARAMETER, EFFECTS -> "shape=ellipse";
            case PREDICTOR -> "shape=box";
            case OUTCOME -> "shape=ellipse, style=filled, fillcolor=lightgrey";
        };
        return quoted(node.id()) + " [label=" + quoted(String.join("\n", node.lines())) + ", " + shape + "];";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
