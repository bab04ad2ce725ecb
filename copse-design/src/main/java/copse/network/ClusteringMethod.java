package copse.network;

import copse.math.RandomStream;
import java.util.List;
import java.util.Optional;

/// A way to make clusters of the nodes of a network, to be randomised as wholes.
///
/// | text | clusters | good for |
/// |---|---|---|
/// | [`leiden(resolution: 1)`][Leiden] | communities: many edges within, few between | total effects |
/// | [`label_propagation()`][LabelPropagation] | communities, quickly and roughly | a first look |
/// | [`balanced(size: 50)`][Balanced] | equal sizes, few edges between | total effects with many equal clusters |
/// | [`net(radius: 2)`][EpsilonNet] | balls about centres that are far apart | redrawn clusters |
/// | [`one_hop_max()`][OneHopMax] | neighbourhoods of random maxima | redrawn clusters |
/// | [`egos(share: 1)`][Egos] | users with their neighbours, none shared | effects on users whose neighbours are known
/// |
/// | [`column(region)`][ByColumn] | what a column says | geography, markets |
/// | [`colouring()`][Colouring] | no two neighbours together | independent sets; **not** total effects |
///
/// The result depends on the graph, the method and the seed; neither on the number of threads nor on the order
/// in which edges were read.
public sealed interface ClusteringMethod permits ClusteringMethod.OfGraph, ByColumn {
    /// What methods are called in the text form.
    List<String> NAMES =
            List.of("leiden", "label_propagation", "balanced", "net", "one_hop_max", "egos", "column", "colouring");

    /// @param network nodes and edges
    /// @param stream chance; its position is not moved on by methods that split it
    /// @param threads at least 1; no influence on the result
    /// @return a cluster for each node
    Clustering cluster(Network network, RandomStream stream, int threads);

    /// @return the text form; `parse(text())` is this method
    String text();

    /// @param text a name with arguments, such as `leiden(resolution: 1, starts: 10)`
    /// @return the method
    /// @throws copse.error.DesignException `G120` to `G122` with the place in the text
    static ClusteringMethod parse(String text) {
        Call call = Call.parse("clustering", text);
        return switch (call.name()) {
            case "leiden" -> Leiden.of(call);
            case "label_propagation" -> LabelPropagation.of(call);
            case "balanced" -> Balanced.of(call);
            case "net" -> EpsilonNet.of(call);
            case "one_hop_max" -> OneHopMax.of(call);
            case "egos" -> Egos.of(call);
            case "column" -> ByColumn.of(call);
            case "colouring" -> Colouring.of(call);
            default -> throw call.unknown(NAMES);
        };
    }

    /// A method that looks at edges only.
    sealed interface OfGraph extends ClusteringMethod
            permits Leiden, LabelPropagation, Balanced, Egos, Colouring, Redrawn {
        /// @param graph the edges
        /// @param stream chance; its position is not moved on by methods that split it
        /// @param threads at least 1; no influence on the result
        /// @return a cluster for each node
        Clustering cluster(Graph graph, RandomStream stream, int threads);

        @Override
        default Clustering cluster(Network network, RandomStream stream, int threads) {
            return cluster(network.graph(), stream, threads);
        }
    }

    /// A method whose clusters are themselves drawn at random, and cheaply enough to be drawn again with each
    /// assignment (randomised graph-cluster randomisation).
    /// Source: Ugander and Yin (2023), Randomized graph cluster randomization, J. Causal Inference 11(1),
    /// 20220014. doi:10.1515/jci-2022-0014
    sealed interface Redrawn extends OfGraph permits OneHopMax, EpsilonNet {
        /// Does once what all draws on a graph share.
        ///
        /// @param graph the edges
        /// @return draws of clusters; safe to share between threads
        Draws on(Graph graph);

        /// Every clustering that may be drawn, for small graphs: what holds on average over clusterings is then
        /// known exactly.
        ///
        /// @param graph the edges
        /// @return the clusterings with their probabilities, in a fixed order; empty if there are too many to
        ///     go through, which begins between ten and some dozens of nodes
        Optional<List<Possible>> all(Graph graph);

        @Override
        default Clustering cluster(Graph graph, RandomStream stream, int threads) {
            return on(graph).draw(stream);
        }
    }

    /// One clustering that may be drawn.
    ///
    /// @param clustering a cluster for each node
    /// @param probability of it, above 0
    record Possible(Clustering clustering, double probability) {}

    /// Draws of clusters on one graph.
    interface Draws {
        /// @param stream chance; moved on
        /// @return a cluster for each node
        Clustering draw(RandomStream stream);
    }
}
