package copse.report.plot;

import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What was believed of parameters before the data, and what is after: both densities in a panel for each.
///
/// Where the prior is far wider than the posterior, it is drawn as far as [#REACH] times the posterior reaches.
public final class PriorPosteriorPlot {
    private static final int MOST = 8;
    private static final int COLUMNS = 2;
    private static final int HEIGHT = 120;

    /// Ranges of the posterior that the axis covers on either side of it, where the prior reaches so far.
    private static final double REACH = 1.5;

    private PriorPosteriorPlot() {}

    /// @param prior draws of the parameters from their priors, as `BayesPosterior.prior` makes them
    /// @param posterior draws of the same parameters
    /// @param parameters to draw, at least one that both have; of more than eight the first eight are drawn
    /// @param language of the words
    /// @return the chart `prior-posterior`
    public static Chart of(Draws prior, Draws posterior, List<String> parameters, Language language) {
        Phrases phrases = Phrases.of(PriorPosteriorPlot.class, language);
        List<String> known = parameters.stream()
                .filter(prior.names()::contains)
                .filter(posterior.names()::contains)
                .toList();
        List<String> shown = ParameterChoice.first(known, MOST);
        List<String> names = List.of(phrases.say("prior-posterior.posterior"), phrases.say("prior-posterior.prior"));
        List<ObjectNode> panels = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        for (String parameter : shown) {
            Chains before = prior.of(parameter);
            Chains after = posterior.of(parameter);
            panels.add(panel(parameter, before, after, names));
            told.append(phrases.say(
                    "prior-posterior.told",
                    parameter,
                    Numbers.byError(before.median(), before.mad()),
                    Numbers.significant(before.mad(), 2),
                    Numbers.byError(after.median(), after.mad()),
                    Numbers.significant(after.mad(), 2)));
        }
        if (known.size() > shown.size()) {
            told.append(phrases.say("chains.rest", Numbers.count(known.size() - shown.size())));
        }
        return Specs.chart(
                "prior-posterior",
                phrases.say("prior-posterior.title"),
                phrases.say("prior-posterior.what") + told,
                Panels.wrapped(panels, COLUMNS));
    }

    private static ObjectNode panel(String parameter, Chains before, Chains after, List<String> names) {
        Support support = Support.of(parameter);
        Optional<DensityCurve> posterior = DensityCurve.of(after, support);
        Optional<DensityCurve> prior = DensityCurve.of(before, support);
        Rows rows = Rows.of("value", "density", "zero", "what");
        posterior.ifPresent(curve -> curve.addTo(rows, 0, names.get(0)));
        prior.ifPresent(curve -> curve.addTo(rows, 0, names.get(1)));
        Channel value = Channel.number("value").noZero().scale("nice", false).axis("tickCount", 5);
        if (posterior.isPresent() && prior.isPresent()) {
            double from = posterior.get().from();
            double to = posterior.get().to();
            double reach = REACH * (to - from);
            value.domain(
                    Math.max(from - reach, Math.min(from, prior.get().from())),
                    Math.min(to + reach, Math.max(to, prior.get().to())));
        }
        ObjectNode view = Specs.layered(
                rows,
                Mark.of("area")
                        .set("clip", true)
                        .set("opacity", 0.2)
                        .x(value)
                        .y(Channel.number("zero").noAxis())
                        .y2("density")
                        .encode("color", Channel.colour("what", names)),
                Mark.of("line")
                        .set("clip", true)
                        .x(value)
                        .y(Channel.number("density").noAxis())
                        .encode("color", Channel.colour("what", names))
                        .encode("strokeDash", Channel.dash("what", names)));
        Panels.headed(view, parameter);
        return Specs.sized(view, Specs.WIDTH / COLUMNS, HEIGHT);
    }
}
