package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.glmm.AverageEffects;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.glmm.OutcomeEffect;
import copse.glmm.PopulationAveraged;
import copse.glmm.PopulationAveragedFit;
import copse.glmm.RobustGlm;
import copse.glmm.SandwichCorrection;
import copse.glmm.WorkingCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The effect of the arm on a share or a rate from a population-averaged model (a generalised estimating
/// equation): logistic for outcomes that are yes or no, Poisson for counts, with standard errors from how
/// clusters differ.
///
/// Nothing is assumed of how rows of a cluster hang together: a working correlation, the same between any two
/// rows of a cluster, decides on how clusters are weighed, and the standard error (of Kauermann and Carroll,
/// with Satterthwaite's degrees of freedom) holds whatever it really is. The value is the difference of the two
/// arms' averages over the covariates as they are, beside it the ratios. Counts are summed by cluster and
/// weighed as independent.
///
/// Without covariates and with clusters of one size it is [RowMeans]. It is the answer to "what if the mixed
/// model is wrong about clusters?"
///
/// Source: Liang and Zeger (1986), Biometrika 73(1), 13-22, doi:10.1093/biomet/73.1.13; Kauermann and Carroll
/// (2001), J. Amer. Stat. Assoc. 96(456), 1387-1396, doi:10.1198/016214501753382309.
///
/// @param blocks whether blocks are fixed effects
public record PopulationAveragedModel(boolean blocks) implements TotalsEstimator {
    /// @return without blocks
    public static PopulationAveragedModel defaults() {
        return new PopulationAveragedModel(false);
    }

    /// @return with a fixed effect for every block but the first
    public PopulationAveragedModel withBlocks() {
        return new PopulationAveragedModel(true);
    }

    @Override
    public String name() {
        return "population-averaged model" + (blocks ? ", blocks fixed" : "");
    }

    /// @return whether there are covariates, which may differ between rows of a unit
    @Override
    public boolean wantsRows(Question question) {
        return !question.covariates().isEmpty();
    }

    /// @throws copse.error.InputException as [GeneralisedMixedModel#estimate(UnitTotals, Question)]
    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        Compared arms = EventCheck.compared(experiment.totals(question), question, blocks);
        return effect(arms, ArmCells.of(experiment, arms, blocks));
    }

    /// @throws copse.error.InputException as [GeneralisedMixedModel#estimate(UnitTotals, Question)]
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = EventCheck.compared(totals, question, blocks);
        return effect(arms, ArmCells.of(arms, blocks));
    }

    private EffectEstimate effect(Compared arms, ArmCells model) {
        EventCheck.left(arms, model.ofUnits());
        boolean binary = arms.question().kind() == OutcomeKind.BINARY;
        PopulationAveragedFit fit = PopulationAveraged.fit(
                model.cells(),
                model.family(),
                ArmCells.UNIT,
                binary ? WorkingCorrelation.EXCHANGEABLE : WorkingCorrelation.INDEPENDENCE);
        RobustGlm robust = fit.robust(SandwichCorrection.KC);
        AverageEffects average = robust.effects();
        EffectOptions options =
                EffectOptions.defaults().withLevel(arms.question().level());
        OutcomeEffect difference = average.effect(ArmCells.CHANGE, options);
        List<ScaledEffect> scales = new ArrayList<>();
        for (EffectScale scale :
                binary ? List.of(EffectScale.ODDS_RATIO, EffectScale.RATIO) : List.of(EffectScale.RATIO)) {
            OutcomeEffect ratio = average.effect(ArmCells.CHANGE, options.withScale(scale));
            scales.add(ScaledEffect.of(
                    scale.title(model.family().outcome()),
                    "of arms",
                    ratio.value(),
                    ratio.se() / ratio.value(),
                    ratio.df(),
                    arms.question().level()));
        }
        List<Diagnostic> found = Stream.concat(arms.diagnostics(difference.se()).stream(), fit.diagnostics().stream())
                .toList();
        return arms.effect(
                        binary
                                ? Counting.ROWS.words(arms.noun()) + ", clusters by their precision"
                                : Counting.ROWS.words(arms.noun()),
                        (binary ? "population-averaged logistic model (GEE)" : "population-averaged Poisson model")
                                + (blocks ? " with blocks" : "") + ", Kauermann-Carroll, Satterthwaite t with "
                                + Words.about(difference.df()) + " df",
                        difference.value(),
                        difference.se(),
                        difference.df(),
                        found)
                .withScales(scales);
    }
}
