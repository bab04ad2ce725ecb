package copse.estimate;

import copse.math.Tasks;
import java.util.function.Supplier;

/// Reads off one assignment what a statistic needs to keep of it. For one thread.
@FunctionalInterface
interface PlaneReader {
    /// Assignments that one task reads.
    int TASK = 512;

    /// @param planes per arm, positions as bits. Not to be changed, but may be used as scratch.
    /// @param into *Modified.*
    /// @param at where this assignment's numbers begin
    void read(long[][] planes, double[] into, int at);

    /// Reads all assignments of a set, and the observed one after them.
    ///
    /// @param set the assignments
    /// @param observed index of the observed arm of each position
    /// @param kept numbers per assignment
    /// @param readers a reader per task
    /// @param threads number of threads; the answer does not depend on it
    /// @return the numbers, assignment after assignment, the observed one last
    static double[] all(ReferenceSet set, int[] observed, int kept, Supplier<PlaneReader> readers, int threads) {
        double[] into = new double[Math.multiplyExact(set.size() + 1, kept)];
        Tasks.run((set.size() + TASK - 1) / TASK, threads, task -> {
            PlaneReader reader = readers.get();
            long[][] planes = new long[set.arms().size()][set.words()];
            for (int a = task * TASK; a < Math.min(set.size(), (task + 1) * TASK); a++) {
                set.copy(a, planes);
                reader.read(planes, into, a * kept);
            }
        });
        readers.get().read(set.planes(observed), into, set.size() * kept);
        return into;
    }
}
