package copse.report.plot;

import copse.network.Frontier;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Clusterings of a network by what they cost an experiment: bias by spillover against the standard error that
/// larger clusters bring. Those that no other beats in both are joined by a line.
public final class FrontierPlot {
    private FrontierPlot() {}

    /// A clustering.
    ///
    /// @param name of the method
    /// @param bias expected, of either sign; its size is drawn
    /// @param standardError expected
    /// @param clusters how many
    /// @param efficient whether no other has both less bias and less standard error
    public record Point(String name, double bias, double standardError, long clusters, boolean efficient) {}

    /// @param frontier of a network
    /// @param language of the words
    /// @return a chart of kind `frontier`
    public static Chart of(Frontier frontier, Language language) {
        return of(
                frontier.points().stream()
                        .map(p -> new Point(
                                p.report().method(),
                                p.report().bias(),
                                p.report().standardError(),
                                p.report().clusters(),
                                p.efficient()))
                        .toList(),
                language);
    }

    /// @param points at least one
    /// @param language of the words
    /// @return a chart of kind `frontier`
    public static Chart of(List<Point> points, Language language) {
        Phrases phrases = Phrases.of(FrontierPlot.class, language);
        Rows rows = Rows.of("name", "bias", "se", "clusters", "efficient");
        List<Point> ordered = points.stream()
                .sorted(Comparator.comparingDouble(Point::standardError))
                .toList();
        for (Point p : ordered) {
            rows.add(p.name(), Math.abs(p.bias()), p.standardError(), p.clusters(), p.efficient());
        }
        String se = phrases.say("frontier.se");
        String bias = phrases.say("frontier.bias");
        Mark line = Mark.of("line")
                .where("datum.efficient")
                .set("strokeDash", List.of(4, 3))
                .set("strokeWidth", 1.5);
        Mark efficient = Mark.of("point").where("datum.efficient").set("size", 90);
        Mark others = Mark.of("point")
                .where("!datum.efficient")
                .set("size", 70)
                .set("filled", false)
                .set("color", Palette.GUIDE);
        Mark names = Mark.of("text")
                .encode("text", Channel.category("name"))
                .set("align", "left")
                .set("dx", 9)
                .set("dy", -7);
        // names stand at the right of their points
        double right =
                1.2 * points.stream().mapToDouble(Point::standardError).max().orElse(1);
        double top =
                1.1 * points.stream().mapToDouble(p -> Math.abs(p.bias())).max().orElse(1);
        for (Mark mark : List.of(line, efficient, others, names)) {
            mark.x(Channel.number("se").title(se).domain(0, right > 0 ? right : 1))
                    .y(Channel.number("bias").title(bias).domain(0, top > 0 ? top : 1));
        }
        boolean some = points.stream().anyMatch(p -> !p.efficient());
        List<Mark> marks = some
                ? List.of(line, tipped(others, phrases), tipped(efficient, phrases), names)
                : List.of(line, tipped(efficient, phrases), names);
        ObjectNode view = Specs.layered(rows, marks);
        String told = ordered.stream()
                .filter(Point::efficient)
                .map(p -> phrases.say(
                        "frontier.point",
                        p.name(),
                        Numbers.count(p.clusters()),
                        Numbers.brief(Math.abs(p.bias()), 3),
                        Numbers.brief(p.standardError(), 3)))
                .reduce((a, b) -> a + phrases.say("separator") + b)
                .orElse("");
        return Specs.chart(
                "frontier",
                phrases.say("frontier.title"),
                phrases.say("frontier.description", points.size(), told),
                view);
    }

    private static Mark tipped(Mark mark, Phrases phrases) {
        return mark.tip("name", phrases.say("frontier.method"))
                .tip("clusters", phrases.say("frontier.clusters"), ",d")
                .tip("bias", phrases.say("frontier.bias"), ".3~g")
                .tip("se", phrases.say("frontier.se"), ".3~g");
    }
}
