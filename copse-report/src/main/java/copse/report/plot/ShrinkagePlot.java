package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.lmm.GroupEffects;
import copse.lmm.LmmFit;
import copse.lmm.RowResults;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import tools.jackson.databind.node.ObjectNode;

/// How far a mixed model moves the means of groups toward the mean of all: small groups far, large ones little.
///
/// An open circle is what the rows of the group say alone, a filled one the group's effect in the model; a line
/// joins the two. Groups stand by their number of rows. Everything is a deviation from the fixed part of the
/// model, so that predictors do not stand in the way.
///
/// Source: Gelman and Hill (2007), Data Analysis Using Regression and Multilevel/Hierarchical Models, section
/// 12.2; Efron and Morris (1977), Stein's paradox in statistics, Sci. Am. 236(5), 119-127.
public final class ShrinkagePlot {
    private static final int MOST_GROUPS = 400;

    /// Sizes that differ more than this are drawn on a log scale.
    private static final double LOG_FROM = 8;

    private ShrinkagePlot() {}

    /// A group.
    ///
    /// @param label its name
    /// @param rows that it has
    /// @param alone deviation of its mean from the fixed part, by its rows alone
    /// @param pooled its effect in the model
    public record Group(String label, long rows, double alone, double pooled) {}

    /// The random intercepts of a linear mixed model. What a group's rows say alone is the mean of what the
    /// fixed part and the effects of other groupings leave of them.
    ///
    /// @param fit with a random intercept by the group
    /// @param data the rows it was fitted to
    /// @param group a grouping factor that is a column, or columns joined by `:`
    /// @param language of the words
    /// @return a chart of kind `shrinkage`
    public static Chart of(LmmFit fit, Frame data, String group, Language language) {
        GroupEffects effects = fit.effects(group);
        int intercept = effects.terms().indexOf("(Intercept)");
        Map<String, Integer> levels = new HashMap<>();
        for (int i = 0; i < effects.levels(); i++) {
            levels.put(effects.label(i), i);
        }
        List<FactorColumn> parts = new ArrayList<>();
        for (String part : group.split(":")) {
            parts.add(data.asFactor(part).factor(part));
        }
        RowResults results = fit.results(data);
        double[] sums = new double[effects.levels()];
        for (int i = 0; i < results.count(); i++) {
            int row = Math.toIntExact(results.row()[i]);
            StringBuilder label = new StringBuilder();
            for (FactorColumn part : parts) {
                label.append(label.isEmpty() ? "" : ":").append(part.text(row));
            }
            sums[Objects.requireNonNull(levels.get(label.toString()))] += results.residual()[i];
        }
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < effects.levels(); i++) {
            double mode = effects.mode(i, intercept);
            groups.add(new Group(effects.label(i), effects.count(i), mode + sums[i] / effects.count(i), mode));
        }
        return of(group, groups, language);
    }

    /// @param name grouping factor
    /// @param groups at least one
    /// @param language of the words
    /// @return a chart of kind `shrinkage`
    public static Chart of(String name, List<Group> groups, Language language) {
        Phrases phrases = Phrases.of(ShrinkagePlot.class, language);
        List<Group> bySize = groups.stream()
                .sorted(Comparator.comparingLong(Group::rows).thenComparing(Group::label))
                .toList();
        int[] drawn = Thinning.evenly(bySize.size(), MOST_GROUPS);
        Rows rows = Rows.of("level", "rows", "alone", "pooled");
        Rows points = Rows.of("level", "rows", "value", "which");
        String alone = phrases.say("shrinkage.alone");
        String pooled = phrases.say("shrinkage.pooled");
        for (int i : drawn) {
            Group g = bySize.get(i);
            rows.add(g.label(), g.rows(), g.alone(), g.pooled());
            points.add(g.label(), g.rows(), g.alone(), alone);
            points.add(g.label(), g.rows(), g.pooled(), pooled);
        }
        Mark moves = across(Mark.of("rule"), bySize, phrases)
                .data(rows)
                .y(Channel.number("alone").title(phrases.say("shrinkage.axis")))
                .y2("pooled")
                .set("color", Palette.FAINT);
        List<String> kinds = List.of(alone, pooled);
        Mark marks = across(Mark.of("point"), bySize, phrases)
                .data(points)
                .y(Channel.number("value"))
                .set("size", drawn.length > 100 ? 20 : 45)
                .set("strokeWidth", 1.5)
                .encode("stroke", which(kinds, List.of(Palette.ACCENT, Palette.INK)))
                .encode("fill", which(kinds, List.of("#ffffff", Palette.INK)))
                .tip("level", name)
                .tip("rows", phrases.say("rows"), ",d")
                .tip("which", phrases.say("what"))
                .tip("value", phrases.say("shrinkage.axis"), ".4~g");
        ObjectNode view = Specs.layered(null, Mark.horizontal(0).set("strokeDash", List.of(1, 0)), moves, marks);
        double before = spread(groups.stream().mapToDouble(Group::alone));
        double after = spread(groups.stream().mapToDouble(Group::pooled));
        String description = phrases.say(
                "shrinkage.description",
                Numbers.count(groups.size()),
                name,
                Numbers.brief(before, 3),
                Numbers.brief(after, 3),
                Numbers.count(bySize.getFirst().rows()),
                Numbers.count(bySize.getLast().rows()));
        if (drawn.length < bySize.size()) {
            description += phrases.say("thinned", Numbers.count(drawn.length), Numbers.count(bySize.size()));
        }
        return Specs.chart("shrinkage", phrases.say("shrinkage.title", name), description, view);
    }

    private static Mark across(Mark mark, List<Group> bySize, Phrases phrases) {
        long fewest = bySize.getFirst().rows();
        long most = bySize.getLast().rows();
        boolean log = most > LOG_FROM * fewest;
        AxisRange range = AxisRange.of(DoubleStream.of(fewest, most).map(n -> log ? Math.log(n) : n));
        Channel x = Channel.number("rows")
                .title(phrases.say("shrinkage.rows"))
                .domain(log ? Math.exp(range.low()) : range.low(), log ? Math.exp(range.high()) : range.high());
        return mark.x(log ? x.scale("type", "log") : x);
    }

    private static Channel which(List<String> kinds, List<String> colours) {
        return Channel.category("which").scale("domain", kinds).scale("range", colours);
    }

    private static double spread(DoubleStream values) {
        double[] all = values.toArray();
        double mean = DoubleStream.of(all).average().orElse(0);
        return Math.sqrt(DoubleStream.of(all).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, all.length - 1));
    }
}
