package copse.power;

import copse.design.Design;
import copse.design.MatchedGroups;
import copse.design.PermutedBlocks;
import copse.design.Rerandomised;
import copse.design.Stratified;
import copse.estimate.BlockedMeans;
import copse.estimate.EffectEstimator;
import copse.estimate.GeneralisedMixedModel;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.OutcomeKind;
import copse.estimate.Question;
import copse.estimate.UnitMeans;
import java.util.List;

/// Estimators that suit a design of clusters, for simulations in which none is named: one that compares means,
/// and a mixed model.
public final class ImpliedEstimators {
    private ImpliedEstimators() {}

    /// @param design of clusters
    /// @param question whose covariates only a model can take
    /// @param single whether clusters have one row each, which leaves nothing for a mixed model
    /// @return at least one
    public static List<EffectEstimator> of(Design design, Question question, boolean single) {
        if (design instanceof MatchedGroups) {
            return ofPairs(question, single);
        }
        boolean blocked = isBlocked(design);
        return both(blocked ? BlockedMeans.ofUnits() : UnitMeans.welch(), model(question, blocked), question, single);
    }

    /// @param question whose covariates only a model can take
    /// @param single whether clusters have one row each
    /// @return estimators of a design of pairs
    static List<EffectEstimator> ofPairs(Question question, boolean single) {
        // a fixed effect per pair is too much for a model of shares, which is biased with as many as half the clusters
        return both(MatchedPairs.equal(), MixedModel.kenwardRoger().withBlocks(), question, single);
    }

    private static EffectEstimator model(Question question, boolean blocked) {
        if (question.kind() == OutcomeKind.NUMBER) {
            return blocked ? MixedModel.kenwardRoger().withBlocks() : MixedModel.kenwardRoger();
        }
        return blocked ? GeneralisedMixedModel.defaults().withBlocks() : GeneralisedMixedModel.defaults();
    }

    private static List<EffectEstimator> both(
            EffectEstimator means, EffectEstimator model, Question question, boolean single) {
        if (single) {
            return List.of(means);
        }
        return question.covariates().isEmpty() ? List.of(means, model) : List.of(model);
    }

    /// @param design of clusters
    /// @return whether arms are handed out within blocks
    public static boolean isBlocked(Design design) {
        return switch (design) {
            case Stratified _, MatchedGroups _, PermutedBlocks _ -> true;
            case Rerandomised again -> isBlocked(again.base());
            default -> false;
        };
    }
}
