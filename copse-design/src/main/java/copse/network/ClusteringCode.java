package copse.network;

import copse.error.DesignException;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Problem;

/// What can be wrong with the clustering of a network, and what a reader of one has to know.
public enum ClusteringCode implements Explained {
    /// A text that is no name with arguments.
    SYNTAX(
            "G120",
            "a clustering or model of graphs that cannot be read",
            "Ways to cluster and models of graphs are written as a name with arguments, each with its key:"
                    + " `leiden(resolution: 1, starts: 10)`.",
            "Look at the place that is marked; names with blanks or punctuation stand in double quotes."),

    /// A name that means nothing.
    UNKNOWN(
            "G121",
            "an unknown clustering or model of graphs",
            "Ways to cluster: leiden, label_propagation, balanced, net, one_hop_max, egos, column, colouring. Models of"
                    + " graphs: erdos_renyi, watts_strogatz, barabasi_albert, stochastic_block, planted.",
            "Take one of these."),

    /// An argument that the name does not have, or a value that it cannot have.
    ARGUMENT(
            "G122",
            "an argument that cannot be",
            "Each name has arguments of its own, and each argument has a range.",
            "Take an argument and a value from the list in the message."),

    /// A column without a value for each node.
    NO_GROUP(
            "G123",
            "a node without group",
            "A column makes clusters only if it has a value for each node: a node in no cluster would get no arm.",
            "Fill in the column, give nodes that stand alone a group of their own, or leave them out with `--where`."),

    /// Clusters of a size that the network does not have.
    BAD_SIZE(
            "G124",
            "clusters of a size that cannot be",
            "Balanced clusters need at least two clusters and at most as many clusters as nodes.",
            "Choose a size between 1 and half of the number of nodes."),

    /// One cluster, or none.
    ONE_CLUSTER(
            "G125",
            "fewer than two clusters",
            "Clusters are randomised: one cluster has one arm, so that there is nothing to compare.",
            "Ask for smaller clusters: a higher `resolution:`, a smaller `size:`, or another method."),

    /// A graph too large for what was asked.
    TOO_LARGE(
            "G126",
            "a graph too large for an exact answer",
            "The smallest number of colours cannot be proven within the number of steps that was allowed; finding it"
                    + " takes time that grows exponentially.",
            "Take the colouring that was found, which has few colours, though perhaps not the fewest."),

    /// Assumptions for the frontier that cannot be.
    BAD_ASSUMPTION(
            "G127",
            "an assumption that cannot be",
            "Standard deviations are above 0, the correlation within clusters is between 0 and 1, and the treated share"
                    + " strictly between 0 and 1.",
            "Look at the value that is named."),

    /// A diagnostic: most edges run between clusters.
    LOOSE_CLUSTERS(
            "loose-clusters",
            "most neighbours are in other clusters",
            "Clusters protect from spillover only as far as neighbours share the cluster. Where most neighbours are"
                    + " elsewhere (labels drawn at random, or a graph without communities), treated and control users"
                    + " have nearly the same neighbours, and the difference in means misses the spillover.",
            "Make clusters from the edges (`leiden`, `balanced`), or name the direct effect as what is estimated."),

    /// A diagnostic: the colours of a proper colouring taken for clusters.
    COLOURED(
            "coloured",
            "no two neighbours share a cluster",
            "A proper colouring gives neighbours different colours, so that arms by colour put every neighbour of a"
                    + " treated user in another cluster: the opposite of what an effect of treating everyone needs."
                    + " Colours serve to pick users that do not touch each other, and schedules without conflict.",
            "Use `leiden` or `balanced` for total effects; keep the colours for independent sets."),

    /// A diagnostic: few clusters count.
    FEW_EFFECTIVE(
            "few-effective-clusters",
            "few clusters carry the comparison",
            "Clusters of very different sizes count as fewer: n² / Σ size². Below ten or so, standard errors are guesses"
                    + " and one large cluster decides.",
            "Ask for smaller or more equal clusters: a higher `resolution:`, or `balanced(size: …)`."),

    /// A diagnostic: a cluster that is not connected.
    TORN_CLUSTERS(
            "torn-clusters",
            "clusters in several pieces",
            "Nodes of a cluster that are not connected within it share an arm, but no spillover: they cost clusters and"
                    + " save no bias.",
            "This is no fault for geography or balanced sizes; `leiden` gives connected clusters.");

    private final Explanation explanation;

    ClusteringCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    DesignException error(String what, String why, String fix) {
        return new DesignException(new Problem(code(), what, why, fix));
    }
}
