package copse.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Some perfect matching (but for one unit if their number is odd), so that a thinned graph has one.
final class StartingPairs {
    private StartingPairs() {}

    /// Neighbours that are both free, nearest first; whoever remains is few, and paired in the same way among
    /// themselves.
    ///
    /// @param points the units
    /// @param nearest neighbours of each unit
    /// @param count neighbours per unit
    /// @return disjoint pairs of all units but at most one
    static List<int[]> of(Points points, int[] nearest, int count) {
        boolean[] taken = new boolean[points.size];
        List<int[]> pairs = new ArrayList<>();
        List<Edge> near = new ArrayList<>();
        for (int i = 0; i < points.size; i++) {
            for (int t = 0; t < count; t++) {
                near.add(Edge.of(points, i, nearest[i * count + t]));
            }
        }
        take(near, taken, pairs);
        int[] left = IntStream.range(0, points.size).filter(i -> !taken[i]).toArray();
        if (left.length > 1) {
            for (int[] pair : Greedy.shortest(points.select(left), 2, Double.POSITIVE_INFINITY)
                    .groups()) {
                pairs.add(new int[] {left[pair[0]], left[pair[1]]});
            }
        }
        return pairs;
    }

    private record Edge(double squared, int i, int j) implements Comparable<Edge> {
        static Edge of(Points points, int i, int j) {
            return new Edge(points.squared(i, j), Math.min(i, j), Math.max(i, j));
        }

        @Override
        public int compareTo(Edge other) {
            int order = Double.compare(squared, other.squared);
            order = order != 0 ? order : Integer.compare(i, other.i);
            return order != 0 ? order : Integer.compare(j, other.j);
        }
    }

    private static void take(List<Edge> edges, boolean[] taken, List<int[]> pairs) {
        Edge[] sorted = edges.toArray(Edge[]::new);
        Arrays.sort(sorted);
        for (Edge edge : sorted) {
            if (!taken[edge.i] && !taken[edge.j]) {
                taken[edge.i] = true;
                taken[edge.j] = true;
                pairs.add(new int[] {edge.i, edge.j});
            }
        }
    }
}
