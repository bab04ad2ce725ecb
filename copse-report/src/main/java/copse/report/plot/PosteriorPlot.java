package copse.report.plot;

import copse.bayes.Derived;
import copse.mcmc.Chains;
import copse.mcmc.HighestDensity;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// Posterior densities with the shortest interval that holds most of each, and with the probabilities below,
/// inside and above a region of practical equivalence (ROPE), or on either side of a value.
///
/// Source: Kruschke (2018), Rejecting or accepting parameter values in Bayesian estimation, Adv. Methods Pract.
/// Psychol. Sci. 1(2). doi:10.1177/2515245918771304
public final class PosteriorPlot {
    private static final int MOST = 8;
    private static final int HEIGHT = 170;

    private PosteriorPlot() {}

    /// Values that make no practical difference.
    ///
    /// @param lower end
    /// @param upper end, at least the lower one
    public record Region(double lower, double upper) {}

    /// @param values parameters, effects or other numbers with their draws, at least one; of more than eight
    ///     the first eight are drawn
    /// @param mass probability that the interval holds, such as 0.94
    /// @param region of practical equivalence, the same for all
    /// @param reference value on whose sides probabilities are told where there is no region, such as 0
    /// @param language of the words
    /// @return the chart `posterior`
    public static Chart of(
            List<Derived> values, double mass, Optional<Region> region, OptionalDouble reference, Language language) {
        Phrases phrases = Phrases.of(PosteriorPlot.class, language);
        List<Derived> shown = values.size() <= MOST ? values : values.subList(0, MOST);
        List<ObjectNode> panels = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        int columns = shown.size() > 1 && region.isEmpty() ? 2 : 1;
        for (Derived value : shown) {
            PosteriorSides sides = PosteriorSides.of(value, mass, region, reference, phrases);
            told.append(told(value, mass, phrases)).append(sides.told());
            ObjectNode view = new PosteriorPanel(value, mass, region, reference, phrases).view(sides);
            Specs.sized(view, Specs.WIDTH / columns - (columns - 1) * 10, HEIGHT);
            if (shown.size() > 1) {
                Panels.headed(view, value.name());
            }
            panels.add(view);
        }
        if (values.size() > shown.size()) {
            told.append(phrases.say("chains.rest", Numbers.count(values.size() - shown.size())));
        }
        String title = shown.size() == 1
                ? phrases.say("posterior.title.one", shown.getFirst().name())
                : phrases.say("posterior.title");
        ObjectNode view = panels.size() == 1
                ? Specs.sized(panels.getFirst(), Specs.WIDTH, Specs.HEIGHT)
                : Panels.wrapped(panels, columns);
        return Specs.chart("posterior", title, told.toString().strip(), view);
    }

    private static String told(Derived value, double mass, Phrases phrases) {
        Chains draws = value.draws();
        HighestDensity hdi = draws.highestDensity(mass);
        return phrases.say(
                "posterior.told",
                value.name(),
                number(draws.mean(), draws),
                Numbers.level(mass),
                number(hdi.lower(), draws),
                number(hdi.upper(), draws));
    }

    private static String number(double value, Chains draws) {
        return Numbers.byError(value, draws.sd());
    }
}
