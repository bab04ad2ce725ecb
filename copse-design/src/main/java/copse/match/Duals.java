package copse.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The dual solution of a perfect matching: a number per node, and one at least 0 per blossom.
///
/// A pair's reduced cost is its cost less the variables of all sets that hold exactly one of its nodes.
/// Blossoms nest; with `above(v)` the sum over all sets that hold v it is `cost - above(u) - above(v) + 2
/// common(u, v)`, where the last sums over the sets that hold both.
///
/// Source: Edmonds (1965), Maximum matching and a polyhedron with 0,1-vertices, J. Res. Nat. Bur. Standards
/// 69B.
final class Duals {
    private static final int NONE = -1;

    private final double[] above;

    /// Innermost blossom of each node, the next outer blossom of each blossom, and the sum from a blossom
    /// outwards.
    private final int[] innermost;

    private final int[] parent;
    private final int[] depth;
    private final double[] outwards;
    private final double bound;

    /// @param nodes number of nodes
    /// @param variables by set of nodes; blossoms nest
    Duals(int nodes, Map<Set<Integer>, Double> variables) {
        this.above = new double[nodes];
        List<Map.Entry<Set<Integer>, Double>> blossoms = new ArrayList<>();
        double sum = 0;
        for (var entry : variables.entrySet()) {
            sum += entry.getValue();
            if (entry.getKey().size() == 1) {
                above[entry.getKey().iterator().next()] += entry.getValue();
            } else {
                blossoms.add(entry);
            }
        }
        this.bound = sum;
        blossoms.sort(Comparator.comparingInt(blossom -> blossom.getKey().size()));
        this.innermost = new int[nodes];
        Arrays.fill(innermost, NONE);
        this.parent = new int[blossoms.size()];
        Arrays.fill(parent, NONE);
        int[] outermost = new int[nodes];
        Arrays.fill(outermost, NONE);
        for (int b = 0; b < blossoms.size(); b++) {
            for (int node : blossoms.get(b).getKey()) {
                if (outermost[node] == NONE) {
                    innermost[node] = b;
                } else {
                    parent[outermost[node]] = b;
                }
                outermost[node] = b;
            }
        }
        this.depth = new int[blossoms.size()];
        this.outwards = new double[blossoms.size()];
        // parents are larger, so they come later
        for (int b = blossoms.size() - 1; b >= 0; b--) {
            outwards[b] = blossoms.get(b).getValue() + (parent[b] == NONE ? 0 : outwards[parent[b]]);
            depth[b] = parent[b] == NONE ? 0 : depth[parent[b]] + 1;
        }
        for (int node = 0; node < nodes; node++) {
            if (innermost[node] != NONE) {
                above[node] += outwards[innermost[node]];
            }
        }
    }

    /// @param node a node
    /// @return sum of the variables of all sets that hold it
    double above(int node) {
        return above[node];
    }

    /// @param u a node
    /// @param v another
    /// @return sum of the variables of all blossoms that hold both
    double common(int u, int v) {
        int a = innermost[u];
        int b = innermost[v];
        while (a != b) {
            if (a == NONE || b == NONE) {
                return 0;
            }
            if (depth[a] >= depth[b]) {
                a = parent[a];
            } else {
                b = parent[b];
            }
        }
        return a == NONE ? 0 : outwards[a];
    }

    /// @return sum of all variables: a lower bound for the cost of every perfect matching, if no reduced cost
    ///     is negative
    double bound() {
        return bound;
    }
}
