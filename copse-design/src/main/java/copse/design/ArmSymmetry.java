package copse.design;

import java.util.List;

/// Whether a design treats its arms alike, so that exchanging them changes no probability.
///
/// Criteria of balance do not tell arms apart either. So, of the assignments that pass one, as many give a unit
/// one arm as another, and each unit keeps exactly equal probabilities of all arms: a theorem, where counting
/// is out of reach.
///
/// Source: Morgan and Rubin (2012), Rerandomization to improve covariate balance in experiments, Ann. Statist.
/// 40(2), 1263-1282, section 2 (two arms of equal size). doi:10.1214/12-AOS1008
final class ArmSymmetry {
    private ArmSymmetry() {}

    /// @param design a design
    /// @return whether its arms are known to be exchangeable
    static boolean holds(Design design) {
        return switch (design) {
            case Simple simple -> equal(simple.allocation());
            case Complete complete -> equal(complete.allocation());
            case Stratified stratified -> equal(stratified.allocation());
            case PermutedBlocks blocks -> equal(blocks.allocation());
            case MatchedGroups groups -> equal(groups.allocation());
            case GraphClusters clusters -> equal(clusters.allocation());
            case Clustered clustered -> holds(clustered.design());
            case Rerandomised rerandomised -> holds(rerandomised.base());
            case GramSchmidtWalk walk -> equal(walk.allocation());
            case Factorial _, SteppedWedge _, Crossover _, Saturation _, Mixed _ -> false;
        };
    }

    private static boolean equal(Allocation allocation) {
        return switch (allocation) {
            case Allocation.Shares(List<String> _, List<Double> ratio) ->
                ratio.stream().distinct().count() == 1;
            case Allocation.Counts(List<String> _, List<Integer> counts) ->
                counts.stream().distinct().count() == 1;
            case Allocation.PerStratum perStratum ->
                perStratum.strata().values().stream().allMatch(ArmSymmetry::equal);
        };
    }
}
