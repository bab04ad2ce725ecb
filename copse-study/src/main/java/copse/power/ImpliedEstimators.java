package copse.power;

import copse.design.Design;
import copse.design.MatchedGroups;
import copse.design.PermutedBlocks;
import copse.design.Rerandomised;
import copse.design.Stratified;
import copse.estimate.BlockedMeans;
import copse.estimate.EffectEstimator;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.Question;
import copse.estimate.UnitMeans;
import java.util.ArrayList;
import java.util.List;

/// Estimators that suit a design of clusters, for simulations in which none is named: one that compares means, and a
/// mixed model.
public final class ImpliedEstimators {
    private ImpliedEstimators() {}

    /// @param design of clusters
    /// @param question whose covariates only a model can take
    /// @param single whether clusters have one row each, which leaves nothing for a mixed model
    /// @return at least one
    public static List<EffectEstimator> of(Design design, Question question, boolean single) {
        List<EffectEstimator> estimators = new ArrayList<>();
        boolean covariates = !question.covariates().isEmpty();
        boolean blocked = isBlocked(design);
        if (!covariates || single) {
            estimators.add(
                    switch (design) {
                        case MatchedGroups _ -> MatchedPairs.equal();
                        default -> blocked ? BlockedMeans.ofUnits() : UnitMeans.welch();
                    });
        }
        if (!single) {
            MixedModel model = MixedModel.kenwardRoger();
            estimators.add(blocked ? model.withBlocks() : model);
        }
        return estimators;
    }

    private static boolean isBlocked(Design design) {
        return switch (design) {
            case Stratified _, MatchedGroups _, PermutedBlocks _ -> true;
            case Rerandomised again -> isBlocked(again.base());
            default -> false;
        };
    }
}
