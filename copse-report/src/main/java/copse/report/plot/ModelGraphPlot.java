package copse.report.plot;

import copse.bayes.BayesModel;
import copse.bayes.ModelGraph;
import copse.bayes.ModelGraph.Kind;
import copse.bayes.ModelGraph.Node;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// A Bayesian model as a graph: priors on top, the parameters they are of, the effects of each group on a plate
/// that stands for its levels, and at the bottom the linear predictor and the outcome on the plate of the rows.
public final class ModelGraphPlot {
    /// What a model's graph says besides names and distributions.
    private static final Map<Pattern, String> WORDS = Map.of(
            Pattern.compile("at the means"), "model.means",
            Pattern.compile("(\\d+) coefficients"), "model.coefficients",
            Pattern.compile("(\\d+) effects"), "model.effects",
            Pattern.compile("normal"), "model.normal",
            Pattern.compile("multivariate normal"), "model.multivariate",
            Pattern.compile("(.+) of the mean"), "model.mean",
            Pattern.compile("logit of a structural zero"), "model.zero",
            Pattern.compile("each row"), "model.row",
            Pattern.compile("each (.+)"), "model.each");

    private ModelGraphPlot() {}

    /// @param model with its priors
    /// @param language of the words
    /// @return the chart `model`, as wide as its parameters need
    public static Chart of(BayesModel model, Language language) {
        Phrases phrases = Phrases.of(ModelGraphPlot.class, language);
        ModelGraph graph = ModelGraph.of(model);
        Map<String, List<String>> labels = new HashMap<>();
        graph.nodes().forEach(node -> labels.put(node.id(), label(node, phrases)));
        ModelGraphLayout layout = new ModelGraphLayout(graph, labels);
        String priors = model.priors().stream()
                .map(prior -> prior.parameter() + " ~ " + prior.prior().text())
                .collect(Collectors.joining(phrases.say("separator")));
        ObjectNode view = Specs.sized(
                Specs.layered(
                        null,
                        plates(graph, layout),
                        plateNames(graph, layout, phrases),
                        lines(graph, layout),
                        heads(graph, layout),
                        outlines(graph, layout),
                        texts(graph, layout, labels)),
                (int) Math.ceil(layout.width()),
                (int) Math.ceil(layout.height()));
        view.putObject("usermeta").put("whole", true);
        return Specs.chart(
                "model",
                phrases.say("model.title", model.spec().response()),
                phrases.say(
                        "model.told",
                        model.spec().formula().toString(),
                        model.family().label(),
                        model.family().link().label(),
                        Numbers.count(model.priors().size()),
                        priors),
                view);
    }

    /// The first line of what has a name is the name; priors are written as they are stated.
    private static List<String> label(Node node, Phrases phrases) {
        int first = switch (node.kind()) {
            case PRIOR -> node.lines().size();
            case PARAMETER, EFFECTS, OUTCOME -> 1;
            case PREDICTOR -> 0;
        };
        return IntStream.range(0, node.lines().size())
                .mapToObj(
                        i -> i < first ? node.lines().get(i) : word(node.lines().get(i), phrases))
                .toList();
    }

    private static String word(String line, Phrases phrases) {
        // "each row" fits "each (.+)" too
        if (line.equals(ModelGraph.ROWS)) {
            return phrases.say("model.row");
        }
        for (Map.Entry<Pattern, String> entry : WORDS.entrySet()) {
            Matcher matcher = entry.getKey().matcher(line);
            if (matcher.matches()) {
                return matcher.groupCount() == 0
                        ? phrases.say(entry.getValue())
                        : phrases.say(entry.getValue(), matcher.group(1));
            }
        }
        return line;
    }

    private static Channel x(String field, ModelGraphLayout layout) {
        return Channel.number(field).domain(0, Math.ceil(layout.width())).noAxis();
    }

    private static Channel y(String field, ModelGraphLayout layout) {
        return Channel.number(field).domain(Math.ceil(layout.height()), 0).noAxis();
    }

    private static Mark plates(ModelGraph graph, ModelGraphLayout layout) {
        Rows rows = Rows.of("left", "right", "top", "bottom");
        graph.plates().values().forEach(nodes -> {
            ModelGraphLayout.Box box = plate(nodes, layout);
            rows.add(box.left(), box.right(), box.top(), box.bottom());
        });
        return Mark.of("rect")
                .data(rows)
                .set("color", "#f3f5f7")
                .set("stroke", Palette.FAINT)
                .set("cornerRadius", 6)
                .x(x("left", layout))
                .x2("right")
                .y(y("top", layout))
                .y2("bottom");
    }

    private static ModelGraphLayout.Box plate(List<Node> nodes, ModelGraphLayout layout) {
        double left = nodes.stream()
                .mapToDouble(node -> layout.box(node.id()).left())
                .min()
                .orElse(0);
        double right = nodes.stream()
                .mapToDouble(node -> layout.box(node.id()).right())
                .max()
                .orElse(0);
        double top = nodes.stream()
                .mapToDouble(node -> layout.box(node.id()).top())
                .min()
                .orElse(0);
        double bottom = nodes.stream()
                .mapToDouble(node -> layout.box(node.id()).bottom())
                .max()
                .orElse(0);
        String name = nodes.getFirst().plate().orElse("");
        double half = Math.max(0.5 * (right - left), 0.5 * Channel.pixels(name)) + ModelGraphLayout.PADDING;
        double height = bottom - top + 2 * ModelGraphLayout.PADDING + ModelGraphLayout.LINE;
        return new ModelGraphLayout.Box(
                0.5 * (left + right), top - ModelGraphLayout.PADDING + 0.5 * height, half, 0.5 * height, false);
    }

    private static Mark plateNames(ModelGraph graph, ModelGraphLayout layout, Phrases phrases) {
        Rows rows = Rows.of("x", "y", "text");
        graph.plates().forEach((name, nodes) -> {
            ModelGraphLayout.Box box = plate(nodes, layout);
            rows.add(box.right() - 6, box.bottom() - 8, word(name, phrases));
        });
        return Mark.of("text")
                .data(rows)
                .set("align", "right")
                .set("fontSize", 11)
                .set("color", Palette.GUIDE)
                .x(x("x", layout))
                .y(y("y", layout))
                .encode("text", Channel.category("text"));
    }

    private static Mark lines(ModelGraph graph, ModelGraphLayout layout) {
        Rows rows = Rows.of("x", "y", "x2", "y2");
        graph.edges().forEach(edge -> {
            double[] from = layout.box(edge.from()).rim(layout.box(edge.to()));
            double[] to = layout.box(edge.to()).rim(layout.box(edge.from()));
            rows.add(from[0], from[1], to[0], to[1]);
        });
        return Mark.of("rule")
                .data(rows)
                .set("color", Palette.GUIDE)
                .set("strokeWidth", 1)
                .x(x("x", layout))
                .x2("x2")
                .y(y("y", layout))
                .y2("y2");
    }

    /// Arrowheads, whose points are where the lines end.
    private static Mark heads(ModelGraph graph, ModelGraphLayout layout) {
        Rows rows = Rows.of("x", "y", "angle");
        graph.edges().forEach(edge -> {
            double[] from = layout.box(edge.from()).rim(layout.box(edge.to()));
            double[] to = layout.box(edge.to()).rim(layout.box(edge.from()));
            rows.add(to[0], to[1], Math.toDegrees(Math.atan2(to[0] - from[0], from[1] - to[1])));
        });
        return Mark.of("point")
                .data(rows)
                .set("shape", "M0,0L-3.5,8L3.5,8Z")
                .set("size", 4)
                .set("color", Palette.GUIDE)
                .x(x("x", layout))
                .y(y("y", layout))
                .encode("angle", Channel.number("angle").set("scale", null));
    }

    private static Mark outlines(ModelGraph graph, ModelGraphLayout layout) {
        Rows rows = Rows.of("x", "y", "outline", "fill");
        graph.nodes().forEach(node -> {
            ModelGraphLayout.Box box = layout.box(node.id());
            String w = String.format(Locale.ROOT, "%.1f", box.halfWidth());
            String h = String.format(Locale.ROOT, "%.1f", box.halfHeight());
            String outline = switch (node.kind()) {
                case PRIOR -> "";
                case PREDICTOR ->
                    "M-" + w + ",-" + h + "L" + w + ",-" + h + "L" + w + "," + h + "L-" + w + "," + h + "Z";
                case PARAMETER, EFFECTS, OUTCOME ->
                    "M-" + w + ",0A" + w + "," + h + ",0,1,1," + w + ",0A" + w + "," + h + ",0,1,1,-" + w + ",0Z";
            };
            if (!outline.isEmpty()) {
                rows.add(box.x(), box.y(), outline, node.kind() == Kind.OUTCOME ? "#d8dee4" : "#ffffff");
            }
        });
        // of size 4 a symbol is as large as its path says
        return Mark.of("point")
                .data(rows)
                .set("size", 4)
                .set("stroke", Palette.TEXT)
                .set("strokeWidth", 1)
                .x(x("x", layout))
                .y(y("y", layout))
                .encode("shape", Channel.category("outline").set("scale", null).noLegend())
                .encode("fill", Channel.category("fill").set("scale", null).noLegend());
    }

    private static Mark texts(ModelGraph graph, ModelGraphLayout layout, Map<String, List<String>> labels) {
        Rows rows = Rows.of("x", "y", "text", "colour");
        graph.nodes().forEach(node -> {
            ModelGraphLayout.Box box = layout.box(node.id());
            List<String> lines = labels.getOrDefault(node.id(), node.lines());
            double first = box.y() - 0.5 * ModelGraphLayout.LINE * (lines.size() - 1);
            for (int k = 0; k < lines.size(); k++) {
                boolean head = k == 0 && node.kind() != Kind.PRIOR;
                rows.add(box.x(), first + k * ModelGraphLayout.LINE, lines.get(k), head ? Palette.TEXT : Palette.GUIDE);
            }
        });
        return Mark.of("text")
                .data(rows)
                .x(x("x", layout))
                .y(y("y", layout))
                .encode("text", Channel.category("text"))
                .encode("color", Channel.category("colour").set("scale", null).noLegend());
    }
}
