package copse.mcmc;

import copse.math.Seed;
import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// How to sample: the no-U-turn sampler with multinomial trajectories. Immutable.
///
/// @param chains run independently
/// @param warmup transitions per chain that adapt step size and metric and are thrown away
/// @param draws kept per chain; with `effective` the most that are drawn
/// @param effective if given, draw until every bulk and tail effective sample size is at least this
/// @param targetAcceptance mean acceptance that the step size aims at, in (0, 1)
/// @param maxDepth of a trajectory's tree
/// @param seed of everything random; the draws do not depend on the number of threads
/// @param threads that share the chains
public record Nuts(
        int chains,
        int warmup,
        int draws,
        OptionalDouble effective,
        double targetAcceptance,
        int maxDepth,
        Seed seed,
        int threads) {
    private static final int DEEPEST = 20;
    // With effective sizes asked for: draws after which they are looked at first, and how they go on.
    private static final int FIRST_BATCH = 250;
    private static final double MARGIN = 1.05;
    private static final double LEAST_GROWTH = 1.1;
    // Signs that a second try is worth its time.
    private static final double LEAST_ENERGY_FRACTION = 0.3;
    private static final double LARGEST_RHAT = 1.01;
    private static final int SHORTEST_SECOND_WARMUP = 500;

    /// @throws copse.error.InputException `B202` if a setting is out of its range
    public Nuts {
        boolean possible = chains >= 1
                && warmup >= 0
                && draws >= 1
                && effective.orElse(0) >= 0
                && targetAcceptance > 0
                && targetAcceptance < 1
                && maxDepth >= 1
                && maxDepth <= DEEPEST
                && threads >= 1;
        if (!possible) {
            throw McmcCode.SETTINGS.input(String.format(
                    Locale.ROOT,
                    "%d chains of %d + %d draws on %d threads, acceptance %s, depth %d",
                    chains,
                    warmup,
                    draws,
                    threads,
                    targetAcceptance,
                    maxDepth));
        }
    }

    /// @return 4 chains of 1000 + 1000, acceptance 0.8, seed 1, all processors
    public static Nuts defaults() {
        return new Nuts(
                4,
                1000,
                1000,
                OptionalDouble.empty(),
                0.8,
                10,
                Seed.of(1),
                Runtime.getRuntime().availableProcessors());
    }

    /// Samples.
    ///
    /// @param target what
    /// @return draws and what the sampler saw
    /// @throws copse.error.NumericException `B201` if the density is not finite around its start, `B204` if the
    ///     start's metric is not a covariance
    public Sampling sample(Target target) {
        return sample(target, Monitor.SILENT);
    }

    /// Samples and tells how it goes.
    ///
    /// @param target what
    /// @param monitor told of progress; may stop the run
    /// @return draws and what the sampler saw
    /// @throws copse.error.NumericException `B201` if the density is not finite around its start, `B204` if the
    ///     start's metric is not a covariance
    public Sampling sample(Target target, Monitor monitor) {
        return resume(target, List.of(), monitor);
    }

    /// Goes on with an interrupted run. What comes out is what the run would have given without the
    /// interruption, to the last bit (but for the seconds it took); more draws may be asked for than before.
    ///
    /// @param target the same as before
    /// @param pasts of chains whose warm-up was done; the other chains begin anew, and do again what they did
    /// @param monitor told of progress; may stop the run
    /// @return draws and what the sampler saw, those of before included
    /// @throws copse.error.InputException `B203` if a past is not of a run with these settings and this target
    public Sampling resume(Target target, List<Past> pasts, Monitor monitor) {
        Start start = target.start();
        Whitening whitening = Whitening.of(start.metric());
        int dimension = target.density().dimension();
        if (whitening.dimension() != dimension || start.centre().length != dimension) {
            throw McmcCode.METRIC.numeric("a start of " + start.centre().length + " and a metric of "
                    + whitening.dimension() + " coordinates for a density of " + dimension);
        }
        List<Chain> all = new ArrayList<>();
        for (int c = 0; c < chains; c++) {
            all.add(new Chain(c, this, target, start, whitening));
        }
        for (Past past : pasts) {
            requireFits(past, target);
            all.set(past.state().chain(), Chain.resumed(this, target, start, past));
        }
        return sample(target, all, monitor);
    }

    private void requireFits(Past past, Target target) {
        ChainState state = past.state();
        int draws = state.draws();
        boolean fits = state.belongsTo(this)
                && state.dimension() == target.density().dimension()
                && past.values().length == target.names().size()
                && past.trace().length() == draws
                && Arrays.stream(past.values()).allMatch(values -> values.length == draws);
        if (!fits) {
            throw McmcCode.NOT_RESUMED.input("the state of chain " + (state.chain() + 1) + " is not of this run");
        }
    }

    /// Settings for a second try, where the first shows a sign that these may cure: after divergences smaller
    /// steps (a quarter of the way from the acceptance aimed at to 1 is left), after trajectories that ran out
    /// of depth four times as long ones, and after any sign twice the warm-up.
    ///
    /// The signs: a divergence; a trajectory of the greatest depth; an energy fraction below 0.3 in a chain;
    /// R-hat above 1.01.
    ///
    /// @param first what these settings gave
    /// @return other settings; empty if nothing speaks for them, or if the first run was stopped
    public Optional<Nuts> secondTry(Sampling first) {
        boolean diverged = first.divergences() > 0;
        boolean shallow = first.traces().stream()
                .flatMapToInt(trace -> Arrays.stream(trace.depth()))
                .anyMatch(depth -> depth >= maxDepth);
        boolean slow = first.traces().stream().anyMatch(trace -> trace.energyFraction() < LEAST_ENERGY_FRACTION);
        if (!first.complete() || !(diverged || shallow || slow || largestRhat(first.draws()) > LARGEST_RHAT)) {
            return Optional.empty();
        }
        return Optional.of(new Nuts(
                chains,
                Math.max(2 * warmup, SHORTEST_SECOND_WARMUP),
                draws,
                effective,
                diverged ? 1 - (1 - targetAcceptance) / 4 : targetAcceptance,
                shallow ? Math.min(maxDepth + 2, DEEPEST) : maxDepth,
                seed,
                threads));
    }

    private double largestRhat(Draws found) {
        double[] rhat = new double[found.names().size()];
        Tasks.run(
                rhat.length,
                threads,
                k -> rhat[k] = Chains.of(found.chains(k)).rhat().orElse(0));
        return Arrays.stream(rhat).max().orElse(0);
    }

    private Sampling sample(Target target, List<Chain> all, Monitor monitor) {
        int goal = effective.isPresent() ? Math.min(draws, FIRST_BATCH) : draws;
        while (true) {
            boolean complete = Crew.run(all, goal, threads, monitor);
            Sampling sampling = sampling(target, all, goal, complete);
            if (!complete || goal == draws) {
                return sampling;
            }
            double wanted = effective.orElseThrow();
            double reached = DrawSummary.smallestEss(sampling.draws(), threads).orElse(0);
            if (reached >= wanted) {
                return sampling;
            }
            // sizes grow about as draws do; doubling at most, since the first estimates are rough
            double factor = Math.clamp(MARGIN * wanted / reached, LEAST_GROWTH, 2);
            goal = (int) Math.min(draws, Math.ceil(goal * factor));
        }
    }

    private static Sampling sampling(Target target, List<Chain> chains, int goal, boolean complete) {
        int draws = Math.min(goal, chains.stream().mapToInt(Chain::draws).min().orElseThrow());
        double[][][] values = new double[chains.size()][][];
        List<Trace> traces = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            values[c] = chains.get(c).kept().values(draws);
            traces.add(chains.get(c).trace(draws));
        }
        return new Sampling(Draws.of(target.names(), values), List.copyOf(traces), complete);
    }

    /// @param number of chains, at least 1
    /// @return the same settings but for these chains
    public Nuts withChains(int number) {
        return new Nuts(number, warmup, draws, effective, targetAcceptance, maxDepth, seed, threads);
    }

    /// @param transitions of warm-up per chain, at least 0
    /// @return the same settings but for this warm-up
    public Nuts withWarmup(int transitions) {
        return new Nuts(chains, transitions, draws, effective, targetAcceptance, maxDepth, seed, threads);
    }

    /// @param perChain draws kept, at least 1
    /// @return the same settings but for these draws
    public Nuts withDraws(int perChain) {
        return new Nuts(chains, warmup, perChain, effective, targetAcceptance, maxDepth, seed, threads);
    }

    /// @param size that every bulk and tail effective sample size shall reach; draws are the most that are made
    ///     then
    /// @return the same settings but for this
    public Nuts withEffective(double size) {
        return new Nuts(chains, warmup, draws, OptionalDouble.of(size), targetAcceptance, maxDepth, seed, threads);
    }

    /// @param acceptance mean acceptance aimed at, in (0, 1)
    /// @return the same settings but for this acceptance
    public Nuts withTargetAcceptance(double acceptance) {
        return new Nuts(chains, warmup, draws, effective, acceptance, maxDepth, seed, threads);
    }

    /// @param depth of a trajectory's tree at most, 1 to 20
    /// @return the same settings but for this depth
    public Nuts withMaxDepth(int depth) {
        return new Nuts(chains, warmup, draws, effective, targetAcceptance, depth, seed, threads);
    }

    /// @param newSeed of everything random
    /// @return the same settings but for this seed
    public Nuts withSeed(Seed newSeed) {
        return new Nuts(chains, warmup, draws, effective, targetAcceptance, maxDepth, newSeed, threads);
    }

    /// @param number of threads, at least 1
    /// @return the same settings but for these threads
    public Nuts withThreads(int number) {
        return new Nuts(chains, warmup, draws, effective, targetAcceptance, maxDepth, seed, number);
    }
}
