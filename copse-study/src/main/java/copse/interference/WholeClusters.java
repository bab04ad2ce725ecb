package copse.interference;

import copse.design.ClusterLaw;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.Sides;
import copse.network.Clustering;
import java.util.Optional;

/// What nodes are exposed to where clusters got their arms as wholes: told by the clusters that a node touches,
/// which are far fewer than its neighbours.
final class WholeClusters {
    static final byte NEITHER = -1;
    static final byte CONTROL = 0;
    static final byte TREATED = 1;

    private final Clustering clusters;
    private final Touched touched;
    private final ExposureMap map;
    private final Sides sides;
    private final boolean sharesByEdges;

    private WholeClusters(NetworkSetting setting, Clustering clusters) {
        this.clusters = clusters;
        this.touched = setting.touched();
        this.map = setting.map();
        this.sides = setting.sides();
        this.sharesByEdges = setting.network().graph().weighted() && !map.weighted();
    }

    /// @return empty where units of one cluster can have different arms, or the exposure asks further than the
    ///     neighbours
    static Optional<WholeClusters> of(NetworkSetting setting) {
        boolean wholes = setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed;
        return wholes && setting.map().local()
                ? setting.clusters().map(clusters -> new WholeClusters(setting, clusters))
                : Optional.empty();
    }

    /// @param arm of each node
    /// @return side of each cluster; empty if nodes of one cluster have different arms after all
    Optional<byte[]> sides(byte[] arm) {
        byte[] side = new byte[clusters.clusters()];
        boolean[] seen = new boolean[side.length];
        for (int node = 0; node < arm.length; node++) {
            int cluster = clusters.of(node);
            byte own = sides.treated(arm[node]) ? TREATED : sides.control(arm[node]) ? CONTROL : NEITHER;
            if (seen[cluster] && side[cluster] != own) {
                return Optional.empty();
            }
            seen[cluster] = true;
            side[cluster] = own;
        }
        return Optional.of(side);
    }

    /// @param side of each cluster
    /// @return condition of each node
    byte[] conditions(byte[] side) {
        int[] start = touched.start();
        byte[] condition = new byte[start.length - 1];
        for (int node = 0; node < condition.length; node++) {
            byte own = side[touched.cluster()[start[node]]];
            if (own == NEITHER) {
                condition[node] = Exposure.NONE;
                continue;
            }
            double treated = 0;
            double control = 0;
            double all = 0;
            for (int at = start[node]; at < start[node + 1]; at++) {
                double weight = touched.weight()[at];
                byte of = side[touched.cluster()[at]];
                all += weight;
                treated += of == TREATED ? weight : 0;
                control += of == CONTROL ? weight : 0;
            }
            condition[node] = map.condition(own == TREATED, treated, control, all);
        }
        return condition;
    }

    /// @param side of each cluster
    /// @return treated share of the neighbours of each node, 0 without any; empty if edges have weights that
    ///     the exposure does not look at
    Optional<double[]> shares(byte[] side) {
        if (sharesByEdges) {
            return Optional.empty();
        }
        int[] start = touched.start();
        double[] share = new double[start.length - 1];
        for (int node = 0; node < share.length; node++) {
            double treated = 0;
            double all = 0;
            for (int at = start[node]; at < start[node + 1]; at++) {
                double weight = touched.weight()[at];
                all += weight;
                treated += side[touched.cluster()[at]] == TREATED ? weight : 0;
            }
            share[node] = all > 0 ? treated / all : 0;
        }
        return Optional.of(share);
    }
}
