package copse.exposure;

import copse.design.Basis;
import copse.design.ClusterLaw;
import copse.design.Randomisation;
import copse.math.Lazy;

/// The probability of each condition of exposure at each node, under a design.
///
/// - Clusters known beforehand that draw by themselves or in fixed numbers within blocks, and units that do:
///   exact, summed over what the clusters near a node may draw ([ProbabilityOptions#effort()] bounds the work).
/// - Designs of few assignments: exact, over all of them.
/// - Clusters that are drawn with the arms: the mean of the exact ones given the clustering, over all
///   clusterings or over random ones with the error between these.
/// - Everything else, and single nodes whose sums would take too long: the share of random assignments, with
///   its error.
///
/// Nodes whose neighbourhoods touch clusters alike have equal probabilities and are worked out once.
///
/// Cost: nodes and edges, and the sums. Memory: 4 bytes per node, and for each pattern of touched clusters that
/// occurs at most 16 bytes per cluster touched.
public final class ExposureProbabilities {
    private final Setting setting;
    private final Table table;
    private final Basis basis;
    private final Lazy<ExposureJoint> joint;

    /// What the probabilities are of.
    ///
    /// @param map the exposure
    /// @param randomisation of the nodes
    /// @param sides which arms are treated and which control
    /// @param options how they are worked out
    record Setting(ExposureMap map, Randomisation randomisation, Sides sides, ProbabilityOptions options) {
        int nodes() {
            return map.graph().nodes();
        }

        int conditions() {
            return map.exposure().conditions().size();
        }
    }

    /// Probabilities by kind of node.
    ///
    /// @param kind of each node
    /// @param value by kind and condition
    /// @param error standard error by kind and condition; shorter where all further ones are 0
    /// @param draws random assignments or clusterings that errors come from
    record Table(int[] kind, double[] value, double[] error, int draws) {}

    ExposureProbabilities(Setting setting, Table table) {
        this.setting = setting;
        this.table = table;
        double largest = 0;
        for (double each : table.error) {
            largest = Math.max(largest, each);
        }
        this.basis = largest > 0 ? new Basis.MonteCarlo(table.draws, largest) : Basis.exact();
        this.joint = new Lazy<>(() -> ExposureJoint.of(setting, this));
    }

    /// @param map the exposure over a graph
    /// @param randomisation of the nodes: unit i is node i
    /// @param sides which arms are treated and which control
    /// @param options draws, effort, seed, threads
    /// @return the probabilities, the same for any number of threads
    /// @throws copse.error.DesignException `G155` if the randomisation is of other than the nodes
    public static ExposureProbabilities of(
            ExposureMap map, Randomisation randomisation, Sides sides, ProbabilityOptions options) {
        map.requireNodes(randomisation.units().size());
        Setting setting = new Setting(map, randomisation, sides, options);
        return new ExposureProbabilities(setting, table(setting));
    }

    private static Table table(Setting setting) {
        if (setting.randomisation.clusterLaw().orElse(null) instanceof ClusterLaw.Fixed law) {
            return ByPattern.of(setting, SideLaw.of(law, setting.sides));
        }
        return Listed.possible(setting)
                ? Listed.of(setting).table()
                : OverClusterings.of(setting).flatMap(OverClusterings::table).orElseGet(() -> drawn(setting));
    }

    private static Table drawn(Setting setting) {
        int[] nodes = new int[setting.nodes()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = node;
        }
        int[] counts = RandomCounts.of(setting.map, setting.randomisation, setting.sides, nodes, setting.options);
        double[] value = new double[counts.length];
        double[] error = new double[counts.length];
        int draws = RandomCounts.draws(setting.options);
        for (int i = 0; i < counts.length; i++) {
            value[i] = (double) counts[i] / draws;
            error[i] = errorOfShare(counts[i], draws);
        }
        return new Table(nodes, value, error, draws);
    }

    /// Standard error of a share of draws. A share of 0 or 1 has the error of one draw more on the other side,
    /// as it is not known to be 0 or 1.
    static double errorOfShare(int count, double draws) {
        double p = Math.clamp(count / draws, 1 / (draws + 1), draws / (draws + 1));
        return Math.sqrt(p * (1 - p) / draws);
    }

    /// @return the exposure over its graph
    public ExposureMap map() {
        return setting.map;
    }

    /// @return number of nodes
    public int nodes() {
        return setting.nodes();
    }

    /// @return number of conditions
    public int conditions() {
        return setting.conditions();
    }

    /// @param node in `[0, nodes)`
    /// @param condition index among [Exposure#conditions()]
    /// @return its probability; exactly 0 if it cannot be and probabilities are exact
    public double of(int node, int condition) {
        return table.value[table.kind[node] * conditions() + condition];
    }

    /// @param node in `[0, nodes)`
    /// @param condition index among [Exposure#conditions()]
    /// @return standard error of [#of(int, int)] if it comes from random assignments or clusterings, 0 if it is
    ///     exact
    public double error(int node, int condition) {
        int at = table.kind[node] * conditions() + condition;
        return at < table.error.length ? table.error[at] : 0;
    }

    /// @param node in `[0, nodes)`
    /// @return a number that nodes of one pattern of touched clusters share
    int kind(int node) {
        return table.kind[node];
    }

    /// @return exact, or the number of random assignments or clusterings with the largest standard error of a
    ///     node
    public Basis basis() {
        return basis;
    }

    /// Probability that two nodes are in given conditions together.
    ///
    /// Cost: what the sums over the clusters near either of them take; for designs of few assignments and for
    /// random ones a table of bits is made at the first call.
    ///
    /// @param node in `[0, nodes)`
    /// @param condition of the node
    /// @param other another node or the same
    /// @param otherCondition of the other
    /// @return probability of both together
    public double joint(int node, int condition, int other, int otherCondition) {
        if (node == other) {
            return condition == otherCondition ? of(node, condition) : 0;
        }
        return joint.value().of(node, condition, other, otherCondition);
    }

    /// @return how joint probabilities of different nodes are known
    public Basis jointBasis() {
        return joint.value().basis();
    }
}
