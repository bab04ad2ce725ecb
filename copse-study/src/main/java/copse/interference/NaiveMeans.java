package copse.interference;

import copse.design.ClusterLaw;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.frame.Words;
import copse.network.Clustering;
import copse.network.Graph;
import java.util.List;
import java.util.Optional;
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
    ///     `G209` if clusters are drawn anew with every assignment, `G214` if the question is for spillover, or
    ///     for the direct effect where neighbours follow a node's arm
    @Override
    public Prepared over(NetworkSetting setting) {
        requireAnswer(setting, name());
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
        List<Diagnostic> notes = warning(setting, clusters).stream().toList();
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
                words(question),
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

    /// @return what a difference of own arms estimates
    static String words(NetworkQuestion question) {
        return "difference in mean " + question.outcome() + " between nodes in " + question.treatment()
                + " and nodes in " + question.control() + ", neighbours as the design mixes them";
    }

    /// @param method that compares nodes by their own arm
    static void requireAnswer(NetworkSetting setting, String method) {
        Estimand estimand = setting.question().estimand();
        if (estimand == Estimand.SPILLOVER) {
            throw InterferenceCode.NO_NEIGHBOURS.error(
                    "a " + method + " cannot show spillover",
                    "it compares nodes by their own arm; spillover is a difference between nodes of the same arm",
                    "take methods that know the neighbours: `--estimators hajek,regression`");
        }
        if (estimand == Estimand.DIRECT && !setting.nodeByNode()) {
            throw InterferenceCode.NO_NEIGHBOURS.error(
                    "a " + method + " cannot show the direct effect under this design",
                    "nodes were not randomised by themselves: neighbours of treated nodes are treated more often, and"
                            + " what they do is in the difference",
                    "hold the neighbours: `--estimators "
                            + (setting.clusters().isPresent() ? "regression" : "randomisation") + "`");
        }
    }

    /// @return empty where it is the direct effect that is asked for, of which means of nodes that were
    ///     randomised by themselves miss nothing
    static Optional<Diagnostic> warning(NetworkSetting setting, Clustering clusters) {
        if (setting.nodeByNode()) {
            return setting.question().estimand() == Estimand.DIRECT
                    ? Optional.empty()
                    : Optional.of(InterferenceCode.NAIVE_MEANS.of(
                            "neighbours",
                            0,
                            1,
                            "The means ignore the neighbours. Nodes were randomised by themselves, so that neighbours of"
                                    + " treated nodes are hardly treated more often than others: the difference misses"
                                    + " the spillover."));
        }
        boolean wholes = setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed;
        if (!wholes) {
            return Optional.of(InterferenceCode.NAIVE_MEANS.of(
                    "neighbours",
                    0,
                    1,
                    "The means ignore the neighbours: what they estimate is neither the direct nor the total effect."));
        }
        double own = ownShare(setting.network().graph(), clusters);
        return Optional.of(InterferenceCode.NAIVE_MEANS.of(
                "own-cluster neighbours",
                own,
                1,
                "The means ignore the neighbours. Of a node's neighbours " + Words.percent(own)
                        + " are in its own cluster: with outcomes linear in the treated share of neighbours the"
                        + " difference holds about that part of the spillover, and misses the rest."));
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
