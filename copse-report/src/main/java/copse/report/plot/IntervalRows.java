package copse.report.plot;

import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import tools.jackson.databind.node.ObjectNode;

/// Estimates with intervals, one per row, under headings: what forest and coefficient plots share.
///
/// An open or very wide interval ends in an arrow at the edge.
final class IntervalRows {
    private static final String INDENT = "\u2003";

    /// Two rows of one name would fall on one another; a character without width keeps them apart.
    private static final String INVISIBLE = "\u200b";

    private final List<Estimated> estimates;
    private final ToDoubleFunction<Estimated> error;
    private final AxisRange range;
    private final Phrases phrases;
    private final List<String> labels = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final Rows rows = Rows.of("label", "of", "value", "lower", "upper", "below", "above", "text");

    private IntervalRows(
            List<Estimated> estimates, List<Double> guides, ToDoubleFunction<Estimated> error, Phrases phrases) {
        this.estimates = estimates;
        this.error = error;
        this.phrases = phrases;
        this.range = AxisRange.of(DoubleStream.concat(
                estimates.stream().flatMapToDouble(Estimated::finite),
                guides.stream().mapToDouble(Double::doubleValue)));
    }

    /// @param estimates in order; rows of a group are put together under its name
    /// @param guides values that are marked by upright lines: the value of no effect first, then others
    /// @param axis title of the horizontal axis
    /// @param level of the intervals
    /// @param error to whose second digit the numbers of a row are shown
    /// @param phrases words
    /// @return the view
    static ObjectNode view(
            List<Estimated> estimates,
            List<Double> guides,
            String axis,
            double level,
            ToDoubleFunction<Estimated> error,
            Phrases phrases) {
        IntervalRows made = new IntervalRows(estimates, guides, error, phrases);
        made.fill();
        return made.draw(guides, axis, level);
    }

    private void fill() {
        Set<String> groups = new LinkedHashSet<>();
        estimates.forEach(e -> groups.add(e.group()));
        Set<String> seen = new HashSet<>();
        for (String group : groups) {
            if (!group.isEmpty()) {
                String heading = unique(group, seen);
                headings.add(heading);
                labels.add(heading);
            }
            for (Estimated e : estimates) {
                if (e.group().equals(group)) {
                    String label = unique((group.isEmpty() ? "" : INDENT) + e.label(), seen);
                    labels.add(label);
                    rows.add(
                            label,
                            group.isEmpty() ? e.label() : group + ": " + e.label(),
                            e.value(),
                            range.clamp(e.lower()),
                            range.clamp(e.upper()),
                            range.holds(e.lower()) ? null : (Double) range.low(),
                            range.holds(e.upper()) ? null : (Double) range.high(),
                            e.text(phrases, error.applyAsDouble(e)));
                }
            }
        }
    }

    private static String unique(String label, Set<String> seen) {
        String unique = label;
        while (!seen.add(unique)) {
            unique += INVISIBLE;
        }
        return unique;
    }

    private ObjectNode draw(List<Double> guides, String axis, double level) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < guides.size(); i++) {
            Mark guide = Mark.vertical(guides.get(i));
            marks.add(i == 0 ? guide.set("strokeDash", List.of(1, 0)) : guide);
        }
        String interval = phrases.say("interval", Numbers.level(level));
        marks.add(row("rule")
                .x(Channel.number("lower").title(axis).domain(range.low(), range.high()))
                .x2("upper")
                .set("strokeWidth", 2)
                .tip("of", phrases.say("what"))
                .tip("text", interval));
        marks.add(row("point")
                .x(Channel.number("below"))
                .set("shape", "triangle-left")
                .set("size", 40));
        marks.add(row("point")
                .x(Channel.number("above"))
                .set("shape", "triangle-right")
                .set("size", 40));
        marks.add(row("point")
                .x(Channel.number("value"))
                .set("shape", "square")
                .set("size", 60)
                .tip("of", phrases.say("what"))
                .tip("text", interval));
        marks.add(row("text")
                .x(Channel.value("width"))
                .encode("text", Channel.category("text"))
                .set("align", "left")
                .set("dx", 12));
        return Specs.tall(Specs.layered(rows, marks), labels.size());
    }

    private Mark row(String type) {
        Channel y = Channel.category("label")
                .scale("domain", labels)
                .axis("labelLimit", Specs.WIDTH / 2)
                .axis("labelAlign", "left");
        y.axis("labelPadding", labelWidth());
        if (!headings.isEmpty()) {
            ObjectNode bold = Specs.object();
            bold.putObject("condition")
                    .put("test", "indexof(" + Specs.json(headings) + ", datum.value) >= 0")
                    .put("value", "bold");
            bold.put("value", "normal");
            y.axis("labelFontWeight", bold);
        }
        return Mark.of(type).y(y);
    }

    /// Left-aligned labels start as far from the axis as the longest one is wide.
    private int labelWidth() {
        return Math.min(
                Specs.WIDTH / 2,
                8 + labels.stream().mapToInt(Channel::pixels).max().orElse(0));
    }
}
