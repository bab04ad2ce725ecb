package copse.report.plot;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.network.Graph;
import copse.network.Network;
import copse.network.NetworkLayout;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The layers of the drawing of a network, and what is told of it.
final class NetworkPicture {
    /// With more clusters, their names fall on one another.
    private static final int MOST_CLUSTERS = 30;

    /// With more nodes, points are small.
    private static final int MANY = 150;

    /// Room around the nodes of a cluster, as a part of the picture.
    private static final double ROOM = 0.022;

    /// Room around all of them.
    private static final double MARGIN = 0.05;

    private final Network network;
    private final Optional<FactorColumn> clusters;
    private final Optional<FactorColumn> arms;
    private final Phrases phrases;
    private final double[] x;
    private final double[] y;

    /// @param network that is drawn
    /// @param layout places of its nodes
    /// @param clusters of its nodes
    /// @param arms of its nodes
    /// @param phrases words
    NetworkPicture(
            Network network,
            NetworkLayout layout,
            Optional<FactorColumn> clusters,
            Optional<FactorColumn> arms,
            Phrases phrases) {
        this.network = network;
        this.clusters = clusters;
        this.arms = arms;
        this.phrases = phrases;
        double extent = Math.max(extent(layout.x()), extent(layout.y()));
        this.x = placed(layout.x(), extent);
        this.y = placed(layout.y(), extent);
    }

    private static double extent(double[] of) {
        return Arrays.stream(of).max().orElse(0) - Arrays.stream(of).min().orElse(0);
    }

    /// Places as parts of the picture's side, in its middle; the same scale in both directions.
    private static double[] placed(double[] of, double extent) {
        double middle = 0.5
                * (Arrays.stream(of).max().orElse(0) + Arrays.stream(of).min().orElse(0));
        double scale = extent > 0 ? (1 - 2 * MARGIN) / extent : 0;
        return Arrays.stream(of).map(value -> 0.5 + scale * (value - middle)).toArray();
    }

    private static Channel place(String field) {
        return Channel.number(field).domain(0, 1).noAxis();
    }

    void hulls(FactorColumn column, List<Mark> marks) {
        Rows corners = Rows.of("x", "y", "corner", "cluster");
        Rows names = Rows.of("x", "y", "cluster");
        int present = 0;
        for (int level = 0; level < column.levels().size(); level++) {
            int code = level;
            double[][] points = IntStream.range(0, column.size())
                    .filter(node -> column.code(node) == code)
                    .mapToObj(node -> new double[] {x[node], y[node]})
                    .toArray(double[][]::new);
            if (points.length == 0) {
                continue;
            }
            present++;
            String name = column.levels().label(level);
            double[][] hull = Hull.of(points, ROOM);
            double top = 0;
            double middle = 0;
            for (int corner = 0; corner < hull.length; corner++) {
                corners.add(hull[corner][0], hull[corner][1], corner, name);
                if (hull[corner][1] > top) {
                    top = hull[corner][1];
                    middle = hull[corner][0];
                }
            }
            names.add(middle, top, name);
        }
        marks.add(Mark.of("line")
                .data(corners)
                .set("interpolate", "linear-closed")
                .set("fill", Palette.FAINT)
                .set("fillOpacity", 0.15)
                .set("stroke", Palette.FAINT)
                .set("strokeWidth", 1)
                .x(place("x"))
                .y(place("y"))
                .encode("order", Channel.number("corner"))
                .encode("detail", Channel.category("cluster")));
        if (present <= MOST_CLUSTERS) {
            marks.add(Mark.of("text")
                    .data(names)
                    .set("dy", -7)
                    .set("color", Palette.GUIDE)
                    .set("fontStyle", "italic")
                    .x(place("x"))
                    .y(place("y"))
                    .encode("text", Channel.category("cluster")));
        }
    }

    void edges(List<Mark> marks) {
        Rows inside = Rows.of("x", "y", "x2", "y2");
        Rows between = Rows.of("x", "y", "x2", "y2");
        Graph graph = network.graph();
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                if (other > node) {
                    (isBetween(node, other) ? between : inside).add(x[node], y[node], x[other], y[other]);
                }
            }
        }
        marks.add(edge(inside).set("color", Palette.FAINT).set("strokeWidth", 1));
        if (between.size() > 0) {
            marks.add(edge(between)
                    .set("color", Palette.TEXT)
                    .set("strokeWidth", 1)
                    .set("strokeDash", List.of(3, 2)));
        }
    }

    private static Mark edge(Rows rows) {
        return Mark.of("rule")
                .data(rows)
                .set("opacity", 0.5)
                .x(place("x"))
                .x2("x2")
                .y(place("y"))
                .y2("y2");
    }

    private boolean isBetween(int node, int other) {
        return clusters.filter(column -> column.code(node) != column.code(other)
                        && column.code(node) != FactorColumn.MISSING
                        && column.code(other) != FactorColumn.MISSING)
                .isPresent();
    }

    void points(List<Mark> marks) {
        Rows rows = Rows.of("x", "y", "node", "cluster", "arm", "neighbours");
        for (int node = 0; node < network.size(); node++) {
            rows.add(
                    x[node],
                    y[node],
                    network.ids().text(node),
                    text(clusters, node),
                    text(arms, node),
                    network.graph().degree(node));
        }
        Mark points = Mark.of("point")
                .data(rows)
                .set("size", network.size() > MANY ? 40 : 110)
                .set("stroke", "#ffffff")
                .set("strokeWidth", 1)
                .x(place("x"))
                .y(place("y"))
                .tip("node", phrases.say("network.node"))
                .tip("neighbours", phrases.say("network.neighbours"));
        clusters.ifPresent(_ -> points.tip("cluster", phrases.say("network.cluster")));
        if (arms.isPresent()) {
            List<String> names = names(arms.get());
            points.encode("color", Channel.colour("arm", names).title(phrases.say("arm")))
                    .encode("shape", Channel.shape("arm", names).title(phrases.say("arm")))
                    .tip("arm", phrases.say("arm"));
        }
        marks.add(points);
    }

    private List<String> names(FactorColumn column) {
        List<String> names = new ArrayList<>();
        for (int level = 0; level < column.levels().size(); level++) {
            names.add(column.levels().label(level));
        }
        if (column.missing().count() > 0) {
            names.add(phrases.say("network.no-arm"));
        }
        return names;
    }

    private String text(Optional<FactorColumn> column, int node) {
        return column.map(of -> of.code(node) == FactorColumn.MISSING ? phrases.say("network.no-arm") : of.text(node))
                .orElse("");
    }

    void labels(Column column, List<Mark> marks) {
        Rows rows = Rows.of("x", "y", "text");
        for (int node = 0; node < network.size(); node++) {
            rows.add(x[node], y[node], column.text(node));
        }
        marks.add(Mark.of("text")
                .data(rows)
                .set("align", "left")
                .set("dx", 8)
                .set("dy", 1)
                .set("fontSize", 11)
                .x(place("x"))
                .y(place("y"))
                .encode("text", Channel.category("text")));
    }

    String told(Network whole) {
        Graph graph = network.graph();
        String size = network.size() == whole.size()
                ? phrases.say("network.whole", Numbers.count(graph.nodes()), Numbers.count(graph.edges()))
                : phrases.say(
                        "network.part",
                        Numbers.count(graph.nodes()),
                        Numbers.count(graph.edges()),
                        Numbers.count(whole.size()),
                        Numbers.count(whole.graph().edges()));
        StringBuilder told = new StringBuilder(size);
        if (clusters.isPresent()) {
            long cut = 0;
            for (int node = 0; node < graph.nodes(); node++) {
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    cut += graph.neighbour(at) > node && isBetween(node, graph.neighbour(at)) ? 1 : 0;
                }
            }
            long present = IntStream.range(0, graph.nodes())
                    .map(clusters.get()::code)
                    .filter(code -> code != FactorColumn.MISSING)
                    .distinct()
                    .count();
            told.append(phrases.say(
                    "network.clusters",
                    Numbers.count(present),
                    Numbers.count(cut),
                    Numbers.percent(cut / Math.max(1.0, graph.edges()))));
        }
        if (arms.isPresent()) {
            List<String> counts = new ArrayList<>();
            List<String> names = names(arms.get());
            for (int level = 0; level < names.size(); level++) {
                int code = level == arms.get().levels().size() ? FactorColumn.MISSING : level;
                long nodes = IntStream.range(0, graph.nodes())
                        .filter(node -> arms.get().code(node) == code)
                        .count();
                counts.add(names.get(level) + " " + Numbers.count(nodes));
            }
            told.append(phrases.say("network.arms", String.join(phrases.say("list"), counts)));
        }
        return told.toString();
    }
}
