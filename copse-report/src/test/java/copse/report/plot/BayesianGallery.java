package copse.report.plot;

import static copse.report.plot.BayesianExamples.FIT;
import static copse.report.plot.BayesianExamples.POSTERIOR;

import copse.bayes.Derived;
import copse.bayes.RowSummary;
import copse.loo.Elpd;
import copse.loo.Loo;
import copse.loo.ModelComparison;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.mcmc.Trace;
import copse.report.Chart;
import copse.report.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// One example of every kind of Bayesian and network plot, as large as such plots get; tests of other modules
/// draw them.
public final class BayesianGallery {
    private BayesianGallery() {}

    /// @param language of titles and axes
    /// @return one chart per kind
    public static List<Chart> charts(Language language) {
        Draws draws = FIT.draws();
        List<Trace> traces = FIT.sampling().traces();
        List<String> parameters = ParameterChoice.usual(draws);
        Derived slope = Derived.of(FIT, "pre");
        List<Derived> schools = ParameterChoice.matching(Derived.names(FIT), "coef(school)[*,pre]").stream()
                .map(name -> Derived.of(FIT, name))
                .toList();
        Loo loo = BayesianExamples.loo("score ~ pre + (1 | school)");
        SequencedMap<String, Elpd> models = new LinkedHashMap<>();
        models.put("score ~ 1", BayesianExamples.loo("score ~ 1"));
        models.put("score ~ pre + (1 | school)", loo);
        double[] k =
                IntStream.range(0, loo.rows()).mapToDouble(i -> loo.of(i).k()).toArray();
        return List.of(
                TracePlot.of(draws, traces, parameters, language),
                RankPlot.of(draws, parameters, language),
                DensityPlot.of(draws, parameters, language),
                AutocorrelationPlot.of(draws, parameters, language),
                EnergyPlot.of(traces, language),
                PairPlot.of(draws, traces, parameters, language),
                PosteriorPlot.of(
                        List.of(slope),
                        0.94,
                        Optional.of(new PosteriorPlot.Region(-0.5, 0.5)),
                        OptionalDouble.empty(),
                        language),
                PosteriorForest.of(schools, 0.94, OptionalDouble.of(0), PosteriorForest.Order.MEDIAN, language),
                PriorPlot.of(POSTERIOR.model(), language),
                PriorPosteriorPlot.of(POSTERIOR.prior(2000, Seed.of(1)).draws(), draws, parameters, language),
                PredictivePlot.of(PredictivePlotsTest.NUMBERS, PredictivePlot.Source.POSTERIOR, "score", language),
                PredictivePlot.of(PredictivePlotsTest.SHARES, PredictivePlot.Source.POSTERIOR, "passed", language),
                PredictiveStatisticPlot.of(
                        PredictivePlotsTest.NUMBERS.check(PredictivePlotsTest.NUMBERS.usual()), language),
                PredictiveGroupsPlot.of(
                        PredictivePlotsTest.SHARES.check(PredictivePlotsTest.SHARES.by(RowSummary.MEAN, "school")),
                        language),
                LooPlot.of(ModelComparison.of(models, Seed.of(1)), language),
                ParetoPlot.of(k, new boolean[k.length], loo.threshold(), language),
                NetworkPlot.of(NetworkPlotTest.COMMUNITIES, NetworkPart.usual(), NetworkPlotTest.ALL, language),
                ModelGraphPlot.of(POSTERIOR.model(), language));
    }
}
