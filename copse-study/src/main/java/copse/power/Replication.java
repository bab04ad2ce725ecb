package copse.power;

import copse.error.CopseException;
import copse.infer.Share;
import copse.math.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Runs experiments on many threads until there are enough of them.
///
/// Whether to stop is asked after fixed numbers of experiments only, so that the result does not depend on the
/// number of threads.
public final class Replication {
    // Experiments after which it is asked for the first time whether to stop; then half as many again each time.
    private static final int FIRST_LOOK = 96;
    // An estimator that failed this often and never else does not fit the design.
    private static final int HOPELESS = 20;

    // P(|Z| < 1)
    private static final double ONE_SIGMA = 0.682689492137086;

    private final List<Tally> tallies;
    private final boolean[] active;
    private int run;
    private Diagnosis.Stop stop = Diagnosis.Stop.ALL_RUN;

    private Replication(List<Tally> tallies) {
        this.tallies = tallies;
        this.active = new boolean[tallies.size()];
        Arrays.fill(active, true);
    }

    /// One simulated experiment.
    public interface Experiment {
        /// Analyses experiment k with the estimators that have not been given up, and writes into their
        /// tallies.
        ///
        /// @param k number of the experiment
        /// @param active which tallies want it; not to be changed
        void run(int k, boolean[] active);
    }

    /// An estimator that refused every experiment for one and the same reason.
    public interface Hopeless {
        /// @param tally index of the estimator
        /// @param why the reason
        void tell(int tally, CopseException why);
    }

    /// @param options how often, on how many threads, and when to stop
    /// @param tallies one per estimator; must have room for all replicates
    /// @param task number of experiments that a thread takes at a time, at least 1
    /// @param experiment what is repeated
    /// @param hopeless told of estimators that cannot do it at all; may throw to end the simulation
    /// @param done called after each experiment, by any thread
    /// @return how far it went
    public static Replication run(
            SimulationOptions options,
            List<Tally> tallies,
            int task,
            Experiment experiment,
            Hopeless hopeless,
            Runnable done) {
        Replication replication = new Replication(tallies);
        replication.run(options, task, experiment, hopeless, done);
        return replication;
    }

    private void run(SimulationOptions options, int task, Experiment experiment, Hopeless hopeless, Runnable done) {
        int look = FIRST_LOOK;
        while (run < options.replicates()) {
            int from = run;
            int to = Math.min(options.replicates(), Math.max(look, run + 1));
            IntConsumer piece = number -> {
                for (int k = from + number * task; k < Math.min(to, from + (number + 1) * task); k++) {
                    experiment.run(k, active);
                    done.run();
                }
            };
            Tasks.run((to - from + task - 1) / task, options.threads(), piece);
            run = to;
            look = look + look / 2;
            if (isDone(options, hopeless)) {
                return;
            }
        }
    }

    private boolean isDone(SimulationOptions options, Hopeless hopeless) {
        boolean any = false;
        boolean precise = true;
        for (int e = 0; e < active.length; e++) {
            if (!active[e]) {
                continue;
            }
            Tally tally = tallies.get(e);
            int index = e;
            if (run >= HOPELESS) {
                tally.hopeless(run).ifPresent(why -> hopeless.tell(index, why));
            }
            active[e] = tally.failed(run) <= options.mostFailed() * run;
            any |= active[e];
            precise &= !active[e]
                    || options.error().isPresent()
                            && wide(tally.power(run)) <= options.error().getAsDouble();
        }
        if (!any) {
            stop = Diagnosis.Stop.TOO_MANY_FAILED;
        } else if (precise) {
            stop = Diagnosis.Stop.PRECISE;
        }
        return !any || precise;
    }

    /// The Monte Carlo error of a share, never 0: half the width of Wilson's interval of one standard error on
    /// each side.
    private static double wide(Share share) {
        return 0.5 * share.wilson(ONE_SIGMA).width();
    }

    /// @return number of experiments that were run
    public int replicates() {
        return run;
    }

    /// @return why no more
    public Diagnosis.Stop stop() {
        return stop;
    }

    /// @param tally index of an estimator
    /// @return whether too many of its estimates failed
    public boolean givenUp(int tally) {
        return !active[tally];
    }
}
