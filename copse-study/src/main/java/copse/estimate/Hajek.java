package copse.estimate;

/// Means weighted by the inverse of the design's probabilities: like [HorvitzThompson], but each arm is divided
/// by its own sum of weights instead of the known number of rows.
///
/// `value = Σ_treated t_k / π_k / Σ_treated m_k / π_k − the same of controls`, with t_k the sum of outcomes of
/// unit k and m_k its rows (its mean and 1, if units count the same). Adding a constant to all outcomes changes
/// nothing, and the variance is usually much smaller; the bias is of the order of one over the number of units.
/// The variance is that of [HorvitzThompson] of the deviations `t_k − mean · m_k`.
///
/// With equal probabilities it is [RowMeans] or [UnitMeans], with another standard error.
///
/// Source: Hájek (1971), comment in Godambe and Sprott, Foundations of Statistical Inference; Aronow and Samii
/// (2017), Ann. Appl. Stat. 11(4), section 5.1. doi:10.1214/16-AOAS1005
///
/// @param counting what counts the same
public record Hajek(Counting counting) implements TotalsEstimator {
    /// @return every row counting the same
    public static Hajek ofRows() {
        return new Hajek(Counting.ROWS);
    }

    /// @return every unit counting the same
    public static Hajek ofUnits() {
        return new Hajek(Counting.UNITS);
    }

    @Override
    public String name() {
        return "Hájek";
    }

    /// Cost: as [HorvitzThompson].
    ///
    /// @throws copse.error.InputException `E105` if an arm has one unit, `E117` if a unit could not have had
    ///     the arm that it is compared with
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms =
                Compared.inAnyStage(totals, question).requireTwo("randomise more units: at least two in each arm");
        HorvitzThompson.Weighted weighted = HorvitzThompson.Weighted.of(arms, counting);
        double[] deviations = new double[totals.size()];
        Arm treated = Arm.of(weighted, arms.treated(), deviations);
        Arm controls = Arm.of(weighted, arms.controls(), deviations);
        double df = RowMeans.Sandwich.df(treated.sandwich, controls.sandwich);
        return weighted.effect("Hájek", treated.mean - controls.mean, deviations, df);
    }

    /// One arm's mean, and how its units deviate from it.
    private record Arm(double mean, RowMeans.Sandwich sandwich) {
        /// @param deviations of totals, filled in for the units of the arm. *Modified.*
        static Arm of(HorvitzThompson.Weighted weighted, int[] units, double[] deviations) {
            double mean = 0;
            double total = 0;
            double[] weight = new double[units.length];
            for (int i = 0; i < units.length; i++) {
                int unit = units[i];
                weight[i] = weighted.size(unit) / weighted.probabilities().own(unit);
                total += weight[i];
                mean += weight[i] / total * (weighted.total(unit) / weighted.size(unit) - mean);
            }
            double[] deviation = new double[units.length];
            double even = 1 - 1.0 / units.length;
            for (int i = 0; i < units.length; i++) {
                int unit = units[i];
                deviation[i] = weighted.total(unit) / weighted.size(unit) - mean;
                // a unit draws the mean towards itself by its share: what is left of its deviation is too small
                deviations[unit] = deviation[i] * weighted.size(unit) * Math.sqrt(even / (1 - weight[i] / total));
            }
            return new Arm(mean, RowMeans.Sandwich.of(weight, deviation));
        }
    }
}
