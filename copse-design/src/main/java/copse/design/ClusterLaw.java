package copse.design;

import copse.math.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law by which clusters of units get their arms, where it is simple enough to compute with: what the
/// probability that several given units all have an arm, or some of them, is made of.
///
/// A design that randomises units themselves has clusters of one unit each.
public sealed interface ClusterLaw {
    /// @return number of units
    int units();

    /// @return number of arms
    int arms();

    /// A law over clusters that are known beforehand.
    sealed interface Fixed extends ClusterLaw {
        /// @return number of clusters
        int clusters();

        /// @param unit in `[0, units)`
        /// @return its cluster, in `[0, clusters)`
        int cluster(int unit);

        /// @param position cluster of each unit of the result, as a unit here. Kept.
        /// @return the law of units that share the arm of their cluster
        Fixed spread(int[] position);
    }

    /// Each cluster by itself, with the same probability of each arm.
    final class Independent implements Fixed {
        private final Pieces pieces;
        private final double[] share;

        /// @param clusters number of clusters, of one unit each
        /// @param share probability of each arm. Kept.
        Independent(int clusters, double[] share) {
            this(new Pieces(clusters, null), share);
        }

        private Independent(Pieces pieces, double[] share) {
            this.pieces = pieces;
            this.share = share;
        }

        /// @param arm index of an arm
        /// @return its probability in each cluster
        public double share(int arm) {
            return share[arm];
        }

        @Override
        public int units() {
            return pieces.units();
        }

        @Override
        public int arms() {
            return share.length;
        }

        @Override
        public int clusters() {
            return pieces.clusters();
        }

        @Override
        public int cluster(int unit) {
            return pieces.of(unit);
        }

        @Override
        public Independent spread(int[] position) {
            return new Independent(pieces.spread(position), share);
        }
    }

    /// How many clusters of a block have each arm.
    ///
    /// @param counts clusters by arm; not to be changed
    /// @param probability of these numbers, above 0
    record Outcome(int[] counts, double probability) {}

    /// Clusters in blocks: the numbers of clusters per arm are drawn for each block, and given these all ways
    /// to hand the arms to its clusters are equally likely, whatever happens in other blocks.
    ///
    /// Complete randomisation is one block; strata, pairs and permuted blocks are several.
    final class Blocked implements Fixed {
        private final Pieces pieces;
        private final int @Nullable [] block;
        private final int[] sizes;
        private final List<List<Outcome>> outcomes;
        private final boolean independent;

        /// @param clusters number of clusters, of one unit each
        /// @param block of each, −1 for one without an arm; null if there is one block of all. Kept.
        /// @param sizes number of clusters by block. Kept.
        /// @param outcomes by block. Kept.
        /// @param independent whether the numbers of different blocks are independent
        Blocked(int clusters, int @Nullable [] block, int[] sizes, List<List<Outcome>> outcomes, boolean independent) {
            this(new Pieces(clusters, null), block, sizes, outcomes, independent);
        }

        private Blocked(
                Pieces pieces, int @Nullable [] block, int[] sizes, List<List<Outcome>> outcomes, boolean independent) {
            this.pieces = pieces;
            this.block = block;
            this.sizes = sizes;
            this.outcomes = outcomes;
            this.independent = independent;
        }

        /// @return number of blocks
        public int blocks() {
            return sizes.length;
        }

        /// @param cluster in `[0, clusters)`
        /// @return its block, −1 if it gets no arm
        public int block(int cluster) {
            return block == null ? 0 : block[cluster];
        }

        /// @param block in `[0, blocks)`
        /// @return number of its clusters
        public int size(int block) {
            return sizes[block];
        }

        /// @param block in `[0, blocks)`
        /// @return the numbers of clusters per arm that it may draw; blocks that draw alike share their list
        public List<Outcome> outcomes(int block) {
            return outcomes.get(block);
        }

        /// Spare clusters that are balanced over blocks make the numbers of different blocks depend on each
        /// other. Blocks with a single outcome are independent of all others even then.
        ///
        /// @return whether the numbers of different blocks are independent
        public boolean independent() {
            return independent;
        }

        @Override
        public int units() {
            return pieces.units();
        }

        @Override
        public int arms() {
            return outcomes.getFirst().getFirst().counts().length;
        }

        @Override
        public int clusters() {
            return pieces.clusters();
        }

        @Override
        public int cluster(int unit) {
            return pieces.of(unit);
        }

        @Override
        public Blocked spread(int[] position) {
            return new Blocked(pieces.spread(position), block, sizes, outcomes, independent);
        }
    }

    /// The clusters themselves are drawn, and then their arms.
    ///
    /// A probability is the mean over clusterings of that given the clustering: over all of them where these
    /// can be listed, over random ones elsewhere, whose error is that between clusterings alone.
    non-sealed interface Redrawn extends ClusterLaw {
        /// @param stream where randomness comes from
        /// @return the law given a random clustering
        Fixed draw(RandomStream stream);

        /// @return every clustering with its probability, each once, in a fixed order; empty if they are too
        ///     many to be listed
        Optional<Stream<Given>> all();
    }

    /// One clustering that may be drawn.
    ///
    /// @param law of the arms given this clustering
    /// @param probability of the clustering, above 0
    record Given(Fixed law, double probability) {}

    /// Units in clusters.
    ///
    /// @param clusters number of clusters
    /// @param cluster of each unit; null if each unit is its own
    record Pieces(int clusters, int @Nullable [] cluster) {
        int units() {
            return cluster == null ? clusters : cluster.length;
        }

        int of(int unit) {
            return cluster == null ? unit : cluster[unit];
        }

        Pieces spread(int[] position) {
            if (cluster == null) {
                return new Pieces(clusters, position);
            }
            int[] spread = new int[position.length];
            for (int unit = 0; unit < spread.length; unit++) {
                spread[unit] = cluster[position[unit]];
            }
            return new Pieces(clusters, spread);
        }
    }
}
