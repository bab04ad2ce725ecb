package copse.report.plot;

import copse.infer.StudentT;
import copse.lmm.GroupEffects;
import copse.report.Chart;
import copse.report.FitResult;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Effects of groups, ranked, with their intervals: a caterpillar plot.
///
/// Intervals are the conditional mode plus and minus a quantile of the normal times the conditional standard
/// deviation. They are for reading one group against the mean, not two groups against one another, which
/// overlap far less than such intervals suggest.
///
/// Up to [#MOST_NAMED] groups are named; of more than [Specs#MOST_POINTS] groups an even choice of ranks is
/// drawn.
///
/// Source: Goldstein and Healy (1995), The graphical presentation of a collection of means, J. R. Stat. Soc. A
/// 158(1), 175-177. doi:10.2307/2983411
public final class Caterpillar {
    private static final int MOST_NAMED = 40;

    /// Height of a picture whose rows are too many for names.
    private static final int TALL = 560;

    private Caterpillar() {}

    /// @param effects of one grouping factor
    /// @param term random effect, such as `(Intercept)`
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `caterpillar`
    public static Chart of(GroupEffects effects, String term, double level, Language language) {
        int c = effects.terms().indexOf(term);
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        List<Estimated> modes = IntStream.range(0, effects.levels())
                .mapToObj(i -> {
                    double mode = effects.mode(i, c);
                    double margin = z * effects.sd(i, c);
                    return Estimated.of(effects.label(i), mode, mode - margin, mode + margin);
                })
                .toList();
        return of(effects.group(), term, modes, level, language);
    }

    /// @param modes of one grouping factor as a result keeps them, of one term or several
    /// @param term random effect, such as `(Intercept)`
    /// @param level of the intervals, such as 0.95
    /// @return a line for each level that has the term
    public static List<Estimated> rows(List<FitResult.Mode> modes, String term, double level) {
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        return modes.stream()
                .filter(mode -> mode.term().equals(term))
                .map(mode -> Estimated.of(
                        mode.level(),
                        mode.estimate(),
                        mode.estimate() - z * mode.sd(),
                        mode.estimate() + z * mode.sd()))
                .toList();
    }

    /// @param group grouping factor
    /// @param term random effect, such as `(Intercept)`
    /// @param modes of its levels, in any order, at least one
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `caterpillar`
    public static Chart of(String group, String term, List<Estimated> modes, double level, Language language) {
        Phrases phrases = Phrases.of(Caterpillar.class, language);
        List<Estimated> ranked = modes.stream()
                .sorted(Comparator.comparingDouble(Estimated::value).reversed())
                .toList();
        int[] drawn = Thinning.evenly(ranked.size(), Specs.MOST_POINTS);
        boolean named = ranked.size() <= MOST_NAMED;
        Rows rows = Rows.of("level", "rank", "value", "lower", "upper", "text");
        for (int i : drawn) {
            Estimated e = ranked.get(i);
            rows.add(e.label(), i + 1, e.value(), e.lower(), e.upper(), e.text(phrases));
        }
        String interval = phrases.say("interval", Numbers.level(level));
        String axis = phrases.say("caterpillar.axis", term);
        Mark bars = Mark.of("rule")
                .x(Channel.number("lower").title(axis))
                .x2("upper")
                .y(vertical(group, named, phrases))
                .set("strokeWidth", named ? 2 : Math.max(0.5, 300.0 / drawn.length))
                .set("opacity", named ? 1.0 : 0.55);
        Mark points = Mark.of("point")
                .x(Channel.number("value"))
                .y(vertical(group, named, phrases))
                .set("size", named ? 45 : Math.clamp(6000 / drawn.length, 4, 45))
                .tip("level", group)
                .tip("rank", phrases.say("caterpillar.rank"))
                .tip("text", interval);
        ObjectNode view = Specs.layered(rows, Mark.vertical(0), bars, points);
        view = named ? Specs.tall(view, ranked.size()) : view.put("height", TALL);
        long apart = modes.stream().filter(e -> e.lower() > 0 || e.upper() < 0).count();
        String description = phrases.say(
                "caterpillar.description",
                Numbers.count(modes.size()),
                group,
                term,
                ranked.getFirst().label() + " " + ranked.getFirst().text(phrases),
                ranked.getLast().label() + " " + ranked.getLast().text(phrases),
                Numbers.count(apart),
                Numbers.level(level));
        if (drawn.length < ranked.size()) {
            description += phrases.say("thinned", Numbers.count(drawn.length), Numbers.count(ranked.size()));
        }
        return Specs.chart("caterpillar", phrases.say("caterpillar.title", group), description, view);
    }

    private static Channel vertical(String group, boolean named, Phrases phrases) {
        return named
                ? Channel.category("level").title(group)
                : Channel.number("rank")
                        .noZero()
                        .scale("reverse", true)
                        .title(phrases.say("caterpillar.ranks", group))
                        .axis("grid", false);
    }
}
