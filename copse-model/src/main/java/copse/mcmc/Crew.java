package copse.mcmc;

import copse.math.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Threads that bring chains forward side by side: each takes the chain that is furthest behind, for a moment.
///
/// Chains that wait for each other no longer than a moment have about equally many draws whenever a run is
/// stopped.
final class Crew {
    private static final long MOMENT_NANOS = 50_000_000L;

    private final List<Chain> waiting;
    private final int goal;
    private final Monitor monitor;
    private boolean stopped;

    private Crew(List<Chain> chains, int goal, Monitor monitor) {
        this.waiting = new ArrayList<>(chains);
        this.goal = goal;
        this.monitor = monitor;
    }

    /// @param chains brought forward
    /// @param goal draws of each
    /// @param threads that share them
    /// @param monitor told of progress
    /// @return false if the monitor stopped it
    static boolean run(List<Chain> chains, int goal, int threads, Monitor monitor) {
        Crew crew = new Crew(chains, goal, monitor);
        int hands = Math.min(threads, chains.size());
        Tasks.run(hands, hands, _ -> crew.work());
        return !crew.stopped;
    }

    private void work() {
        Chain chain = next(null, true);
        while (chain != null) {
            boolean goesOn = false;
            try {
                goesOn = chain.advance(goal, MOMENT_NANOS, monitor);
            } finally {
                chain = next(chain, goesOn);
            }
        }
    }

    private synchronized @Nullable Chain next(@Nullable Chain done, boolean goesOn) {
        stopped |= !goesOn;
        if (done != null && done.draws() < goal) {
            waiting.add(done);
        }
        if (stopped || waiting.isEmpty()) {
            return null;
        }
        Chain last = waiting.getFirst();
        for (Chain chain : waiting) {
            last = chain.transitions() < last.transitions() ? chain : last;
        }
        waiting.remove(last);
        return last;
    }
}
