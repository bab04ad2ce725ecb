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
    /// @throws copse.error.InputException `E117` if a unit could not have had the arm that it is compared with
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.inAnyStage(totals, question);
        HorvitzThompson.Weighted weighted = HorvitzThompson.Weighted.of(arms, counting);
        double[] deviations = new double[totals.size()];
        double treated = mean(weighted, arms.treated());
        double controls = mean(weighted, arms.controls());
        for (int unit : arms.treated()) {
            deviations[unit] = weighted.total(unit) - treated * weighted.size(unit);
        }
        for (int unit : arms.controls()) {
            deviations[unit] = weighted.total(unit) - controls * weighted.size(unit);
        }
        return weighted.effect("Hájek", treated - controls, deviations);
    }

    private static double mean(HorvitzThompson.Weighted weighted, int[] units) {
        double sum = 0;
        double size = 0;
        for (int unit : units) {
            double p = weighted.probabilities().own(unit);
            sum += weighted.total(unit) / p;
            size += weighted.size(unit) / p;
        }
        return sum / size;
    }
}
