package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Membership;
import copse.design.Randomisation;
import copse.frame.FactorColumn;
import java.util.Arrays;
import java.util.Optional;

/// Nodes that have one arm together: clusters where clusters are randomised, else each by itself.
///
/// @param of piece of each node
/// @param size number of pieces
/// @param start where the members of each piece begin, and their number at the end
/// @param members nodes piece by piece
record Pieces(int[] of, int size, int[] start, int[] members) {
    private static final String CLUSTER = "cluster";

    static Pieces of(int[] of, int size) {
        int[] start = new int[size + 1];
        for (int piece : of) {
            start[piece + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] members = new int[of.length];
        int[] next = start.clone();
        for (int node = 0; node < of.length; node++) {
            members[next[of[node]]++] = node;
        }
        return new Pieces(of, size, start, members);
    }

    static Pieces single(int nodes) {
        int[] of = new int[nodes];
        Arrays.setAll(of, node -> node);
        return of(of, nodes);
    }

    static Pieces of(ClusterLaw.Fixed law) {
        int[] of = new int[law.units()];
        Arrays.setAll(of, law::cluster);
        return of(of, law.clusters());
    }

    /// @param randomisation of the nodes
    /// @return the clusters that draw, in the order of [Randomisation#clusters()]; empty if none do
    static Optional<Pieces> clusters(Randomisation randomisation) {
        return randomisation.memberships().stream()
                .filter(membership -> membership.name().equals(CLUSTER))
                .reduce((_, last) -> last)
                .map(Membership::groups)
                .map(Pieces::of);
    }

    private static Pieces of(FactorColumn groups) {
        int[] of = new int[groups.size()];
        Arrays.setAll(of, groups::code);
        return of(of, groups.levels().size());
    }

    /// @param piece one of them
    /// @return its number of nodes
    int size(int piece) {
        return start[piece + 1] - start[piece];
    }
}
