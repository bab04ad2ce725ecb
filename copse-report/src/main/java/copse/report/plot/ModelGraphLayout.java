package copse.report.plot;

import copse.bayes.ModelGraph;
import copse.bayes.ModelGraph.Kind;
import copse.bayes.ModelGraph.Node;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Places for the nodes of a model in layers: priors, parameters, effects, linear predictors, outcome.
///
/// Parameters stand side by side in their order; what depends on others stands below their middle, moved aside
/// where it would cover a neighbour.
final class ModelGraphLayout {
    static final double LINE = 15;
    static final double PADDING = 14;

    private static final double GAP = 18;
    private static final double LAYER = 100;
    private static final double MARGIN = 20;

    private final ModelGraph graph;
    private final Map<String, List<String>> labels;
    private final Map<String, Box> boxes = new HashMap<>();

    /// Where a node stands: its middle, and half its extent, in pixels from the upper left corner.
    record Box(double x, double y, double halfWidth, double halfHeight, boolean round) {
        double left() {
            return x - halfWidth;
        }

        double right() {
            return x + halfWidth;
        }

        double top() {
            return y - halfHeight;
        }

        double bottom() {
            return y + halfHeight;
        }

        /// Where the line from the middle towards another box leaves this one.
        double[] rim(Box towards) {
            double dx = towards.x - x;
            double dy = towards.y - y;
            double length = round
                    ? Math.hypot(dx / halfWidth, dy / halfHeight)
                    : Math.max(Math.abs(dx) / halfWidth, Math.abs(dy) / halfHeight);
            return new double[] {x + dx / length, y + dy / length};
        }
    }

    /// @param graph of a model
    /// @param labels lines of each node's label, by id
    ModelGraphLayout(ModelGraph graph, Map<String, List<String>> labels) {
        this.graph = graph;
        this.labels = labels;
        place();
    }

    /// @param id of a node
    /// @return where it stands
    Box box(String id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new IllegalStateException("a node before those it depends on: " + id);
        }
        return box;
    }

    /// @return what all nodes need, with a margin
    double width() {
        return boxes.values().stream().mapToDouble(Box::right).max().orElse(0) + MARGIN + GAP;
    }

    /// @return what all layers need
    double height() {
        return y(Kind.OUTCOME) + 60;
    }

    private List<String> lines(Node node) {
        return labels.getOrDefault(node.id(), node.lines());
    }

    private double halfWidth(Node node) {
        int pixels = lines(node).stream().mapToInt(Channel::pixels).max().orElse(0);
        double round = node.kind() == Kind.PRIOR || node.kind() == Kind.PREDICTOR ? 0 : PADDING;
        return 0.5 * (pixels + 2 * PADDING) + round;
    }

    private double halfHeight(Node node) {
        return 0.5 * (lines(node).size() * LINE + PADDING);
    }

    private static double y(Kind kind) {
        return MARGIN
                + switch (kind) {
                    case PRIOR -> 0;
                    case PARAMETER -> 0.7 * LAYER;
                    case EFFECTS -> 1.8 * LAYER;
                    case PREDICTOR -> 2.95 * LAYER;
                    case OUTCOME -> 3.8 * LAYER;
                };
    }

    private void place() {
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
        Map<Kind, Double> free = new EnumMap<>(Kind.class);
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
    }

    private void put(Node node, double x) {
        boolean round = node.kind() != Kind.PREDICTOR && node.kind() != Kind.PRIOR;
        boxes.put(node.id(), new Box(x, y(node.kind()), halfWidth(node), halfHeight(node), round));
    }
}
