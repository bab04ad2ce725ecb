package copse.estimate;

import copse.frame.Words;

/// Difference between the means of the two arms over all rows, clusters being what varies: clusters count by
/// their size.
///
/// `value = ȳ₁ − ȳ₀` over rows. The standard error is CR2 of the regression of the outcome on the arm, which
/// here has a closed form: with `w_g` the share of cluster g in the rows of its arm,
///
/// ```
/// se² = Σ_arms Σ_g w_g² (ȳ_g − ȳ)² / (1 − w_g)
/// ```
///
/// with Satterthwaite's degrees of freedom under independent rows of equal variance. With clusters of equal
/// size it is [UnitMeans]; with one row per unit it is the difference in means with Neyman's variance.
///
/// A ratio of two random totals, hence consistent but not unbiased where sizes vary; [HorvitzThompson] is
/// unbiased at the price of a larger variance. With weights of rows, ȳ are weighted means and w_g shares of
/// weight; the degrees of freedom then take rows to be as precise as their weight.
///
/// Source: Bell and McCaffrey (2002), Survey Methodology 28(2), 169-181; Imbens and Kolesár (2016), Rev. Econ.
/// Stat. 98(4), 701-712, doi:10.1162/REST_a_00552; Middleton and Aronow (2015), Stat. Politics Policy 6(1-2),
/// 39-75, doi:10.1515/spp-2013-0002, on the ratio.
public record RowMeans() implements TotalsEstimator {
    @Override
    public String name() {
        return "difference in means of rows";
    }

    /// With weights of rows, as [Regression] without adjustment: CR2 then needs the weights' squares.
    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        return question.weights().isEmpty()
                ? estimate(experiment.totals(question), question)
                : Regression.ofRows(Regression.Adjustment.NONE).estimate(experiment, question);
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question).requireTwo("randomise more units: at least two in each arm");
        double mean = arms.meanOfRows(arms.treated());
        double other = arms.meanOfRows(arms.controls());
        Sandwich treated = Sandwich.of(arms, arms.treated());
        Sandwich controls = Sandwich.of(arms, arms.controls());
        double se = Math.sqrt(treated.variance + controls.variance);
        double df = Sandwich.df(treated, controls);
        return arms.effect(
                        "every row counting the same",
                        "difference in means of rows, " + (arms.hasClusters() ? "clusters" : "units")
                                + " independent (CR2), Satterthwaite t with " + Words.about(df) + " df",
                        mean - other,
                        se,
                        df,
                        arms.diagnostics(se))
                .withScales(new Ratios(this, totals, question).scales());
    }

    /// CR2 of the mean of an arm.
    ///
    /// @param variance of the mean
    /// @param expected its expectation where rows are independent with variance 1
    /// @param squares sum of the squared covariances of the clusters' parts of it: half the variance of the
    ///     variance
    record Sandwich(double variance, double expected, double squares) {
        static Sandwich of(Compared arms, int[] units) {
            double mean = arms.meanOfRows(units);
            double[] weight = new double[units.length];
            double[] deviation = new double[units.length];
            for (int i = 0; i < units.length; i++) {
                weight[i] = arms.totals().weight(units[i]);
                deviation[i] = arms.totals().mean(units[i]) - mean;
            }
            return of(weight, deviation);
        }

        /// @param weight of each cluster: rows that it stands for
        /// @param deviation of its mean from that of the arm
        static Sandwich of(double[] weight, double[] deviation) {
            double total = 0;
            for (double w : weight) {
                total += w;
            }
            double variance = 0;
            double own = 0;
            double cross = 0;
            double crossSquares = 0;
            for (int i = 0; i < weight.length; i++) {
                double w = weight[i] / total;
                variance += w * w * deviation[i] * deviation[i] / (1 - w);
                own += w * w;
                double c = w * w / (1 - w);
                cross += c;
                crossSquares += c * c;
            }
            double squares = (own + cross * cross - crossSquares) / (total * total);
            return new Sandwich(variance, 1 / total, squares);
        }

        static double df(Sandwich a, Sandwich b) {
            double expected = a.expected + b.expected;
            return expected * expected / (a.squares + b.squares);
        }
    }
}
