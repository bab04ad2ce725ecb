package copse.estimate;

import copse.error.InputException;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// Difference in means of rows with a standard error that takes every row as randomised by itself: what one
/// gets by forgetting the clusters. For comparison only; by this name it says how far off it is.
///
/// With clusters of m rows and intraclass correlation ρ its variance is too small by the factor `1 + (m − 1)
/// ρ`, the design effect; the diagnostic `below-randomisation` holds what this factor is in the data.
///
/// Source: Kish (1965), Survey Sampling, section 5.4; Donner and Klar (2000), chapter 1.
public record NaiveRows() implements TotalsEstimator {
    @Override
    public String name() {
        return "naive: rows as if randomised one by one";
    }

    /// @throws copse.error.InputException `E105` if an arm has one row
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.inAnyStage(totals, question);
        double value = arms.meanOfRows(arms.treated()) - arms.meanOfRows(arms.controls());
        double n = rows(arms, arms.treated());
        double m = rows(arms, arms.controls());
        if (n < 2 || m < 2) {
            arms.requireTwo("collect more rows: at least two in each arm");
        }
        double a = variance(arms, arms.treated()) / n;
        double b = variance(arms, arms.controls()) / m;
        double se = Math.sqrt(a + b);
        double df = UnitMeans.welch(a, n, b, m);
        List<copse.error.Diagnostic> diagnostics = new ArrayList<>();
        if (arms.hasClusters()) {
            diagnostics.add(warning(arms, se));
        }
        return arms.effect(
                "every row counting the same",
                "naive difference in means of rows, clusters ignored, Welch t with " + Words.about(df) + " df",
                value,
                se,
                df,
                diagnostics);
    }

    /// The refusal of an analysis that takes rows as independent though clusters of them were randomised,
    /// saying how far off it would be in these data.
    ///
    /// @param totals of the experiment
    /// @param question what was asked
    /// @param analysis that was wanted, in words
    /// @return the exception to throw
    public static InputException refusal(UnitTotals totals, Question question, String analysis) {
        Compared arms = Compared.inAnyStage(totals, question);
        String off = "";
        if (arms.treated().length > 1 && arms.controls().length > 1) {
            EffectEstimate naive = new NaiveRows().estimate(totals, question);
            double ratio = clusterSe(arms) / naive.se().orElseThrow();
            off = ": its standard error " + Words.about(naive.se().orElseThrow())
                    + " would be too small by a factor of " + Words.about(ratio) + " (design effect "
                    + Words.about(ratio * ratio) + ")";
        }
        return EstimateCode.BELOW_RANDOMISATION.error(
                analysis + " takes " + Words.count(arms.rows(), "row") + " as independent, but "
                        + Words.count(arms.units(), "cluster") + " were randomised" + off,
                "rows of a cluster got their arm together, and chance decided " + arms.units() + " times, not "
                        + arms.rows() + " times",
                "count clusters: `--estimators means,cr2,mixed`");
    }

    private static copse.error.Diagnostic warning(Compared arms, double se) {
        if (arms.treated().length < 2 || arms.controls().length < 2) {
            return EstimateCode.BELOW_RANDOMISATION_SEEN.of(
                    "clusters",
                    arms.units(),
                    arms.rows(),
                    "Clusters were randomised and rows are taken as independent; with one cluster in an arm nothing says"
                            + " how far off that is.");
        }
        double effect = Math.pow(clusterSe(arms) / se, 2);
        return EstimateCode.BELOW_RANDOMISATION_SEEN.of(
                "design effect",
                effect,
                1,
                "Clusters were randomised and rows are taken as independent: with clusters the variance is "
                        + Words.about(effect) + " times as large, the standard error " + Words.about(Math.sqrt(effect))
                        + " times.");
    }

    private static double clusterSe(Compared arms) {
        return Math.sqrt(RowMeans.Sandwich.of(arms, arms.treated()).variance()
                + RowMeans.Sandwich.of(arms, arms.controls()).variance());
    }

    private static double rows(Compared arms, int[] units) {
        long rows = 0;
        for (int unit : units) {
            rows += arms.totals().rows(unit);
        }
        return rows;
    }

    private static double variance(Compared arms, int[] units) {
        double mean = arms.meanOfRows(units);
        double squares = 0;
        for (int unit : units) {
            double d = arms.totals().mean(unit) - mean;
            squares += arms.totals().squares(unit) + arms.totals().weight(unit) * d * d;
        }
        double rows = rows(arms, units);
        return squares / arms.weight(units) * rows / (rows - 1);
    }
}
