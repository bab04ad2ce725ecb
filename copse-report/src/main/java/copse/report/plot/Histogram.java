package copse.report.plot;

import copse.frame.Frame;
import copse.frame.Spread;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How the numbers of a column are spread, by group: a histogram below, a box per group above it.
///
/// Groups share their bins; heights are shares of the group, so that groups of different sizes compare. Boxes
/// go from quartile to quartile (type 7) with the median in them, whiskers to the last value within 1.5 box
/// lengths, points are values beyond. Of more than [#MOST_OVERLAID] groups the histogram shows all values
/// together.
///
/// Cost: sorts the values; the chart is as large for 10 values as for 10⁷.
///
/// Source: Tukey (1977), Exploratory Data Analysis, chapter 2.
public final class Histogram {
    private static final int MOST_OVERLAID = 6;
    private static final int MOST_OUTLIERS = 60;
    private static final int BOX = 26;
    private static final double WHISKER = 1.5;

    private final List<Sample> samples;
    private final Phrases phrases;
    private final String column;
    private final boolean grouped;
    private final Breaks breaks;
    private final List<String> names;

    private Histogram(List<Sample> samples, String column, boolean grouped, Phrases phrases) {
        this.samples = samples;
        this.column = column;
        this.grouped = grouped;
        this.phrases = phrases;
        this.breaks = Breaks.of(samples.stream().map(Sample::values).toList());
        this.names = samples.stream().map(Sample::name).toList();
    }

    /// @param data rows
    /// @param column numbers
    /// @param by column of groups; empty for all rows together
    /// @param language of the words
    /// @return a chart of kind `histogram`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or not numeric
    public static Chart of(Frame data, String column, Optional<String> by, Language language) {
        Phrases phrases = Phrases.of(Histogram.class, language);
        return new Histogram(Sample.of(data, column, by), column, by.isPresent(), phrases).chart(by.orElse(""));
    }

    private Chart chart(String by) {
        boolean overlaid = grouped && samples.size() <= MOST_OVERLAID;
        ObjectNode view = Specs.stacked(List.of(boxes(overlaid), bars(overlaid, by)));
        Specs.independent(view, "scale", "color");
        Specs.independent(view, "scale", "strokeDash");
        String title = grouped ? phrases.say("histogram.title.by", column, by) : phrases.say("histogram.title", column);
        return Specs.chart("histogram", title, description(), view);
    }

    private Channel horizontal(String field) {
        double margin = breaks.width() / 4;
        return Channel.number(field).domain(breaks.edge(0) - margin, breaks.edge(breaks.count()) + margin);
    }

    private ObjectNode bars(boolean overlaid, String by) {
        List<Sample> drawn = overlaid || samples.size() < 2 ? samples : List.of(together());
        Rows bars = Rows.of("start", "end", "base", "height", "count", "group", "range", "colour");
        Rows outline = Rows.of("at", "height", "group");
        for (Sample sample : drawn) {
            long[] counts = breaks.counts(sample.values());
            outline.add(breaks.edge(0), 0, sample.name());
            for (int bin = 0; bin < counts.length; bin++) {
                double height = overlaid ? (double) counts[bin] / sample.values().length : counts[bin];
                if (counts[bin] > 0) {
                    bars.add(
                            breaks.edge(bin),
                            breaks.edge(bin + 1),
                            0,
                            height,
                            counts[bin],
                            sample.name(),
                            Numbers.brief(breaks.edge(bin), 6) + " – " + Numbers.brief(breaks.edge(bin + 1), 6),
                            colour(sample, overlaid));
                }
                outline.add(breaks.edge(bin), height, sample.name());
            }
            outline.add(breaks.edge(counts.length), 0, sample.name());
        }
        String height = overlaid ? phrases.say("histogram.share") : phrases.say("histogram.count");
        Channel y = Channel.number("height").title(height);
        if (overlaid) {
            y.axis("format", "%");
        }
        Mark rects = Mark.of("rect")
                .data(bars)
                .x(horizontal("start").title(column))
                .x2("end")
                .y(y)
                .y2("base")
                .set("opacity", overlaid ? 0.3 : 0.75)
                .tip("range", column)
                .tip("count", phrases.say("histogram.count"), ",d");
        Mark steps = Mark.of("line")
                .data(outline)
                .x(horizontal("at"))
                .y(Channel.number("height"))
                .set("interpolate", "step-after")
                .set("strokeWidth", overlaid ? 2 : 1);
        rects.encode("fill", Channel.own("colour"));
        if (overlaid) {
            rects.tip("group", by);
            steps.encode("color", Channel.colour("group", names).title(by))
                    .encode("strokeDash", Channel.dash("group", names).title(by));
        }
        return Specs.sized(Specs.layered(null, rects, steps), Specs.WIDTH, Specs.HEIGHT - 40);
    }

    private Sample together() {
        return Sample.of(
                column,
                samples.stream().flatMapToDouble(s -> Arrays.stream(s.values())).toArray());
    }

    private ObjectNode boxes(boolean overlaid) {
        Rows boxes = Rows.of("group", "low", "q1", "median", "q3", "high", "n", "colour");
        Rows outside = Rows.of("group", "value", "colour");
        for (Sample sample : samples) {
            double[] v = sample.values();
            Spread spread = sample.spread();
            double reach = WHISKER * (spread.q75() - spread.q25());
            int first = 0;
            while (v[first] < spread.q25() - reach) {
                first++;
            }
            int last = v.length - 1;
            while (v[last] > spread.q75() + reach) {
                last--;
            }
            boxes.add(
                    sample.name(),
                    v[first],
                    spread.q25(),
                    spread.median(),
                    spread.q75(),
                    v[last],
                    Numbers.count(v.length),
                    colour(sample, overlaid));
            for (int i : Thinning.evenly(first, MOST_OUTLIERS)) {
                outside.add(sample.name(), v[i], colour(sample, overlaid));
            }
            for (int i : Thinning.evenly(v.length - 1 - last, MOST_OUTLIERS)) {
                outside.add(sample.name(), v[v.length - 1 - i], colour(sample, overlaid));
            }
        }
        Mark whiskers =
                Mark.of("rule").data(boxes).x(horizontal("low").noAxis()).x2("high");
        Mark box = Mark.of("bar")
                .data(boxes)
                .x(horizontal("q1").noAxis())
                .x2("q3")
                .set("size", BOX / 2)
                .set("fillOpacity", 0.3)
                .set("strokeWidth", 1.5)
                .tip("group", phrases.say("group"))
                .tip("n", phrases.say("histogram.count"))
                .tip("median", phrases.say("histogram.median"), ".5~g")
                .tip("q1", phrases.say("histogram.q1"), ".5~g")
                .tip("q3", phrases.say("histogram.q3"), ".5~g")
                .encode("stroke", Channel.own("colour"));
        Mark median = Mark.of("tick")
                .data(boxes)
                .x(horizontal("median").noAxis())
                .set("size", BOX / 2)
                .set("thickness", 3);
        Mark points = Mark.of("point")
                .data(outside)
                .x(horizontal("value").noAxis())
                .set("filled", false)
                .set("size", 14);
        List<Mark> marks = List.of(whiskers, box, median, points);
        for (Mark mark : marks) {
            Channel y = Channel.category("group").scale("domain", names);
            mark.y(grouped ? y : y.noAxis()).encode("color", Channel.own("colour"));
        }
        if (outside.size() == 0) {
            marks = marks.subList(0, 3);
        }
        return Specs.sized(Specs.layered(null, marks), Specs.WIDTH, Math.max(1, samples.size()) * BOX);
    }

    private String colour(Sample sample, boolean overlaid) {
        return overlaid ? Palette.colour(names.indexOf(sample.name())) : Palette.INK;
    }

    private String description() {
        if (samples.isEmpty()) {
            return phrases.say("histogram.none", column);
        }
        List<String> told = samples.stream()
                .limit(MOST_OVERLAID)
                .map(sample -> {
                    Spread s = sample.spread();
                    return phrases.say(
                            "histogram.sample",
                            sample.name(),
                            Numbers.count(s.n()),
                            Numbers.brief(s.mean(), 4),
                            Numbers.brief(s.sd().orElse(0), 3),
                            Numbers.brief(s.median(), 4),
                            Numbers.brief(s.min(), 4),
                            Numbers.brief(s.max(), 4));
                })
                .toList();
        String all = String.join(phrases.say("separator"), told);
        String more = samples.size() > MOST_OVERLAID ? phrases.say("more", samples.size() - MOST_OVERLAID) : "";
        return phrases.say("histogram.description", all + more);
    }
}
