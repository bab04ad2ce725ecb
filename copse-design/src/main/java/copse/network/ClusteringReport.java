package copse.network;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// What a clustering means for an experiment in which its clusters are randomised: known before launch.
///
/// k of C clusters are treated at random, and the difference in means of treated and control users is to
/// estimate the total effect, everyone treated against no one. Model: `y = base + direct · z + spillover · s +
/// e` with own arm z and share s of treated neighbours, each neighbour counted once; s counts as 0 for users
/// without neighbours. This is the response that is hardest on the difference in means among all in which
/// treating one neighbour changes the outcome by at most `spillover / degree`.
///
/// - Exposure gap: a user with a share h of the neighbours in the own cluster, and g of them in other clusters,
/// has `h − g / (C − 1)` more of them treated when treated than when in control; the gap is the mean over users
///   with neighbours. (Neighbours outside of the experiment are never treated.)
/// - Bias: the difference in means has expectation direct + spillover · gap, up to the ratio's O(1/C), so that
///   it misses `−spillover · (1 − gap)`, times the share of users with neighbours.
/// - Standard error, if outcomes have standard deviation σ, and correlation ρ within clusters and none between:
///   `se² = σ² / (n p (1 − p)) · [1 + ρ (Σ m² / n − 1)]`, m being the clusters' numbers of users: the design
///   effect of clusters of unequal size. What the arms of other clusters add through spillover is of order
///   `(spillover / C)²` and left out.
/// - Effective number of clusters: `n² / Σ m²`, that of equal clusters with the same design effect at ρ = 1.
/// - Full exposure: a user who, with the neighbours, touches t clusters is fully treated with probability
///   `k (k − 1) … / (C (C − 1) …)`, t factors each. Where pC is no whole number, k is one of its neighbours.
///
/// Of ego clusters only the egos are users whose outcomes count.
///
/// Cost: O(nodes + edges).
///
/// Source: Eckles, Karrer and Ugander (2017), Design and analysis of experiments in networks: reducing bias
/// from interference, J. Causal Inference 5(1), 20150021, doi:10.1515/jci-2015-0021 (bias of cluster
/// randomisation in a linear model); Eldridge, Ashby and Kerry (2006), Sample size for cluster randomized
/// trials, Int. J. Epidemiol. 35(5), 1292-1300, doi:10.1093/ije/dyl129 (design effect); Ugander, Karrer,
/// Backstrom and Kleinberg (2013), KDD, doi:10.1145/2487575.2487695 (full exposure by clusters touched).
///
/// @param method how the clusters were made, for print
/// @param users whose outcomes count
/// @param isolated how many of them have no neighbours
/// @param outside nodes in no cluster
/// @param clusters C, those to be randomised
/// @param smallest number of nodes of a cluster
/// @param median number of nodes
/// @param largest number of nodes
/// @param cv standard deviation of the numbers of nodes over their mean, of these clusters (not a sample)
/// @param effectiveClusters of users
/// @param cutShare share of the weight of edges that runs between clusters, of the edges with an end in one
/// @param ownShare mean share of own-cluster neighbours of users with neighbours; empty if there are none
/// @param modularity at resolution 1, the nodes outside as one cluster
/// @param disconnected clusters whose nodes do not all reach one another within
/// @param fullyTreated expected share of users who are treated with all their neighbours
/// @param fullyControl expected share of users who are in control with all their neighbours
/// @param exposureGap expected share of treated neighbours of treated users, less that of control users; empty
///     if nobody has neighbours
/// @param assumptions behind bias and standard error
/// @param bias of the difference in means for the total effect, in units of the outcome
/// @param standardError of the difference in means, in units of the outcome
/// @param diagnostics what a reader must know
public record ClusteringReport(
        String method,
        int users,
        int isolated,
        int outside,
        int clusters,
        int smallest,
        double median,
        int largest,
        double cv,
        double effectiveClusters,
        double cutShare,
        OptionalDouble ownShare,
        double modularity,
        int disconnected,
        double fullyTreated,
        double fullyControl,
        OptionalDouble exposureGap,
        LaunchAssumptions assumptions,
        double bias,
        double standardError,
        List<Diagnostic> diagnostics) {
    /// Below this share of own-cluster neighbours most of the spillover is missed.
    private static final double LOOSE = 0.5;

    /// Below this effective number standard errors between clusters are guesses.
    private static final double FEW = 10;

    /// Copies the list.
    public ClusteringReport {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @param graph the edges
    /// @param clustering of its nodes; all nodes inside are users whose outcomes count
    /// @param method how it was made, for print
    /// @param assumptions behind bias and standard error
    /// @return the report
    /// @throws copse.error.DesignException `G125` if there are fewer than two clusters
    public static ClusteringReport of(
            Graph graph, Clustering clustering, String method, LaunchAssumptions assumptions) {
        boolean[] user = new boolean[graph.nodes()];
        for (int node = 0; node < user.length; node++) {
            user[node] = clustering.inside(node);
        }
        return of(graph, clustering, user, method, assumptions);
    }

    /// @param graph the edges
    /// @param found egos, whose outcomes count, with their clusters
    /// @param method how it was made, for print
    /// @param assumptions behind bias and standard error
    /// @return the report
    /// @throws copse.error.DesignException `G125` if there are fewer than two egos
    public static ClusteringReport of(Graph graph, Egos.Found found, String method, LaunchAssumptions assumptions) {
        boolean[] user = new boolean[graph.nodes()];
        for (int ego : found.egos()) {
            user[ego] = true;
        }
        return of(graph, found.clustering(), user, method, assumptions);
    }

    private static ClusteringReport of(
            Graph graph, Clustering clustering, boolean[] user, String method, LaunchAssumptions assumptions) {
        if (graph.nodes() != clustering.nodes()) {
            throw new IllegalArgumentException(clustering + " of a graph of " + graph.nodes() + " nodes");
        }
        int clusters = clustering.clusters() - (clustering.outside().isPresent() ? 1 : 0);
        if (clusters < 2) {
            throw ClusteringCode.ONE_CLUSTER.error(
                    "`" + method + "` makes " + (clusters == 0 ? "no cluster" : "one cluster") + " of " + graph.nodes()
                            + " nodes",
                    "clusters are randomised, and one has one arm: there is nothing to compare",
                    "ask for smaller ones, such as `leiden(resolution: 5)` or `balanced(clusters: 2)`");
        }
        Exposures exposures = Exposures.of(graph, clustering, user, clusters, assumptions.treatedShare());
        PartitionQuality quality = PartitionQuality.of(graph, clustering, 1);
        int[] sizes = Arrays.copyOf(clustering.sizes(), clusters);
        Arrays.sort(sizes);
        int inside = Arrays.stream(sizes).sum();
        double squares = exposures.squares();
        double users = exposures.users();
        double mean = (double) inside / clusters;
        double variance = 0;
        for (int size : sizes) {
            variance += (size - mean) * (size - mean) / clusters;
        }
        double p = exposures.treatedShare();
        double designEffect = 1 + assumptions.icc() * (squares / users - 1);
        OptionalDouble gap = exposures.gap();
        double missed = gap.isEmpty() ? 0 : (1 - gap.getAsDouble()) * (users - exposures.isolated()) / users;
        int torn = quality.disconnected() == 0 ? 0 : torn(graph, clustering, clusters);
        return new ClusteringReport(
                method,
                exposures.users(),
                exposures.isolated(),
                graph.nodes() - inside,
                clusters,
                sizes[0],
                0.5 * (sizes[(clusters - 1) / 2] + sizes[clusters / 2]),
                sizes[clusters - 1],
                Math.sqrt(variance) / mean,
                users * users / squares,
                exposures.cutShare(),
                exposures.ownShare(),
                quality.modularity(),
                torn,
                exposures.fullyTreated(),
                exposures.fullyControl(),
                gap,
                assumptions,
                missed == 0 ? 0 : -assumptions.spillover() * missed,
                assumptions.sd() * Math.sqrt(designEffect / (users * p * (1 - p))),
                diagnostics(exposures, users * users / squares, torn, graph.edges()));
    }

    /// Number of clusters that fall into several pieces; the nodes outside, which need not hang together, do
    /// not count.
    private static int torn(Graph graph, Clustering clustering, int clusters) {
        Clustering pieces = Components.within(graph, clustering);
        int[] found = new int[clusters];
        boolean[] seen = new boolean[pieces.clusters()];
        for (int node = 0; node < graph.nodes(); node++) {
            if (clustering.inside(node) && !seen[pieces.of(node)]) {
                seen[pieces.of(node)] = true;
                found[clustering.of(node)]++;
            }
        }
        return (int) Arrays.stream(found).filter(parts -> parts > 1).count();
    }

    private static List<Diagnostic> diagnostics(Exposures exposures, double effective, int torn, int edges) {
        List<Diagnostic> found = new ArrayList<>();
        double own = exposures.ownShare().orElse(1);
        if (edges > 0 && exposures.cutShare() == 1) {
            found.add(diagnostic(
                    ClusteringCode.COLOURED,
                    1,
                    1,
                    "No edge runs within a cluster: every neighbour of a treated user is in another cluster."));
        } else if (own < LOOSE) {
            found.add(diagnostic(
                    ClusteringCode.LOOSE_CLUSTERS,
                    own,
                    LOOSE,
                    "Users have " + Numbers.percent(own) + " of their neighbours in the own cluster: the difference in"
                            + " means misses most of the spillover."));
        }
        if (effective < FEW) {
            found.add(diagnostic(
                    ClusteringCode.FEW_EFFECTIVE,
                    effective,
                    FEW,
                    "The clusters count as " + Numbers.digits(effective) + " of equal size."));
        }
        if (torn > 0) {
            found.add(diagnostic(
                    ClusteringCode.TORN_CLUSTERS,
                    torn,
                    0,
                    torn == 1 ? "One cluster falls into pieces." : torn + " clusters fall into pieces."));
        }
        return found;
    }

    private static Diagnostic diagnostic(ClusteringCode code, double value, double threshold, String meaning) {
        return new Diagnostic(code.code(), "clusters", value, threshold, meaning, code.advice());
    }

    /// @return root mean squared error of the difference in means for the total effect, in units of the outcome
    public double rmse() {
        return Math.hypot(bias, standardError);
    }

    /// @return what it comes to, in two sentences
    public String sentence() {
        String sizes = smallest == largest ? smallest + "" : smallest + " to " + largest;
        String kept = ownShare.isPresent()
                ? "users have " + Numbers.percent(ownShare.getAsDouble()) + " of their neighbours in the own cluster"
                : "no user has neighbours";
        return "%,d clusters of %s nodes (they count as %s equal ones): %s. The difference in means misses the total "
                        .formatted(clusters, sizes, Numbers.digits(effectiveClusters), kept)
                + "effect by " + Numbers.digits(Math.abs(bias)) + " if spillover is "
                + Numbers.digits(assumptions.spillover()) + ", and has a standard error of "
                + Numbers.digits(standardError) + ".";
    }
}
