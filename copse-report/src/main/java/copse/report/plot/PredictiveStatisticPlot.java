package copse.report.plot;

import copse.bayes.PredictiveCheck;
import copse.mcmc.Chains;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Statistics of the outcomes that a model makes, each as a histogram, with a line where that of the data is.
public final class PredictiveStatisticPlot {
    private static final int MOST = 6;
    private static final int BINS = 30;
    private static final int HEIGHT = 130;

    private PredictiveStatisticPlot() {}

    /// @param checks statistics of replicates and of the data, at least one; of more than six the first six are
    ///     drawn
    /// @param language of the words
    /// @return the chart `predictive-statistic`
    public static Chart of(List<PredictiveCheck> checks, Language language) {
        Phrases phrases = Phrases.of(PredictiveStatisticPlot.class, language);
        List<PredictiveCheck> shown = checks.size() <= MOST ? checks : checks.subList(0, MOST);
        int columns = shown.size() == 1 ? 1 : 2;
        List<ObjectNode> panels = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        for (PredictiveCheck check : shown) {
            ObjectNode view = panel(check, phrases);
            Panels.headed(view, StatisticWords.of(check.statistic(), phrases));
            panels.add(Specs.sized(view, (Specs.WIDTH - 70 * (columns - 1)) / columns, HEIGHT));
            Chains replicated = check.replicated();
            told.append(phrases.say(
                    "predictive-statistic.told",
                    StatisticWords.of(check.statistic(), phrases),
                    Numbers.byError(check.observed(), replicated.sd()),
                    Numbers.byError(replicated.quantile(0.05), replicated.sd()),
                    Numbers.byError(replicated.quantile(0.95), replicated.sd()),
                    Numbers.p(check.probability())));
        }
        if (checks.size() > shown.size()) {
            told.append(phrases.say("predictive-statistic.rest", Numbers.count(checks.size() - shown.size())));
        }
        return Specs.chart(
                "predictive-statistic",
                phrases.say("predictive-statistic.title"),
                phrases.say("predictive-statistic.what") + told,
                Panels.wrapped(panels, columns));
    }

    private static ObjectNode panel(PredictiveCheck check, Phrases phrases) {
        double[] values = DensityCurve.pooled(check.replicated());
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double width = high > low ? (high - low) / BINS : 1;
        int[] counts = new int[BINS];
        for (double value : values) {
            counts[Math.clamp((int) ((value - low) / width), 0, BINS - 1)]++;
        }
        Rows rows = Rows.of("from", "to", "zero", "count");
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                rows.add(low + bin * width, low + (bin + 1) * width, 0, counts[bin]);
            }
        }
        String count = phrases.say("predictive-statistic.count");
        Channel x = Channel.number("from").noZero().axis("tickCount", 5);
        return Specs.layered(
                null,
                Mark.of("rect")
                        .data(rows)
                        .set("opacity", 0.6)
                        .x(x)
                        .x2("to")
                        .y(Channel.number("zero").title(count).axis("tickCount", 4))
                        .y2("count")
                        .tip("from", StatisticWords.of(check.statistic(), phrases))
                        .tip("count", count),
                Mark.of("rule")
                        .data(Rows.of("from").add(check.observed()))
                        .set("color", Palette.ACCENT)
                        .set("strokeWidth", 3)
                        .x(x)
                        .tip("from", phrases.say("predictive.observed")));
    }
}
