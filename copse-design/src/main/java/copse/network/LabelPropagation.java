package copse.network;

import copse.math.RandomStream;

/// Communities by label propagation: each node takes the label that the most of its neighbours have, by weight,
/// over and over.
///
/// Every node starts with a label of its own; rounds go through the nodes in a random order, and ties are
/// broken at random, though a node keeps its label where that is among the best. Nodes that hear each other's
/// label only through others may end with one label and no path within it. Fast, rough, and apt to end in one
/// giant cluster where communities are weak: [Leiden] is nearly as fast and better.
///
/// - Text: `label_propagation()`, `label_propagation(rounds: 5)`.
/// - Cost: O(nodes + edges) per round; stops when no label changes.
///
/// Source: Raghavan, Albert and Kumara (2007), Near linear time algorithm to detect community structures in
/// large-scale networks, Phys. Rev. E 76, 036106. doi:10.1103/PhysRevE.76.036106
///
/// @param rounds at most so many, at least 1
public record LabelPropagation(int rounds) implements ClusteringMethod.OfGraph {
    private static final int ROUNDS = 20;

    /// Twenty rounds at most.
    public LabelPropagation() {
        this(ROUNDS);
    }

    /// @throws IllegalArgumentException if there are no rounds
    public LabelPropagation {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds " + rounds);
        }
    }

    static LabelPropagation of(Call call) {
        call.knowing("rounds").keysOnly();
        return new LabelPropagation(call.whole("rounds", ROUNDS, 1));
    }

    @Override
    public String text() {
        return rounds == ROUNDS ? "label_propagation()" : "label_propagation(rounds: " + rounds + ")";
    }

    @Override
    public Clustering cluster(Graph graph, RandomStream stream, int threads) {
        int n = graph.nodes();
        int[] label = new int[n];
        for (int node = 0; node < n; node++) {
            label[node] = node;
        }
        Tally tally = new Tally(n);
        boolean moved = true;
        for (int round = 0; round < rounds && moved; round++) {
            moved = false;
            RandomStream chance = stream.split(round);
            for (int node : chance.permutation(n)) {
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    tally.add(label[graph.neighbour(at)], graph.weight(at));
                }
                int best = best(tally, label[node], chance);
                moved |= best != label[node];
                label[node] = best;
                tally.clear();
            }
        }
        return Clustering.of(label);
    }

    private static int best(Tally tally, int own, RandomStream chance) {
        int best = own;
        double most = tally.of(own);
        int ties = 0;
        for (int i = 0; i < tally.size(); i++) {
            int candidate = tally.key(i);
            double weight = tally.of(candidate);
            if (weight > most) {
                best = candidate;
                most = weight;
                ties = 1;
            } else if (weight == most && ties > 0 && chance.nextInt(++ties) == 0) {
                best = candidate;
            }
        }
        return best;
    }
}
