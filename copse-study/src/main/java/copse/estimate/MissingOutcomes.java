package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.infer.StudentT;
import java.util.List;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// How many outcomes are missing in each arm, and whether the arms differ in it by more than chance.
///
/// Outcomes missing at the same rate in both arms may still be those of different people; outcomes missing at
/// different rates certainly are. What the missing could do to the effect at worst: [AttritionBounds].
///
/// @param treatment of the treatment arm
/// @param control of the control arm
/// @param difference in the share of rows without an outcome, treatment less control, with the variance between
///     randomised units
/// @param unitsP two-sided p-value of Fisher's exact test that units without any outcome are as many in both
///     arms
public record MissingOutcomes(Arm treatment, Arm control, EffectEstimate difference, double unitsP) {
    // Below this p arms are said to differ.
    private static final double LEVEL = 0.05;

    // Fisher's test adds up tables that are as unlikely as the one seen: up to rounding.
    private static final double AS_UNLIKELY = 1 + 1e-7;

    /// What is missing in an arm.
    ///
    /// @param arm its name
    /// @param rows with and without an outcome; units that are not in the data count with one row, or as many
    ///     as clusters have on average
    /// @param missing rows without an outcome
    /// @param units randomised
    /// @param lost units without any outcome
    public record Arm(String arm, long rows, long missing, int units, int lost) {
        /// @return share of rows without an outcome
        public double share() {
            return (double) missing / rows;
        }
    }

    /// @param experiment rows with their arms
    /// @param question outcome, arms, level; the hypothesis is not used
    /// @return what is missing
    /// @throws copse.error.InputException `E105` if an arm has one unit
    public static MissingOutcomes of(Experiment experiment, Question question) {
        OutcomeRows rows = OutcomeRows.of(experiment, question);
        RandomisedUnits units = rows.units();
        long[] all = rows.counts();
        long[] present = rows.present();
        int arm = units.armOf(question.treatment());
        int other = units.armOf(question.control());
        ContributionVariance variance = ContributionVariance.of(units, u -> all[u] > 0, arm, other);
        ArmMeans means = ArmMeans.of(units, variance, arm, u -> all[u] - present[u], u -> all[u]);
        double[] part = means.differencePart();
        EffectEstimate difference = EffectEstimate.of(
                "effect of " + question.treatment() + " on the share of rows without " + question.outcome(),
                "difference in shares, variance " + variance.words(),
                means.difference(),
                Math.sqrt(variance.covariance(part, part)),
                variance.df(part),
                question.withHypothesis(Hypothesis.noDifference()),
                rows.size(),
                variance.units(),
                Unadjusted.leftOut(variance));
        Arm treated = arm(question.treatment(), units, arm, all, present);
        Arm control = arm(question.control(), units, other, all, present);
        return new MissingOutcomes(
                treated, control, difference, fisher(treated.lost, treated.units, control.lost, control.units));
    }

    private static Arm arm(String name, RandomisedUnits units, int arm, long[] all, long[] present) {
        long rows = 0;
        long missing = 0;
        int count = 0;
        int lost = 0;
        for (int u = 0; u < units.size(); u++) {
            if (units.arm(u) == arm) {
                rows += all[u];
                missing += all[u] - present[u];
                count++;
                lost += present[u] == 0 ? 1 : 0;
            }
        }
        return new Arm(name, rows, missing, count, lost);
    }

    private static double fisher(int lostA, int a, int lostB, int b) {
        int lost = lostA + lostB;
        if (lost == 0 || lost == a + b) {
            return 1;
        }
        HypergeometricDistribution law = HypergeometricDistribution.of(a + b, lost, a);
        double seen = law.probability(lostA) * AS_UNLIKELY;
        double p = 0;
        for (int k = law.getSupportLowerBound(); k <= law.getSupportUpperBound(); k++) {
            double each = law.probability(k);
            p += each <= seen ? each : 0;
        }
        return Math.min(1, p);
    }

    /// @return whether the arms differ in what is missing by more than chance, at level 0.05
    public boolean differs() {
        return p() < LEVEL;
    }

    /// The smaller of the two p-values, for rows and for units, times two.
    ///
    /// @return p-value of the hypothesis that arms do not differ in what is missing
    public double p() {
        double rows = StudentT.twoSidedP(statistic(), difference.df().orElse(Double.POSITIVE_INFINITY));
        return Math.min(1, 2 * Math.min(rows, unitsP));
    }

    private double statistic() {
        double se = difference.se().orElse(0);
        return difference.value() == 0 ? 0 : difference.value() / se;
    }

    /// @return a diagnostic if the arms differ
    public List<Diagnostic> diagnostics() {
        return differs()
                ? List.of(EffectCode.DIFFERENTIAL_ATTRITION.of(
                        difference.estimand(),
                        difference.value(),
                        0,
                        "missing are " + Words.percent(treatment.share()) + " of the rows of `" + treatment.arm
                                + "` and "
                                + Words.percent(control.share()) + " of `" + control.arm + "` (" + Words.p(p())
                                + "): those with outcomes are no longer alike"))
                : List.of();
    }
}
