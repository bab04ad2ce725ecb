package copse.study;

import copse.estimate.EffectEstimate;
import copse.estimate.Question;
import copse.estimate.UnitTotals;
import copse.infer.StudentT;
import java.util.Locale;

/// How far off an analysis would be that takes rows for what was randomised.
///
/// Both standard errors are those of a difference in means. That of rows is `sqrt(s² (1/n₁ + 1/n₀))`, s²
/// pooled within the two arms.
///
/// @param units what was randomised and has rows, of both arms
/// @param rows of these
/// @param icc intraclass correlation within arms by analysis of variance; may be negative
/// @param ratio by which the standard error of rows is too small
/// @param level nominal coverage
/// @param coverage what an interval of that level by rows would cover: the probability that a t statistic of
///     the analysis by units stays within the critical value over the ratio
record BelowRandomisation(int units, long rows, double icc, double ratio, double level, double coverage) {
    /// @param totals of the outcome, without covariates
    /// @param question arms and level
    /// @param honest effect by the analysis that the design implies, without covariates
    /// @return how far off
    static BelowRandomisation of(UnitTotals totals, Question question, EffectEstimate honest) {
        int[] arms = {totals.units().armOf(question.treatment()), totals.units().armOf(question.control())};
        Anova anova = Anova.of(totals, arms);
        double naive = Math.sqrt(anova.rowVariance() * (1.0 / anova.rows(0) + 1.0 / anova.rows(1)));
        double ratio = honest.se().orElse(naive) / naive;
        double df = honest.df().orElse(Double.POSITIVE_INFINITY);
        double critical = StudentT.critical(question.level(), anova.n() - 2.0);
        double coverage = 1 - StudentT.twoSidedP(critical / ratio, df);
        return new BelowRandomisation(anova.units(), anova.n(), anova.icc(), ratio, question.level(), coverage);
    }

    /// @return how far off, in a sentence without a full stop
    String words() {
        return String.format(
                Locale.ROOT,
                "%s were randomised, not %s rows; rows of one are alike (ICC %.2g), so the standard error would be"
                        + " %s times too small, and a nominal %s %% interval would cover about %.0f %%",
                Counts.of(units, "unit"),
                Counts.number(rows),
                icc,
                ratio < 10 ? String.format(Locale.ROOT, "%.1f", ratio) : String.format(Locale.ROOT, "%.0f", ratio),
                java.math.BigDecimal.valueOf(level)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString(),
                100 * coverage);
    }
}
