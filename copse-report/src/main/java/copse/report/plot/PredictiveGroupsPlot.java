package copse.report.plot;

import copse.bayes.PredictiveCheck;
import copse.bayes.PredictiveStatistic;
import copse.mcmc.Chains;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A statistic of each group, such as its share or mean: that of the data as a diamond, those of the outcomes
/// that a model makes as median and range, groups in the order of the data's.
public final class PredictiveGroupsPlot {
    private static final int MOST = 60;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private PredictiveGroupsPlot() {}

    /// @param checks one per group, as `PosteriorPredictive.by` and `check` make them, at least one; of more
    ///     than 60 so many are drawn, evenly over their order
    /// @param language of the words
    /// @return the chart `predictive-groups`
    public static Chart of(List<PredictiveCheck> checks, Language language) {
        Phrases phrases = Phrases.of(PredictiveGroupsPlot.class, language);
        List<PredictiveCheck> sorted = new ArrayList<>(checks);
        sorted.sort(Comparator.comparingDouble((PredictiveCheck check) -> -check.observed()));
        Rows ranges = Rows.of("group", "lower", "median", "upper");
        Rows points = Rows.of("group", "value", "kind");
        List<String> labels = new ArrayList<>();
        String observed = phrases.say("predictive.observed");
        String model = phrases.say("predictive-groups.model");
        long outside = sorted.stream()
                .filter(check -> check.observed() < check.replicated().quantile(LOW)
                        || check.observed() > check.replicated().quantile(HIGH))
                .count();
        for (int i : Thinning.evenly(sorted.size(), MOST)) {
            PredictiveCheck check = sorted.get(i);
            Chains replicated = check.replicated();
            labels.add(label(check.statistic()));
            ranges.add(labels.getLast(), replicated.quantile(LOW), replicated.median(), replicated.quantile(HIGH));
            points.add(labels.getLast(), replicated.median(), model);
            points.add(labels.getLast(), check.observed(), observed);
        }
        String axis = axis(checks.getFirst().statistic(), phrases);
        List<String> names = List.of(observed, model);
        String thinned = labels.size() < sorted.size()
                ? phrases.say("thinned", Numbers.count(labels.size()), Numbers.count(sorted.size()))
                : "";
        return Specs.chart(
                "predictive-groups",
                phrases.say("predictive-groups.title"),
                phrases.say("predictive-groups.told", axis, Numbers.count(sorted.size()), Numbers.count(outside))
                        + thinned,
                Specs.tall(
                        Specs.layered(
                                null,
                                row("rule", ranges, labels)
                                        .set("strokeWidth", 2)
                                        .x(Channel.number("lower").title(axis).noZero())
                                        .x2("upper")
                                        .tip("group", phrases.say("what"))
                                        .tip("median", phrases.say("predictive.median"))
                                        .tip("lower", phrases.say("predictive.q5"))
                                        .tip("upper", phrases.say("predictive.q95")),
                                row("point", points, labels)
                                        .set("size", 60)
                                        .x(Channel.number("value").title(axis).noZero())
                                        .encode("color", two(names, Palette.ACCENT, Palette.INK))
                                        .encode("shape", two(names, "diamond", "circle"))
                                        .tip("group", phrases.say("what"))
                                        .tip("kind", phrases.say("predictive-groups.kind"))
                                        .tip("value", axis)),
                        labels.size()));
    }

    private static Channel two(List<String> names, String first, String second) {
        return Channel.category("kind").scale("domain", names).scale("range", List.of(first, second));
    }

    private static Mark row(String type, Rows rows, List<String> labels) {
        return Mark.of(type).data(rows).y(Channel.category("group").scale("domain", labels));
    }

    private static String label(PredictiveStatistic statistic) {
        return statistic instanceof PredictiveStatistic.Within within ? within.value() : statistic.label();
    }

    private static String axis(PredictiveStatistic statistic, Phrases phrases) {
        return statistic instanceof PredictiveStatistic.Within within
                ? phrases.say("predictive-groups.axis", StatisticWords.of(within.summary(), phrases), within.column())
                : "";
    }
}
