package copse.report.plot;

import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Posterior densities of parameters, a panel each: of every chain as a thin line, of all together as an area.
public final class DensityPlot {
    private static final int MOST = 12;
    private static final int COLUMNS = 2;
    private static final int HEIGHT = 110;

    private DensityPlot() {}

    /// @param draws of the chains
    /// @param parameters to draw, at least one; of more than twelve the first twelve are drawn
    /// @param language of the words
    /// @return the chart `density`
    public static Chart of(Draws draws, List<String> parameters, Language language) {
        Phrases phrases = Phrases.of(DensityPlot.class, language);
        List<String> shown = ParameterChoice.first(parameters, MOST);
        List<String> chains = ChainWords.names(draws, phrases);
        List<ObjectNode> panels = new ArrayList<>();
        for (String parameter : shown) {
            panels.add(panel(draws, parameter, chains, phrases));
        }
        String where = draws.of(shown.getFirst()).sd() > 0
                ? phrases.say(
                        "density.first",
                        shown.getFirst(),
                        Numbers.byError(
                                draws.of(shown.getFirst()).mean(),
                                draws.of(shown.getFirst()).sd()),
                        Numbers.significant(draws.of(shown.getFirst()).sd(), 2))
                : "";
        return Specs.chart(
                "density",
                phrases.say("density.title"),
                ChainWords.of(draws, shown, parameters.size(), phrases) + where,
                Panels.wrapped(panels, COLUMNS));
    }

    private static ObjectNode panel(Draws draws, String parameter, List<String> chains, Phrases phrases) {
        Support support = Support.of(parameter);
        Rows pooled = Rows.of("value", "density");
        DensityCurve.of(draws.of(parameter), support).ifPresent(curve -> curve.addTo(pooled));
        Rows byChain = Rows.of("value", "density", "chain");
        for (int chain = 0; chain < draws.chains(); chain++) {
            String name = chains.get(chain);
            DensityCurve.of(draws.values(chain, draws.index(parameter)), support)
                    .ifPresent(curve -> curve.addTo(byChain, name));
        }
        Channel value = Channel.number("value").noZero().scale("nice", false).axis("tickCount", 5);
        ObjectNode view = Specs.layered(
                null,
                Mark.of("area")
                        .data(pooled)
                        .set("color", Palette.FAINT)
                        .set("opacity", 0.35)
                        .set("line", Specs.object().put("color", Palette.TEXT).put("strokeWidth", 1.5))
                        .x(value)
                        .y(Channel.number("density").noAxis())
                        .tip("value", parameter)
                        .tip("density", phrases.say("density.density")),
                Mark.of("line")
                        .data(byChain)
                        .set("strokeWidth", 1.2)
                        .x(value)
                        .y(Channel.number("density").noAxis())
                        .encode("color", Channel.colour("chain", chains))
                        .encode("strokeDash", Channel.dash("chain", chains)));
        Panels.headed(view, parameter);
        return Specs.sized(view, Specs.WIDTH / COLUMNS, HEIGHT);
    }
}
