package copse.report.plot;

import copse.bayes.PosteriorPredictive;
import copse.bayes.PredictiveHistogram;
import copse.math.KernelDensity;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Outcomes that a model makes, over those that were observed: does it make data like these?
///
/// Numbers that vary continuously are drawn as densities, one thin line per replicate; counts and shares as
/// bars of what was observed, with the range of the replicates at each.
///
/// Source: Gabry, Simpson, Vehtari, Betancourt and Gelman (2019), Visualization in Bayesian workflow, J. R.
/// Stat. Soc. A 182(2), section 5. doi:10.1111/rssa.12378
public final class PredictivePlot {
    private static final int BINS = 40;

    /// So many bars stand apart and are labelled each.
    private static final int FEW_BINS = 8;

    private static final int REPLICATES = 40;

    /// More rows than these have a histogram whatever they are: densities of 40 replicates would take seconds.
    private static final int MOST_ROWS = 20_000;

    /// With fewer values a density makes up more than the data say.
    private static final int FEWEST_VALUES = 20;

    private static final int POINTS = 80;

    private PredictivePlot() {}

    /// Whose parameters the outcomes were made with.
    public enum Source {
        /// Those that the priors expect.
        PRIOR("prior"),
        /// Those that the data leave.
        POSTERIOR("posterior");

        private final String key;

        Source(String key) {
            this.key = key;
        }
    }

    /// @param predictive outcomes replicated and observed
    /// @param source of the parameters
    /// @param outcome name of the outcome, for the axis
    /// @param language of the words
    /// @return the chart `predictive`
    public static Chart of(PosteriorPredictive predictive, Source source, String outcome, Language language) {
        double[] observed = predictive.observed();
        boolean continuous = observed.length <= MOST_ROWS
                && Arrays.stream(observed).anyMatch(y -> y != Math.rint(y))
                && Arrays.stream(observed).distinct().limit(FEWEST_VALUES).count() == FEWEST_VALUES;
        return continuous
                ? densities(observed, predictive.replicates(REPLICATES), source, outcome, language)
                : bars(predictive.histogram(BINS), source, outcome, language);
    }

    /// @param observed outcomes, with some spread
    /// @param replicates outcomes that the model made, at least one; of more than 40 the first 40 are drawn
    /// @param source of the parameters
    /// @param outcome name of the outcome, for the axis
    /// @param language of the words
    /// @return the chart `predictive`, of densities
    public static Chart densities(
            double[] observed, double[][] replicates, Source source, String outcome, Language language) {
        Phrases phrases = Phrases.of(PredictivePlot.class, language);
        List<String> names = names(phrases);
        Rows thin = Rows.of("value", "density", "replicate");
        int drawn = Math.min(REPLICATES, replicates.length);
        double[] means = new double[drawn];
        for (int r = 0; r < drawn; r++) {
            means[r] = Arrays.stream(replicates[r]).average().orElse(0);
            add(thin, replicates[r], r);
        }
        Rows thick = Rows.of("value", "density", "replicate");
        add(thick, observed, -1);
        Arrays.sort(means);
        double mean = Arrays.stream(observed).average().orElse(0);
        double error = Math.max(1e-12, 0.5 * (means[drawn - 1] - means[0]));
        return Specs.chart(
                "predictive",
                phrases.say("predictive.title." + source.key),
                phrases.say(
                        "predictive.densities",
                        outcome,
                        Numbers.count(drawn),
                        Numbers.byError(mean, error),
                        Numbers.byError(means[0], error),
                        Numbers.byError(means[drawn - 1], error)),
                Specs.layered(
                        null,
                        line(thin, names, 1, outcome).set("strokeWidth", 0.7).set("opacity", 0.5),
                        line(thick, names, 0, outcome).set("strokeWidth", 2.5)));
    }

    private static List<String> names(Phrases phrases) {
        return List.of(phrases.say("predictive.observed"), phrases.say("predictive.replicated"));
    }

    private static void add(Rows rows, double[] values, int replicate) {
        double least = Arrays.stream(values).min().orElse(0);
        if (least < Arrays.stream(values).max().orElse(0)) {
            double[] x = KernelDensity.of(values).x();
            DensityCurve.of(values, Support.LINE).ifPresent(curve -> {
                for (int i = 0; i <= POINTS; i++) {
                    double at = x[0] + (x[x.length - 1] - x[0]) * i / POINTS;
                    rows.add(at, curve.at(at), replicate);
                }
            });
        }
    }

    private static Mark line(Rows rows, List<String> names, int which, String outcome) {
        return Mark.of("line")
                .data(rows)
                .x(Channel.number("value").title(outcome).noZero())
                .y(Channel.number("density").noAxis())
                .encode("detail", Channel.category("replicate"))
                .encode(
                        "color",
                        Channel.datum(0)
                                .set("datum", names.get(which))
                                .set("type", "nominal")
                                .set("title", null)
                                .scale("domain", names)
                                .scale("range", List.of(Palette.TEXT, Palette.INK))
                                .legend("symbolOpacity", 1));
    }

    /// @param histogram of outcomes observed and replicated
    /// @param source of the parameters
    /// @param outcome name of the outcome, for the axis
    /// @param language of the words
    /// @return the chart `predictive`, of bars
    public static Chart bars(PredictiveHistogram histogram, Source source, String outcome, Language language) {
        Phrases phrases = Phrases.of(PredictivePlot.class, language);
        Rows rows = Rows.of("from", "to", "middle", "zero", "observed", "lower", "median", "upper");
        int outside = 0;
        int bins = histogram.observed().length;
        for (int bin = 0; bin < bins; bin++) {
            double share = histogram.observed()[bin];
            double lower = histogram.lower()[bin];
            double upper = histogram.upper()[bin];
            outside += share < lower || share > upper ? 1 : 0;
            double from = histogram.edges()[bin];
            double to = histogram.edges()[bin + 1];
            double gap = (bins <= FEW_BINS ? 0.2 : 0.03) * (to - from);
            rows.add(
                    from + gap,
                    to - gap,
                    0.5 * (from + to),
                    0,
                    share,
                    lower,
                    histogram.median()[bin],
                    upper);
        }
        String share = phrases.say("predictive.share");
        Channel x = Channel.number("from").title(outcome).noZero().scale("nice", false);
        if (bins <= FEW_BINS) {
            x.axis(
                    "values",
                    IntStream.range(0, bins)
                            .mapToObj(bin -> middle(histogram, bin))
                            .toList());
            x.axis("format", "~g");
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.of("rect")
                .set("color", Palette.FAINT)
                .set("opacity", 0.5)
                .x(x)
                .x2("to")
                .y(Channel.number("zero").title(share).format(".0%"))
                .y2("observed")
                .tip("middle", outcome)
                .tip("observed", phrases.say("predictive.observed"), ".1%"));
        marks.add(Mark.of("rule")
                .set("strokeWidth", 2)
                .x(Channel.number("middle").title(outcome))
                .y(Channel.number("lower").title(share))
                .y2("upper"));
        marks.add(Mark.of("point")
                .x(Channel.number("middle").title(outcome))
                .y(Channel.number("median").title(share))
                .set("size", bins > 20 ? 20 : 50)
                .tip("middle", outcome)
                .tip("median", phrases.say("predictive.median"), ".1%")
                .tip("lower", phrases.say("predictive.q5"), ".1%")
                .tip("upper", phrases.say("predictive.q95"), ".1%"));
        return Specs.chart(
                "predictive",
                phrases.say("predictive.title." + source.key),
                phrases.say("predictive.bars", outcome, Numbers.count(outside), Numbers.count(bins)),
                Specs.layered(rows, marks));
    }

    private static double middle(PredictiveHistogram histogram, int bin) {
        return 0.5 * (histogram.edges()[bin] + histogram.edges()[bin + 1]);
    }
}
