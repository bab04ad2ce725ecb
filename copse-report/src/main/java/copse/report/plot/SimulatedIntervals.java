package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Share;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// The interval of every simulated experiment, sorted by the estimate: those that hold the truth thin and pale,
/// those that miss it dark.
///
/// Where the truth differs from experiment to experiment, errors of the estimate are drawn. Of more than
/// [#MOST] experiments an even choice of ranks is drawn; the share of intervals that hold the truth is that of
/// all.
public final class SimulatedIntervals {
    /// Lines that still stand apart on a page.
    private static final int MOST = 400;

    private static final int TALL = 480;

    private SimulatedIntervals() {}

    /// An experiment.
    private record One(int replicate, double estimate, double lower, double upper, double truth, double shift) {
        boolean covers() {
            return lower <= truth && truth <= upper;
        }
    }

    /// @param estimates one row per experiment and estimator, with columns `replicate`, `estimator`, `effect`,
    ///     `estimate`, `lower`, `upper`, as a diagnosis of a simulation has them; failed estimates are left out
    /// @param estimator whose intervals are drawn
    /// @param language of the words
    /// @return a chart of kind `simulated`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or not numeric
    public static Chart of(Frame estimates, String estimator, Language language) {
        Phrases phrases = Phrases.of(SimulatedIntervals.class, language);
        List<One> all = experiments(estimates, estimator);
        boolean errors = all.stream().anyMatch(one -> one.shift() != 0);
        Rows rows = Rows.of("rank", "estimate", "lower", "upper", "covers", "replicate");
        int[] drawn = Thinning.evenly(all.size(), MOST);
        String holds = phrases.say("simulated.holds");
        String misses = phrases.say("simulated.misses");
        for (int i : drawn) {
            One one = all.get(i);
            rows.add(
                    i + 1,
                    one.estimate() - one.shift(),
                    one.lower() - one.shift(),
                    one.upper() - one.shift(),
                    one.covers() ? holds : misses,
                    one.replicate());
        }
        double truth = all.isEmpty() || errors ? 0 : all.getFirst().truth();
        String axis = phrases.say(errors ? "simulated.error" : "simulated.estimate");
        ObjectNode view = view(rows, truth, axis, List.of(holds, misses), phrases);
        return Specs.chart(
                "simulated",
                phrases.say("simulated.title", estimator),
                description(all, drawn.length, truth, errors, phrases),
                view);
    }

    private static List<One> experiments(Frame estimates, String estimator) {
        FactorColumn names = estimates.asFactor("estimator").factor("estimator");
        NumericColumn replicate = estimates.numeric("replicate");
        NumericColumn effect = estimates.numeric("effect");
        NumericColumn estimate = estimates.numeric("estimate");
        NumericColumn lower = estimates.numeric("lower");
        NumericColumn upper = estimates.numeric("upper");
        int code = names.levels().code(estimator).orElse(FactorColumn.MISSING);
        int[] own = IntStream.range(0, estimates.rows())
                .filter(i -> names.code(i) == code
                        && code != FactorColumn.MISSING
                        && !estimate.missing().get(i)
                        && !effect.missing().get(i)
                        && !(lower.missing().get(i) && upper.missing().get(i)))
                .toArray();
        boolean varies = IntStream.of(own).mapToDouble(effect::value).distinct().count() > 1;
        return IntStream.of(own)
                .mapToObj(i -> new One(
                        (int) replicate.value(i),
                        estimate.value(i),
                        lower.missing().get(i) ? Double.NEGATIVE_INFINITY : lower.value(i),
                        upper.missing().get(i) ? Double.POSITIVE_INFINITY : upper.value(i),
                        effect.value(i),
                        varies ? effect.value(i) : 0))
                .sorted(Comparator.comparingDouble(one -> one.estimate() - one.shift()))
                .toList();
    }

    private static ObjectNode view(Rows rows, double truth, String axis, List<String> kinds, Phrases phrases) {
        Channel colour =
                Channel.category("covers").scale("domain", kinds).scale("range", List.of("#8fb8d4", Palette.ACCENT));
        List<Mark> marks = new ArrayList<>();
        for (String kind : kinds) {
            marks.add(Mark.of("rule")
                    .where("datum.covers === " + Specs.json(kind))
                    .x(Channel.number("lower").noZero().title(axis))
                    .x2("upper")
                    .y(rank(phrases))
                    .encode("color", colour)
                    .set("strokeWidth", kind.equals(kinds.getFirst()) ? 1 : 2)
                    .tip("replicate", phrases.say("simulated.experiment"), ",d")
                    .tip("estimate", axis, ".4~g")
                    .tip("lower", phrases.say("simulated.lower"), ".4~g")
                    .tip("upper", phrases.say("simulated.upper"), ".4~g"));
        }
        Mark points = Mark.of("point")
                .x(Channel.number("estimate"))
                .y(rank(phrases))
                .set("size", 5)
                .set("color", Palette.TEXT);
        marks.add(points);
        marks.add(Mark.vertical(truth).set("strokeDash", List.of(1, 0)).set("strokeWidth", 1.5));
        return Specs.layered(rows, marks).put("height", TALL);
    }

    private static Channel rank(Phrases phrases) {
        return Channel.number("rank")
                .noZero()
                .title(phrases.say("simulated.rank"))
                .axis("grid", false);
    }

    private static String description(List<One> all, int drawn, double truth, boolean errors, Phrases phrases) {
        if (all.isEmpty()) {
            return phrases.say("simulated.none");
        }
        long covering = all.stream().filter(One::covers).count();
        Share share = new Share(covering, all.size());
        String description = phrases.say(
                "simulated.description",
                Numbers.count(all.size()),
                Numbers.brief(100 * share.value(), 4),
                Numbers.brief(100 * share.standardError(), 2),
                Numbers.count(all.size() - covering));
        if (!errors) {
            description += phrases.say("simulated.truth", Numbers.brief(truth, 4));
        }
        return drawn < all.size()
                ? description + phrases.say("thinned", Numbers.count(drawn), Numbers.count(all.size()))
                : description;
    }
}
