package copse.interference;

import copse.design.ClusterLaw;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.network.Clustering;
import copse.network.Graph;
import java.util.List;
import java.util.OptionalDouble;

/// Difference in means of the nodes of two arms, whoever their neighbours are.
///
/// Without interference this is the effect. With it, it is neither the direct nor the total effect: if outcomes
/// are linear in the treated share of neighbours it is on average `direct + g · spillover`, g being by how much
/// this share is larger for treated nodes than for controls. Where clusters are randomised g is the mean share
/// of neighbours in one's own cluster, which the diagnostic `naive-means` tells: clusters that have nothing to
/// do with the edges have g near 0, and the difference then misses the spillover altogether.
///
/// Standard errors count what was randomised, clusters where clusters were: CR2 with Satterthwaite's degrees of
/// freedom per arm, and where units of one cluster are in different arms the sandwich of clusters with the
/// correction `C / (C − 1)` and C − 1 degrees of freedom. Errors that count nodes of randomised clusters are
/// refused.
///
/// Source: Eckles, Karrer and Ugander (2017), Design and analysis of experiments in networks: reducing bias
/// from interference, J. Causal Inference 5(1). doi:10.1515/jci-2015-0021
///
/// @param byNode whether nodes are to be counted as independent; only where nodes were randomised by themselves
public record NaiveMeans(boolean byNode) implements NetworkEstimator {
    /// @return with standard errors that count what was randomised
    public static NaiveMeans ofClusters() {
        return new NaiveMeans(false);
    }

    /// @return with standard errors that count nodes
    public static NaiveMeans ofNodes() {
        return new NaiveMeans(true);
    }

    /// @param setting network, design, question
    /// @param data arms and outcomes
    /// @return the difference alone; empty if an arm has no node with an outcome
    public static OptionalDouble difference(NetworkSetting setting, NetworkData data) {
        return ArmSums.of(setting.sides(), Clustering.of(new int[data.nodes()]), data)
                .difference();
    }

    @Override
    public String name() {
        return byNode ? "naive difference in means, nodes independent" : "naive difference in means";
    }

    /// Cost: nodes and edges; afterwards nodes per estimate.
    ///
    /// @throws copse.error.InputException `G205` if nodes are to be counted though clusters were randomised,
    ///     `G209` if clusters are drawn anew with every assignment
    @Override
    public Prepared over(NetworkSetting setting) {
        Clustering clusters = setting.clusters()
                .orElseThrow(() -> InterferenceCode.REDRAWN_CLUSTERS.error(
                        "a difference in means has no standard error under this design",
                        "its clusters are drawn anew with every assignment, so that no clusters can be counted",
                        "weight by the design: `--estimators hajek`"));
        if (byNode && clusters.clusters() < clusters.nodes()) {
            throw InterferenceCode.BELOW_RANDOMISATION.error(
                    "nodes are to be counted as independent, but " + Words.count(clusters.clusters(), "cluster")
                            + " of " + Words.count(clusters.nodes(), "node") + " were randomised",
                    "nodes of a cluster got their arm together, and chance decided " + clusters.clusters()
                            + " times, not " + clusters.nodes() + " times",
                    "count clusters: `--estimators naive`");
        }
        List<Diagnostic> notes = List.of(warning(setting, clusters));
        return data -> estimate(setting, clusters, notes, data);
    }

    /// @throws copse.error.InputException `G204` if an arm has no outcome, `G207` if it has one cluster
    private EffectEstimate estimate(
            NetworkSetting setting, Clustering clusters, List<Diagnostic> notes, NetworkData data) {
        NetworkQuestion question = setting.question();
        ArmSums sums = ArmSums.of(setting.sides(), clusters, data);
        sums.require(question);
        ArmSums.Error error = sums.error();
        return EffectEstimate.of(
                "difference in mean " + question.outcome() + " between nodes in " + question.treatment()
                        + " and nodes in " + question.control() + ", neighbours as the design mixes them",
                "naive difference in means, "
                        + (clusters.clusters() < clusters.nodes() ? "clusters" : "nodes") + " independent, t with "
                        + Words.about(error.df()) + " df",
                sums.difference().orElseThrow(),
                error.se(),
                error.df(),
                question.plain(),
                sums.nodes(),
                sums.clusters(),
                notes);
    }

    static Diagnostic warning(NetworkSetting setting, Clustering clusters) {
        boolean wholes = setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed;
        if (!wholes) {
            return InterferenceCode.NAIVE_MEANS.of(
                    "neighbours",
                    0,
                    1,
                    "The means ignore the neighbours: what they estimate is neither the direct nor the total effect.");
        }
        double own = ownShare(setting.network().graph(), clusters);
        return InterferenceCode.NAIVE_MEANS.of(
                "own-cluster neighbours",
                own,
                1,
                "The means ignore the neighbours. Of a node's neighbours " + Words.percent(own)
                        + " are in its own cluster: with outcomes linear in the treated share of neighbours the"
                        + " difference holds about that part of the spillover, and misses the rest.");
    }

    /// @return mean over nodes with neighbours of the share of these in their own cluster, by weight; 1 if no
    ///     node has any, as nobody can spill over then
    static double ownShare(Graph graph, Clustering clusters) {
        double sum = 0;
        int with = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            if (graph.degree(node) == 0) {
                continue;
            }
            double own = 0;
            double all = 0;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                double weight = graph.weight(at);
                all += weight;
                own += clusters.of(graph.neighbour(at)) == clusters.of(node) ? weight : 0;
            }
            sum += own / all;
            with++;
        }
        return with == 0 ? 1 : sum / with;
    }
}
