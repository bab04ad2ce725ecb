package copse.report;

import copse.bayes.BayesFit;
import copse.bayes.BayesModel;
import copse.bayes.BayesPosterior;
import copse.bayes.FirstTry;
import copse.bayes.PosteriorData;
import copse.error.Diagnostic;
import copse.family.OutcomeType;
import copse.mcmc.DrawSummary;
import copse.mcmc.Nuts;
import copse.mcmc.Sampling;
import copse.mcmc.Trace;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Takes out of a sampled posterior what is told of it.
public final class BayesReport {
    private BayesReport() {}

    /// @param posterior what was sampled
    /// @param fit its draws
    /// @param summaries of its parameters
    /// @param nuts how it was sampled
    /// @param answers what was asked beside the parameters
    /// @param level of the intervals of the answers
    /// @param diagnostics what a reader must know
    /// @param record how the numbers came about
    /// @return the values
    public static BayesResult of(
            BayesPosterior posterior,
            BayesFit fit,
            List<DrawSummary> summaries,
            Nuts nuts,
            BayesResult.Answers answers,
            double level,
            List<Diagnostic> diagnostics,
            RunRecord record) {
        return new BayesResult(
                model(fit.model()),
                priors(fit.model()),
                sample(posterior.data(), fit),
                List.copyOf(summaries),
                sampler(fit, nuts),
                answers,
                level,
                List.copyOf(diagnostics),
                record);
    }

    /// @param model any
    /// @return what is told of it
    public static FitResult.Model model(BayesModel model) {
        return new FitResult.Model(
                model.spec().formula().toString(),
                model.spec().response(),
                FamilyWords.success(model.spec(), model.family().outcome() == OutcomeType.SHARE),
                model.family().label(),
                model.family().link().label(),
                "NUTS",
                null);
    }

    /// @param model any
    /// @return its priors, in the order of its parameters
    public static List<BayesResult.StatedPrior> priors(BayesModel model) {
        return model.priors().stream()
                .map(prior -> new BayesResult.StatedPrior(
                        prior.parameter() + (prior.centered() ? " at the means" : ""),
                        prior.prior().text(),
                        prior.stated()))
                .toList();
    }

    private static FitResult.Sample sample(PosteriorData data, BayesFit fit) {
        ModelSpec spec = data.spec();
        List<String> aliased = spec.fixedNames().stream()
                .filter(name -> !fit.draws().names().contains(name))
                .toList();
        return new FitResult.Sample(
                data.rows(),
                data instanceof PosteriorData.Counted(Cells cells) ? cells.count() : 0,
                FitParts.dropped(spec, aliased, data.dropped()),
                FitParts.factors(spec),
                groups(data));
    }

    /// In the order of the formula.
    private static Map<String, FitResult.Group> groups(PosteriorData data) {
        Map<String, FitResult.Group> found = new LinkedHashMap<>();
        switch (data) {
            case PosteriorData.Products(CrossProducts products) ->
                products.groupings()
                        .forEach(group -> found.put(group.grouping().name(), FitParts.group(group.counts())));
            case PosteriorData.Counted(Cells cells) ->
                cells.factors().forEach(group -> found.put(group.grouping().name(), FitParts.group(group.counts())));
        }
        Map<String, FitResult.Group> ordered = new LinkedHashMap<>();
        data.spec().groupings().forEach(grouping -> ordered.put(grouping.name(), found.get(grouping.name())));
        return ordered;
    }

    /// @param first a run that showed signs of trouble
    /// @param second settings of the run that takes its place
    /// @return what was seen and what was changed, in a sentence
    public static String words(FirstTry first, Nuts second) {
        List<String> signs = new ArrayList<>();
        if (first.divergences() > 0) {
            signs.add(Numbers.count(first.divergences()) + (first.divergences() == 1 ? " divergence" : " divergences"));
        }
        if (first.treedepthHits() > 0) {
            signs.add(Numbers.count(first.treedepthHits()) + " trajectories of the greatest depth");
        }
        if (signs.isEmpty()) {
            signs.add("chains that had not mixed");
        }
        return "a first run had " + String.join(" and ", signs) + "; sampled again with a warm-up of "
                + Numbers.count(second.warmup())
                + (second.targetAcceptance() > first.settings().targetAcceptance()
                        ? ", acceptance " + Numbers.brief(second.targetAcceptance(), 3)
                        : "")
                + (second.maxDepth() > first.settings().maxDepth() ? ", depth " + second.maxDepth() : "");
    }

    private static BayesResult.Sampler sampler(BayesFit fit, Nuts nuts) {
        Sampling sampling = fit.sampling();
        List<Trace> traces = sampling.traces();
        return new BayesResult.Sampler(
                traces.size(),
                nuts.warmup(),
                sampling.draws().perChain(),
                sampling.complete(),
                sampling.divergences(),
                mean(traces, trace -> Arrays.stream(trace.acceptance()).sum()),
                nuts.targetAcceptance(),
                mean(traces, trace -> Arrays.stream(trace.stepSize()).sum()),
                traces.stream()
                        .mapToInt(trace -> (int) Arrays.stream(trace.depth())
                                .filter(depth -> depth >= nuts.maxDepth())
                                .count())
                        .sum(),
                nuts.maxDepth(),
                traces.stream().map(Trace::energyFraction).toList(),
                traces.stream()
                        .mapToLong(trace ->
                                Arrays.stream(trace.gradients()).asLongStream().sum())
                        .sum(),
                traces.stream().mapToDouble(Trace::warmupSeconds).sum(),
                traces.stream().mapToDouble(Trace::drawSeconds).sum(),
                fit.firstTry().map(first -> words(first, nuts)).orElse(""));
    }

    private static double mean(List<Trace> traces, ToDoubleFunction<Trace> sum) {
        return traces.stream().mapToDouble(sum).sum()
                / traces.stream().mapToLong(Trace::length).sum();
    }
}
