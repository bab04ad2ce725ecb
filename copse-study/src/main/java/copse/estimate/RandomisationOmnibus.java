package copse.estimate;

import copse.frame.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/// One randomisation test of all arms together: does any arm do anything to anybody?
///
/// The statistic is the F of an analysis of variance of unit means between arms; where units were randomised
/// within blocks, of means less those of their blocks. Its reference is the joint randomisation of all arms,
/// exact for the hypothesis that no arm has an effect on any row. An effect of one arm against another is
/// another question: [RandomisationTest].
///
/// Source: Fisher (1935), The Design of Experiments, chapter III; Wu and Ding (2021), Randomization tests for
/// weak null hypotheses in randomized experiments, J. Am. Stat. Assoc. 116(536).
/// doi:10.1080/01621459.2020.1750415
///
/// @param f of the arms as they are
/// @param between degrees of freedom between arms
/// @param left degrees of freedom left
/// @param p p-value
/// @param assignments that were compared
/// @param undefined assignments that leave an arm without outcomes, which were left out
/// @param exact whether all admissible assignments were compared
/// @param monteCarloError standard error of `p` as an estimate of the exact p-value; empty if it is exact
/// @param method in words
public record RandomisationOmnibus(
        double f,
        int between,
        int left,
        double p,
        int assignments,
        int undefined,
        boolean exact,
        OptionalDouble monteCarloError,
        String method) {
    /// Compares all arms that have outcomes.
    ///
    /// @param set assignments of all arms, [ReferenceSet#of(RandomisedUnits, int, copse.math.RandomStream,
    ///     int)]
    /// @param totals of the units
    /// @param threads number of threads; the result does not depend on it
    /// @return the test
    /// @throws copse.error.InputException `E204` if an arm has no outcomes, or there are no more units than
    ///     arms
    public static RandomisationOmnibus of(ReferenceSet set, UnitTotals totals, int threads) {
        UnitOutcomes units = UnitOutcomes.of(totals, set.arms());
        int arms = set.arms().size();
        int blocks = (int)
                Arrays.stream(units.block()).filter(b -> b >= 0).distinct().count();
        double[] y = ArmlessModel.ofMeans(units, true).solve(0).residual();
        double[] one = new double[y.length];
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            one[i] = units.present(i) ? 1 : 0;
            y[i] *= one[i];
            total += y[i] * y[i];
        }
        ArmSums sums = new ArmSums(new double[][] {one, y});
        double[] kept = PlaneReader.all(
                set,
                units.arm(),
                1,
                () -> {
                    double[] sum = new double[sums.length()];
                    return (planes, into, at) -> {
                        into[at] = 0;
                        for (long[] plane : planes) {
                            sums.sum(plane, sum);
                            into[at] += sum[0] > 0 ? sum[1] * sum[1] / sum[0] : Double.NaN;
                        }
                    };
                },
                threads);
        double b = kept[set.size()];
        int left = units.count() - arms - (blocks - 1);
        if (Double.isNaN(b) || left < 1) {
            throw RandomisationTestCode.UNDEFINED.inputError(
                    "the F of " + Words.count(arms, "arm") + " is not defined for the arms as they are",
                    Words.count(units.count(), "unit") + " in " + Words.count(blocks, "block")
                            + " have outcomes, and each arm needs one of them",
                    "compare two arms that have outcomes by `RandomisationTest`");
        }
        Tails tails = Tails.of(set, new ShiftFamily.Values(b, Arrays.copyOf(kept, set.size())));
        int compared = set.size() - tails.undefined();
        double p = set.isComplete()
                ? Math.min(1, tails.greater() / tails.defined())
                : RandomisationResult.monteCarloP((long) tails.greater(), compared);
        return new RandomisationOmnibus(
                b / (arms - 1) / ((total - b) / left),
                arms - 1,
                left,
                p,
                compared,
                tails.undefined(),
                set.isComplete(),
                set.isComplete() ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(p * (1 - p) / compared)),
                String.format(
                        Locale.ROOT,
                        "randomisation test, F of unit means%s between %d arms, %s%,d assignments",
                        blocks > 1 ? " within blocks" : "",
                        arms,
                        set.isComplete() ? "all " : "",
                        set.size()));
    }
}
