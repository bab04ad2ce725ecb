package copse.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// Shares numbered pieces of work between threads in a fixed pattern: lane `i` of `n` takes pieces `i, i + n, i + 2n,
/// …`.
///
/// Pieces must not depend on each other; then the result does not depend on the number of lanes.
public final class Lanes {
    private Lanes() {}

    /// The pieces of one lane.
    @FunctionalInterface
    public interface Work {
        /// @param first first piece of the lane
        /// @param stride from one piece of the lane to the next
        void run(int first, int stride);
    }

    /// @param parallel whether the work is worth more than one thread
    /// @param work what a lane does
    public static void run(boolean parallel, Work work) {
        int lanes = Math.min(
                ForkJoinPool.getCommonPoolParallelism() + 1,
                Runtime.getRuntime().availableProcessors());
        if (!parallel || lanes < 2) {
            work.run(0, 1);
            return;
        }
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            int first = lane;
            tasks.add(ForkJoinTask.adapt(() -> work.run(first, lanes)));
        }
        ForkJoinTask.invokeAll(tasks);
    }
}
