package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Arrays;
import java.util.List;

/// The size of residuals against fitted values: a line that rises says that the spread grows with the mean.
///
/// The root of the absolute standardised residual is drawn, which is less skewed than the residual's size.
///
/// Source: Cleveland (1993), Visualizing Data, section 3.3 (spread-location plot).
public final class ScaleLocationPlot {
    private ScaleLocationPlot() {}

    /// @param fitted values, finite
    /// @param standardised residuals over their standard deviation, as many, finite
    /// @param language of the words
    /// @return a chart of kind `scale-location`
    public static Chart of(double[] fitted, double[] standardised, Language language) {
        Phrases phrases = Phrases.of(ScaleLocationPlot.class, language);
        double[] roots =
                Arrays.stream(standardised).map(r -> Math.sqrt(Math.abs(r))).toArray();
        int[] drawn = Thinning.along(fitted, roots, Specs.MOST_POINTS);
        List<Mark> marks = BinnedTrend.marks(
                fitted,
                roots,
                drawn,
                phrases.say("residuals.fitted"),
                phrases.say("scale.axis"),
                phrases.say("residuals.mean"));
        double[] ends = ends(fitted, roots);
        String description = phrases.say(
                        "scale.description",
                        Numbers.count(fitted.length),
                        Numbers.brief(ends[0], 3),
                        Numbers.brief(ends[1], 3))
                + ResidualPlot.told(drawn.length, fitted.length, phrases);
        return Specs.chart("scale-location", phrases.say("scale.title"), description, Specs.layered(null, marks));
    }

    /// Means of the roots over the lower and the upper third of the fitted values.
    private static double[] ends(double[] fitted, double[] roots) {
        int[] order = Thinning.order(fitted);
        int third = Math.max(1, order.length / 3);
        double low = Arrays.stream(order)
                .limit(third)
                .mapToDouble(i -> roots[i])
                .average()
                .orElse(0);
        double high = Arrays.stream(order)
                .skip(order.length - Math.min(third, order.length))
                .mapToDouble(i -> roots[i])
                .average()
                .orElse(0);
        return new double[] {low, high};
    }
}
