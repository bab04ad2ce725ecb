package copse.power;

import copse.error.Diagnostic;
import copse.error.PlanException;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.infer.StudentT;
import copse.power.TestRule.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Power of a trial in closed form, and what follows from it: how many clusters, of what size, for which
/// effect.
///
/// The estimate of the effect is taken as normal with the trial's [Precision], its test as a t test with
/// non-central t under the alternative. What is asked for and cannot be had is an [Answer.Infeasible], with the
/// ceiling, the reason and the nearest that can be had.
///
/// - Cost: about 10 µs per power, a few hundred for an answer.
///
/// ```java
/// Power power = Power.of(ParallelTrial.of(10, 10, 20, 0.05), new Outcome.Mean(1), TestRule.twoSided(0.05));
/// power.at(0.3).power();         // 0.529 (0.575 by z)
/// power.copies(0.3, 0.8);        // 19 clusters per arm: 0.822; with 18: 0.7996
/// power.ceiling(0.3);            // 0.810, however large the clusters
/// ```
///
/// @param trial as planned
/// @param outcome what is measured
/// @param rule when the test rejects
/// @param attrition what is expected to be lost before the analysis
public record Power(Trial trial, Outcome outcome, TestRule rule, Attrition attrition) {
    /// Power below this distance of its ceiling gains next to nothing from larger clusters.
    private static final double NEAR_CEILING = 0.02;

    /// At this power nobody minds the ceiling.
    private static final double AMPLE = 0.95;

    /// Clusters in all below which a t test of their means is shaky.
    private static final int FEW = 8;

    /// Of the smallest effect that clusters without end would find: so much more is found by clusters of some
    /// size.
    private static final double BEYOND = 1.05;

    /// Effects beyond so many standard deviations are rare.
    private static final double LARGE = 2;

    /// @param trial as planned
    /// @param outcome what is measured
    /// @param rule when the test rejects
    /// @return without attrition
    public static Power of(Trial trial, Outcome outcome, TestRule rule) {
        return new Power(trial, outcome, rule, Attrition.NONE);
    }

    /// @param other as planned
    /// @return the same for another trial
    public Power withTrial(Trial other) {
        return new Power(other, outcome, rule, attrition);
    }

    /// @param other what is expected to be lost
    /// @return the same with that attrition
    public Power withAttrition(Attrition other) {
        return new Power(trial, outcome, rule, other);
    }

    /// @param effect the true effect, treated less control
    /// @return the probability that the test rejects, 0 if there are too few clusters for a test
    /// @throws PlanException `W104` if the outcome cannot have the effect
    public double power(double effect) {
        Precision precision = trial.after(attrition).precision(outcome, effect);
        return precision.df() > 0 ? rule.power(effect, precision.se(), reference(precision.df())) : 0;
    }

    private double reference(double df) {
        return rule.statistic() == Statistic.Z ? Double.POSITIVE_INFINITY : df;
    }

    /// @param effect the true effect, treated less control
    /// @return power by t and by z, with what they rest on
    /// @throws PlanException `W103` if there are too few clusters for a test, `W104` if the outcome cannot have
    ///     the effect
    public Strength at(double effect) {
        Trial left = trial.after(attrition);
        Precision precision = left.precision(outcome, effect);
        requireTest(precision);
        double se = precision.se();
        double byT = rule.power(effect, se, precision.df());
        double byZ = rule.power(effect, se, Double.POSITIVE_INFINITY);
        return new Strength(
                effect,
                rule.statistic() == Statistic.T ? byT : byZ,
                byT,
                byZ,
                se,
                precision.df(),
                rule.distance(effect) / se,
                precision.variance() / left.unclusteredVariance(outcome, effect));
    }

    private void requireTest(Precision precision) {
        if (!(precision.df() > 0)) {
            double least = leastCopies();
            throw PowerCode.TOO_FEW_CLUSTERS.error(
                    count(trial.copies()) + " " + trial.copyOf() + " leave no degrees of freedom for a test",
                    "what the test errs by is judged from how clusters of one arm differ, and there are "
                            + Require.text(precision.df()) + " degrees of freedom for it"
                            + (attrition.equals(Attrition.NONE) ? "" : " after attrition"),
                    "take at least " + count(least) + " " + trial.copyOf());
        }
    }

    private double leastCopies() {
        return Monotone.smallest(n -> withTrial(trial.withCopies(n)).degreesOfFreedom() > 0, 1)
                .orElseThrow(() -> PowerCode.TOO_FEW_CLUSTERS.error(
                        "no number of " + trial.copyOf() + " with " + Require.text(trial.size()) + " " + trial.sizeOf()
                                + " leaves degrees of freedom for a test",
                        "every unit is needed to know the means of the " + trial.copyOf() + " themselves",
                        "take more " + trial.sizeOf()));
    }

    private double degreesOfFreedom() {
        return trial.after(attrition).precision(outcome, feasible(rule.edge())).df();
    }

    /// The edge of a hypothesis may be an effect that the outcome cannot have.
    private double feasible(double effect) {
        return Math.clamp(effect, outcome.lowestEffect(), outcome.highestEffect());
    }

    /// What power tends to as clusters grow without bound and their number stays.
    ///
    /// @param effect the true effect
    /// @return the ceiling
    public double ceiling(double effect) {
        return withTrial(trial.withSize(Double.POSITIVE_INFINITY)).power(effect);
    }

    /// The fewest copies of the trial's layout (clusters per arm, pairs, clusters per sequence) that reach a
    /// power.
    ///
    /// @param effect the true effect
    /// @param target power wanted
    /// @return the trial with as many copies, and the power with one fewer
    /// @throws PlanException `W101` if no trial has that power
    public Answer copies(double effect, double target) {
        requireTarget(target);
        if (rule.distance(effect) <= 0) {
            return outsideReach(effect);
        }
        double least = leastCopies();
        OptionalDouble copies =
                Monotone.smallest(n -> withTrial(trial.withCopies(n)).power(effect) >= target, least);
        if (copies.isEmpty()) {
            return new Answer.Infeasible(
                    withTrial(trial.withCopies(Monotone.MOST)).power(effect),
                    "no number of " + trial.copyOf() + " up to 10^12 has a power of " + target,
                    "the effect is too small for any trial",
                    List.of());
        }
        double n = copies.getAsDouble();
        return new Answer.Found(
                withTrial(trial.withCopies(n)).choice(effect),
                n > least
                        ? OptionalDouble.of(withTrial(trial.withCopies(n - 1)).power(effect))
                        : OptionalDouble.empty());
    }

    /// The smallest clusters that reach a power, their number being fixed.
    ///
    /// @param effect the true effect
    /// @param target power wanted
    /// @return the trial with clusters of that size, and the power with one unit fewer in each; or, since power
    ///     has a ceiling, that there is none, with the fewest clusters and the smallest effect for which there
    ///     is
    /// @throws PlanException `W101` if no trial has that power, `W103` if there are too few clusters for a test
    public Answer size(double effect, double target) {
        requireTarget(target);
        if (rule.distance(effect) <= 0) {
            return outsideReach(effect);
        }
        requireTest(trial.after(attrition).precision(outcome, effect));
        double ceiling = ceiling(effect);
        OptionalDouble size = ceiling > target
                ? Monotone.smallest(m -> withTrial(trial.withSize(m)).power(effect) >= target, trial.leastSize())
                : OptionalDouble.empty();
        if (size.isEmpty()) {
            return noSize(effect, target, ceiling);
        }
        double m = size.getAsDouble();
        return new Answer.Found(
                withTrial(trial.withSize(m)).choice(effect),
                m > trial.leastSize()
                        ? OptionalDouble.of(withTrial(trial.withSize(m - 1)).power(effect))
                        : OptionalDouble.empty());
    }

    private Answer noSize(double effect, double target, double ceiling) {
        List<Answer.Alternative> nearest = new ArrayList<>();
        OptionalDouble fewest =
                Monotone.smallest(n -> withTrial(trial.withCopies(n)).ceiling(effect) > target, leastCopies());
        if (fewest.isPresent()) {
            // the fewest may need enormous clusters, where one more is content with ordinary ones
            for (double n = fewest.getAsDouble(); n <= fewest.getAsDouble() + 1; n++) {
                if (withTrial(trial.withCopies(n)).size(effect, target) instanceof Answer.Found found) {
                    nearest.add(new Answer.Alternative("more " + trial.copyOf(), found.choice()));
                }
            }
        }
        largerEffect(effect, target).ifPresent(nearest::add);
        return new Answer.Infeasible(
                ceiling,
                "no number of " + trial.sizeOf() + " gives " + count(trial.copies()) + " " + trial.copyOf()
                        + " a power of " + target,
                "what clusters differ by does not average out within them: power stays below "
                        + Require.rounded(ceiling) + " however large they are",
                nearest);
    }

    /// An effect a little beyond the smallest of all sizes, which clusters of a finite size find.
    private Optional<Answer.Alternative> largerEffect(double effect, double target) {
        boolean equivalence = rule.hypothesis() instanceof Hypothesis.Equivalence;
        if (!equivalence
                && withTrial(trial.withSize(Double.POSITIVE_INFINITY)).smallestEffect(target, direction(effect))
                        instanceof Answer.Found limit) {
            double beyond = rule.edge() + BEYOND * (limit.choice().strength().effect() - rule.edge());
            if (beyond >= outcome.lowestEffect()
                    && beyond <= outcome.highestEffect()
                    && size(beyond, target) instanceof Answer.Found found) {
                return Optional.of(new Answer.Alternative("a larger effect", found.choice()));
            }
        }
        return Optional.empty();
    }

    private static Direction direction(double effect) {
        return effect < 0 ? Direction.LOWER : Direction.HIGHER;
    }

    /// The smallest effect with a power: the minimum detectable effect, by inverting the power exactly.
    ///
    /// @param target power wanted
    /// @param direction of the effect, which matters for a two-sided test alone: others have their own
    /// @return the effect; or, for an outcome that has bounds, that there is none, with the fewest copies that
    ///     detect the largest
    /// @throws PlanException `W101` if no trial has that power, `W103` if there are too few clusters for a
    ///     test, `W105` for equivalence, of which the largest power is at an effect of 0
    public Answer smallestEffect(double target, Direction direction) {
        requireTarget(target);
        double sign = sign(direction);
        double edge = feasible(rule.edge());
        Precision atEdge = trial.after(attrition).precision(outcome, edge);
        requireTest(atEdge);
        double bound = sign > 0 ? outcome.highestEffect() : outcome.lowestEffect();
        double far = edge + sign * multiplier(target, atEdge) * Math.max(atEdge.se(), Double.MIN_NORMAL);
        while (power(inside(far, sign, bound)) < target) {
            if (sign * (far - bound) >= 0) {
                return noEffect(bound, target);
            }
            far = edge + 2 * (far - edge);
        }
        double effect = Monotone.root(x -> power(x) - target, edge, inside(far, sign, bound))
                .orElse(edge);
        return new Answer.Found(choice(effect), OptionalDouble.empty());
    }

    private static double inside(double effect, double sign, double bound) {
        return sign > 0 ? Math.min(effect, bound) : Math.max(effect, bound);
    }

    private Answer noEffect(double bound, double target) {
        List<Answer.Alternative> nearest = new ArrayList<>();
        if (copies(bound, target) instanceof Answer.Found found) {
            nearest.add(new Answer.Alternative("more " + trial.copyOf(), found.choice()));
        }
        return new Answer.Infeasible(
                power(bound),
                "no effect has a power of " + target,
                "the largest that the outcome can have is " + (float) bound + ", and its power is "
                        + Require.rounded(power(bound)),
                nearest);
    }

    private double sign(Direction direction) {
        Direction better = switch (rule.hypothesis()) {
            case Hypothesis.Equality ignored -> direction;
            case Hypothesis.Superiority(double margin, Direction of) -> of;
            case Hypothesis.NonInferiority(double margin, Direction of) -> of;
            case Hypothesis.Equivalence ignored ->
                throw PowerCode.CONTRADICTION.error(
                        "no effect is the smallest whose equivalence can be shown",
                        "equivalence is the easier to show the closer the effect is to the middle of the range",
                        "give the effect that is expected (often 0), and leave out the number of clusters or their size");
        };
        return better == Direction.HIGHER ? 1 : -1;
    }

    /// The smallest effect by the multiplier `t_α + t_β` of standard errors, as PowerUp and many tables have
    /// it: close to [#smallestEffect] and a little off for few degrees of freedom, as central quantiles stand
    /// in for non-central ones.
    ///
    /// Source: Bloom (1995), Minimum detectable effects, Eval. Rev. 19(5). doi:10.1177/0193841X9501900504
    ///
    /// @param target power wanted
    /// @return the effect; empty if the standard error depends on it
    public OptionalDouble multiplierEffect(double target) {
        requireTarget(target);
        Precision precision = trial.after(attrition).precision(outcome, feasible(rule.edge()));
        return outcome instanceof Outcome.Mean && precision.df() > 0
                ? OptionalDouble.of(multiplier(target, precision) * precision.se())
                : OptionalDouble.empty();
    }

    private double multiplier(double target, Precision precision) {
        return StudentT.upperQuantile(rule.tail(), precision.df()) + StudentT.upperQuantile(1 - target, precision.df());
    }

    /// The number of copies by the normal formula `(z_α + z_β)² V/δ²`, before it is rounded, with the
    /// correction of Hayes and Bennett for using z with few clusters.
    ///
    /// @param raw copies by the formula
    /// @param corrected one more, or two more for pairs
    public record NormalFormula(double raw, double corrected) {}

    /// @param effect the true effect
    /// @param target power wanted
    /// @return copies by the normal formula
    public NormalFormula normalFormula(double effect, double target) {
        requireTarget(target);
        double z = StudentT.upperQuantile(rule.tail(), Double.POSITIVE_INFINITY)
                + StudentT.upperQuantile(1 - target, Double.POSITIVE_INFINITY);
        double ofOne = trial.precision(outcome, effect).variance() * trial.copies();
        double distance = rule.distance(effect);
        double raw = z * z * ofOne / (distance * distance);
        return new NormalFormula(raw, raw + (trial instanceof PairedTrial ? 2 : 1));
    }

    /// The cheapest mix of clusters and size with a power.
    ///
    /// @param effect the true effect
    /// @param target power wanted
    /// @param costs of clusters and units, with how many there are
    /// @return the trial with its cost; or that there is none among so many clusters and units
    /// @throws PlanException `W101` if no trial has that power
    public Answer cheapest(double effect, double target, Costs costs) {
        requireTarget(target);
        return rule.distance(effect) <= 0 ? outsideReach(effect) : new Mix(this, effect, costs).cheapest(target);
    }

    /// The mix of clusters and size that has most power for what it costs.
    ///
    /// @param effect the true effect
    /// @param budget that is not to be exceeded
    /// @param costs of clusters and units, with how many there are
    /// @return the trial with its cost; or that the budget pays for none
    public Answer strongest(double effect, double budget, Costs costs) {
        Require.finite("the budget", budget);
        return new Mix(this, effect, costs).strongest(budget);
    }

    /// @param effect the true effect
    /// @return what to know about the power at that effect
    public List<Diagnostic> diagnostics(double effect) {
        List<Diagnostic> all = new ArrayList<>();
        Strength strength = at(effect);
        boolean clustered = strength.designEffect() != 1 || trial.size() > 1;
        // few blocks of many units, with one effect in all, leave degrees of freedom enough
        if (clustered && trial.clusters() < FEW && strength.df() < FEW) {
            all.add(diagnostic(PowerCode.FEW_CLUSTERS, "clusters", trial.clusters(), FEW));
        }
        double ceiling = clustered ? ceiling(effect) : 1;
        if (ceiling - strength.power() < NEAR_CEILING && ceiling < AMPLE) {
            all.add(diagnostic(PowerCode.CEILING, "size", strength.power(), ceiling));
        }
        if (outcome instanceof Outcome.Mean(double sd) && Math.abs(effect) > LARGE * sd) {
            all.add(diagnostic(PowerCode.LARGE_EFFECT, "effect", Math.abs(effect) / sd, LARGE));
        }
        return all;
    }

    private static Diagnostic diagnostic(PowerCode code, String parameter, double value, double threshold) {
        return new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice());
    }

    Choice choice(double effect) {
        return new Choice(trial, at(effect), OptionalDouble.empty());
    }

    Choice choice(double effect, Costs costs) {
        return new Choice(trial, at(effect), OptionalDouble.of(costs.of(trial)));
    }

    Answer outsideReach(double effect) {
        return new Answer.Infeasible(
                rule.alpha(),
                "no trial shows an effect of " + (float) effect + " by a " + rule.label(),
                "the effect is not beyond the edge of what the test is held against, so that the test rejects no more often"
                        + " than by its level, whatever the size of the trial",
                List.of());
    }

    /// @return the fewest copies that leave degrees of freedom, with clusters of the size they have
    double least() {
        return leastCopies();
    }

    private void requireTarget(double target) {
        if (!(target > rule.alpha() && target < 1)) {
            throw PowerCode.IMPOSSIBLE_POWER.error(
                    "no trial has a power of " + Require.text(target),
                    target >= 1
                            ? "power comes close to 1 but never reaches it: there is always a chance to miss an effect"
                            : "at an effect of 0 already, a test at level " + rule.alpha() + " rejects that often",
                    "ask for a power between " + rule.alpha() + " and 1, such as --power 0.8");
        }
    }

    private static String count(double value) {
        return Require.text(value);
    }
}
