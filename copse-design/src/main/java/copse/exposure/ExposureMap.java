package copse.exposure;

import copse.network.Graph;

/// An exposure over a graph: says for given arms in which condition each node is. Immutable; may be used by
/// many threads.
public final class ExposureMap {
    private final Graph graph;
    private final Exposure exposure;
    private final Rule rule;
    private final int hops;
    private final int isolated;

    private ExposureMap(Graph graph, Exposure exposure) {
        this.graph = graph;
        this.exposure = exposure;
        this.rule = Rule.of(exposure, graph);
        this.hops = exposure instanceof Exposure.KHop(int hops) ? hops : 1;
        int alone = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            alone += graph.degree(node) == 0 ? 1 : 0;
        }
        this.isolated = alone;
    }

    /// @param graph whose nodes are exposed
    /// @param exposure how
    /// @return the exposure over the graph
    public static ExposureMap of(Graph graph, Exposure exposure) {
        return new ExposureMap(graph, exposure);
    }

    /// @return the graph
    public Graph graph() {
        return graph;
    }

    /// @return the exposure
    public Exposure exposure() {
        return exposure;
    }

    /// @return number of nodes without neighbours: the class that is told apart in every report
    public int isolated() {
        return isolated;
    }

    Rule rule() {
        return rule;
    }

    int hops() {
        return hops;
    }

    /// @return whether own arm and the arms of neighbours decide, so that [#condition] can be asked; not for
    ///     more than one hop
    public boolean local() {
        return hops == 1;
    }

    /// @return whether neighbours count for the weights of their edges; otherwise each counts for one
    public boolean weighted() {
        return rule.weighted();
    }

    /// The condition of a node whose neighbourhood is summed up already.
    ///
    /// @param ownTreated whether its own arm is the treatment; otherwise it is the control
    /// @param treated number of treated neighbours, or sum of the weights of the edges to them if [#weighted()]
    /// @param control the same of neighbours on the control side
    /// @param all the same of all neighbours, 0 for a node without any
    /// @return index of its condition, [Exposure#NONE] for none
    /// @throws IllegalStateException if the exposure is not [#local()]
    public byte condition(boolean ownTreated, double treated, double control, double all) {
        if (!local()) {
            throw new IllegalStateException(exposure.print() + " asks further than the neighbours");
        }
        Rule.Steps steps = ownTreated ? rule.treated() : rule.control();
        return steps.at(steps.counted() == Sides.TREATED ? treated : control, all);
    }

    /// The condition of each node.
    ///
    /// Cost: nodes and edges, once per hop. Nothing is allocated for a [#local()] exposure.
    ///
    /// @param arm index of the arm of each node, −1 for none
    /// @param sides which arms are treated and which control
    /// @param into index of the condition of each node, [Exposure#NONE] for none. *Modified.*
    /// @throws copse.error.DesignException `G155` if there are not as many arms as nodes
    public void classify(byte[] arm, Sides sides, byte[] into) {
        requireNodes(arm.length);
        requireNodes(into.length);
        if (!local()) {
            spread(arm, sides, into);
            return;
        }
        for (int node = 0; node < arm.length; node++) {
            byte side = sides.of(arm[node]);
            into[node] = side == Sides.NEITHER ? Exposure.NONE : condition(node, rule.of(side), arm, sides);
        }
    }

    private byte condition(int node, Rule.Steps steps, byte[] arm, Sides sides) {
        int from = graph.start(node);
        int to = graph.start(node + 1);
        if (steps.slope().length == 0) {
            return steps.condition()[0];
        }
        if (rule.weighted()) {
            double sum = 0;
            double all = 0;
            for (int at = from; at < to; at++) {
                double weight = graph.weight(at);
                all += weight;
                sum += sides.of(arm[graph.neighbour(at)]) == steps.counted() ? weight : 0;
            }
            return steps.at(sum, all);
        }
        int count = 0;
        for (int at = from; at < to; at++) {
            count += sides.of(arm[graph.neighbour(at)]) == steps.counted() ? 1 : 0;
        }
        return steps.at(count, (double) to - from);
    }

    /// Full exposure, hop after hop: a node stays on its side while all its neighbours do.
    private void spread(byte[] arm, Sides sides, byte[] into) {
        byte[] before = new byte[arm.length];
        for (int node = 0; node < before.length; node++) {
            before[node] = sides.of(arm[node]);
        }
        for (int hop = 0; hop < hops; hop++) {
            byte[] now = hop == hops - 1 ? into : new byte[arm.length];
            for (int node = 0; node < now.length; node++) {
                byte own = before[node];
                for (int at = graph.start(node); at < graph.start(node + 1) && own != Sides.NEITHER; at++) {
                    own = before[graph.neighbour(at)] == own ? own : Sides.NEITHER;
                }
                now[node] = own;
            }
            before = now;
        }
    }

    /// Number, weight and share of the treated neighbours of each node.
    ///
    /// @param arm index of the arm of each node, −1 for none
    /// @param sides which arms are treated
    /// @return the neighbours' treatment; weighted by edges where the graph has weights
    /// @throws copse.error.DesignException `G155` if there are not as many arms as nodes
    public TreatedNeighbours treatedNeighbours(byte[] arm, Sides sides) {
        requireNodes(arm.length);
        return TreatedNeighbours.of(graph, arm, sides);
    }

    void requireNodes(int given) {
        if (given != graph.nodes()) {
            throw ExposureCode.OTHER_NODES.error(
                    given + " arms for " + graph.nodes() + " nodes",
                    "each node has one arm, in the order of the nodes",
                    "use the assignment of this network's nodes");
        }
    }

    @Override
    public String toString() {
        return exposure.print() + " over " + graph.nodes() + " nodes";
    }
}
