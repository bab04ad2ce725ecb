package copse.estimate;

import copse.error.Diagnostic;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The coefficient of the arm in a linear mixed model with a random intercept for every unit that was
/// randomised, `outcome ~ arm + covariates [+ block] + (1 | unit)`, fitted by REML.
///
/// Covariates enter with one slope for both arms; blocks, if wanted, as fixed effects (for random ones see
/// [RandomBlocks]). Degrees of freedom are Kenward and Roger's by default, with their covariance for small
/// samples.
///
/// Rows count more or less alike where units differ little, units alike where they differ much: the model
/// weighs clusters by their precision. With equal sizes and no covariates it is [UnitMeans#pooled()], but where
/// the estimated variance between units is 0 it takes rows as independent: then read that one instead.
///
/// It is fitted from the totals of units, never from rows: a few hundred microseconds for hundreds of clusters.
///
/// Source: Kenward and Roger (1997), Biometrics 53(3), 983-997, doi:10.2307/2533558; for cluster-randomised
/// trials Leyrat, Morgan, Leurent and Kahan (2018), Int. J. Epidemiol. 47(1), 321-331, doi:10.1093/ije/dyx169.
///
/// @param blocks whether blocks are fixed effects
/// @param degrees where degrees of freedom come from
public record MixedModel(boolean blocks, DfMethod degrees) implements TotalsEstimator {
    /// @return without blocks, Kenward-Roger
    public static MixedModel kenwardRoger() {
        return new MixedModel(false, DfMethod.KENWARD_ROGER);
    }

    /// @return with a fixed effect for every block but the first
    public MixedModel withBlocks() {
        return new MixedModel(true, degrees);
    }

    /// @param other where degrees of freedom come from
    /// @return with these
    public MixedModel withDegrees(DfMethod other) {
        return new MixedModel(blocks, other);
    }

    @Override
    public String name() {
        return "mixed model" + (blocks ? ", blocks fixed" : "") + ", " + degrees.label();
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit, `E113` if there are no blocks to add,
    ///     `E119` for too many covariates, `E120` if no unit has several rows, or rows have weights
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = checked(totals, question);
        ModelColumns columns = new ModelColumns(arms, Counting.ROWS);
        if (blocks) {
            BlockDifferences.of(arms, Counting.ROWS);
            columns.addBlocks(Counting.ROWS, false);
        }
        columns.addCovariates(Counting.ROWS, false);
        if (columns.size() >= arms.units()) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    Words.count(columns.size(), "column") + " for " + Words.count(arms.units(), arms.noun()),
                    "the arm varies between " + arms.noun() + "s only, and is seen " + arms.units() + " times",
                    "adjust for fewer covariates"
                            + (blocks ? ", or compare within blocks: `--estimators blocks`, or `pairs`" : ""));
        }
        LmmFit fit = Lmm.fit(products(columns), Estimator.REML);
        return effect(fit, "x1", arms, name(), degrees);
    }

    static Compared checked(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question).requireTwo("randomise more units: at least two in each arm");
        if (question.weights().isPresent()) {
            throw EstimateCode.NO_MIXED_MODEL.error(
                    "weights `" + question.weights().get() + "` in a mixed model",
                    "weights of a mixed model are precisions of rows; how often a row counts is something else",
                    "leave out the weights, or use a regression, which takes them: `Regression.ofRows(Adjustment.ANCOVA)`");
        }
        if (!arms.hasClusters()) {
            throw EstimateCode.NO_MIXED_MODEL.error(
                    "every unit has one row",
                    "a term for the unit cannot be told apart from what is left of the row",
                    "compare means, `--estimators means`, or adjust by regression (HC2): `Regression.ofRows(Adjustment.ANCOVA)`");
        }
        return arms;
    }

    private static CrossProducts products(ModelColumns columns) {
        int n = columns.units().length;
        ModelColumns.MixedSums sums = columns.mixedSums();
        StringBuilder formula = new StringBuilder("y ~ 1");
        Map<String, Column> table = new LinkedHashMap<>();
        NumericColumn zeros = NumericColumn.of(new double[n]);
        table.put("y", zeros);
        for (int j = 1; j < columns.size(); j++) {
            formula.append(" + x").append(j);
            table.put("x" + j, zeros);
        }
        List<String> labels = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            labels.add("u" + i);
        }
        table.put("unit", FactorColumn.wrap(IntStream.range(0, n).toArray(), Levels.of(labels)));
        ModelSpec spec = ModelSpec.of(Formula.parse(formula + " + (1 | unit)"), Frame.of(table));
        int k = columns.size() + 1;
        return CrossProducts.ofTotals(
                spec,
                IntStream.range(0, n).asLongStream().toArray(),
                sums.counts(),
                new double[k],
                sums.sums(),
                Matrix.wrap(k, k, sums.gram()));
    }

    static EffectEstimate effect(LmmFit fit, String coefficient, Compared arms, String model, DfMethod degrees) {
        if (fit.convergence() instanceof Convergence.Failed failed) {
            throw EstimateCode.NO_MIXED_MODEL.error(
                    "the mixed model of `" + arms.question().outcome() + "` has no verified optimum: "
                            + failed.reason(),
                    "its estimates could be anywhere",
                    "compare means of units, which needs no optimum: `--estimators means`");
        }
        Estimate estimate =
                fit.fixed(degrees).coefficient(coefficient, arms.question().level());
        List<Diagnostic> diagnostics = new ArrayList<>(arms.diagnostics(estimate.se()));
        if (fit.convergence() instanceof Convergence.Boundary) {
            diagnostics.add(EstimateCode.NO_BETWEEN_VARIANCE.of(
                    arms.noun() + "s",
                    0,
                    0,
                    "A variance is estimated as 0, so that the model takes what it is the variance of as not there; with"
                            + " few " + arms.noun()
                            + "s this happens by chance, and standard errors are then too small."));
        }
        return arms.effect(
                arms.noun() + "s weighted by their precision",
                model + " t with " + Words.about(estimate.df()) + " df",
                estimate.value(),
                estimate.se(),
                estimate.df(),
                diagnostics);
    }
}
