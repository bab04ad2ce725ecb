package copse.exposure;

import java.util.Arrays;

/// The clusters that each node touches, its own among them, ascending, in compressed rows.
///
/// Memory: 12 bytes per entry, of which there are no more than nodes and ends of edges for an exposure to
/// neighbours.
///
/// @param start where the clusters of each node begin, and their number at the end
/// @param cluster at each position
/// @param weight what that cluster counts for
/// @param all what all neighbours of each node count for
record Touched(int[] start, int[] cluster, double[] weight, double[] all) {
    private static final int FEW = 1024;

    /// @param map the exposure
    /// @param law of the clusters
    /// @param reach clusters within one hop less than the exposure asks
    /// @return the clusters touched
    static Touched of(ExposureMap map, SideLaw law, Reach reach) {
        int nodes = map.graph().nodes();
        Neighbourhood near = new Neighbourhood(map, law, reach);
        int[] start = new int[nodes + 1];
        int[] cluster = new int[FEW];
        double[] weight = new double[FEW];
        double[] all = new double[nodes];
        long[] order = new long[FEW];
        for (int node = 0; node < nodes; node++) {
            near.gather(node);
            all[node] = near.all();
            int count = near.clusters();
            int from = start[node];
            start[node + 1] = Math.addExact(from, count + 1);
            if (start[node + 1] > cluster.length) {
                int length = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * start[node + 1]);
                cluster = Arrays.copyOf(cluster, length);
                weight = Arrays.copyOf(weight, length);
            }
            if (count >= order.length) {
                order = new long[2 * count];
            }
            order[0] = (long) law.cluster(node) << Integer.SIZE;
            for (int i = 0; i < count; i++) {
                order[i + 1] = (long) near.cluster(i) << Integer.SIZE | i + 1;
            }
            Arrays.sort(order, 0, count + 1);
            for (int i = 0; i <= count; i++) {
                int which = (int) order[i];
                cluster[from + i] = (int) (order[i] >> Integer.SIZE);
                weight[from + i] = which == 0 ? near.own() : near.weight(which - 1);
            }
        }
        return new Touched(start, cluster, weight, all);
    }

    /// @param node in `[0, nodes)`
    /// @param law of the clusters
    /// @return what those neighbours count for whose clusters get arms
    double lawful(int node, SideLaw law) {
        double sum = 0;
        for (int at = start[node]; at < start[node + 1]; at++) {
            sum += law.block(cluster[at]) >= 0 ? weight[at] : 0;
        }
        return sum;
    }
}
