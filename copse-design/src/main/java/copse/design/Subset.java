package copse.design;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Subsets of a given size.
final class Subset {
    private Subset() {}

    /// @param n number of things
    /// @param k how many are chosen
    /// @return the indices chosen, ascending, in lexicographic order; an array of its own for each
    static Stream<int[]> all(int n, int k) {
        return Stream.iterate(IntStream.range(0, k).toArray(), chosen -> chosen.length <= n, chosen -> next(chosen, n));
    }

    /// The end is marked by an array that is too long to be a subset.
    private static int[] next(int[] chosen, int n) {
        int k = chosen.length;
        int i = k - 1;
        while (i >= 0 && chosen[i] == n - k + i) {
            i--;
        }
        if (i < 0) {
            return new int[n + 1];
        }
        int[] next = Arrays.copyOf(chosen, k);
        next[i]++;
        for (int j = i + 1; j < k; j++) {
            next[j] = next[j - 1] + 1;
        }
        return next;
    }
}
