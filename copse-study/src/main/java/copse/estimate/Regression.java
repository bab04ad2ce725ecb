package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.infer.Estimate;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lm.Robust;
import copse.lm.RobustFit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The coefficient of the arm in a least-squares regression of the outcome, with or without covariates measured
/// before the arms were handed out.
///
/// Over rows, standard errors count the randomised units: CR2 with Satterthwaite's degrees of freedom where
/// units have several rows, HC2 with residual degrees of freedom where they have one. Over units, the means of
/// their rows are regressed, with HC2.
///
/// - [Adjustment#NONE]: the difference in means.
/// - [Adjustment#ANCOVA]: one slope per covariate for both arms. Gains precision where slopes are alike; can
///   lose some where they differ and arms are of unequal size.
/// - [Adjustment#LIN]: slopes of their own for each arm, covariates less their mean over all rows (or units),
///   so that the coefficient of the arm is the effect averaged over the sample. Not centred, it would be the
///   effect where all covariates are 0. Never less precise than no adjustment, in large samples.
///
/// With blocks, indicators of blocks are covariates like any other: with ANCOVA a block then counts by size ×
/// share treated × share untreated, with LIN by its size.
///
/// Covariates must be few beside units: each costs a degree of freedom, LIN two, and the bias is of the order
/// of one over the units.
///
/// Source: Lin (2013), Agnostic notes on regression adjustments to experimental data, Ann. Appl. Stat. 7(1),
/// 295-318, doi:10.1214/12-AOAS583; for clusters Su and Ding (2021), Model-assisted analyses of
/// cluster-randomized experiments, J. R. Stat. Soc. B 83(5), 994-1015, doi:10.1111/rssb.12468.
///
/// @param counting what counts the same
/// @param adjustment for the question's covariates
/// @param blocks whether indicators of the design's blocks are added
public record Regression(Counting counting, Adjustment adjustment, boolean blocks) implements TotalsEstimator {
    /// A regression over rows keeps a table of columns squared per cluster.
    private static final int MOST_COLUMNS = 400;

    /// What is done with covariates.
    public enum Adjustment {
        /// Nothing.
        NONE("unadjusted"),
        /// One slope for both arms.
        ANCOVA("ANCOVA"),
        /// A slope per arm, centred.
        LIN("Lin's interactions");

        private final String label;

        Adjustment(String label) {
            this.label = label;
        }
    }

    /// @param adjustment for covariates
    /// @return over rows
    public static Regression ofRows(Adjustment adjustment) {
        return new Regression(Counting.ROWS, adjustment, false);
    }

    /// @param adjustment for covariates
    /// @return over means of units
    public static Regression ofUnits(Adjustment adjustment) {
        return new Regression(Counting.UNITS, adjustment, false);
    }

    /// @return with indicators of the design's blocks
    public Regression withBlocks() {
        return new Regression(counting, adjustment, true);
    }

    @Override
    public String name() {
        return "regression, " + adjustment.label + (counting == Counting.UNITS ? ", means of units" : "")
                + (blocks ? ", with blocks" : "");
    }

    /// With weights the rows are gone through once more; else their totals will do.
    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        UnitTotals totals = experiment.totals(asked(question));
        if (question.weights().isEmpty() || counting == Counting.UNITS) {
            return estimate(totals, question);
        }
        Compared arms = Compared.of(totals, asked(question)).requireTwo(REMEDY);
        NumericColumn weights = experiment.rows().numeric(question.weights().get());
        return effect(arms, arms.hasClusters(), columns(arms), experiment, weights);
    }

    private static final String REMEDY = "randomise more units: at least two in each arm";

    private Question asked(Question question) {
        return adjustment == Adjustment.NONE ? question.withCovariates(List.of()) : question;
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit, `E113` if there are no blocks to add,
    ///     `E119` if there are too few units for so many covariates
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question).requireTwo(REMEDY);
        return effect(arms, counting == Counting.ROWS && arms.hasClusters(), columns(arms), null, null);
    }

    private ModelColumns columns(Compared arms) {
        ModelColumns columns = new ModelColumns(arms, counting);
        boolean interacted = adjustment == Adjustment.LIN;
        if (blocks) {
            BlockDifferences.of(arms, counting);
            columns.addBlocks(counting, interacted);
        }
        if (adjustment != Adjustment.NONE) {
            columns.addCovariates(counting, interacted);
        }
        if (columns.size() >= arms.units() || columns.size() > MOST_COLUMNS) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    Words.count(columns.size(), "column") + " for " + Words.count(arms.units(), arms.noun()),
                    columns.size() > MOST_COLUMNS
                            ? "a regression with an indicator per block has at most " + MOST_COLUMNS
                            : "covariates are seen " + arms.units() + " times, however many rows there are"
                                    + (interacted ? ", and interactions take two columns each" : ""),
                    blocks
                            ? "compare within blocks, which needs no indicators: `--estimators blocks`, or `pairs`"
                            : "adjust for fewer covariates" + (interacted ? ", or by ANCOVA" : ""));
        }
        return columns;
    }

    private EffectEstimate effect(
            Compared arms,
            boolean clustered,
            ModelColumns columns,
            @Nullable Experiment experiment,
            @Nullable NumericColumn weights) {
        LmFit fit = experiment != null
                ? columns.rows(experiment, weights, clustered).fit()
                : clustered ? Lm.fit(columns.products()) : columns.unitMeans().fit();
        RobustFit robust = fit.robust(clustered ? Robust.cr2("unit") : Robust.hc2());
        Estimate estimate = robust.effect(ModelColumns.ARM, arms.question().level());
        List<Diagnostic> diagnostics = new ArrayList<>(arms.diagnostics(estimate.se()));
        for (String aliased : fit.aliased()) {
            diagnostics.add(EstimateCode.COVARIATE_DROPPED.of(
                    aliased, 0, 0, "`" + aliased + "` follows from the arm or other columns and is left out."));
        }
        String noun = arms.noun();
        return arms.effect(
                counting.words(noun)
                        + (adjustment == Adjustment.ANCOVA ? ", at equal slopes" : "")
                        + (blocks && adjustment != Adjustment.LIN ? ", blocks by size and balance" : ""),
                "regression, " + adjustment.label
                        + (counting == Counting.UNITS && arms.hasClusters() ? ", on means of " + noun + "s" : "")
                        + (blocks ? ", with blocks" : "")
                        + (clustered ? ", CR2, Satterthwaite t with " : ", HC2, t with ")
                        + Words.about(estimate.df()) + " df",
                estimate.value(),
                estimate.se(),
                estimate.df(),
                diagnostics);
    }
}
