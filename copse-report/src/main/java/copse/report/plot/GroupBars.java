package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Interval;
import copse.infer.Share;
import copse.infer.StudentT;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/// The mean of a column, or the share of one of its values, per group: bars with intervals.
///
/// Intervals say what the rows allow. Rows that come in clusters: the mean of a group is a ratio of totals of
/// clusters, with variance `C/(C − 1) · Σ (residual total of a cluster)²/n²` and t with C − 1 degrees of
/// freedom; limits of shares end at 0 and 1. Rows on their own: t for means, Wilson's for shares. A group of
/// one cluster, or of one row, has none.
///
/// More than [#MOST_NAMED] groups are ranked and drawn without names and intervals.
///
/// Source: Cochran (1977), Sampling Techniques, 3rd ed., section 9A.3 (ratio to size).
public final class GroupBars {
    private static final int MOST_NAMED = 40;
    private static final int MOST_TOLD = 8;

    private final Frame data;
    private final String by;
    private final Optional<String> cluster;
    private final double level;
    private final Phrases phrases;

    private GroupBars(Frame data, String by, Optional<String> cluster, double level, Phrases phrases) {
        this.data = data;
        this.by = by;
        this.cluster = cluster;
        this.level = level;
        this.phrases = phrases;
    }

    /// Means by group.
    ///
    /// @param data rows
    /// @param column numbers; rows without one are left out
    /// @param by column of groups
    /// @param cluster column of the clusters that rows come in; empty for rows on their own
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `bars`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or not numeric
    public static Chart mean(
            Frame data, String column, String by, Optional<String> cluster, double level, Language language) {
        NumericColumn numbers = data.numeric(column);
        GroupBars bars = new GroupBars(data, by, cluster, level, Phrases.of(GroupBars.class, language));
        return bars.chart(
                bars.phrases.say("bars.mean", column),
                false,
                i -> numbers.missing().get(i) ? Double.NaN : numbers.value(i));
    }

    /// Shares of one value by group.
    ///
    /// @param data rows
    /// @param column a factor, text, truth values or whole numbers; rows without a value are left out
    /// @param value whose share is shown
    /// @param by column of groups
    /// @param cluster column of the clusters that rows come in; empty for rows on their own
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `bars`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or has no levels
    public static Chart share(
            Frame data,
            String column,
            String value,
            String by,
            Optional<String> cluster,
            double level,
            Language language) {
        FactorColumn factor = data.asFactor(column).factor(column);
        int hit = factor.levels().code(value).orElse(Integer.MAX_VALUE);
        GroupBars bars = new GroupBars(data, by, cluster, level, Phrases.of(GroupBars.class, language));
        return bars.chart(bars.phrases.say("bars.share", column, value), true, i -> {
            int code = factor.code(i);
            return code == FactorColumn.MISSING ? Double.NaN : code == hit ? 1 : 0;
        });
    }

    /// A bar.
    private record Bar(Estimated estimate, long n) {}

    private Chart chart(String axis, boolean share, IntToDoubleFunction outcome) {
        List<Bar> bars = bars(share, outcome);
        boolean named = bars.size() <= MOST_NAMED;
        if (!named) {
            bars.sort(Comparator.comparingDouble((Bar bar) -> bar.estimate().value())
                    .reversed());
        }
        Rows rows = Rows.of("group", "rank", "rank2", "base", "value", "lower", "upper", "text", "n");
        for (int i : Thinning.evenly(bars.size(), Specs.MOST_POINTS)) {
            Estimated e = bars.get(i).estimate();
            boolean open = !Double.isFinite(e.lower());
            rows.add(
                    e.label(),
                    i + 0.5,
                    i + 1.5,
                    0,
                    e.value(),
                    open ? null : (Double) e.lower(),
                    open ? null : (Double) e.upper(),
                    open ? Numbers.brief(e.value(), 4) : e.text(phrases),
                    Numbers.count(bars.get(i).n()));
        }
        ObjectNode view = named ? named(rows, axis, share) : ranked(rows, axis, share);
        return Specs.chart("bars", phrases.say("bars.title", axis, by), description(bars, axis, share), view);
    }

    private ObjectNode named(Rows rows, String axis, boolean share) {
        Mark bars = Mark.of("bar")
                .x(Channel.category("group").title(by).axis("labelAngle", rows.size() > 8 ? -45 : 0))
                .y(vertical("value", axis, share))
                .set("opacity", 0.75);
        Mark intervals = Mark.of("rule")
                .x(Channel.category("group"))
                .y(vertical("lower", axis, share))
                .y2("upper")
                .set("color", Palette.TEXT)
                .set("strokeWidth", 1.5);
        Mark low = cap("lower", axis, share);
        Mark high = cap("upper", axis, share);
        return Specs.layered(rows, tipped(bars, axis), tipped(intervals, axis), low, high);
    }

    private static Mark cap(String field, String axis, boolean share) {
        return Mark.of("tick")
                .x(Channel.category("group"))
                .y(vertical(field, axis, share))
                .set("color", Palette.TEXT)
                .set("size", 10);
    }

    private ObjectNode ranked(Rows rows, String axis, boolean share) {
        Mark bars = Mark.of("rect")
                .x(Channel.number("rank").noZero().scale("nice", false).title(phrases.say("bars.ranked", by)))
                .x2("rank2")
                .y(vertical("value", axis, share))
                .y2("base");
        return Specs.layered(rows, tipped(bars, axis));
    }

    private Mark tipped(Mark mark, String axis) {
        return mark.tip("group", by).tip("text", axis).tip("n", phrases.say("rows"));
    }

    private static Channel vertical(String field, String axis, boolean share) {
        Channel y = Channel.number(field).title(axis);
        return share ? y.axis("format", "%") : y;
    }

    private List<Bar> bars(boolean share, IntToDoubleFunction outcome) {
        FactorColumn groups = data.asFactor(by).factor(by);
        Optional<FactorColumn> clusters =
                cluster.map(name -> data.asFactor(name).factor(name));
        int k = groups.levels().size();
        List<Tally> tallies = new ArrayList<>();
        for (int g = 0; g < k; g++) {
            tallies.add(new Tally(cluster.isPresent()));
        }
        for (int i = 0; i < data.rows(); i++) {
            double y = outcome.applyAsDouble(i);
            int c = clusters.isPresent() ? clusters.get().code(i) : 0;
            if (groups.code(i) != FactorColumn.MISSING && c != FactorColumn.MISSING && !Double.isNaN(y)) {
                tallies.get(groups.code(i)).add(y, c);
            }
        }
        List<Bar> bars = new ArrayList<>();
        for (int g = 0; g < k; g++) {
            if (tallies.get(g).n > 0) {
                bars.add(tallies.get(g).bar(groups.levels().label(g), share, level));
            }
        }
        return bars;
    }

    private String description(List<Bar> bars, String axis, boolean share) {
        if (bars.isEmpty()) {
            return phrases.say("bars.none", axis);
        }
        String told = bars.stream()
                .limit(MOST_TOLD)
                .map(bar -> Double.isFinite(bar.estimate().lower())
                        ? bar.estimate().label() + " " + bar.estimate().text(phrases)
                        : bar.estimate().label() + " "
                                + Numbers.brief(bar.estimate().value(), 4))
                .reduce((a, b) -> a + phrases.say("separator") + b)
                .orElse("");
        String more = bars.size() > MOST_TOLD ? phrases.say("more", Numbers.count(bars.size() - MOST_TOLD)) : "";
        String intervals = bars.size() > MOST_NAMED
                ? ""
                : cluster.map(c -> phrases.say("bars.clusters", Numbers.level(level), c))
                        .orElse(phrases.say(share ? "bars.wilson" : "bars.t", Numbers.level(level)));
        return phrases.say("bars.description", axis, by, told + more) + intervals;
    }

    /// Numbers of one group as they come in.
    private static final class Tally {
        private final Map<Integer, double[]> totals = new HashMap<>();
        private final boolean clustered;
        private long n;
        private double mean;
        private double squares;

        Tally(boolean clustered) {
            this.clustered = clustered;
        }

        void add(double y, int cluster) {
            n++;
            double off = y - mean;
            mean += off / n;
            squares += off * (y - mean);
            if (clustered) {
                double[] total = totals.computeIfAbsent(cluster, c -> new double[2]);
                total[0]++;
                total[1] += y;
            }
        }

        Bar bar(String label, boolean share, double level) {
            int clusters = totals.size();
            if (share && !clustered) {
                Interval wilson = new Share(Math.round(mean * n), n).wilson(level);
                return new Bar(
                        Estimated.of(
                                label,
                                mean,
                                wilson.lower().value(),
                                wilson.upper().value()),
                        n);
            }
            long independent = clustered ? clusters : n;
            double margin = independent > 1
                    ? StudentT.critical(level, independent - 1.0) * Math.sqrt(variance())
                    : Double.POSITIVE_INFINITY;
            boolean within = share && Double.isFinite(margin);
            return new Bar(
                    Estimated.of(
                            label,
                            mean,
                            within ? Math.max(0, mean - margin) : mean - margin,
                            within ? Math.min(1, mean + margin) : mean + margin),
                    n);
        }

        private double variance() {
            if (!clustered) {
                return squares / (n - 1) / n;
            }
            double sum = 0;
            for (double[] total : totals.values()) {
                double residual = total[1] - mean * total[0];
                sum += residual * residual;
            }
            double c = totals.size();
            return c / (c - 1) * sum / ((double) n * n);
        }
    }
}
