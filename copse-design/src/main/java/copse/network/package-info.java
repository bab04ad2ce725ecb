/// Graphs of units that influence one another, and clusters made from their edges.
///
/// - [copse.network.Network]: nodes by id with their columns, and the [copse.network.Graph] between them.
/// - [copse.network.Graph]: an undirected simple graph in compressed rows.
/// - [copse.network.Clustering]: a partition of the nodes; [copse.network.ClusteringMethod] makes it;
///   [copse.network.PartitionQuality]: how well it follows the edges.
/// - [copse.network.GraphModel]: random graphs; [copse.network.GraphSummary]: what a graph is like;
///   [copse.network.Components]: the parts that no edge joins.
///
/// The package knows no designs: those stand on it.
@NullMarked
package copse.network;

import org.jspecify.annotations.NullMarked;
