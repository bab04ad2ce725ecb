package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// Effects with their intervals, one per row: of several methods, outcomes or groups of people.
///
/// Squares are estimates, bars intervals, numbers stand at the right, to the same digits within a group; the
/// solid upright line is no effect, a dashed one the smallest effect of interest, or a margin.
///
/// Source: Lewis and Clarke (2001), Forest plots: trying to see the wood and the trees, BMJ 322, 1479.
/// doi:10.1136/bmj.322.7300.1479
public final class ForestPlot {
    /// Rows whose numbers the description tells.
    private static final int MOST_TOLD = 12;

    private ForestPlot() {}

    /// @param effects in order, at least one; groups become headings
    /// @param axis what the effect is, with its unit; empty for the word *effect*
    /// @param none the effect that is none: 0 of differences, 1 of ratios
    /// @param smallest smallest effect of interest, drawn as a dashed line
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `forest`
    public static Chart of(
            List<Estimated> effects,
            String axis,
            double none,
            OptionalDouble smallest,
            double level,
            Language language) {
        Phrases phrases = Phrases.of(ForestPlot.class, language);
        String line =
                smallest.isPresent() ? phrases.say("forest.smallest", Numbers.brief(smallest.getAsDouble(), 4)) : "";
        return draw(effects, axis, none, smallest.stream().boxed().toList(), line, level, phrases);
    }

    /// @param effects in order, at least one; groups become headings
    /// @param axis what the effect is, with its unit; empty for the word *effect*
    /// @param none the effect that is none: 0 of differences, 1 of ratios
    /// @param margins one or two, of what is to be shown (non-inferiority, equivalence, superiority by a
    ///     margin), drawn as dashed lines
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `forest`
    public static Chart ofMargins(
            List<Estimated> effects, String axis, double none, List<Double> margins, double level, Language language) {
        Phrases phrases = Phrases.of(ForestPlot.class, language);
        Object[] told = margins.stream().map(margin -> Numbers.brief(margin, 4)).toArray();
        String line = phrases.say(told.length == 1 ? "forest.margin" : "forest.margins", told);
        return draw(effects, axis, none, margins, line, level, phrases);
    }

    private static Chart draw(
            List<Estimated> effects,
            String axis,
            double none,
            List<Double> dashed,
            String line,
            double level,
            Phrases phrases) {
        List<Double> guides = new ArrayList<>(List.of(none));
        guides.addAll(dashed);
        String title = axis.isEmpty() ? phrases.say("effect") : axis;
        ToDoubleFunction<Estimated> error = effect -> effect.errorAmong(effects);
        String told = Told.of(effects, MOST_TOLD, error, phrases);
        String description = phrases.say("forest.description", Numbers.level(level), told) + line;
        return Specs.chart(
                "forest",
                phrases.say("forest.title"),
                description,
                IntervalRows.view(effects, guides, title, level, error, phrases));
    }
}
