package copse.design;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import java.util.List;
import java.util.function.Function;

/// Joint probabilities of arms of units whose clusters are drawn: the mean over clusterings of those given the
/// clustering. Units that are never in one cluster depend on each other only through the numbers of clusters.
///
/// Memory: 4 bytes per unit and clustering. Cost: one step per clustering and question.
final class RedrawnJoint implements JointProbabilities {
    /// Clusterings that are drawn at most, if they cannot be listed.
    private static final int MOST_DRAWS = 1 << 10;

    private static final int LEAST_DRAWS = 1 << 6;

    private static final long MOST_LABELS = 1L << 25;

    private static final long STREAM = 0x636c75737465L;

    private final int[][] cluster;
    private final double[] weight;
    private final double[] share;
    /// By clustering the probability of each pair of arms in two different clusters.
    private final double[][] apart;

    private final Basis basis;

    /// Joint probabilities of the arms of a number of clusters.
    interface Within {
        JointProbabilities of(int clusters);
    }

    private RedrawnJoint(List<Clustering> clusterings, double[] weight, double[] share, Within within, Basis basis) {
        int units = clusterings.getFirst().nodes();
        int arms = share.length;
        this.weight = weight;
        this.share = share;
        this.basis = basis;
        this.cluster = new int[units][weight.length];
        this.apart = new double[weight.length][];
        for (int d = 0; d < weight.length; d++) {
            Clustering clustering = clusterings.get(d);
            for (int unit = 0; unit < units; unit++) {
                cluster[unit][d] = clustering.of(unit);
            }
            apart[d] = new double[arms * arms];
            if (clustering.clusters() > 1) {
                JointProbabilities joint = within.of(clustering.clusters());
                for (int k = 0; k < arms; k++) {
                    for (int l = 0; l < arms; l++) {
                        apart[d][k * arms + l] = joint.of(0, k, 1, l);
                    }
                }
            }
        }
    }

    /// @param possible every clustering with its probability
    /// @param share of each arm
    /// @param within joint probabilities of arms of clusters
    static JointProbabilities exact(List<ClusteringMethod.Possible> possible, double[] share, Within within) {
        return new RedrawnJoint(
                possible.stream().map(ClusteringMethod.Possible::clustering).toList(),
                possible.stream()
                        .mapToDouble(ClusteringMethod.Possible::probability)
                        .toArray(),
                share,
                within,
                Basis.exact());
    }

    /// @param draw of a clustering; the draws come from a stream of their own, so that the numbers are the same
    ///     each time
    /// @param units number of units
    /// @param share of each arm
    /// @param within joint probabilities of arms of clusters
    static JointProbabilities estimated(
            Function<RandomStream, Clustering> draw, int units, double[] share, Within within) {
        int draws = (int) Math.clamp(MOST_LABELS / units, LEAST_DRAWS, MOST_DRAWS);
        RandomStream stream = Seed.of(STREAM).stream();
        List<Clustering> clusterings = java.util.stream.IntStream.range(0, draws)
                .mapToObj(d -> draw.apply(stream.split(d)))
                .toList();
        double[] weight = new double[draws];
        java.util.Arrays.fill(weight, 1.0 / draws);
        // given the clustering a probability is at most 1/2 from its mean over clusterings
        Basis basis = new Basis.MonteCarlo(draws, 0.5 / Math.sqrt(draws));
        return new RedrawnJoint(clusterings, weight, share, within, basis);
    }

    @Override
    public double of(int unit, int arm, int other, int otherArm) {
        double together = arm == otherArm ? share[arm] : 0;
        if (unit == other) {
            return together;
        }
        int[] one = cluster[unit];
        int[] two = cluster[other];
        int pair = arm * share.length + otherArm;
        double sum = 0;
        for (int d = 0; d < weight.length; d++) {
            sum += weight[d] * (one[d] == two[d] ? together : apart[d][pair]);
        }
        return sum;
    }

    @Override
    public Basis basis() {
        return basis;
    }
}
