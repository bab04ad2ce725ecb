package copse.mcmc;

import copse.math.RandomStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// One chain: warm-up, then draws. Belongs to one thread at a time.
final class Chain {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    // Numbers of streams beside those of the transitions, which count from 0.
    private static final long STREAM_OF_START = -1;
    // Numbers of children of a transition's stream.
    private static final long STREAM_OF_RECORD = 0;
    private static final long STREAM_OF_PROBE = 1;
    // Chains start wider apart than the density is, so that R-hat can tell whether they forgot it.
    private static final double OVERDISPERSED = 2;
    // Halving that often brings a start as close to the centre as numbers can tell.
    private static final int MOST_HALVINGS = 50;
    // While the metric is a guess, a long trajectory costs more than it teaches.
    private static final int EARLY_DEPTH = 8;
    private static final double FIRST_STEP = 1;
    private static final double PROBED_ACCEPTANCE = 0.8;
    private static final int MOST_PROBES = 60;
    private static final double NANO = 1e-9;
    // Draws from one state handed out to the next.
    private static final int CHECKPOINT = 100;

    private final int number;
    private final Nuts nuts;
    private final Target target;
    private final Start start;
    private final RandomStream stream;
    private final Kept kept;
    private final Recorder recorder;
    private final Trajectory trajectory;
    private final StepSize stepSize;
    private final Windows windows;
    private final MetricEstimate estimate;
    private final double[] whitened;
    private int iteration;
    private double step;
    private int divergences;
    private long warmupNanos;
    private long drawNanos;

    Chain(int number, Nuts nuts, Target target, Start start, Whitening whitening) {
        this.number = number;
        this.nuts = nuts;
        this.target = target;
        this.start = start;
        this.stream = nuts.seed().stream().split(number);
        this.kept = new Kept(target.names().size());
        this.recorder = target.recorder();
        this.trajectory = new Trajectory(target.density().copy(), whitening.own());
        this.stepSize = new StepSize(nuts.targetAcceptance());
        this.windows = new Windows(nuts.warmup());
        this.estimate = new MetricEstimate(whitening.dimension(), whitening.head());
        this.whitened = new double[whitening.dimension()];
    }

    /// A chain that goes on from where it stood.
    static Chain resumed(Nuts nuts, Target target, Start start, Past past) {
        ChainState state = past.state();
        Chain chain = new Chain(state.chain(), nuts, target, start, state.whitening());
        if (!chain.trajectory.place(state.position())) {
            throw McmcCode.NOT_RESUMED.input(
                    "chain " + (state.chain() + 1) + " stands where the density is not finite");
        }
        chain.iteration = nuts.warmup() + state.draws();
        chain.step = state.step();
        chain.warmupNanos = Math.round(past.trace().warmupSeconds() / NANO);
        chain.drawNanos = Math.round(past.trace().drawSeconds() / NANO);
        chain.divergences = past.trace().divergences();
        chain.kept.take(past.values(), past.trace());
        return chain;
    }

    int draws() {
        return kept.count();
    }

    int transitions() {
        return iteration;
    }

    Kept kept() {
        return kept;
    }

    Trace trace(int draws) {
        return kept.trace(draws, warmupNanos * NANO, drawNanos * NANO);
    }

    /// Goes on until the goal is reached, the time is over or the monitor says stop.
    ///
    /// @param goal draws kept in all
    /// @param nanos how long about
    /// @param monitor told after each transition
    /// @return false if the monitor says stop
    boolean advance(int goal, long nanos, Monitor monitor) {
        long since = System.nanoTime();
        long clock = cpu();
        boolean goesOn = true;
        kept.reserve(goal);
        if (iteration == 0) {
            begin();
        }
        while (goesOn && kept.count() < goal && System.nanoTime() - since < nanos) {
            if (iteration < nuts.warmup()) {
                warm();
                if (iteration == nuts.warmup()) {
                    monitor.checkpoint(number, state());
                    long now = cpu();
                    warmupNanos += now - clock;
                    clock = now;
                }
            } else {
                draw(monitor);
            }
            goesOn = monitor.advance(new Monitor.Progress(
                    number,
                    Math.min(iteration, nuts.warmup()),
                    kept.count(),
                    divergences,
                    trajectory.gradients(),
                    (warmupNanos + drawNanos + System.nanoTime() - since) * NANO));
        }
        if (iteration > nuts.warmup() && kept.count() % CHECKPOINT != 0 && !(goesOn && kept.count() < goal)) {
            monitor.checkpoint(number, state());
        }
        long spent = cpu() - clock;
        if (iteration < nuts.warmup()) {
            warmupNanos += spent;
        } else {
            drawNanos += spent;
        }
        return goesOn;
    }

    private ChainState state() {
        return new ChainState(
                number,
                nuts.seed().value(),
                nuts.warmup(),
                kept.count(),
                step,
                trajectory.current().position,
                trajectory.whitening());
    }

    private static long cpu() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private void begin() {
        double[] away = new double[whitened.length];
        stream.split(STREAM_OF_START).fillGaussian(away, 0, away.length);
        double factor = OVERDISPERSED;
        boolean placed = false;
        for (int i = 0; i < MOST_HALVINGS && !placed; i++) {
            double[] position = start.centre().clone();
            trajectory.whitening().add(away, factor, position);
            placed = trajectory.place(position);
            factor *= 0.5;
        }
        if (!placed && !trajectory.place(start.centre())) {
            throw McmcCode.NO_START.numeric(
                    "the density is not a finite number where chain " + (number + 1) + " starts");
        }
        step = FIRST_STEP * Math.pow(whitened.length, -0.25);
        probe(stream.split(STREAM_OF_START));
    }

    /// Doubles or halves the step until the acceptance of a single step crosses 0.8.
    private void probe(RandomStream from) {
        RandomStream own = from.split(STREAM_OF_PROBE);
        double border = Math.log(PROBED_ACCEPTANCE);
        boolean larger = trajectory.probe(own, step) > border;
        for (int i = 0; i < MOST_PROBES; i++) {
            double next = larger ? 2 * step : 0.5 * step;
            boolean accepted = trajectory.probe(own, next) > border;
            if (larger && !accepted) {
                break;
            }
            step = next;
            if (accepted != larger) {
                break;
            }
        }
        stepSize.restart(step);
    }

    private void warm() {
        RandomStream own = stream.split(iteration);
        int maxDepth = windows.early(iteration) ? Math.min(EARLY_DEPTH, nuts.maxDepth()) : nuts.maxDepth();
        step = stepSize.trial();
        trajectory.transition(own, step, maxDepth);
        stepSize.learn(trajectory.acceptance());
        if (windows.learns(iteration)) {
            Point current = trajectory.current();
            trajectory.whitening().whiten(current.position, start.centre(), whitened);
            estimate.see(whitened, current.force);
            if (windows.ends(iteration)) {
                trajectory.whitening(estimate.improved(trajectory.whitening()));
                estimate.restart();
                step = stepSize.average();
                probe(own);
            }
        }
        iteration++;
        if (iteration == nuts.warmup()) {
            step = stepSize.average();
        }
    }

    private void draw(Monitor monitor) {
        RandomStream own = stream.split(iteration);
        trajectory.transition(own, step, nuts.maxDepth());
        iteration++;
        Point current = trajectory.current();
        Transition row = new Transition(
                current.logDensity,
                trajectory.acceptance(),
                step,
                trajectory.depth(),
                trajectory.steps(),
                trajectory.divergent(),
                trajectory.energy());
        divergences += row.divergent() ? 1 : 0;
        double[] values = kept.next();
        recorder.record(current.position, own.split(STREAM_OF_RECORD), values);
        int draw = kept.count();
        kept.keep(row);
        monitor.drawn(number, draw, values, row);
        if (kept.count() % CHECKPOINT == 0) {
            monitor.checkpoint(number, state());
        }
    }
}
