package copse.exposure;

import copse.network.Graph;
import java.util.Arrays;

/// The clusters that one node's neighbourhood touches, and how heavily. For one thread.
final class Neighbourhood {
    private static final int FEW = 64;

    private final ExposureMap map;
    private final SideLaw law;
    private final Reach reach;
    private final Counting counting;
    private final double[] weightOf;
    private int[] touched = new int[FEW];
    private double[] weight = new double[FEW];
    private int count;
    private double own;
    private double all;

    private enum Counting {
        /// The own arm decides: no neighbour counts.
        NOTHING,

        /// All clusters have to be hit, however heavy: each counts for one, the own one for nothing.
        CLUSTERS,

        /// Neighbours or their edges' weights count.
        NEIGHBOURS
    }

    /// @param map the exposure
    /// @param law of the clusters
    /// @param reach clusters within one hop less than the exposure asks; not used for exposures to neighbours
    Neighbourhood(ExposureMap map, SideLaw law, Reach reach) {
        this.map = map;
        this.law = law;
        this.reach = reach;
        this.weightOf = new double[law.clusters()];
        this.counting = switch (map.exposure()) {
            case Exposure.Own _ -> Counting.NOTHING;
            case Exposure.Full _, Exposure.KHop _ -> Counting.CLUSTERS;
            case Exposure.Fraction _, Exposure.Share _, Exposure.Count _, Exposure.FourWay _ -> Counting.NEIGHBOURS;
        };
    }

    /// Cost: the neighbours of the node; for more than one hop, the clusters within reach of each.
    ///
    /// @param node in `[0, nodes)`
    void gather(int node) {
        count = 0;
        all = 0;
        own = 0;
        if (counting == Counting.NOTHING) {
            return;
        }
        int ownCluster = law.cluster(node);
        if (map.local()) {
            neighbours(node, ownCluster);
        } else {
            reached(node, ownCluster);
        }
        own = weightOf[ownCluster];
        weightOf[ownCluster] = 0;
        if (weight.length < count) {
            weight = new double[touched.length];
        }
        boolean clusters = counting == Counting.CLUSTERS;
        for (int i = 0; i < count; i++) {
            weight[i] = clusters ? 1 : weightOf[touched[i]];
            weightOf[touched[i]] = 0;
        }
        if (clusters) {
            own = 0;
            all = count;
        }
    }

    private void neighbours(int node, int ownCluster) {
        Graph graph = map.graph();
        boolean weighted = map.weighted();
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            double each = weighted ? graph.weight(at) : 1;
            all += each;
            touch(law.cluster(graph.neighbour(at)), ownCluster, each);
        }
    }

    private void reached(int node, int ownCluster) {
        Graph graph = map.graph();
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            int other = graph.neighbour(at);
            for (int i = reach.start(other); i < reach.start(other + 1); i++) {
                touch(reach.cluster(i), ownCluster, 1);
            }
        }
    }

    private void touch(int cluster, int ownCluster, double each) {
        if (weightOf[cluster] == 0 && cluster != ownCluster) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, 2 * count);
            }
            touched[count++] = cluster;
        }
        weightOf[cluster] += each;
    }

    /// @return number of clusters touched other than the own
    int clusters() {
        return count;
    }

    /// @param i in `[0, clusters)`
    /// @return a cluster touched
    int cluster(int i) {
        return touched[i];
    }

    /// @param i in `[0, clusters)`
    /// @return what that cluster counts for
    double weight(int i) {
        return weight[i];
    }

    /// @return what the neighbours in the own cluster count for
    double own() {
        return own;
    }

    /// @return what all neighbours count for; 0 if there are none, or none that counts
    double all() {
        return all;
    }
}
