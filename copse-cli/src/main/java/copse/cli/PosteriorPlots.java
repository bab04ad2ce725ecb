package copse.cli;

import copse.bayes.BayesFit;
import copse.bayes.BayesPosterior;
import copse.bayes.Derived;
import copse.bayes.PosteriorPredictive;
import copse.bayes.PredictiveCheck;
import copse.bayes.PredictiveOptions;
import copse.bayes.PriorPredictive;
import copse.bayes.RowSummary;
import copse.math.Seed;
import copse.report.Chart;
import copse.report.SavedBayes;
import copse.report.plot.LooPlot;
import copse.report.plot.ModelGraphPlot;
import copse.report.plot.ParameterChoice;
import copse.report.plot.ParetoPlot;
import copse.report.plot.PosteriorForest;
import copse.report.plot.PosteriorPlot;
import copse.report.plot.PredictiveGroupsPlot;
import copse.report.plot.PredictivePlot;
import copse.report.plot.PredictiveStatisticPlot;
import copse.report.plot.PriorPlot;
import copse.report.plot.PriorPosteriorPlot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Pictures of what priors say, and what data made of them.
final class PosteriorPlots {
    private static final String PART = "Bayesian models";

    private static final Set<PlotSource> OF_RUNS = EnumSet.of(PlotSource.RUN);

    private static final Set<PlotSource> OF_MODELS = EnumSet.of(PlotSource.RUN, PlotSource.FORMULA);

    private static final double MASS = 0.94;

    /// Enough for a smooth density.
    private static final int PRIOR_DRAWS = 4000;

    private static final int PREDICTIVE_DRAWS = 1000;

    private PosteriorPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                kind(
                        "model",
                        "what depends on what: data, parameters, groups, priors",
                        OF_MODELS,
                        "'y ~ x + (1 | g)' data.csv",
                        PosteriorPlots::model),
                kind(
                        "prior",
                        "densities of the priors",
                        OF_MODELS,
                        "'y ~ x + (1 | g)' data.csv",
                        PosteriorPlots::prior),
                kind(
                        "prior-predictive",
                        "outcomes that the priors make, beside those observed",
                        OF_MODELS,
                        "'y ~ x + (1 | g)' data.csv",
                        PosteriorPlots::priorPredictive),
                kind(
                        "posterior",
                        "densities with interval, and probabilities around values as good as none",
                        OF_RUNS,
                        "run --parameter x --rope -0.1,0.1",
                        PosteriorPlots::posterior),
                kind(
                        "posterior-forest",
                        "many parameters as intervals, such as those of groups",
                        OF_RUNS,
                        "run --parameter 'coef(school)[*,x]'",
                        PosteriorPlots::forest),
                kind(
                        "prior-posterior",
                        "what the data made of each prior",
                        OF_RUNS,
                        "run",
                        PosteriorPlots::priorPosterior),
                kind(
                        "predictive",
                        "outcomes that the model makes, beside those observed",
                        OF_RUNS,
                        "run data.csv",
                        PosteriorPlots::predictive),
                kind(
                        "predictive-statistic",
                        "statistics of such outcomes, beside those observed",
                        OF_RUNS,
                        "run data.csv",
                        PosteriorPlots::predictiveStatistic),
                kind(
                        "predictive-groups",
                        "means of groups of such outcomes, beside those observed",
                        OF_RUNS,
                        "run data.csv --by school",
                        PosteriorPlots::predictiveGroups),
                kind("loo", "models by how well they predict", OF_RUNS, "small large", PosteriorPlots::loo),
                kind("pareto-k", "observations that one model leans on", OF_RUNS, "run", PosteriorPlots::pareto));
    }

    private static PlotKind kind(
            String name, String shows, Set<PlotSource> sources, String words, PlotKind.Maker maker) {
        return new PlotKind(name, PART, shows, sources, "copse plot " + name + " " + words, maker);
    }

    private static Chart model(PlotRequest request) {
        return ModelGraphPlot.of(request.posterior().model(), request.language());
    }

    private static Chart prior(PlotRequest request) {
        return PriorPlot.of(request.posterior().model(), request.language());
    }

    private static Chart priorPredictive(PlotRequest request) {
        BayesPosterior posterior = request.posterior();
        PriorPredictive drawn = PriorPredictive.of(
                posterior,
                request.modelled(),
                PREDICTIVE_DRAWS,
                Seed.of(request.options().seed()));
        return PredictivePlot.of(
                drawn.replicates(),
                PredictivePlot.Source.PRIOR,
                posterior.model().spec().response(),
                request.language());
    }

    private static Chart posterior(PlotRequest request) {
        List<Double> rope = request.options().rope();
        return PosteriorPlot.of(
                values(request),
                request.options().level(MASS),
                rope.isEmpty() ? Optional.empty() : Optional.of(new PosteriorPlot.Region(rope.get(0), rope.get(1))),
                OptionalDouble.of(0),
                request.language());
    }

    private static Chart forest(PlotRequest request) {
        boolean many = !request.options().parameters().isEmpty();
        return PosteriorForest.of(
                values(request),
                request.options().level(MASS),
                OptionalDouble.of(0),
                many ? PosteriorForest.Order.MEDIAN : PosteriorForest.Order.GIVEN,
                request.language());
    }

    /// Parameters by name, by the beginning of their names, or expressions of them.
    private static List<Derived> values(PlotRequest request) {
        BayesFit fit = request.run().fit();
        if (request.options().parameters().isEmpty()) {
            return ParameterChoice.usual(fit.draws()).stream()
                    .map(name -> new Derived(name, fit.draws().of(name)))
                    .toList();
        }
        List<String> names = Derived.names(fit);
        List<Derived> values = new ArrayList<>();
        for (String wanted : request.options().parameters()) {
            List<String> matching = ParameterChoice.matching(names, wanted);
            for (String one : matching.isEmpty() ? List.of(wanted) : matching) {
                values.add(Derived.of(fit, one));
            }
        }
        return values;
    }

    private static Chart priorPosterior(PlotRequest request) {
        SavedRun run = request.run();
        return PriorPosteriorPlot.of(
                request.posterior()
                        .prior(PRIOR_DRAWS, Seed.of(request.options().seed()))
                        .draws(),
                run.fit().draws(),
                RunPlots.parameters(request, run.fit().draws()),
                request.language());
    }

    private static PosteriorPredictive replicates(PlotRequest request) {
        return PosteriorPredictive.of(
                request.run().fit(),
                request.modelled(),
                PredictiveOptions.defaults().withSeed(Seed.of(request.options().seed())));
    }

    private static Chart predictive(PlotRequest request) {
        String outcome = request.posterior().model().spec().response();
        return PredictivePlot.of(replicates(request), PredictivePlot.Source.POSTERIOR, outcome, request.language());
    }

    private static Chart predictiveStatistic(PlotRequest request) {
        PosteriorPredictive replicates = replicates(request);
        return PredictiveStatisticPlot.of(replicates.check(replicates.usual()), request.language());
    }

    private static Chart predictiveGroups(PlotRequest request) {
        String by = request.options().by("means are those of groups");
        PosteriorPredictive replicates = replicates(request);
        List<PredictiveCheck> checks = replicates.check(replicates.by(RowSummary.MEAN, by));
        return PredictiveGroupsPlot.of(checks, request.language());
    }

    private static Chart loo(PlotRequest request) {
        if (request.results().size() < 2) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing a second run",
                    "one model alone has nothing to be compared with",
                    "copse plot loo " + request.first() + " other");
        }
        List<Path> runs = request.results().stream().map(Path::of).toList();
        return LooPlot.of(CompareCommand.runs(runs).comparison(), request.language());
    }

    private static Chart pareto(PlotRequest request) {
        SavedBayes.Reliability of = SavedRun.told(request.first())
                .reliability()
                .orElseThrow(() -> request.lacking(
                        "the run was made without --loo", "copse bayes --resume '" + request.first() + "' --loo"));
        return ParetoPlot.of(of.k(), of.exact(), of.threshold(), request.language());
    }
}
