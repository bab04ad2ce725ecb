package copse.bayes;

import copse.mcmc.Chains;
import java.util.Arrays;

/// What an effect means for whoever has to choose between a treatment and what is done now: how probable it is
/// that the effect is large enough, and what a wrong choice is expected to cost.
///
/// With gain δ (the effect, its sign turned if less of the outcome is better) and threshold t (what the
/// treatment costs, in units of the effect) taking the treatment loses `max(t − δ, 0)` against leaving it, and
/// leaving it loses `max(δ − t, 0)`. The posterior means of these are the expected losses; the choice with the
/// smaller one is the better, and once that is below what anybody cares about, more data are not needed.
///
/// Source: Stucchio (2015), Bayesian A/B testing at VWO (expected loss of a choice); Berger (1985), Statistical
/// Decision Theory and Bayesian Analysis, section 4.4.
///
/// @param goal whether more or less of the outcome is better
/// @param threshold t
/// @param probability that the gain exceeds the threshold
/// @param mcse Monte Carlo standard error of that probability; 0 if all draws agree
/// @param lossOfTreating expected loss if the treatment is taken
/// @param lossOfLeaving expected loss if it is not
public record Decision(
        Goal goal, double threshold, double probability, double mcse, double lossOfTreating, double lossOfLeaving) {
    /// What is wanted of an outcome.
    public enum Goal {
        /// More of it: sales, scores.
        RAISE,
        /// Less of it: complaints, pupils who repeat a grade.
        LOWER
    }

    /// @param effect draws of a difference, not of a ratio
    /// @param goal whether more or less of the outcome is better
    /// @param threshold what the gain must exceed to be worth having; 0 if the treatment costs nothing
    /// @return the decision's numbers
    public static Decision of(Chains effect, Goal goal, double threshold) {
        double sign = goal == Goal.RAISE ? 1 : -1;
        double[][] values = effect.byChain();
        double[][] exceeds = new double[values.length][];
        double treating = 0;
        double leaving = 0;
        double above = 0;
        for (int c = 0; c < values.length; c++) {
            exceeds[c] = Arrays.stream(values[c])
                    .map(value -> sign * value > threshold ? 1 : 0)
                    .toArray();
            for (int d = 0; d < values[c].length; d++) {
                double gain = sign * values[c][d] - threshold;
                treating += Math.max(-gain, 0);
                leaving += Math.max(gain, 0);
                above += exceeds[c][d];
            }
        }
        double count = effect.count();
        return new Decision(
                goal,
                threshold,
                above / count,
                Chains.of(exceeds).mcseMean().orElse(0),
                treating / count,
                leaving / count);
    }

    /// @return whether taking the treatment is expected to lose less than leaving it
    public boolean isWorthTreating() {
        return lossOfTreating < lossOfLeaving;
    }
}
