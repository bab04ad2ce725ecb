package copse.report.plot;

import copse.estimate.RandomisationSummary;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import copse.report.Sayings;
import tools.jackson.databind.node.ObjectNode;

/// What the test statistic would have been under other assignments of the same design, and what it was.
///
/// Bars are shares of the assignments, if the hypothesis holds; the upright line is the observed value.
public final class RandomisationPlot {
    private RandomisationPlot() {}

    /// @param test kept of a randomisation test
    /// @param language of the words
    /// @return a chart of kind `randomisation`
    public static Chart of(RandomisationSummary test, Language language) {
        Phrases phrases = Phrases.of(RandomisationPlot.class, language);
        double[] shares = test.distribution().shares();
        double least = test.distribution().least();
        double width = (test.distribution().most() - least) / shares.length;
        // a statistic that never varies has bins of no width
        double drawn = width > 0 ? width : Math.max(1e-3, Math.abs(least) / 100);
        Rows rows = Rows.of("start", "end", "share", "base");
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                rows.add(least + i * drawn, least + (i + 1) * drawn, shares[i], 0);
            }
        }
        String axis = Sayings.of(language).say(test.statistic());
        Mark bars = Mark.of("rect")
                .data(rows)
                .x(Channel.number("start").noZero().title(axis))
                .x2("end")
                .y(Channel.number("share")
                        .title(phrases.say("randomisation.share"))
                        .axis("format", "%"))
                .y2("base")
                .set("opacity", 0.75)
                .tip("start", phrases.say("randomisation.from"), ".4~g")
                .tip("end", phrases.say("randomisation.to"), ".4~g")
                .tip("share", phrases.say("randomisation.share"), ".2%");
        Rows observed = Rows.of("at", "text")
                .add(test.observed(), phrases.say("randomisation.observed", Numbers.brief(test.observed(), 3)));
        Mark line = Mark.of("rule")
                .data(observed)
                .x(Channel.number("at"))
                .set("color", Palette.ACCENT)
                .set("strokeWidth", 3)
                .tip("text", phrases.say("what"));
        boolean right = test.observed() > least + 0.5 * width * shares.length;
        Mark text = Mark.of("text")
                .data(observed)
                .x(Channel.number("at"))
                .y(Channel.value(8))
                .encode("text", Channel.category("text"))
                .set("align", right ? "right" : "left")
                .set("dx", right ? -6 : 6)
                .set("fontWeight", "bold");
        ObjectNode view = Specs.layered(null, bars, line, text);
        String description = phrases.say(
                test.exact() ? "randomisation.exact" : "randomisation.drawn",
                axis,
                Numbers.count(test.assignments()),
                Numbers.brief(test.effect(), 4),
                Numbers.brief(test.observed(), 4),
                Numbers.pEquals(test.p()));
        return Specs.chart("randomisation", phrases.say("randomisation.title"), description, view);
    }
}
