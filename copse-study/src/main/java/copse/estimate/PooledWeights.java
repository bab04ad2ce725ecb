package copse.estimate;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// What a single coefficient of the arm weighs, when groups have effects of their own and the model does not
/// say so.
///
/// The coefficient of the arm in `outcome ~ arm + group` is the average of the groups' effects with weights `n
/// p (1 − p)`: rows times the variance of the arm within the group. Large groups count more, and so do groups
/// with arms of equal size; if p (1 − p) is the same everywhere, whatever it is, the weights are those of the
/// sample (shares of one third and two thirds are the same in this respect). The plain difference between arms
/// is no average of effects at all where p differs: it adds what the groups differ by anyway.
///
/// Source: Angrist (1998), Estimating the labor market impact of voluntary military service using social
/// security data on military applicants, Econometrica 66(2), section 3.1. doi:10.2307/2998558
///
/// @param group column
/// @param groups one per level with rows
/// @param pooled coefficient of the arm beside a constant per group: `Σ weight · effect`
/// @param average over the sample: `Σ share · effect`
/// @param unadjusted difference of the arms' means, groups ignored
public record PooledWeights(String group, List<Group> groups, double pooled, double average, double unadjusted) {
    // Weights that differ by less than this are the same in print.
    private static final double SAME = 2e-3;

    /// One group.
    ///
    /// @param level its label
    /// @param rows of both arms
    /// @param treated share of these rows in the treatment arm
    /// @param effect difference of the arms' means within the group
    /// @param weight in the pooled coefficient; they add up to 1
    /// @param share of the rows of all groups; they add up to 1
    public record Group(String level, long rows, double treated, double effect, double weight, double share) {}

    /// Copies the list.
    public PooledWeights {
        groups = List.copyOf(groups);
    }

    /// @param levels labels of the groups
    /// @param group of each row
    /// @param treated 1 or 0 for each row
    /// @param y outcome of each row
    static PooledWeights of(String name, List<String> levels, int[] group, int[] treated, double[] y) {
        int k = levels.size();
        long[][] n = new long[2][k];
        double[][] mean = new double[2][k];
        long[] all = new long[2];
        double[] overall = new double[2];
        for (int row = 0; row < y.length; row++) {
            int arm = treated[row];
            int g = group[row];
            mean[arm][g] += (y[row] - mean[arm][g]) / ++n[arm][g];
            overall[arm] += (y[row] - overall[arm]) / ++all[arm];
        }
        double total = 0;
        for (int g = 0; g < k; g++) {
            total += (double) n[0][g] * n[1][g] / (n[0][g] + n[1][g]);
        }
        List<Group> groups = new ArrayList<>();
        double pooled = 0;
        double average = 0;
        for (int g = 0; g < k; g++) {
            long rows = n[0][g] + n[1][g];
            double effect = mean[1][g] - mean[0][g];
            double weight = (double) n[0][g] * n[1][g] / rows / total;
            double share = (double) rows / y.length;
            groups.add(new Group(levels.get(g), rows, (double) n[1][g] / rows, effect, weight, share));
            pooled += weight * effect;
            average += share * effect;
        }
        return new PooledWeights(name, groups, pooled, average, overall[1] - overall[0]);
    }

    /// @return whether the pooled coefficient weighs groups as the sample does, to a fifth of a percent
    public boolean weighsAsSample() {
        return groups.stream().allMatch(one -> Math.abs(one.weight - one.share) < SAME);
    }

    /// @return what the numbers mean, one sentence each
    public List<String> sentences() {
        List<String> out = new ArrayList<>();
        out.add("A pooled coefficient of the arm, beside the groups alone, is " + Words.about(pooled)
                + " and weighs the plain differences within groups: "
                + String.join(
                        ", ",
                        groups.stream()
                                .map(one -> "`" + one.level + "` (" + Words.about(one.effect) + ") by "
                                        + Words.percent(one.weight))
                                .toList())
                + ".");
        String shares = String.join(
                ", ",
                groups.stream()
                        .map(one -> Words.percent(one.treated) + " in `" + one.level + "`")
                        .toList());
        out.add(
                weighsAsSample()
                        ? "That is the average over the sample, because p (1 - p) is about the same in all groups, p being the"
                                + " share of treated: " + shares + "."
                        : "The average over the sample is " + Words.about(average)
                                + ": groups weigh by p (1 - p) as well as by rows, p being the share of treated: "
                                + shares
                                + ".");
        if (Math.abs(unadjusted - pooled) > SAME * Math.max(Math.abs(pooled), Math.abs(unadjusted))) {
            out.add("The plain difference between arms, " + Words.about(unadjusted)
                    + ", is no average of these: it mixes in what the groups differ by without the treatment.");
        }
        return out;
    }
}
