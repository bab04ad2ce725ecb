package copse.report.plot;

import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Ranks of each chain's draws among those of all chains, as bars: level if the chains have found the same
/// distribution, sloping or bowed if one lies elsewhere or spreads differently.
///
/// The band holds 95 % of bars of independent draws: the number of a chain's draws in a bin is then
/// hypergeometric. Draws that depend on each other leave it more often.
///
/// Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Rank-normalization, folding, and
/// localization: an improved R̂ for assessing convergence of MCMC, Bayesian Anal. 16(2), section 4.2.
/// doi:10.1214/20-BA1221
public final class RankPlot {
    private static final int BINS = 20;
    private static final int MOST = 6;
    private static final int HEIGHT = 80;

    /// Φ⁻¹(0.975)
    private static final double NORMAL_975 = 1.959963984540054;

    private RankPlot() {}

    /// @param draws of at least one chain
    /// @param parameters to draw, at least one; of more than six the first six are drawn
    /// @param language of the words
    /// @return the chart `rank`
    public static Chart of(Draws draws, List<String> parameters, Language language) {
        Phrases phrases = Phrases.of(RankPlot.class, language);
        List<String> shown = ParameterChoice.first(parameters, MOST);
        List<String> chains = ChainWords.names(draws, phrases);
        double expected = (double) draws.perChain() / BINS;
        double all = draws.count();
        double variance = expected * (1 - 1.0 / BINS) * (all - draws.perChain()) / Math.max(1, all - 1);
        double reach = NORMAL_975 * Math.sqrt(variance);
        List<ObjectNode> panels = new ArrayList<>();
        int outside = 0;
        for (String parameter : shown) {
            Rows rows = Rows.of("chain", "from", "to", "count", "zero", "low", "high", "expected");
            int[][] counts = counts(draws.chains(draws.index(parameter)));
            for (int chain = 0; chain < counts.length; chain++) {
                for (int bin = 0; bin < BINS; bin++) {
                    int count = counts[chain][bin];
                    outside += Math.abs(count - expected) > reach ? 1 : 0;
                    rows.add(
                            chains.get(chain),
                            all * bin / BINS,
                            all * (bin + 1) / BINS,
                            count,
                            0,
                            expected - reach,
                            expected + reach,
                            expected);
                }
            }
            boolean last = panels.size() == shown.size() - 1;
            panels.add(Panels.byChain(
                    parameter, rows, chains, panels.isEmpty(), HEIGHT, marks(draws.count(), last, phrases)));
        }
        int bars = shown.size() * draws.chains() * BINS;
        return Specs.chart(
                "rank",
                phrases.say("rank.title"),
                ChainWords.of(draws, shown, parameters.size(), phrases)
                        + phrases.say(
                                "rank.outside",
                                Numbers.count(outside),
                                Numbers.count(bars),
                                Numbers.brief(0.05 * bars, 2)),
                Specs.stacked(panels));
    }

    private static Mark[] marks(int draws, boolean last, Phrases phrases) {
        Channel rank = Channel.number("from")
                .title(last ? phrases.say("rank.rank") : null)
                .domain(0, draws)
                .axis("values", List.of(0, draws / 2, draws))
                .axis("labels", last);
        return new Mark[] {
            Mark.of("rect")
                    .set("opacity", 0.75)
                    .x(rank)
                    .x2("to")
                    .y(count("count", phrases))
                    .y2("zero")
                    .tip("count", phrases.say("rank.count")),
            Mark.of("rect")
                    .set("color", Palette.FAINT)
                    .set("opacity", 0.35)
                    .x(rank)
                    .x2("to")
                    .y(count("low", phrases))
                    .y2("high"),
            Mark.of("rule")
                    .set("color", Palette.TEXT)
                    .set("strokeDash", List.of(4, 3))
                    .x(rank)
                    .x2("to")
                    .y(count("expected", phrases))
        };
    }

    private static Channel count(String field, Phrases phrases) {
        return Panels.aligned(
                Channel.number(field).title(phrases.say("rank.count")).axis("tickCount", 3));
    }

    /// Draws by chain and bin of their ranks; ties have neighbouring ranks, in the order of the chains.
    private static int[][] counts(double[][] byChain) {
        int perChain = byChain[0].length;
        double[] all = Arrays.stream(byChain).flatMapToDouble(Arrays::stream).toArray();
        int[] order = IntStream.range(0, all.length)
                .boxed()
                .sorted((i, j) -> Double.compare(all[i], all[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] counts = new int[byChain.length][BINS];
        for (int rank = 0; rank < order.length; rank++) {
            counts[order[rank] / perChain][(int) ((long) rank * BINS / order.length)]++;
        }
        return counts;
    }
}
