package copse.power;

import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.Factorial;
import copse.design.GramSchmidtWalk;
import copse.design.GraphClusters;
import copse.design.MatchedGroups;
import copse.design.Mixed;
import copse.design.PermutedBlocks;
import copse.design.Rerandomised;
import copse.design.Saturation;
import copse.design.Simple;
import copse.design.SteppedWedge;
import copse.design.Stratified;

/// The design of the clusters of a population: one that says `clustered(by: …)` of these very clusters is what
/// stands inside.
final class OwnDesign {
    private OwnDesign() {}

    /// @param design of clusters, or of their rows in clusters
    /// @param cluster column of the population's clusters
    /// @return the design over one row per cluster
    static Design of(Design design, String cluster) {
        return switch (design) {
            case Clustered clustered when clustered.by().equals(cluster) -> of(clustered.design(), cluster);
            case Clustered clustered ->
                throw SimulationCode.NO_CLUSTERS.error(
                        "the design randomises clusters `" + clustered.by() + "`",
                        "the clusters of the population are in `" + cluster + "`",
                        "randomise these: `clustered(by: " + cluster + ", …)`, or name the other column as the"
                                + " population's clusters");
            case Rerandomised again
            when again.base() instanceof Clustered ->
                throw SimulationCode.NO_CLUSTERS.error(
                        "the design screens clusters by the covariates of their rows: `" + again.print() + "`",
                        "simulated experiments hand out arms to clusters, of which only means are known",
                        "screen by the clusters' means: `clustered(by: " + cluster + ", rerandomised(…))`");
            case Saturation _, Mixed _, SteppedWedge _, Crossover _ ->
                throw SimulationCode.NO_CLUSTERS.error(
                        "the design `" + design.print() + "` gives rows of one cluster different treatments",
                        "simulated experiments treat whole clusters, once",
                        "ask the closed form: `copse power --wedge`, `--crossover`");
            case GraphClusters _ ->
                throw SimulationCode.NO_CLUSTERS.error(
                        "the design draws its clusters from a network: `" + design.print() + "`",
                        "simulated experiments have the clusters of the population, and no network",
                        "simulate on the network: `copse network simulate`");
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    Rerandomised _,
                    GramSchmidtWalk _,
                    Factorial _ -> design;
        };
    }
}
