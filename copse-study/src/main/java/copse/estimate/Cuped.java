package copse.estimate;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// Difference in means of outcomes less what covariates from before foretell: `y − θ (x − x̄)`, with θ the
/// slope of a regression of the outcome on the covariates over both arms together (CUPED).
///
/// The variance falls by the factor 1 − R². Slightly below [Regression.Adjustment#ANCOVA], as the arms are not
/// taken out before θ is estimated: with a large effect θ is drawn towards the covariates' chance imbalance.
/// Standard errors are those of [UnitMeans] or [RowMeans] of the adjusted outcomes, taking θ as known. It is
/// told in the estimate's method, and by [#theta(UnitTotals, Question)].
///
/// Source: Deng, Xu, Kohavi and Walker (2013), Improving the sensitivity of online controlled experiments by
/// utilizing pre-experiment data, WSDM '13, 123-132. doi:10.1145/2433396.2433413
///
/// @param counting what counts the same
public record Cuped(Counting counting) implements TotalsEstimator {
    /// @return over rows
    public static Cuped ofRows() {
        return new Cuped(Counting.ROWS);
    }

    /// @return over means of units
    public static Cuped ofUnits() {
        return new Cuped(Counting.UNITS);
    }

    @Override
    public String name() {
        return "CUPED" + (counting == Counting.UNITS ? ", means of units" : "");
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit, `E119` if there are no covariates, or
    ///     too many
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        double[] theta = theta(totals, question);
        UnitTotals adjusted = totals.adjusted(theta);
        EffectEstimate plain =
                counting == Counting.UNITS || !Compared.of(totals, question).hasClusters()
                        ? UnitMeans.welch().estimate(adjusted, question)
                        : new RowMeans().estimate(adjusted, question);
        List<String> slopes = new ArrayList<>();
        for (int k = 0; k < theta.length; k++) {
            slopes.add(Words.about(theta[k]) + " for " + totals.columns().get(k));
        }
        return new EffectEstimate(
                plain.estimand(),
                "CUPED, θ = " + String.join(", ", slopes) + "; " + plain.method(),
                plain.value(),
                plain.se(),
                plain.df(),
                plain.interval(),
                plain.p(),
                plain.hypothesis(),
                plain.rows(),
                plain.clusters(),
                plain.diagnostics(),
                List.of());
    }

    /// @param totals of covariates and outcome
    /// @param question which arms
    /// @return slope of each covariate over both arms together; 0 for one that follows from the others
    /// @throws copse.error.InputException `E119` if there are no covariates, or as many as units
    public double[] theta(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question);
        int covariates = totals.outcome();
        if (covariates == 0 || covariates + 1 >= arms.units()) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    Words.count(covariates, "covariate") + " for " + Words.count(arms.units(), arms.noun()),
                    "CUPED takes off what covariates from before foretell",
                    covariates == 0
                            ? "name a column measured before the arms were handed out: `--covariates COL`"
                            : "adjust for fewer covariates");
        }
        ModelColumns columns = new ModelColumns(arms, counting, false);
        columns.addCovariates(counting, false);
        return columns.slopes(counting == Counting.ROWS && arms.hasClusters());
    }
}
