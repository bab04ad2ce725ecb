package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Mask;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import java.util.Arrays;
import java.util.Optional;

/// Which part of a network is drawn.
public sealed interface NetworkPart {
    /// Nodes that a picture can show apart from each other.
    int MOST = 300;

    /// All nodes if there are no more than so many, else a sample of so many.
    ///
    /// With clusters, whole clusters are taken in a random order as long as they fit; without, a random node
    /// with those nearest to it.
    ///
    /// @param most nodes, at least 1
    /// @param seed of the choice
    record Sample(int most, Seed seed) implements NetworkPart {}

    /// What is around a node: all nodes at most so many steps away, the nearest first, [#MOST] at most.
    ///
    /// @param node position of the node
    /// @param hops steps
    record Around(int node, int hops) implements NetworkPart {}

    /// @return all of it, or a sample of [#MOST] nodes
    static NetworkPart usual() {
        return new Sample(MOST, Seed.of(1));
    }

    /// @param network to be drawn
    /// @param clusters of its nodes
    /// @return the nodes of the part
    default Mask of(Network network, Optional<FactorColumn> clusters) {
        boolean[] kept = new boolean[network.size()];
        switch (this) {
            case Around(int node, int hops) -> reach(network.graph(), node, hops, MOST, kept);
            case Sample(int most, Seed seed) -> {
                if (network.size() <= most) {
                    Arrays.fill(kept, true);
                } else if (clusters.isPresent()) {
                    sample(clusters.get(), most, seed.stream(), kept);
                } else {
                    RandomStream stream = seed.stream();
                    // isolated nodes would each be a part of their own
                    while (count(kept) < most) {
                        reach(network.graph(), stream.nextInt(network.size()), network.size(), most, kept);
                    }
                }
            }
        }
        return Mask.of(kept.length, node -> kept[node]);
    }

    private static void sample(FactorColumn clusters, int most, RandomStream stream, boolean[] kept) {
        int[] sizes = new int[clusters.levels().size()];
        for (int node = 0; node < clusters.size(); node++) {
            if (clusters.code(node) != FactorColumn.MISSING) {
                sizes[clusters.code(node)]++;
            }
        }
        int left = most;
        for (int cluster : stream.permutation(sizes.length)) {
            if (sizes[cluster] <= left) {
                left -= sizes[cluster];
                for (int node = 0; node < kept.length; node++) {
                    kept[node] |= clusters.code(node) == cluster;
                }
            }
        }
        if (left == most) {
            // every cluster is larger: the first nodes of one
            int cluster = stream.nextInt(sizes.length);
            for (int node = 0; node < kept.length && left > 0; node++) {
                kept[node] = clusters.code(node) == cluster;
                left -= kept[node] ? 1 : 0;
            }
        }
    }

    /// Adds nodes in the order of their distance, until there are enough.
    private static void reach(Graph graph, int from, int hops, int most, boolean[] kept) {
        int count = count(kept);
        int[] queue = new int[graph.nodes()];
        int[] distance = new int[graph.nodes()];
        Arrays.fill(distance, -1);
        int tail = 0;
        queue[tail++] = from;
        distance[from] = 0;
        for (int head = 0; head < tail && count < most; head++) {
            int node = queue[head];
            count += kept[node] ? 0 : 1;
            kept[node] = true;
            if (distance[node] < hops) {
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    int next = graph.neighbour(at);
                    if (distance[next] < 0) {
                        distance[next] = distance[node] + 1;
                        queue[tail++] = next;
                    }
                }
            }
        }
    }

    private static int count(boolean[] kept) {
        int count = 0;
        for (boolean one : kept) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
