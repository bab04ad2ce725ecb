package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.List;

/// Coefficients with their intervals, one per row; of several models under their names.
///
/// The intercept is left out where there are other coefficients: it is seldom asked for and would set the
/// scale.
public final class CoefficientPlot {
    private static final String INTERCEPT = "(Intercept)";

    private static final int MOST_TOLD = 12;

    private CoefficientPlot() {}

    /// @param coefficients in order, at least one; groups are models
    /// @param axis the scale, such as `log odds`; empty for the word *coefficient*
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `coefficients`
    public static Chart of(List<Estimated> coefficients, String axis, double level, Language language) {
        Phrases phrases = Phrases.of(CoefficientPlot.class, language);
        List<Estimated> slopes =
                coefficients.stream().filter(c -> !c.label().equals(INTERCEPT)).toList();
        List<Estimated> shown = slopes.isEmpty() ? coefficients : slopes;
        String description =
                phrases.say("coefficients.description", Numbers.level(level), Told.of(shown, MOST_TOLD, phrases));
        return Specs.chart(
                "coefficients",
                phrases.say("coefficients.title"),
                description,
                IntervalRows.view(
                        shown,
                        List.of(0.0),
                        axis.isEmpty() ? phrases.say("coefficients.axis") : axis,
                        level,
                        Estimated::error,
                        phrases));
    }
}
