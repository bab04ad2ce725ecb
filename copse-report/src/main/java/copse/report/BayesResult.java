package copse.report;

import copse.bayes.Decision;
import copse.bayes.PracticalEquivalence;
import copse.error.Diagnostic;
import copse.mcmc.DrawSummary;
import copse.record.RunRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A posterior as it is told: the values of the schema `copse.bayes/1`, without the machinery that made them.
///
/// Numbers that do not exist (R̂ of a constant) are NaN or absent here and null in JSON.
///
/// @param model what was fitted
/// @param priors of every parameter
/// @param sample what it was fitted to
/// @param parameters a row for each, in the order of the draws
/// @param sampler how sampling went
/// @param answers what was asked beside the parameters
/// @param level of the intervals of the answers
/// @param diagnostics what a reader must know
/// @param record how the numbers came about
public record BayesResult(
        FitResult.Model model,
        List<StatedPrior> priors,
        FitResult.Sample sample,
        List<DrawSummary> parameters,
        Sampler sampler,
        Answers answers,
        double level,
        List<Diagnostic> diagnostics,
        RunRecord record) {
    /// A prior as it is in effect.
    ///
    /// @param parameter what it is a prior of, such as `sd(school,(Intercept))`
    /// @param prior as it would be stated, such as `half_normal(2.5)`
    /// @param stated whether the user stated it; else it is the default
    public record StatedPrior(String parameter, String prior, boolean stated) {}

    /// How sampling went.
    ///
    /// @param chains number of chains
    /// @param warmup transitions per chain that were thrown away
    /// @param draws kept per chain
    /// @param complete whether all draws asked for were made
    /// @param divergences after warm-up
    /// @param acceptance mean over the draws
    /// @param target acceptance aimed at
    /// @param stepSize mean over the draws
    /// @param treedepthHits draws whose trajectory was cut off at the greatest depth
    /// @param maxDepth the greatest depth
    /// @param ebfmi energy fraction of missing information, by chain
    /// @param gradients evaluated for the draws
    /// @param warmupSeconds processor time of the warm-up, all chains
    /// @param drawSeconds processor time of the draws, all chains
    /// @param again why the run was made a second time and how, empty if it was not
    public record Sampler(
            int chains,
            int warmup,
            int draws,
            boolean complete,
            int divergences,
            double acceptance,
            double target,
            double stepSize,
            int treedepthHits,
            int maxDepth,
            List<Double> ebfmi,
            long gradients,
            double warmupSeconds,
            double drawSeconds,
            String again) {}

    /// What was asked beside the parameters.
    ///
    /// @param effects on the scale of the outcome
    /// @param hypotheses held against the draws
    /// @param loo leave-one-out, null if it was not asked for
    /// @param checks replicated data against the data
    /// @param sensitivity of the parameters to prior and likelihood
    /// @param worth whether the first effect exceeds a threshold, null if it was not asked
    /// @param rope whether the first effect is of practical importance, null if it was not asked
    public record Answers(
            List<Effect> effects,
            List<Hypothesis> hypotheses,
            @Nullable Loo loo,
            List<Check> checks,
            List<Sensitivity> sensitivity,
            @Nullable Decision worth,
            @Nullable PracticalEquivalence rope) {
        /// @return nothing
        public static Answers none() {
            return new Answers(List.of(), List.of(), null, List.of(), List.of(), null, null);
        }
    }

    /// An effect on a scale that people think in.
    ///
    /// @param term such as `arm[treated]`
    /// @param contrast what is compared: `b - a`, `b / a`, `dy/dx` (a slope), `+1`, `1 - 0`; empty for a mean
    /// @param scale such as `odds ratio`, `risk difference`
    /// @param whose effect it is, such as `own groups`
    /// @param mean of the draws
    /// @param sd of the draws
    /// @param lower limit of the central interval
    /// @param upper limit of the central interval
    /// @param positive probability that it is above no effect: 0 for differences, 1 for ratios
    public record Effect(
            String term,
            String contrast,
            String scale,
            String whose,
            double mean,
            double sd,
            double lower,
            double upper,
            double positive) {
        /// @return whether it is a difference, not a ratio: no effect is 0, not 1
        public boolean isDifference() {
            return scale.contains("difference");
        }
    }

    /// A statement about parameters held against the draws.
    ///
    /// @param statement as given, such as `a - b > 0`
    /// @param probability share of the draws for which it holds
    /// @param mcse Monte Carlo standard error of the probability
    /// @param evidence odds of the statement; infinite if it holds in every draw
    /// @param mean of what stands on the left less what stands on the right
    /// @param lower limit of the central interval of that difference
    /// @param upper limit of the central interval of that difference
    public record Hypothesis(
            String statement,
            double probability,
            double mcse,
            double evidence,
            double mean,
            double lower,
            double upper) {}

    /// Expected log predictive density of what was left out.
    ///
    /// @param method how it was found, as printed
    /// @param observations that were left out one after the other: rows, or groups
    /// @param elpd the estimate
    /// @param se its standard error
    /// @param p effective number of parameters, NaN for folds
    /// @param worstK largest Pareto k, NaN for folds
    /// @param bad rows whose Pareto k is too large to rely on
    /// @param refitted rows that were left out for real, by fitting again
    /// @param waic beside it, null for groups and folds
    public record Loo(
            String method,
            int observations,
            double elpd,
            double se,
            double p,
            double worstK,
            int bad,
            int refitted,
            @Nullable Waic waic) {}

    /// The widely applicable information criterion, on the scale of a log density.
    ///
    /// @param elpd the estimate
    /// @param se its standard error
    /// @param p effective number of parameters
    public record Waic(double elpd, double se, double p) {}

    /// Replicated data against the data.
    ///
    /// @param statistic such as `mean` or `share of 0`
    /// @param observed in the data
    /// @param mean over replicates
    /// @param lower limit of the central interval of replicates
    /// @param upper limit of the central interval of replicates
    /// @param p share of replicates at or above the observed value
    public record Check(String statistic, double observed, double mean, double lower, double upper, double p) {}

    /// How far a posterior moves when prior or likelihood are given a little more or less weight.
    ///
    /// @param parameter its name
    /// @param prior distance per doubling of the weight of the priors
    /// @param likelihood distance per doubling of the weight of the likelihood
    /// @param diagnosis in words, empty if neither is remarkable
    public record Sensitivity(String parameter, double prior, double likelihood, String diagnosis) {}

    /// @param name of a parameter
    /// @return its row, if there is one
    public Optional<DrawSummary> parameter(String name) {
        return parameters.stream().filter(row -> row.name().equals(name)).findFirst();
    }
}
