package copse.design;

import copse.network.ClusteringMethod;
import java.util.List;

/// Clusters of a network that are drawn anew with each assignment, and then randomised as wholes.
///
/// Under one clustering a unit at the edge of its cluster, or one with many neighbours, hardly ever shares an
/// arm with all of them. Over clusterings every unit is now at the edge and now in the middle, so that the
/// smallest of these probabilities, and with it the variance of weighted estimates, is much better than under
/// any single clustering.
///
/// Source: Ugander and Yin (2023), Randomized graph cluster randomization, J. Causal Inference 11(1), 20220014.
/// doi:10.1515/jci-2022-0014
///
/// @param source where clusters come from
/// @param allocation shares of the arms
/// @param draw how clusters get their arms
public record GraphClusters(Source source, Allocation.Shares allocation, Draw draw) implements Design {
    /// The column of neighbours unless another is named.
    public static final String NEIGHBOURS = "neighbours";

    /// Where clusters come from.
    public sealed interface Source {
        /// @return the columns of the units that are read
        List<String> columns();
    }

    /// Clusters drawn from the edges.
    ///
    /// @param neighbours column with the ids of each unit's neighbours, separated by blanks, as
    ///     [copse.network.Network#withNeighbours(String)] makes it
    /// @param method how
    public record Drawn(String neighbours, ClusteringMethod.Redrawn method) implements Source {
        @Override
        public List<String> columns() {
            return List.of(neighbours);
        }
    }

    /// One of several clusterings that were made before, each as likely.
    ///
    /// @param columns each with the cluster of each unit
    public record OneOf(List<String> columns) implements Source {
        /// @param columns each with the cluster of each unit
        /// @throws copse.error.DesignException `D128` if there is none
        public OneOf {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw DesignCode.BAD_CLUSTERS.error(
                        "`one_of()` without a column",
                        "one of the columns is drawn, and units of equal value are a cluster",
                        "name columns of clusters: `clusters: one_of(cluster_1, cluster_2)`");
            }
        }
    }

    /// How clusters get their arms.
    public enum Draw {
        /// Each by a coin of its own.
        COINS,
        /// In fixed numbers of clusters, spare ones at random.
        COMPLETE
    }

    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return source.columns();
    }
}
