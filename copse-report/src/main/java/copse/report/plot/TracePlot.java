package copse.report.plot;

import copse.mcmc.Draws;
import copse.mcmc.Trace;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Draws of parameters: per parameter the density of each chain on the left, its draws in order on the right,
/// and ticks where trajectories diverged.
///
/// Chains that have found the same distribution look like the same grass; one that wanders, sticks or lies
/// elsewhere is seen at once.
public final class TracePlot {
    /// Parameters that fit on a page.
    private static final int MOST = 8;

    /// Draws of a chain that are drawn; a panel has not many more pixels.
    private static final int STEPS = 250;

    private static final int DENSITY_WIDTH = 170;
    private static final int HEIGHT = 90;

    private TracePlot() {}

    /// @param draws of the chains
    /// @param traces what the sampler saw, by chain; may be empty, and then no divergence is shown
    /// @param parameters to draw, at least one; of more than eight the first eight are drawn
    /// @param language of the words
    /// @return the chart `trace`
    public static Chart of(Draws draws, List<Trace> traces, List<String> parameters, Language language) {
        Phrases phrases = Phrases.of(TracePlot.class, language);
        List<String> shown = ParameterChoice.first(parameters, MOST);
        List<String> chains = ChainWords.names(draws, phrases);
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            boolean last = i == shown.size() - 1;
            ObjectNode density = density(draws, shown.get(i), chains);
            ObjectNode row = Specs.beside(List.of(density, trace(draws.perChain(), traces, i, chains, last, phrases)));
            // above both: a long name must not push the second panel aside
            Panels.headed(row, shown.get(i));
            rows.add(row);
        }
        ObjectNode view = Specs.stacked(rows);
        // shared by the panels: the numbers of draws and the names of chains stand there once
        view.set("data", steps(draws, shown, chains).data());
        int divergences = traces.stream().mapToInt(Trace::divergences).sum();
        String told = traces.isEmpty()
                ? ""
                : divergences == 0
                        ? phrases.say("trace.no-divergence")
                        : phrases.say("trace.divergences", Numbers.count(divergences));
        return Specs.chart(
                "trace",
                phrases.say("trace.title"),
                ChainWords.of(draws, shown, parameters.size(), phrases) + told,
                view);
    }

    private static ObjectNode density(Draws draws, String parameter, List<String> chains) {
        Rows rows = Rows.of("value", "density", "chain");
        double[][] byChain = draws.chains(draws.index(parameter));
        for (int chain = 0; chain < byChain.length; chain++) {
            String name = chains.get(chain);
            DensityCurve.of(byChain[chain], Support.of(parameter)).ifPresent(curve -> curve.addTo(rows, name));
        }
        ObjectNode view = Specs.layered(
                rows,
                Mark.of("line")
                        .set("strokeWidth", 1.5)
                        .x(Channel.number("value")
                                .noZero()
                                .scale("nice", false)
                                .axis("tickCount", 4)
                                .axis("labelSeparation", 6))
                        .y(Channel.number("density").noAxis())
                        .encode("color", Channel.colour("chain", chains))
                        .encode("strokeDash", Channel.dash("chain", chains)));
        return Specs.sized(view, DENSITY_WIDTH, HEIGHT);
    }

    private static Rows steps(Draws draws, List<String> shown, List<String> chains) {
        String[] fields = new String[shown.size() + 2];
        fields[0] = "draw";
        fields[1] = "chain";
        for (int i = 0; i < shown.size(); i++) {
            fields[i + 2] = field(i);
        }
        Rows rows = Rows.of(fields);
        for (int chain = 0; chain < chains.size(); chain++) {
            for (int draw : Thinning.evenly(draws.perChain(), STEPS)) {
                Object[] row = new Object[fields.length];
                row[0] = draw + 1;
                row[1] = chains.get(chain);
                for (int i = 0; i < shown.size(); i++) {
                    row[i + 2] = draws.values(chain, draws.index(shown.get(i)))[draw];
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String field(int i) {
        return "p" + i;
    }

    private static ObjectNode trace(
            int perChain, List<Trace> traces, int parameter, List<String> chains, boolean last, Phrases phrases) {
        Channel draw = Channel.number("draw")
                .title(last ? phrases.say("trace.draw") : null)
                .domain(0, perChain)
                .axis("tickCount", 5)
                .axis("labels", last);
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.of("line")
                .set("strokeWidth", 0.8)
                .set("opacity", 0.8)
                .x(draw)
                .y(Panels.aligned(Channel.number(field(parameter)).noZero().axis("tickCount", 4)))
                .encode("color", Channel.colour("chain", chains)));
        Rows divergent = divergences(traces);
        if (divergent.size() > 0) {
            marks.add(Mark.of("tick")
                    .data(divergent)
                    .set("orient", "vertical")
                    .set("color", Palette.TEXT)
                    .set("size", 8)
                    .x(draw)
                    .y(Channel.value(HEIGHT - 4)));
        }
        return Specs.sized(Specs.layered(null, marks), Specs.WIDTH - DENSITY_WIDTH, HEIGHT);
    }

    private static Rows divergences(List<Trace> traces) {
        Rows rows = Rows.of("draw");
        int longest = traces.stream().mapToInt(Trace::length).max().orElse(0);
        int[] draws = IntStream.range(0, longest)
                .filter(draw -> traces.stream().anyMatch(trace -> draw < trace.length() && trace.divergent()[draw]))
                .toArray();
        for (int i : Thinning.evenly(draws.length, STEPS)) {
            rows.add(draws[i] + 1);
        }
        return rows;
    }
}
