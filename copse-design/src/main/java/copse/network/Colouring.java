package copse.network;

import copse.math.RandomStream;

/// Colours such that no two neighbours share one: independent sets, **not** clusters for total effects.
///
/// A proper colouring puts every edge between two colours. Arms by colour therefore give each treated user
/// neighbours of other arms only, the opposite of what an effect of treating everyone needs. Colours serve to
/// choose users who do not touch each other, or to schedule what conflicts.
///
/// Few colours are found greedily in an order of fewest remaining neighbours last; up to
/// [Chromatic#EXACT_NODES] nodes branch and bound then looks for fewer, for a bounded number of steps.
/// Isolated nodes have the first colour. The result does not depend on chance.
///
/// Text: `colouring()`.
public record Colouring() implements ClusteringMethod.OfGraph {
    static Colouring of(Call call) {
        call.knowing().keysOnly();
        return new Colouring();
    }

    @Override
    public String text() {
        return "colouring()";
    }

    @Override
    public Clustering cluster(Graph graph, RandomStream stream, int threads) {
        return Chromatic.of(graph).colours();
    }
}
