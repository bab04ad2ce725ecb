package copse.report.plot;

import copse.bayes.PredictiveStatistic;
import copse.bayes.RowSummary;
import copse.report.Phrases;
import java.util.Map;

/// Statistics of predictive checks in words.
final class StatisticWords {
    private static final Map<String, String> KEYS = Map.of(
            RowSummary.MEAN.label(), "statistic.mean",
            RowSummary.SD.label(), "statistic.sd",
            RowSummary.MIN.label(), "statistic.min",
            RowSummary.MAX.label(), "statistic.max");

    private static final String SHARE = "share of ";

    private StatisticWords() {}

    /// @param statistic of outcomes
    /// @param phrases of this package
    /// @return what it is called
    static String of(PredictiveStatistic statistic, Phrases phrases) {
        return switch (statistic) {
            case PredictiveStatistic.Overall(RowSummary summary) -> of(summary, phrases);
            case PredictiveStatistic.Within(RowSummary summary, String column, String value) ->
                phrases.say("statistic.within", of(summary, phrases), column, value);
            case PredictiveStatistic.Across(RowSummary outer, RowSummary inner, String column) ->
                phrases.say("statistic.across", of(outer, phrases), of(inner, phrases), column);
        };
    }

    /// @param summary of outcomes; a user's own keeps its label
    /// @param phrases of this package
    /// @return what it is called
    static String of(RowSummary summary, Phrases phrases) {
        String label = summary.label();
        String key = KEYS.get(label);
        if (key != null) {
            return phrases.say(key);
        }
        return label.startsWith(SHARE) ? phrases.say("statistic.share", label.substring(SHARE.length())) : label;
    }
}
