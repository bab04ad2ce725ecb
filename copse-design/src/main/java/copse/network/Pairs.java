package copse.network;

import copse.math.RandomStream;

/// Independent choices among many pairs of nodes, from one chosen pair straight to the next: the number of
/// pairs passed over is geometric.
///
/// Cost: O(nodes + chosen pairs).
///
/// Source: Batagelj and Brandes (2005), Efficient generation of large random networks, Phys. Rev. E 71, 036113
/// (section II A). doi:10.1103/PhysRevE.71.036113
final class Pairs {
    /// More pairs than there ever are, and few enough to be added up.
    private static final double ALL = 0x1p62;

    private final RandomStream stream;
    private final double perPair;

    /// @param p of each pair, above 0
    /// @param stream moved on
    private Pairs(double p, RandomStream stream) {
        this.stream = stream;
        this.perPair = p == 1 ? Double.NEGATIVE_INFINITY : Math.log1p(-p);
    }

    /// What is done with a pair.
    @FunctionalInterface
    interface Visitor {
        /// @param a node
        /// @param b another
        void visit(int a, int b);
    }

    /// @return how many pairs to go on, at least 1
    private long step() {
        return 1 + (long) Math.min(Math.log1p(-stream.nextDouble()) / perPair, ALL);
    }

    /// Chooses among the pairs of `0 … nodes - 1`, the smaller node first.
    ///
    /// @param nodes how many
    /// @param p of each pair
    /// @param stream moved on
    /// @param visitor of the chosen pairs
    static void among(int nodes, double p, RandomStream stream, Visitor visitor) {
        if (p == 0) {
            return;
        }
        Pairs pairs = new Pairs(p, stream);
        int larger = 1;
        long smaller = -1;
        while (larger < nodes) {
            smaller += pairs.step();
            while (larger < nodes && smaller >= larger) {
                smaller -= larger++;
            }
            if (larger < nodes) {
                visitor.visit((int) smaller, larger);
            }
        }
    }

    /// Chooses among the pairs of one of `0 … first - 1` and one of `0 … second - 1`.
    ///
    /// @param first how many
    /// @param second how many
    /// @param p of each pair
    /// @param stream moved on
    /// @param visitor of the chosen pairs
    static void across(int first, int second, double p, RandomStream stream, Visitor visitor) {
        if (p == 0 || first == 0 || second == 0) {
            return;
        }
        Pairs pairs = new Pairs(p, stream);
        long all = (long) first * second;
        for (long at = pairs.step() - 1; at < all; at += pairs.step()) {
            visitor.visit((int) (at / second), (int) (at % second));
        }
    }
}
