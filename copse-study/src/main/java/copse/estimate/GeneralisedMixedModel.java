package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.glmm.AverageEffects;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.glmm.Integration;
import copse.glmm.OutcomeEffect;
import copse.lmm.Convergence;
import copse.math.Matrix;
import java.util.ArrayList;
import java.util.List;

/// The effect of the arm on a share or a rate, from a generalised linear mixed model with a random intercept
/// for every unit that was randomised: logistic for outcomes that are yes or no, Poisson for counts.
///
/// Model: `g(E[y | u]) = outcome ~ arm + covariates [+ block] + (1 | unit)`. The value is the difference of the
/// two arms' means *averaged over clusters like these* (random effects integrated out) and over the covariates
/// as they are: the risk difference, in units of the outcome. Beside it stand the ratios that belong to it, and
/// the odds or rate ratio within a cluster, which is farther from 1: odds do not average.
///
/// The likelihood is integrated by adaptive quadrature. Standard errors are by the delta method, the variance
/// between clusters being estimated too, times `√(k / (k − p))` with k clusters and p columns that vary between
/// clusters only: maximum likelihood takes no account of the p, and would be too sure where clusters are few.
/// Reference is t with `k − p` degrees of freedom.
///
/// Against [UnitMeans] it weighs clusters by what they tell, adjusts for covariates of rows, and gains where
/// sizes differ; it needs some 30 clusters, and events in both arms.
///
/// A Poisson model with an effect per cluster asks no more of counts than that clusters of a size be alike:
/// what varies within clusters beyond Poisson goes to the variance between them.
///
/// It is fitted from the totals of units where covariates are those of units, else from the rows.
///
/// Source: Thompson, Leyrat, Fielding and Hayes (2022), Cluster randomised trials with a binary outcome and a
/// small number of clusters, BMC Med. Res. Methodol. 22, 222, doi:10.1186/s12874-022-01699-2; Li and Redden
/// (2015), BMC Med. Res. Methodol. 15, 38, doi:10.1186/s12874-015-0026-x (degrees of freedom).
///
/// @param blocks whether blocks are fixed effects
/// @param points of quadrature per cluster
public record GeneralisedMixedModel(boolean blocks, int points) implements TotalsEstimator {
    /// With some events per cluster the integrand is nearly normal, and nine points are as good as many.
    private static final int POINTS = 9;

    /// A standard error below this part of that of the clusters' means is more than their sampling error
    /// explains.
    private static final double SURER = 0.6;

    /// @return without blocks, nine points
    public static GeneralisedMixedModel defaults() {
        return new GeneralisedMixedModel(false, POINTS);
    }

    /// @return with a fixed effect for every block but the first
    public GeneralisedMixedModel withBlocks() {
        return new GeneralisedMixedModel(true, points);
    }

    /// @param other points of quadrature per cluster; 1 for Laplace's approximation
    /// @return with so many
    public GeneralisedMixedModel withPoints(int other) {
        return new GeneralisedMixedModel(blocks, other);
    }

    @Override
    public String name() {
        return "generalised mixed model" + (blocks ? ", blocks fixed" : "");
    }

    /// @return whether there are covariates, which may differ between rows of a unit
    @Override
    public boolean wantsRows(Question question) {
        return !question.covariates().isEmpty();
    }

    /// @throws copse.error.InputException as [#estimate(UnitTotals, Question)]
    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        Compared arms = EventCheck.compared(experiment.totals(question), question, blocks);
        return effect(arms, ArmCells.of(experiment, arms, blocks));
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit, `E113` if there are no blocks to add,
    ///     `E119` for too many covariates or covariates of rows, `E120` if no unit has several rows, rows have
    ///     weights or there is no optimum, `E150` if outcomes are not of their kind, `E151` for plain numbers,
    ///     `E152` if nothing happened in an arm
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = EventCheck.compared(totals, question, blocks);
        return effect(arms, ArmCells.of(arms, blocks));
    }

    private EffectEstimate effect(Compared arms, ArmCells model) {
        int left = EventCheck.left(arms, model.ofUnits());
        GlmmFit fit =
                Glmm.fit(model.cells(), model.family(), Integration.laplace().withPoints(points));
        if (fit.convergence() instanceof Convergence.Failed failed) {
            throw EstimateCode.NO_MIXED_MODEL.error(
                    "the mixed model of `" + arms.question().outcome() + "` has no verified optimum: "
                            + failed.reason(),
                    "its estimates could be anywhere",
                    "compare means of units, which needs no optimum: `--estimators means`");
        }
        // maximum likelihood spreads k − p independent differences between clusters over k
        double widened = Math.sqrt(arms.units() / (double) left);
        // where the arm is the only predictor all units have the same two means
        AverageEffects average = model.isPlain()
                ? AverageEffects.of(fit, model.cells().predictors().rows(new int[] {0}))
                : AverageEffects.of(fit);
        EffectOptions options = EffectOptions.defaults();
        OutcomeEffect difference = average.effect(ArmCells.CHANGE, options);
        double se = widened * difference.se();
        boolean binary = arms.question().kind() == OutcomeKind.BINARY;
        return arms.effect(
                        "averaged over " + arms.noun() + "s like these",
                        (binary ? "logistic" : "Poisson") + " mixed model" + (blocks ? " with blocks" : "") + ", "
                                + (points == 1 ? "Laplace" : "quadrature with " + points + " points") + ", t with "
                                + left
                                + " df",
                        difference.value(),
                        se,
                        left,
                        diagnostics(arms, fit, se))
                .withScales(scales(arms, fit, average, widened, left));
    }

    private static List<ScaledEffect> scales(
            Compared arms, GlmmFit fit, AverageEffects average, double widened, int df) {
        boolean binary = arms.question().kind() == OutcomeKind.BINARY;
        double level = arms.question().level();
        List<ScaledEffect> scales = new ArrayList<>();
        for (EffectScale scale :
                binary ? List.of(EffectScale.ODDS_RATIO, EffectScale.RATIO) : List.of(EffectScale.RATIO)) {
            OutcomeEffect ratio =
                    average.effect(ArmCells.CHANGE, EffectOptions.defaults().withScale(scale));
            scales.add(ScaledEffect.of(
                    scale.title(fit.family().outcome()),
                    "averaged over " + arms.noun() + "s",
                    ratio.value(),
                    widened * ratio.se() / ratio.value(),
                    df,
                    level));
        }
        int at = fit.parameterNames().indexOf(ArmCells.ARM);
        Matrix covariance = fit.jointVcov();
        scales.add(ScaledEffect.of(
                binary ? "odds ratio" : "rate ratio",
                "within a " + arms.noun(),
                Math.exp(fit.psi()[at]),
                widened * Math.sqrt(covariance.at(at, at)),
                df,
                level));
        return scales;
    }

    private static List<Diagnostic> diagnostics(Compared arms, GlmmFit fit, double se) {
        List<Diagnostic> found = new ArrayList<>(arms.diagnostics(se));
        double ofClusters = Math.sqrt(RowMeans.Sandwich.of(arms, arms.treated()).variance()
                + RowMeans.Sandwich.of(arms, arms.controls()).variance());
        if (fit.convergence() instanceof Convergence.Boundary) {
            found.add(EstimateCode.NO_BETWEEN_VARIANCE.of(
                    arms.noun() + "s",
                    0,
                    0,
                    "The variance between " + arms.noun() + "s is estimated as 0, so that the model takes rows as"
                            + " independent; with few " + arms.noun()
                            + "s or events this happens by chance. The standard"
                            + " error is " + Words.about(se) + ", from means of rows by " + arms.noun() + "s "
                            + Words.about(ofClusters) + "."));
        }
        if (arms.totals().outcome() == 0 && se < SURER * ofClusters) {
            found.add(EffectCode.SURER_THAN_CLUSTERS.of(
                    arms.noun() + "s",
                    se / ofClusters,
                    SURER,
                    "The standard error is " + Words.about(se) + ", from means of rows by " + arms.noun() + "s "
                            + Words.about(ofClusters) + "."));
        }
        return found;
    }
}
