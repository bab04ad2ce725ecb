package copse.cli;

import copse.math.Seed;
import copse.mcmc.Nuts;
import copse.record.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the posterior is sampled.
final class SamplerOptions {
    /// Most draws per chain where a number of effective draws is asked for and no other limit is given.
    private static final int MOST_UNTIL = 100_000;

    /// A trajectory of more steps than 2 to this never ends.
    private static final int DEEPEST = 20;

    @Option(names = "--chains", paramLabel = "N", description = "Independent chains (default 4).")
    private @Nullable Integer chains;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Transitions per chain that adapt the sampler and are thrown away (default 1000).")
    private @Nullable Integer warmup;

    @Option(names = "--draws", paramLabel = "N", description = "Draws kept per chain (default 1000).")
    private @Nullable Integer draws;

    @Option(
            names = "--until-ess",
            paramLabel = "N",
            description = "Draw until every bulk and tail effective sample size is at least N; --draws is then the most"
                    + " per chain (default 100000).")
    private @Nullable Double effective;

    @Option(
            names = "--target-accept",
            paramLabel = "X",
            description = "Mean acceptance that the step size aims at (default 0.8). Nearer to 1 takes smaller steps.")
    private @Nullable Double acceptance;

    @Option(names = "--max-depth", paramLabel = "N", description = "Of a trajectory's tree (default 10).")
    private @Nullable Integer depth;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start (default 1).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "That share the chains (default: all processors). The draws do not depend on it.")
    private @Nullable Integer threads;

    /// @return how to sample
    /// @throws UsageException if a number is out of range
    Nuts nuts() {
        Nuts nuts = Nuts.defaults()
                .withSeed(Seed.of(seed))
                .withChains(atLeast("--chains", chains, 1, 4))
                .withWarmup(atLeast("--warmup", warmup, 0, Nuts.defaults().warmup()))
                .withDraws(atLeast(
                        "--draws", draws, 1, effective == null ? Nuts.defaults().draws() : MOST_UNTIL))
                .withMaxDepth(depth());
        if (acceptance != null) {
            between("--target-accept", acceptance, 1, "0.95");
            nuts = nuts.withTargetAcceptance(acceptance);
        }
        if (effective != null) {
            between("--until-ess", effective, Double.MAX_VALUE, "400");
            nuts = nuts.withEffective(effective);
        }
        return threads == null ? nuts : nuts.withThreads(atLeast("--threads", threads, 1, 1));
    }

    /// Takes over what may change when a run goes on: how far it goes, and on how many threads.
    ///
    /// @param again the options given beside `--resume`
    void resume(SamplerOptions again) {
        draws = again.draws == null ? draws : again.draws;
        effective = again.effective == null ? effective : again.effective;
        threads = again.threads == null ? threads : again.threads;
    }

    /// What of these options changes numbers.
    ///
    /// @param record of the run
    /// @return with them
    RunRecord recorded(RunRecord record) {
        Nuts nuts = nuts();
        RunRecord full = record.withSeed(seed)
                .withOption("chains", Integer.toString(nuts.chains()))
                .withOption("warmup", Integer.toString(nuts.warmup()))
                .withOption("draws", Integer.toString(nuts.draws()))
                .withOption("target-accept", Double.toString(nuts.targetAcceptance()))
                .withOption("max-depth", Integer.toString(nuts.maxDepth()));
        return effective == null ? full : full.withOption("until-ess", Double.toString(effective));
    }

    /// @return the seed
    long seed() {
        return seed;
    }

    private int depth() {
        int standard = Nuts.defaults().maxDepth();
        int value = atLeast("--max-depth", depth, 1, standard);
        if (value > DEEPEST) {
            throw bad("--max-depth", value, "a tree of that depth never ends", "--max-depth " + standard);
        }
        return value;
    }

    private static int atLeast(String option, @Nullable Integer value, int least, int standard) {
        if (value != null && value < least) {
            throw bad(option, value, "it is at least " + least, option + " " + standard);
        }
        return value == null ? standard : value;
    }

    private static void between(String option, double value, double most, String example) {
        if (!(value > 0 && value < most)) {
            throw bad(
                    option,
                    value,
                    most == 1 ? "it lies between 0 and 1" : "it is a positive number",
                    option + " " + example);
        }
    }

    private static UsageException bad(String option, Number value, String why, String fix) {
        return new UsageException(CliCode.BAD_VALUE, option + " cannot be `" + value + "`", why, fix);
    }
}
