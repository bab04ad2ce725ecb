package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Residuals against fitted values, with means of bins: a mean away from zero says that the fixed part has the
/// wrong shape there.
///
/// Residuals may be those of a linear model over σ or, better for discrete outcomes, randomised quantile
/// residuals.
///
/// Source: Gelman and Hill (2007), Data Analysis Using Regression and Multilevel/Hierarchical Models, section
/// 5.6 (binned residuals).
public final class ResidualPlot {
    private ResidualPlot() {}

    /// @param fitted values, finite
    /// @param residuals as many, finite
    /// @param language of the words
    /// @return a chart of kind `residuals`
    public static Chart of(double[] fitted, double[] residuals, Language language) {
        Phrases phrases = Phrases.of(ResidualPlot.class, language);
        int[] drawn = Thinning.along(fitted, residuals, Specs.MOST_POINTS);
        List<Mark> marks = new ArrayList<>(BinnedTrend.marks(
                fitted,
                residuals,
                drawn,
                phrases.say("residuals.fitted"),
                phrases.say("residuals.residual"),
                phrases.say("residuals.mean")));
        marks.add(1, Mark.horizontal(0).set("strokeDash", List.of(1, 0)));
        double least = Arrays.stream(residuals).min().orElse(0);
        double most = Arrays.stream(residuals).max().orElse(0);
        String description = phrases.say(
                        "residuals.description",
                        Numbers.count(fitted.length),
                        Numbers.brief(least, 3),
                        Numbers.brief(most, 3))
                + told(drawn.length, fitted.length, phrases);
        return Specs.chart("residuals", phrases.say("residuals.title"), description, Specs.layered(null, marks));
    }

    /// How many points are drawn, if not all.
    static String told(int drawn, int all, Phrases phrases) {
        return drawn < all ? phrases.say("points.thinned", Numbers.count(drawn), Numbers.count(all)) : "";
    }
}
