package copse.estimate;

import copse.frame.Words;

/// Difference between the means of the two arms over the units that were randomised, every unit counting the
/// same: for clusters, the difference of means of cluster means.
///
/// `value = mean of treated − mean of control units`, and either
///
/// - [Spread#WELCH] (Neyman): `se² = s₁²/n₁ + s₀²/n₀`, never too small on average over the design's
///   assignments, with Welch and Satterthwaite's degrees of freedom; or
/// - [Spread#POOLED]: `se² = s² (1/n₁ + 1/n₀)` with `n₁ + n₀ − 2` degrees of freedom, exact for normal outcomes
///   of equal variance. With as many units in both arms the standard errors are the same.
///
/// Unbiased under complete randomisation. With clusters of unequal size it estimates the effect on the average
/// *cluster*; [RowMeans] that on the average row. Ignores blocks: see [BlockedMeans] and [MatchedPairs].
///
/// Source: Neyman (1923, transl. 1990), Stat. Sci. 5(4), 465-472; Imbens and Rubin (2015), Causal Inference,
/// chapter 6; for clusters Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials, chapter
/// 7.
///
/// @param spread whether arms share a variance
public record UnitMeans(Spread spread) implements TotalsEstimator {
    /// Whether arms share a variance.
    public enum Spread {
        /// Each arm has its own; Welch-Satterthwaite degrees of freedom.
        WELCH,
        /// Both have the same; n − 2 degrees of freedom.
        POOLED
    }

    /// @return with a variance per arm
    public static UnitMeans welch() {
        return new UnitMeans(Spread.WELCH);
    }

    /// @return with one variance of both arms: Student's t
    public static UnitMeans pooled() {
        return new UnitMeans(Spread.POOLED);
    }

    @Override
    public String name() {
        return "difference in means of units" + (spread == Spread.POOLED ? ", pooled" : "");
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question).requireTwo("randomise more units: at least two in each arm");
        int n = arms.treated().length;
        int m = arms.controls().length;
        double treated = arms.meanOfMeans(arms.treated());
        double control = arms.meanOfMeans(arms.controls());
        double v = arms.varianceOfMeans(arms.treated());
        double u = arms.varianceOfMeans(arms.controls());
        if (spread == Spread.POOLED) {
            double both = ((n - 1) * v + (m - 1) * u) / (n + m - 2);
            v = both;
            u = both;
        }
        double se = Math.sqrt(v / n + u / m);
        double df = spread == Spread.WELCH ? welch(v / n, n, u / m, m) : n + m - 2;
        String noun = arms.noun();
        return arms.effect(
                        "every " + noun + " counting the same",
                        "difference in means of " + noun + "s, "
                                + (spread == Spread.WELCH ? "Neyman variance, Welch" : "pooled variance") + " t with "
                                + Words.about(df) + " df",
                        treated - control,
                        se,
                        df,
                        arms.diagnostics(se))
                .withScales(new Ratios(this, totals, question).scales());
    }

    /// Degrees of freedom of a sum of two estimated variances.
    ///
    /// @param a variance of one mean
    /// @param n values it is the mean of
    /// @param b variance of the other
    /// @param m values that is the mean of
    /// @return Welch and Satterthwaite's approximation; n + m − 2 if both variances are 0
    static double welch(double a, double n, double b, double m) {
        double sum = a + b;
        return sum == 0 ? n + m - 2 : sum * sum / (a * a / (n - 1) + b * b / (m - 1));
    }
}
