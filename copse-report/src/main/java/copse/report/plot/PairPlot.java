package copse.report.plot;

import copse.mcmc.Draws;
import copse.mcmc.Trace;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Parameters against each other: draws below the diagonal, densities on it, correlations above. Triangles mark
/// where trajectories that diverged began: where they crowd, the posterior is too curved for the sampler's
/// steps.
///
/// Source: Gabry, Simpson, Vehtari, Betancourt and Gelman (2019), Visualization in Bayesian workflow, J. R.
/// Stat. Soc. A 182(2), section 4. doi:10.1111/rssa.12378
public final class PairPlot {
    private static final int MOST = 5;
    private static final int POINTS = 600;
    private static final int MOST_DIVERGENCES = 300;
    private static final int LARGEST = 200;

    /// Part of the range that is left free at either end.
    private static final double MARGIN = 0.03;

    private PairPlot() {}

    /// @param draws of the chains
    /// @param traces what the sampler saw, by chain; may be empty, and then no divergence is shown
    /// @param parameters to draw, at least two; of more than five the first five are drawn
    /// @param language of the words
    /// @return the chart `pairs`
    public static Chart of(Draws draws, List<Trace> traces, List<String> parameters, Language language) {
        if (parameters.size() < 2) {
            throw new IllegalArgumentException("pairs of " + parameters);
        }
        Phrases phrases = Phrases.of(PairPlot.class, language);
        List<String> shown = ParameterChoice.first(parameters, MOST);
        int k = shown.size();
        double[][] values = shown.stream().map(draws::column).toArray(double[][]::new);
        boolean[] divergent = divergent(traces, draws);
        Rows plain = rows(k);
        Rows diverged = rows(k);
        take(values, divergent, false, POINTS, plain);
        take(values, divergent, true, MOST_DIVERGENCES, diverged);
        List<ObjectNode> panels = new ArrayList<>();
        double strongest = 0;
        int first = 0;
        int second = 1;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                if (i == j) {
                    panels.add(diagonal(values[i], shown, i));
                } else if (j < i) {
                    panels.add(points(values, diverged, shown, i, j));
                } else {
                    double r = correlation(values[i], values[j]);
                    if (Math.abs(r) > Math.abs(strongest)) {
                        strongest = r;
                        first = i;
                        second = j;
                    }
                    panels.add(number(r, k));
                }
            }
        }
        int divergences = traces.stream().mapToInt(Trace::divergences).sum();
        String told = traces.isEmpty()
                ? ""
                : divergences == 0
                        ? phrases.say("trace.no-divergence")
                        : phrases.say("pairs.divergences", Numbers.count(divergences));
        ObjectNode view = Panels.wrapped(panels, k);
        // the panels of points share their rows
        view.set("data", plain.data());
        return Specs.chart(
                "pairs",
                phrases.say("pairs.title"),
                phrases.say(
                                "pairs.told",
                                Numbers.count(Math.min(POINTS, draws.count())),
                                Numbers.count(draws.count()),
                                shown.get(first),
                                shown.get(second),
                                Numbers.fixed(strongest, 2))
                        + told,
                view);
    }

    private static Rows rows(int k) {
        String[] fields = new String[k];
        for (int i = 0; i < k; i++) {
            fields[i] = field(i);
        }
        return Rows.of(fields);
    }

    private static String field(int i) {
        return "p" + i;
    }

    /// Whether the trajectory that began at a draw diverged; draws chain after chain.
    private static boolean[] divergent(List<Trace> traces, Draws draws) {
        boolean[] divergent = new boolean[draws.count()];
        for (int chain = 0; chain < traces.size(); chain++) {
            boolean[] own = traces.get(chain).divergent();
            for (int draw = 1; draw < own.length; draw++) {
                divergent[chain * draws.perChain() + draw - 1] = own[draw];
            }
        }
        return divergent;
    }

    private static void take(double[][] values, boolean[] divergent, boolean wanted, int most, Rows rows) {
        int[] draws = IntStream.range(0, divergent.length)
                .filter(draw -> divergent[draw] == wanted)
                .toArray();
        for (int at : Thinning.evenly(draws.length, most)) {
            Object[] row = new Object[values.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = values[i][draws[at]];
            }
            rows.add(row);
        }
    }

    private static ObjectNode points(double[][] values, Rows diverged, List<String> shown, int i, int j) {
        Channel x = axis(field(j), values[j], i == shown.size() - 1 ? shown.get(j) : null);
        Channel y = Panels.aligned(axis(field(i), values[i], j == 0 ? shown.get(i) : null));
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.of("point").set("size", 8).set("opacity", 0.35).x(x).y(y));
        if (diverged.size() > 0) {
            marks.add(Mark.of("point")
                    .data(diverged)
                    .set("shape", "triangle-up")
                    .set("color", Palette.ACCENT)
                    .set("size", 40)
                    .x(x)
                    .y(y));
        }
        return panel(Specs.layered(null, marks), shown.size());
    }

    /// The same range in all panels of a row or column; labels only at the outside.
    private static Channel axis(String field, double[] values, @Nullable String title) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double margin = MARGIN * (high - low);
        boolean outside = title != null;
        return Channel.number(field)
                .domain(low - margin, high + margin)
                .title(title)
                .axis("tickCount", 3)
                .axis("labels", outside)
                .axis("ticks", outside);
    }

    private static ObjectNode diagonal(double[] values, List<String> shown, int i) {
        Rows rows = Rows.of("value", "density");
        DensityCurve.of(values, Support.of(shown.get(i))).ifPresent(curve -> {
            for (int p = 0; p < curve.x().length; p++) {
                rows.add(curve.x()[p], curve.y()[p]);
            }
        });
        ObjectNode view = Specs.layered(
                rows,
                Mark.of("area")
                        .set("opacity", 0.35)
                        .set("line", true)
                        .set("clip", true)
                        .x(axis("value", values, i == shown.size() - 1 ? shown.get(i) : null))
                        .y(Channel.number("density").noAxis()));
        if (i == 0) {
            Panels.headed(view, shown.get(0));
        }
        return panel(view, shown.size());
    }

    private static ObjectNode number(double correlation, int k) {
        int middle = side(k) / 2;
        ObjectNode view = Specs.layered(
                Rows.of("text").add("r = " + Numbers.fixed(correlation, 2)),
                Mark.of("text")
                        .set("fontSize", 13)
                        .x(Channel.value(middle))
                        .y(Channel.value(middle))
                        .encode("text", Channel.category("text")));
        return panel(view, k);
    }

    private static ObjectNode panel(ObjectNode view, int k) {
        return Specs.sized(view, side(k), side(k));
    }

    private static int side(int k) {
        return Math.min(LARGEST, Specs.WIDTH / k);
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }
}
