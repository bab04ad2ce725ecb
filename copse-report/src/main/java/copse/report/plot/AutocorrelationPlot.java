package copse.report.plot;

import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// How much draws depend on those before them: autocorrelations of each chain by lag.
///
/// The band holds 95 % of the autocorrelations of independent draws, `±1.96 / √n`.
public final class AutocorrelationPlot {
    private static final int LAGS = 30;
    private static final int MOST = 6;
    private static final int HEIGHT = 80;

    /// Φ⁻¹(0.975)
    private static final double NORMAL_975 = 1.959963984540054;

    private AutocorrelationPlot() {}

    /// @param draws of the chains
    /// @param parameters to draw, at least one; of more than six the first six are drawn
    /// @param language of the words
    /// @return the chart `autocorrelation`
    public static Chart of(Draws draws, List<String> parameters, Language language) {
        Phrases phrases = Phrases.of(AutocorrelationPlot.class, language);
        List<String> shown = ParameterChoice.first(parameters, MOST);
        List<String> chains = ChainWords.names(draws, phrases);
        int lags = Math.min(LAGS, draws.perChain() - 1);
        double reach = NORMAL_975 / Math.sqrt(draws.perChain());
        List<ObjectNode> panels = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        String which = "";
        for (String parameter : shown) {
            Rows rows = Rows.of("chain", "lag", "correlation", "zero", "low", "high");
            Chains own = draws.of(parameter);
            for (int chain = 0; chain < chains.size(); chain++) {
                double[] covariance = own.autocovariance(chain, lags + 1);
                for (int lag = 0; lag <= lags; lag++) {
                    double correlation = covariance[0] > 0 ? covariance[lag] / covariance[0] : Double.NaN;
                    rows.add(chains.get(chain), lag, correlation, 0, -reach, reach);
                    if (lag == 1 && correlation > largest) {
                        largest = correlation;
                        which = parameter;
                    }
                }
            }
            boolean last = panels.size() == shown.size() - 1;
            panels.add(Panels.byChain(parameter, rows, chains, panels.isEmpty(), HEIGHT, marks(last, phrases)));
        }
        String told = which.isEmpty() ? "" : phrases.say("autocorrelation.largest", Numbers.fixed(largest, 2), which);
        return Specs.chart(
                "autocorrelation",
                phrases.say("autocorrelation.title"),
                ChainWords.of(draws, shown, parameters.size(), phrases) + told,
                Specs.stacked(panels));
    }

    private static Mark[] marks(boolean last, Phrases phrases) {
        Channel lag = Channel.number("lag")
                .title(last ? phrases.say("autocorrelation.lag") : null)
                .axis("tickCount", 4)
                .axis("labels", last);
        return new Mark[] {
            Mark.of("area")
                    .set("color", Palette.FAINT)
                    .set("opacity", 0.35)
                    .x(lag)
                    .y(correlation("low", phrases))
                    .y2("high"),
            Mark.of("rule")
                    .set("strokeWidth", 2.5)
                    .x(lag)
                    .y(correlation("correlation", phrases))
                    .y2("zero")
                    .tip("lag", phrases.say("autocorrelation.lag"))
                    .tip("correlation", phrases.say("autocorrelation.correlation"), ".3f")
        };
    }

    private static Channel correlation(String field, Phrases phrases) {
        return Panels.aligned(Channel.number(field)
                .title(phrases.say("autocorrelation.correlation"))
                .axis("tickCount", 4));
    }
}
