package copse.mcmc;

/// Stretches of the warm-up: a lead to reach the bulk of the density, windows that double in length and end
/// with a new metric each, and a close for the step size alone.
///
/// @param warmup transitions of warm-up
record Windows(int warmup) {
    private static final int LEAD = 10;
    private static final int FIRST = 15;
    private static final int SHORTEST_CLOSE = 10;

    // A tenth; the step size needs some 50 transitions to settle, and gets half of a short warm-up at most.
    private int close() {
        return Math.min(warmup / 2, Math.max(SHORTEST_CLOSE, warmup / 10));
    }

    /// @param iteration from 0
    /// @return whether its draw counts for a metric
    boolean learns(int iteration) {
        return iteration >= LEAD && iteration < warmup - close();
    }

    /// @param iteration from 0
    /// @return whether a window ends with it
    boolean ends(int iteration) {
        int last = warmup - close();
        int end = LEAD;
        for (int size = FIRST; end < last; size *= 2) {
            end += size;
            // a window that the next one could not follow takes what is left
            if (end + 2 * size > last) {
                end = last;
            }
            if (iteration == end - 1) {
                return true;
            }
        }
        return false;
    }

    /// @param iteration from 0
    /// @return whether the metric is still a first guess
    boolean early(int iteration) {
        return iteration < LEAD + FIRST;
    }
}
