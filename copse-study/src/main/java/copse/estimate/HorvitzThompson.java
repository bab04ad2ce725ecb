package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// Totals weighted by the inverse of the design's probabilities: unbiased whatever the design, the sizes of
/// clusters and the outcomes, as long as every unit could have had either arm.
///
/// `value = (Σ_treated t_k / π_k − Σ_controls t_k / π_k) / N`, with t_k the sum of the outcomes of unit k (its
/// mean, if units count the same), π_k the probability with which it was to get the arm that it got, and N the
/// number of rows (or units) of all arms. The price is variance: a constant added to all outcomes changes the
/// answer where sizes or probabilities vary, which [Hajek] mends.
///
/// Probabilities come from the assignment, or a column of the data; where neither says, arms are taken as drawn
/// completely at random within blocks, in the numbers seen. The variance is Neyman's for such designs, else
/// that of Aronow and Samii from joint probabilities, conservative; see the estimate's method. Student's t with
/// `units − 2` degrees of freedom (two less per block for Neyman's).
///
/// Source: Horvitz and Thompson (1952), J. Am. Stat. Assoc. 47, 663-685, doi:10.1080/01621459.1952.10483446;
/// for clusters Middleton and Aronow (2015), Stat. Politics Policy 6(1-2), 39-75, doi:10.1515/spp-2013-0002.
///
/// @param counting what counts the same
public record HorvitzThompson(Counting counting) implements TotalsEstimator {
    /// @return every row counting the same: totals of clusters
    public static HorvitzThompson ofRows() {
        return new HorvitzThompson(Counting.ROWS);
    }

    /// @return every unit counting the same
    public static HorvitzThompson ofUnits() {
        return new HorvitzThompson(Counting.UNITS);
    }

    @Override
    public String name() {
        return "Horvitz-Thompson";
    }

    /// Cost: all pairs of units where joint probabilities are needed, up to 2,000 units; beyond, the variance
    /// is that of independent draws.
    ///
    /// @throws copse.error.InputException `E117` if a unit could not have had the arm that it is compared with
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.inAnyStage(totals, question);
        Weighted weighted = Weighted.of(arms, counting);
        double[] y = new double[totals.size()];
        double value = 0;
        for (int unit : arms.treated()) {
            y[unit] = weighted.total(unit);
            value += y[unit] / weighted.probabilities().own(unit);
        }
        for (int unit : arms.controls()) {
            y[unit] = weighted.total(unit);
            value -= y[unit] / weighted.probabilities().own(unit);
        }
        return weighted.effect("Horvitz-Thompson", value / weighted.size(), y, Double.POSITIVE_INFINITY);
    }

    /// What both weighting estimators share.
    ///
    /// @param arms compared
    /// @param counting what counts the same
    /// @param probabilities of the design
    /// @param size rows or units of all arms
    record Weighted(Compared arms, Counting counting, DesignProbabilities probabilities, double size) {
        static Weighted of(Compared arms, Counting counting) {
            UnitTotals totals = arms.totals();
            RandomisedUnits units = totals.units();
            requireBothArms(arms);
            double size = 0;
            for (int unit = 0; unit < totals.size(); unit++) {
                if (units.arm(unit) >= 0 && totals.rows(unit) > 0) {
                    size += counting == Counting.UNITS ? 1 : totals.weight(unit);
                }
            }
            return new Weighted(arms, counting, new DesignProbabilities(totals), size);
        }

        private static void requireBothArms(Compared arms) {
            RandomisedUnits units = arms.totals().units();
            if (units.randomisation().isEmpty()) {
                return;
            }
            var marginal = units.randomisation().get().probabilities();
            int treatment = units.armOf(arms.question().treatment());
            int control = units.armOf(arms.question().control());
            for (int unit = 0; unit < units.size(); unit++) {
                int position = units.position(unit);
                boolean has = units.arm(unit) >= 0 && arms.totals().rows(unit) > 0;
                if (has && (marginal.of(position, treatment) == 0 || marginal.of(position, control) == 0)) {
                    String never = marginal.of(position, treatment) == 0
                            ? arms.question().treatment()
                            : arms.question().control();
                    throw EstimateCode.IMPOSSIBLE_ARM.error(
                            "unit `" + units.id(unit) + "` could never have got arm `" + never + "`",
                            "an effect on it cannot be estimated from any assignment of this design",
                            "leave such units out of the data, and say whose effect it then is");
                }
            }
        }

        double size(int unit) {
            return counting == Counting.UNITS ? 1 : arms.totals().weight(unit);
        }

        double total(int unit) {
            return counting == Counting.UNITS
                    ? arms.totals().mean(unit)
                    : arms.totals().sum(unit);
        }

        /// @param y totals by unit, or what stands for them in the variance
        /// @param most degrees of freedom, if the variance has more
        EffectEstimate effect(String name, double value, double[] y, double most) {
            DesignVariance.Result variance = new DesignVariance(arms, probabilities, y).estimate();
            double df = Math.min(most, variance.df());
            double se = Math.sqrt(variance.value()) / size;
            List<Diagnostic> diagnostics = new ArrayList<>(arms.diagnostics(se));
            diagnostics.addAll(variance.notes());
            return EffectEstimate.of(
                    arms.estimand(counting.words(arms.noun())),
                    name + (counting == Counting.ROWS && arms.hasClusters() ? " of cluster totals, " : ", ")
                            + variance.method() + ", t with " + Words.about(df) + " df",
                    value,
                    se,
                    df,
                    arms.question(),
                    arms.rows(),
                    arms.units(),
                    diagnostics);
        }
    }
}
