package copse.bayes;

import copse.family.Outcomes;
import java.util.Arrays;
import java.util.List;

/// Finds rows that are alike in all of some columns.
///
/// Cost: one pass with a hash table, whatever the number of distinct rows.
///
/// @param of per row the number of the distinct row that it is like, in order of first appearance
/// @param first per distinct row the first row that is like it
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
record DistinctRows(int[] of, int[] first) {
    private static final long MIX = 0x9e3779b97f4a7c15L;

    /// @param rows how many
    /// @param numbers columns of numbers; equal means equal bits, but for 0 and −0
    /// @param codes columns of codes
    static DistinctRows of(int rows, List<double[]> numbers, List<int[]> codes) {
        int[] of = new int[rows];
        int[] first = new int[rows];
        int distinct = 0;
        // never more than half full, so that a free place is near
        int[] table = new int[Integer.highestOneBit(Math.max(rows, 1)) * 4];
        Arrays.fill(table, -1);
        for (int i = 0; i < rows; i++) {
            int at = (int) (hash(i, numbers, codes) & table.length - 1);
            while (table[at] >= 0 && !areAlike(first[table[at]], i, numbers, codes)) {
                at = at + 1 & table.length - 1;
            }
            if (table[at] < 0) {
                table[at] = distinct;
                first[distinct++] = i;
            }
            of[i] = table[at];
        }
        return new DistinctRows(of, Arrays.copyOf(first, distinct));
    }

    private static long hash(int row, List<double[]> numbers, List<int[]> codes) {
        long hash = 0;
        for (double[] column : numbers) {
            hash = (hash ^ Double.doubleToLongBits(column[row] + 0.0)) * MIX;
            hash ^= hash >>> 32;
        }
        for (int[] column : codes) {
            hash = (hash ^ column[row]) * MIX;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static boolean areAlike(int row, int other, List<double[]> numbers, List<int[]> codes) {
        for (double[] column : numbers) {
            if (Double.doubleToLongBits(column[row] + 0.0) != Double.doubleToLongBits(column[other] + 0.0)) {
                return false;
            }
        }
        for (int[] column : codes) {
            if (column[row] != column[other]) {
                return false;
            }
        }
        return true;
    }

    /// A mark of outcomes in their order, by which models of the same data are known.
    ///
    /// @param outcomes of the rows
    /// @return the mark; hardly ever the same for other outcomes
    static long fingerprint(Outcomes outcomes) {
        long hash = outcomes.count();
        for (double[] column : List.of(outcomes.y(), outcomes.size(), outcomes.multiplicity())) {
            for (double value : column) {
                hash = (hash ^ Double.doubleToLongBits(value + 0.0)) * MIX;
                hash ^= hash >>> 32;
            }
        }
        return hash;
    }

    /// @return number of distinct rows
    int count() {
        return first.length;
    }

    /// @return per distinct row how many rows are like it
    double[] multiplicity() {
        double[] counts = new double[first.length];
        for (int own : of) {
            counts[own]++;
        }
        return counts;
    }
}
