package copse.power;

import copse.infer.Interval;
import copse.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The power of a planned trial by what past data say, with what they leave open.
///
/// The variances are known as well as the past clusters tell: power is computed at their estimates, at the ends
/// of the interval of the intraclass correlation, and for many pairs of variances that the data leave possible.
/// The mean of the latter is the probability that the trial finds the effect, given all that is known (its
/// assurance).
///
/// Source: Spiegelhalter, Abrams and Myles (2004), Bayesian Approaches to Clinical Trials and Health-Care
/// Evaluation, section 6.5 (averaged power); Turner, Prevost and Thompson (2004), Allowing for imprecision of
/// the intracluster correlation coefficient in the design of cluster randomized trials, Stat. Med. 23(8).
/// doi:10.1002/sim.1721
///
/// @param past what the past says
/// @param effect the true effect, in units of the outcome
/// @param atEstimate at the estimates
/// @param atEnds at both ends of the interval of the intraclass correlation: the higher correlation first,
///     hence as a rule the lower power
/// @param assurance mean power over the draws
/// @param range percentiles of the power over the draws
/// @param target power wanted
/// @param reaching share of the draws in which the target is reached
public record PastPower(
        PastEstimates past,
        double effect,
        At atEstimate,
        List<At> atEnds,
        double assurance,
        Interval range,
        double target,
        double reaching) {
    private static final int DRAWS = 1999;

    /// Copies the list.
    public PastPower {
        atEnds = List.copyOf(atEnds);
    }

    /// Power at one pair of variances.
    ///
    /// @param draw the variances
    /// @param power of the trial
    /// @param strength what it rests on
    /// @param needed the smallest trial of this kind with the target; empty if the target cannot be asked for
    public record At(Components.Draw draw, Power power, Strength strength, Optional<Answer> needed) {}

    /// How a trial is planned; variances come from the past.
    ///
    /// @param control clusters in the control arm
    /// @param treated clusters in the treated arm
    /// @param size rows per cluster; the past's mean if empty, and the past's spread in any case
    /// @param rule when the test rejects
    public record Planned(double control, double treated, OptionalDouble size, TestRule rule) {
        /// The trial with given variances, covariates being taken off them already.
        Power power(PastEstimates past, Components.Draw draw) {
            double cv = past.cvOfSizes();
            double mean = size.orElse(past.meanSize());
            ClusterSizes sizes = cv < 1e-9 ? new ClusterSizes.Equal(mean) : new ClusterSizes.Varying(mean, cv);
            int lost = past.explained()
                    .map(PastEstimates.Explained::clusterCovariates)
                    .orElse(0);
            Outcome outcome = past.binary() ? new Outcome.Proportion(past.mean()) : new Outcome.Mean(draw.sd());
            return Power.of(
                    new ParallelTrial(
                            control, treated, sizes, new Clustering.Icc(draw.icc()), new Adjustment(0, 0, lost)),
                    outcome,
                    rule);
        }
    }

    /// @param past what the past says
    /// @param planned the trial
    /// @param effect the true effect, in units of the outcome
    /// @param target power wanted
    /// @param stream where the draws come from
    /// @return the power
    /// @throws copse.error.PlanException as [Power#at(double)]
    public static PastPower of(PastEstimates past, Planned planned, double effect, double target, RandomStream stream) {
        Components known = past.adjusted();
        At estimate = at(past, planned, known.estimate(), effect, target);
        double level = known.iccInterval().level();
        double[] powers = past.draws(DRAWS, stream).stream()
                .mapToDouble(draw -> planned.power(past, draw).power(effect))
                .sorted()
                .toArray();
        int tail = (int) Math.round(0.5 * (1 - level) * (DRAWS + 1)) - 1;
        return new PastPower(
                past,
                effect,
                estimate,
                List.of(
                        at(past, planned, known.at(known.iccInterval().upper().value()), effect, target),
                        at(past, planned, known.at(known.iccInterval().lower().value()), effect, target)),
                Arrays.stream(powers).average().orElseThrow(),
                Interval.of(
                        powers[Math.clamp(tail, 0, DRAWS - 1)],
                        powers[DRAWS - 1 - Math.clamp(tail, 0, DRAWS - 1)],
                        level,
                        "draws of the variances"),
                target,
                Arrays.stream(powers).filter(power -> power >= target).count() / (double) DRAWS);
    }

    private static At at(PastEstimates past, Planned planned, Components.Draw draw, double effect, double target) {
        Power power = planned.power(past, draw);
        boolean askable = target > planned.rule().alpha() && target < 1;
        return new At(
                draw, power, power.at(effect), askable ? Optional.of(power.copies(effect, target)) : Optional.empty());
    }
}
