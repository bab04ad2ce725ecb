package copse.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows sorted by their unit: rows of unit u are `order[start[u]] … order[start[u + 1] - 1]`, ascending.
///
/// @param start length units + 1
/// @param order row numbers; empty if rows are sorted by unit already. Length rows otherwise
record UnitRows(int[] start, int[] order) {
    /// Rows that a task of a parallel pass takes at least.
    private static final int TASK = 1 << 14;

    /// Counting sort. Cost: O(rows + units).
    static UnitRows of(int[] unitOf, int units) {
        int[] start = new int[units + 1];
        boolean sorted = true;
        for (int row = 0; row < unitOf.length; row++) {
            start[unitOf[row] + 1]++;
            sorted &= row == 0 || unitOf[row] >= unitOf[row - 1];
        }
        for (int unit = 0; unit < units; unit++) {
            start[unit + 1] += start[unit];
        }
        if (sorted) {
            return new UnitRows(start, new int[0]);
        }
        int[] next = start.clone();
        int[] order = new int[unitOf.length];
        for (int row = 0; row < unitOf.length; row++) {
            order[next[unitOf[row]]++] = row;
        }
        return new UnitRows(start, order);
    }

    int units() {
        return start.length - 1;
    }

    int row(int place) {
        return order.length == 0 ? place : order[place];
    }

    /// Does something with ranges of units on all processors. Each unit is in one range only, so that whatever
    /// is summed within units does not depend on the number of threads.
    ///
    /// @param work called with the first unit and one past the last
    void inParallel(Range work) {
        List<Integer> borders = new ArrayList<>(List.of(0));
        int from = 0;
        for (int unit = 0; unit < units(); unit++) {
            if (start[unit + 1] - start[from] + (unit - from) >= TASK) {
                from = unit + 1;
                borders.add(from);
            }
        }
        if (from < units()) {
            borders.add(units());
        }
        IntStream.range(0, borders.size() - 1)
                .parallel()
                .forEach(task -> work.accept(borders.get(task), borders.get(task + 1)));
    }

    /// A range of units.
    @FunctionalInterface
    interface Range {
        /// @param from first unit
        /// @param to one past the last unit
        void accept(int from, int to);
    }
}
