package copse.network;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What the users of a clustering are expected to be exposed to when k of C clusters are treated.
///
/// @param users whose outcomes count
/// @param isolated how many of them have no neighbours
/// @param squares of the clusters' numbers of users, added up
/// @param treatedShare share of clusters treated in the mean: k must leave a cluster for either arm
/// @param cutShare of the weight of the edges that have an end in a cluster
/// @param ownShare mean share of own-cluster neighbours
/// @param gap mean difference of the treated share of neighbours between both arms
/// @param fullyTreated expected share of users
/// @param fullyControl expected share of users
record Exposures(
        int users,
        int isolated,
        double squares,
        double treatedShare,
        double cutShare,
        OptionalDouble ownShare,
        OptionalDouble gap,
        double fullyTreated,
        double fullyControl) {
    static Exposures of(Graph graph, Clustering clustering, boolean[] user, int clusters, double share) {
        int[] members = new int[clusters];
        int users = 0;
        int isolated = 0;
        double own = 0;
        double gap = 0;
        double inner = 0;
        double touching = 0;
        int[] last = new int[clusters];
        Arrays.fill(last, -1);
        // users by number of clusters that they touch with their neighbours: all of them, and those without a
        // neighbour outside
        long[] touched = new long[clusters + 1];
        long[] enclosed = new long[clusters + 1];
        for (int node = 0; node < graph.nodes(); node++) {
            if (!clustering.inside(node)) {
                continue;
            }
            int cluster = clustering.of(node);
            last[cluster] = node;
            int met = 1;
            int same = 0;
            int other = 0;
            int degree = graph.degree(node);
            int end = graph.start(node + 1);
            for (int at = graph.start(node); at < end; at++) {
                int neighbour = graph.neighbour(at);
                double weight = graph.weight(at);
                if (!clustering.inside(neighbour)) {
                    touching += 2 * weight; // seen from this end only
                    continue;
                }
                touching += weight;
                int theirs = clustering.of(neighbour);
                if (theirs == cluster) {
                    same++;
                    inner += weight;
                } else {
                    other++;
                }
                if (last[theirs] != node) {
                    last[theirs] = node;
                    met++;
                }
            }
            if (user[node]) {
                users++;
                members[cluster]++;
                touched[met]++;
                enclosed[met] += same + other == degree ? 1 : 0;
                if (degree == 0) {
                    isolated++;
                } else {
                    own += (double) same / degree;
                    gap += (same - other / (clusters - 1.0)) / degree;
                }
            }
        }
        double squares = 0;
        for (int m : members) {
            squares += (double) m * m;
        }
        double target = Math.clamp(share * clusters, 1, clusters - 1.0);
        int connected = users - isolated;
        return new Exposures(
                users,
                isolated,
                squares,
                target / clusters,
                touching == 0 ? 0 : 1 - inner / touching,
                connected == 0 ? OptionalDouble.empty() : OptionalDouble.of(own / connected),
                connected == 0 ? OptionalDouble.empty() : OptionalDouble.of(gap / connected),
                all(enclosed, target, clusters) / users,
                all(touched, clusters - target, clusters) / users);
    }

    /// Expected number of users all of whose clusters are among k of C, `k` being one of the whole numbers next
    /// to the target so that it is the target in the mean.
    private static double all(long[] byTouched, double target, int clusters) {
        int below = (int) Math.floor(target);
        double above = target - below;
        return (1 - above) * all(byTouched, below, clusters)
                + (above == 0 ? 0 : above * all(byTouched, below + 1, clusters));
    }

    private static double all(long[] byTouched, int k, int clusters) {
        double expected = 0;
        double probability = 1;
        for (int t = 1; t <= k; t++) {
            probability *= (k - t + 1.0) / (clusters - t + 1.0);
            expected += probability * byTouched[t];
        }
        return expected;
    }
}
