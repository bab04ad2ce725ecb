package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The shape k of the tail of the importance weights of each observation: those above the threshold change the
/// posterior so much that leaving them out by reweighting cannot be relied on.
///
/// Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024), Pareto smoothed importance sampling, J. Mach. Learn.
/// Res. 25(72).
public final class ParetoPlot {
    /// Observations named in the picture.
    private static final int MOST_NAMED = 10;

    private ParetoPlot() {}

    /// @param k by observation; −∞ where there is nothing to reweight, which is drawn nowhere
    /// @param exact whether the model was fitted again without the observation, so that its k does not matter;
    ///     as long
    /// @param threshold above which k is too large for as many draws
    /// @param language of the words
    /// @return the chart `pareto-k`; of more than 2,000 observations those of the largest k and others evenly
    ///     are drawn
    public static Chart of(double[] k, boolean[] exact, double threshold, Language language) {
        Phrases phrases = Phrases.of(ParetoPlot.class, language);
        List<String> kinds =
                List.of(phrases.say("pareto.good"), phrases.say("pareto.bad"), phrases.say("pareto.exact"));
        int[] finite =
                IntStream.range(0, k.length).filter(i -> Double.isFinite(k[i])).toArray();
        double[] place = Arrays.stream(finite).mapToDouble(i -> i).toArray();
        double[] height = Arrays.stream(finite).mapToDouble(i -> k[i]).toArray();
        Rows rows = Rows.of("row", "k", "kind");
        Set<String> present = new LinkedHashSet<>();
        for (int at : Thinning.along(place, height, Specs.MOST_POINTS)) {
            int i = finite[at];
            String kind = kinds.get(exact[i] ? 2 : k[i] > threshold ? 1 : 0);
            present.add(kind);
            rows.add(i + 1, k[i], kind);
        }
        List<String> legend = kinds.stream().filter(present::contains).toList();
        int[] bad = IntStream.range(0, k.length)
                .filter(i -> k[i] > threshold && !exact[i])
                .boxed()
                .sorted((i, j) -> Double.compare(k[j], k[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Rows named = Rows.of("row", "k", "text");
        Arrays.stream(bad)
                .filter(i -> Double.isFinite(k[i]))
                .limit(MOST_NAMED)
                .forEach(i -> named.add(i + 1, k[i], Integer.toString(i + 1)));
        long refitted = IntStream.range(0, exact.length).filter(i -> exact[i]).count();
        String told = bad.length == 0
                ? phrases.say("pareto.all", Numbers.count(k.length), Numbers.fixed(threshold, 2))
                : phrases.say(
                        "pareto.some",
                        Numbers.count(bad.length),
                        Numbers.count(k.length),
                        Numbers.fixed(threshold, 2),
                        Numbers.fixed(k[bad[0]], 2),
                        Integer.toString(bad[0] + 1));
        String again = refitted > 0 ? phrases.say("pareto.refitted", Numbers.count(refitted)) : "";
        String thinned = rows.size() < finite.length
                ? phrases.say("thinned", Numbers.count(rows.size()), Numbers.count(finite.length))
                : "";
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.horizontal(threshold));
        marks.add(Mark.of("point")
                .data(rows)
                .set("size", 24)
                .x(Channel.number("row").title(phrases.say("pareto.row")))
                .y(Channel.number("k").title(phrases.say("pareto.k")))
                .encode("color", Channel.colour("kind", kinds).legend("values", legend))
                .encode("shape", Channel.shape("kind", kinds).legend("values", legend))
                .tip("row", phrases.say("pareto.row"))
                .tip("k", "k", ".2f"));
        if (named.size() > 0) {
            marks.add(Mark.of("text")
                    .data(named)
                    .set("align", "left")
                    .set("dx", 6)
                    .x(Channel.number("row").title(phrases.say("pareto.row")))
                    .y(Channel.number("k").title(phrases.say("pareto.k")))
                    .encode("text", Channel.category("text")));
        }
        return Specs.chart("pareto-k", phrases.say("pareto.title"), told + again + thinned, Specs.layered(null, marks));
    }
}
