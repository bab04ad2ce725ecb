package copse.report.plot;

import copse.bayes.BayesModel;
import copse.bayes.ResolvedPrior;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Grouping;
import copse.model.RandomTerm;
import copse.prior.Density;
import copse.prior.Prior;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The densities of a model's priors, exact, a panel for each parameter.
///
/// What they say together of outcomes is seen in [PredictivePlot], of a prior predictive distribution.
public final class PriorPlot {
    private static final int MOST = 12;
    private static final int COLUMNS = 2;
    private static final int HEIGHT = 100;
    private static final int POINTS = 160;

    /// Draws that tell where a density lies; only its ends on paper depend on them.
    private static final int DRAWS = 4000;

    /// Share of a prior that is left out at either end.
    private static final double CUT = 0.005;

    private PriorPlot() {}

    /// @param model with its priors
    /// @param language of the words
    /// @return the chart `prior`; of more than twelve priors the first twelve are drawn
    public static Chart of(BayesModel model, Language language) {
        Phrases phrases = Phrases.of(PriorPlot.class, language);
        List<ResolvedPrior> all = model.priors();
        List<ResolvedPrior> shown = all.size() <= MOST ? all : all.subList(0, MOST);
        List<ObjectNode> panels = new ArrayList<>();
        for (ResolvedPrior prior : shown) {
            panels.add(panel(model, prior, phrases));
        }
        String told = shown.stream()
                .map(prior -> name(prior, phrases) + " ~ " + prior.prior().text())
                .collect(Collectors.joining(phrases.say("separator")));
        String rest =
                all.size() > shown.size() ? phrases.say("chains.rest", Numbers.count(all.size() - shown.size())) : "";
        return Specs.chart(
                "prior",
                phrases.say("prior.title"),
                phrases.say("prior.told", Numbers.count(shown.size()), told) + rest,
                Panels.wrapped(panels, COLUMNS));
    }

    private static String name(ResolvedPrior prior, Phrases phrases) {
        return prior.centered() ? phrases.say("prior.centred", prior.parameter()) : prior.parameter();
    }

    private static ObjectNode panel(BayesModel model, ResolvedPrior prior, Phrases phrases) {
        Rows rows = Rows.of("value", "density");
        switch (prior.prior()) {
            case Prior.Constant(double value) -> rows.add(value, 0).add(value, 1);
            case Prior.Lkj(double eta) -> correlation(eta, terms(model, prior), rows);
            case Prior other -> {
                boolean positive = Support.of(prior.parameter()).lower() == 0;
                Density density = positive ? other.onPositive() : other.onLine();
                if (density.isProper()) {
                    fill(rows, density);
                } else {
                    // level: no end of it is drawn, since it has none
                    rows.add(positive ? 0 : -1, 1).add(1, 1);
                }
            }
        }
        ObjectNode view = Specs.layered(
                rows,
                Mark.of("area")
                        .set("opacity", 0.25)
                        .set("line", true)
                        .x(Channel.number("value").noZero().scale("nice", false).axis("tickCount", 5))
                        .y(Channel.number("density").scale("domainMin", 0).noAxis())
                        .tip("value", prior.parameter())
                        .tip("density", phrases.say("density.density")));
        Panels.headed(view, List.of(name(prior, phrases), prior.prior().text()));
        return Specs.sized(view, Specs.WIDTH / COLUMNS, HEIGHT);
    }

    private static void fill(Rows rows, Density density) {
        double[] draws = new double[DRAWS];
        RandomStream stream = Seed.of(1).stream();
        Arrays.setAll(draws, i -> density.draw(stream));
        Arrays.sort(draws);
        double from = density.lower() > Double.NEGATIVE_INFINITY ? density.lower() : draws[(int) (CUT * DRAWS)];
        double to = density.upper() < Double.POSITIVE_INFINITY ? density.upper() : draws[(int) ((1 - CUT) * DRAWS)];
        fill(rows, from, to, x -> Math.exp(density.log(x)));
    }

    private static void fill(Rows rows, double from, double to, DoubleUnaryOperator density) {
        for (int i = 0; i <= POINTS; i++) {
            double x = from + (to - from) * i / POINTS;
            double y = density.applyAsDouble(x);
            // some densities have no limit at 0
            if (Double.isFinite(y)) {
                rows.add(x, y);
            }
        }
    }

    /// Under LKJ(η) each of k effects' correlations is `2 B − 1` with `B ~ Beta(a, a)`, `a = η − 1 + k/2`.
    private static void correlation(double eta, int k, Rows rows) {
        double power = eta - 2 + 0.5 * k;
        double[] density = new double[POINTS];
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double r = middle(i);
            density[i] = Math.pow(1 - r * r, power);
            sum += density[i] * 2 / POINTS;
        }
        for (int i = 0; i < POINTS; i++) {
            rows.add(middle(i), density[i] / sum);
        }
    }

    private static double middle(int i) {
        return -1 + (2 * i + 1.0) / POINTS;
    }

    private static int terms(BayesModel model, ResolvedPrior prior) {
        for (Grouping grouping : model.spec().groupings()) {
            if (prior.target().group().filter(grouping.name()::equals).isPresent()
                    || prior.parameter().equals("cor(" + grouping.name() + ")")) {
                return grouping.terms().stream()
                        .map(RandomTerm::columns)
                        .mapToInt(List::size)
                        .max()
                        .orElse(2);
            }
        }
        return 2;
    }
}
