package copse.design;

import java.util.List;
import java.util.stream.Stream;

/// Assignments of another design, of which only those are admissible that balance covariates by a declared
/// rule.
///
/// A complete design takes the threshold for an acceptance from the chi-square approximation, so that it is the
/// one of textbooks; any other takes it from its own assignments. Schools that are randomised whole are
/// screened inside: `clustered(by: school, rerandomised(complete(), on: size, accept: 0.01))` compares schools.
///
/// Source: Morgan and Rubin (2012), Rerandomization to improve covariate balance in experiments, Ann. Statist.
/// 40(2), 1263-1282. doi:10.1214/12-AOS1008
///
/// @param base the design whose assignments are screened: complete, stratified, matched or clustered
/// @param criterion the rule
/// @param cap most draws tried for one assignment before it is called infeasible
public record Rerandomised(Design base, Criterion criterion, int cap) implements Design {
    /// Draws tried for one assignment unless said otherwise: enough for an acceptance of 0.0001 to fail once in
    /// 10⁴³.
    public static final int CAP = 1_000_000;

    /// @param base the design whose assignments are screened
    /// @param criterion the rule
    /// @param cap most draws tried for one assignment
    /// @throws copse.error.DesignException `D142` if the cap is below 1; `D143` if the base flips coins, is
    ///     itself rerandomised, is a walk, or draws its clusters
    public Rerandomised {
        requireScreenable(base);
        if (cap < 1) {
            throw DesignCode.BAD_CAP.error(
                    "a cap of " + cap + " draws", "at least one draw is tried", "write `cap: " + CAP + "`");
        }
    }

    private static void requireScreenable(Design base) {
        switch (base) {
            case Simple _ ->
                throw DesignCode.BAD_BASE.error(
                        "coin flips (`simple`) as the design that is rerandomised",
                        "the accepted draws would have arms of any size, from one unit to all but one",
                        "write `rerandomised(complete(), on: …)`");
            case Rerandomised _ ->
                throw DesignCode.BAD_BASE.error(
                        "a rerandomised design as the design that is rerandomised",
                        "one criterion decides; two of them, one after the other, have no stated acceptance",
                        "put all covariates into one criterion, in `tiers` if some matter more than others");
            case GramSchmidtWalk _ ->
                throw DesignCode.BAD_BASE.error(
                        "a Gram-Schmidt walk as the design that is rerandomised",
                        "the walk balances covariates itself, and its bound on the variance holds unscreened only",
                        "use `walk(…)` alone, or write `rerandomised(complete(), on: …)`");
            case GraphClusters _ ->
                throw DesignCode.BAD_BASE.error(
                        "clusters that are drawn anew (`graph_clusters`) as the design that is rerandomised",
                        "numbers and covariates of clusters would change from draw to draw",
                        "make clusters once, with `copse network cluster`, and write `clustered(by: cluster,"
                                + " rerandomised(complete(), on: …))`");
            case Clustered clustered -> requireScreenable(clustered.design());
            case Complete _, PermutedBlocks _, Stratified _, MatchedGroups _ -> {}
            case Factorial _, SteppedWedge _, Crossover _, Saturation _, Mixed _ -> {}
        }
    }

    @Override
    public Arms arms() {
        return base.arms();
    }

    @Override
    public List<String> columns() {
        return Stream.concat(base.columns().stream(), criterion.columns().stream())
                .distinct()
                .toList();
    }
}
