package copse.bayes;

import copse.bayes.ModelGraph.Kind;
import copse.bayes.ModelGraph.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A [ModelGraph] as an SVG document, in layers: priors, parameters, effects, linear predictors, outcome.
///
/// Parameters stand side by side in their order; what depends on others stands below their middle, moved aside
/// where it would cover a neighbour.
final class SvgGraph {
    private static final double LETTER = 6.6;
    private static final double LINE = 15;
    private static final double PADDING = 14;
    private static final double GAP = 18;
    private static final double LAYER = 100;
    private static final double MARGIN = 20;

    private final ModelGraph graph;
    private final Map<String, Box> boxes = new HashMap<>();
    private double width;

    /// Where a node stands: its middle, and half its extent.
    private record Box(double x, double y, double halfWidth, double halfHeight) {
        double left() {
            return x - halfWidth;
        }

        double right() {
            return x + halfWidth;
        }
    }

    private SvgGraph(ModelGraph graph) {
        this.graph = graph;
    }

    static String of(ModelGraph graph) {
        SvgGraph svg = new SvgGraph(graph);
        svg.place();
        return svg.text();
    }

    private static double halfWidth(Node node) {
        int letters = node.lines().stream().mapToInt(String::length).max().orElse(0);
        double round = node.kind() == Kind.PRIOR || node.kind() == Kind.PREDICTOR ? 0 : PADDING;
        return 0.5 * (letters * LETTER + 2 * PADDING) + round;
    }

    private static double halfHeight(Node node) {
        return 0.5 * (node.lines().size() * LINE + PADDING);
    }

    private static double y(Kind kind) {
        return MARGIN
                + 20
                + switch (kind) {
                    case PRIOR -> 0;
                    case PARAMETER -> 0.7 * LAYER;
                    case EFFECTS -> 1.8 * LAYER;
                    case PREDICTOR -> 2.95 * LAYER;
                    case OUTCOME -> 3.8 * LAYER;
                };
    }

    private void place() {
        Map<Kind, Double> free = new EnumMap<>(Kind.class);
        double at = MARGIN;
        for (Node node : graph.nodes()) {
            if (node.kind() == Kind.PARAMETER) {
                Node prior = graph.parents(node).iterator().next();
                double half = Math.max(halfWidth(node), halfWidth(prior));
                put(node, at + half);
                put(prior, at + half);
                at += 2 * half + GAP;
            }
        }
        for (Kind kind : List.of(Kind.EFFECTS, Kind.PREDICTOR, Kind.OUTCOME)) {
            for (Node node : graph.nodes()) {
                if (node.kind() == kind) {
                    double middle = graph.parents(node).stream()
                            // parameters that go straight to the outcome do not pull it aside
                            .filter(parent -> kind != Kind.OUTCOME || parent.kind() == Kind.PREDICTOR)
                            .mapToDouble(parent -> box(parent.id()).x())
                            .average()
                            .orElse(MARGIN + halfWidth(node));
                    double least = free.getOrDefault(kind, MARGIN + GAP) + halfWidth(node);
                    put(node, Math.max(least, middle));
                    free.put(kind, box(node.id()).right() + 2.5 * GAP);
                }
            }
        }
        width = boxes.values().stream().mapToDouble(Box::right).max().orElse(0) + MARGIN + GAP;
    }

    private void put(Node node, double x) {
        boxes.put(node.id(), new Box(x, y(node.kind()), halfWidth(node), halfHeight(node)));
    }

    private Box box(String id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new IllegalStateException("a node before those it depends on: " + id);
        }
        return box;
    }

    private String text() {
        double height = y(Kind.OUTCOME) + 60;
        List<String> parts = new ArrayList<>();
        parts.add(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
                width, height, width, height));
        parts.add("<title>Model</title>");
        parts.add("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
                + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"#555\"/></marker></defs>");
        parts.add(format("<rect width=\"%.0f\" height=\"%.0f\" fill=\"white\"/>", width, height));
        graph.plates().forEach((label, nodes) -> parts.add(plate(label, nodes)));
        graph.edges().forEach(edge -> parts.add(edge(box(edge.from()), box(edge.to()))));
        graph.nodes().forEach(node -> parts.add(node(node)));
        parts.add("</svg>");
        return String.join("\n", parts) + "\n";
    }

    private String plate(String label, List<Node> nodes) {
        double left = nodes.stream().mapToDouble(n -> box(n.id()).left()).min().orElse(0) - PADDING;
        double right =
                nodes.stream().mapToDouble(n -> box(n.id()).right()).max().orElse(0) + PADDING;
        right = Math.max(right, left + label.length() * LETTER + 2 * PADDING);
        double top = nodes.stream()
                        .mapToDouble(n -> box(n.id()).y() - box(n.id()).halfHeight())
                        .min()
                        .orElse(0)
                - PADDING;
        double bottom = nodes.stream()
                        .mapToDouble(n -> box(n.id()).y() + box(n.id()).halfHeight())
                        .max()
                        .orElse(0)
                + PADDING
                + LINE;
        return format(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\" fill=\"#f6f8fa\""
                                + " stroke=\"#999\"/>",
                        left, top, right - left, bottom - top)
                + format(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555\" font-size=\"11\">%s</text>",
                        right - 6, bottom - 6, escaped(label));
    }

    private static String edge(Box from, Box to) {
        double[] end = rim(to, from);
        double[] start = rim(from, to);
        return format(
                "<path d=\"M%.1f,%.1f L%.1f,%.1f\" stroke=\"#555\" fill=\"none\" marker-end=\"url(#arrow)\"/>",
                start[0], start[1], end[0], end[1]);
    }

    /// Where the line from one middle to the other leaves the first box, taken as an ellipse.
    private static double[] rim(Box of, Box towards) {
        double dx = towards.x() - of.x();
        double dy = towards.y() - of.y();
        double length = Math.hypot(dx / of.halfWidth(), dy / of.halfHeight());
        return new double[] {of.x() + dx / length, of.y() + dy / length};
    }

    private String node(Node node) {
        Box box = box(node.id());
        String outline = switch (node.kind()) {
            case PRIOR -> "";
            case PARAMETER, EFFECTS -> ellipse(box, "white");
            case OUTCOME -> ellipse(box, "#d8dee4");
            case PREDICTOR ->
                format(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"white\""
                                + " stroke=\"#333\"/>",
                        box.left(), box.y() - box.halfHeight(), 2 * box.halfWidth(), 2 * box.halfHeight());
        };
        StringBuilder out = new StringBuilder(outline);
        double first = box.y() - 0.5 * LINE * (node.lines().size() - 1) + 4;
        for (int k = 0; k < node.lines().size(); k++) {
            boolean head = k == 0 && node.kind() != Kind.PRIOR;
            out.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                    box.x(),
                    first + k * LINE,
                    head ? "#111" : "#555",
                    escaped(node.lines().get(k))));
        }
        return out.toString();
    }

    private static String ellipse(Box box, String fill) {
        return format(
                "<ellipse cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\" fill=\"%s\" stroke=\"#333\"/>",
                box.x(), box.y(), box.halfWidth(), box.halfHeight(), fill);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
