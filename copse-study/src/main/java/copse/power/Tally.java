package copse.power;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.infer.Share;
import copse.lmm.LmmCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one estimator said of every simulated experiment, beside what was true of it.
///
/// Experiment k is written by one thread; whoever reads waits until all are done. Failed estimates are kept
/// apart.
public final class Tally {
    // Two-sided tails of 1 in 1000: with a dozen numbers per table a false alarm every hundred tables or so.
    /// Intervals of 95 % around estimates that are off by a standard deviation cover in 83 %.
    private static final double OFF_BY = 1;

    private static final String OFF = "The bias is the reason: intervals lie around another value than the effect, and"
            + " more clusters or another standard error do not help. Take an estimator or a design without that bias.";

    private static final double SURE = 0.999;

    private static final byte FINISHED = 1;
    private static final byte FAILED = 2;

    private final String name;
    private final double[] truth;
    private final double[] value;
    private final double[] se; // NaN where the estimator has none: never leaves this package as a number
    private final double[] df;
    private final double[] lower;
    private final double[] upper;
    private final double[] p;
    private final boolean[] shown;
    private final byte[] state;
    private final @Nullable String[] failure;
    private @Nullable CopseException first;

    /// @param name of the estimator
    /// @param replicates number of experiments, at most
    public Tally(String name, int replicates) {
        this.name = name;
        truth = new double[replicates];
        value = new double[replicates];
        se = new double[replicates];
        df = new double[replicates];
        lower = new double[replicates];
        upper = new double[replicates];
        p = new double[replicates];
        shown = new boolean[replicates];
        state = new byte[replicates];
        failure = new String[replicates];
    }

    /// @return name of the estimator
    public String name() {
        return name;
    }

    /// Keeps an estimate. One that did not converge, or is not finite, counts as failed.
    ///
    /// @param k number of the experiment
    /// @param estimate what the estimator said
    /// @param rule when an experiment is taken to show an effect
    public void put(int k, EffectEstimate estimate, DecisionRule rule) {
        for (Diagnostic diagnostic : estimate.diagnostics()) {
            if (diagnostic.code().equals(LmmCode.NOT_CONVERGED.code())) {
                fail(k, diagnostic.code() + " " + diagnostic.meaning());
                return;
            }
        }
        if (!Double.isFinite(estimate.value())) {
            fail(k, "the estimate is not finite");
            return;
        }
        value[k] = estimate.value();
        se[k] = estimate.se().orElse(Double.NaN);
        df[k] = estimate.df().orElse(Double.NaN);
        lower[k] = estimate.interval().lower().value();
        upper[k] = estimate.interval().upper().value();
        p[k] = estimate.p();
        shown[k] = rule.shows(estimate);
        state[k] = FINISHED;
    }

    /// Keeps a failure.
    ///
    /// @param k number of the experiment
    /// @param why what the estimator said
    public void fail(int k, CopseException why) {
        fail(k, why.code() + " " + why.problem().what());
        if (k == 0) {
            first = why;
        }
    }

    private void fail(int k, String why) {
        failure[k] = why;
        state[k] = FAILED;
    }

    /// @param k number of the experiment
    /// @param effect that it had to find
    public void truth(int k, double effect) {
        truth[k] = effect;
    }

    double truth(int k) {
        return truth[k];
    }

    double value(int k) {
        return value[k];
    }

    double se(int k) {
        return se[k];
    }

    double df(int k) {
        return df[k];
    }

    double lower(int k) {
        return lower[k];
    }

    double upper(int k) {
        return upper[k];
    }

    double p(int k) {
        return p[k];
    }

    boolean shown(int k) {
        return shown[k];
    }

    boolean finished(int k) {
        return state[k] == FINISHED;
    }

    @Nullable
    String failure(int k) {
        return failure[k];
    }

    int failed(int run) {
        int count = 0;
        for (int k = 0; k < run; k++) {
            count += state[k] == FAILED ? 1 : 0;
        }
        return count;
    }

    /// @param run number of experiments that were run
    /// @return the first failure, if every estimate failed and all for the reason of the first, which so speaks
    ///     for all
    public Optional<CopseException> hopeless(int run) {
        CopseException of = first;
        if (of == null || failed(run) < run) {
            return Optional.empty();
        }
        for (int k = 0; k < run; k++) {
            String why = failure[k];
            if (why != null && !why.startsWith(of.code() + " ")) {
                return Optional.empty();
            }
        }
        return Optional.of(of);
    }

    /// The share of finished experiments that show an effect. `of(0 of 1)` if none finished.
    Share power(int run) {
        int hits = 0;
        int trials = 0;
        for (int k = 0; k < run; k++) {
            if (finished(k)) {
                trials++;
                hits += shown[k] ? 1 : 0;
            }
        }
        return new Share(hits, Math.max(1, trials));
    }

    /// Sums up, each estimate held against the truth of its own experiment.
    ///
    /// @param run number of experiments that were run
    /// @param level coverage that intervals claim
    /// @param givenUp whether too many estimates failed
    /// @return how the estimator fares
    public EstimatorDiagnosis diagnose(int run, double level, boolean givenUp) {
        int[] finished = IntStream.range(0, run).filter(this::finished).toArray();
        // experiments that ran before the estimator was given up
        int tried = finished.length + failed(run);
        double[] error = pick(finished, k -> value[k] - truth[k]);
        double[] errors = pick(finished, k -> se[k]);
        int[] showing = IntStream.of(finished).filter(k -> shown[k]).toArray();
        double effect = effect(run);
        Map<String, Integer> failures = new TreeMap<>();
        for (int k = 0; k < run; k++) {
            String why = failure[k];
            if (why != null) {
                failures.merge(why, 1, Integer::sum);
            }
        }
        Share failed = new Share(tried - finished.length, Math.max(1, tried));
        Share power = share(finished, k -> shown[k]);
        Share coverage = share(finished, k -> lower[k] <= truth[k] && truth[k] <= upper[k]);
        boolean signs = showing.length > 0 && effect != 0;
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (givenUp) {
            diagnostics.add(tooMany(failed, failures));
        }
        addCoverage(coverage, error, level, diagnostics);
        addSize(power, run, finished.length, 1 - level, diagnostics);
        return new EstimatorDiagnosis(
                name,
                finished.length,
                failed,
                failures,
                effect,
                MonteCarlo.mean(pick(finished, k -> value[k])),
                MonteCarlo.mean(error),
                MonteCarlo.sd(pick(finished, k -> value[k])),
                Arrays.stream(errors).anyMatch(Double::isNaN) || errors.length == 0
                        ? Optional.empty()
                        : Optional.of(MonteCarlo.mean(errors)),
                MonteCarlo.rootMeanSquare(error),
                power,
                coverage,
                signs ? Optional.of(share(showing, k -> value[k] * effect < 0)) : Optional.empty(),
                signs
                        ? Optional.of(MonteCarlo.mean(pick(showing, k -> Math.abs(value[k] / effect))))
                        : Optional.empty(),
                diagnostics);
    }

    /// The mean truth of the experiments that were analysed; one that never changes is told without rounding.
    private double effect(int run) {
        double[] met = truths(run);
        boolean same = Arrays.stream(met).allMatch(each -> each == met[0]);
        return same && met.length > 0 ? met[0] : Arrays.stream(met).average().orElse(0);
    }

    private double[] truths(int run) {
        return IntStream.range(0, run)
                .filter(k -> state[k] != 0)
                .mapToDouble(k -> truth[k])
                .toArray();
    }

    private static double[] pick(int[] which, IntToDoubleFunction value) {
        return IntStream.of(which).mapToDouble(value).toArray();
    }

    private static Share share(int[] among, IntPredicate counts) {
        return new Share(IntStream.of(among).filter(counts).count(), Math.max(1, among.length));
    }

    private Diagnostic tooMany(Share failed, Map<String, Integer> failures) {
        String most = failures.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return new Diagnostic(
                SimulationCode.TOO_MANY_FAILURES.code(),
                name,
                failed.value(),
                0,
                failed.hits() + " of " + failed.trials() + " estimates failed, most often: " + most + ". "
                        + SimulationCode.TOO_MANY_FAILURES.meaning(),
                SimulationCode.TOO_MANY_FAILURES.advice());
    }

    private void addCoverage(Share coverage, double[] error, double level, List<Diagnostic> diagnostics) {
        int finished = error.length;
        if (finished > 0 && coverage.clopperPearson(SURE).upper().value() < level) {
            diagnostics.add(new Diagnostic(
                    SimulationCode.UNDERCOVERS.code(),
                    name,
                    coverage.value(),
                    level,
                    "intervals of level " + Texts.percent(level) + " hold the effect in "
                            + Texts.percent(coverage.value()) + " of " + finished + " experiments. "
                            + SimulationCode.UNDERCOVERS.meaning(),
                    isOff(error) ? OFF : SimulationCode.UNDERCOVERS.advice()));
        }
    }

    /// Whether estimates are off on average by so much of their standard deviation that no honest interval
    /// around them would cover.
    private static boolean isOff(double[] error) {
        double bias = Arrays.stream(error).average().orElse(0);
        double squares = Arrays.stream(error).map(e -> (e - bias) * (e - bias)).sum();
        return Math.abs(bias) > OFF_BY * Math.sqrt(squares / Math.max(1, error.length - 1));
    }

    private void addSize(Share rejected, int run, int finished, double alpha, List<Diagnostic> diagnostics) {
        if (finished > 0
                && Arrays.stream(truths(run)).allMatch(effect -> effect == 0)
                && rejected.clopperPearson(SURE).lower().value() > alpha) {
            diagnostics.add(new Diagnostic(
                    SimulationCode.WRONG_SIZE.code(),
                    name,
                    rejected.value(),
                    alpha,
                    "without any effect " + Texts.percent(rejected.value()) + " of " + finished
                            + " experiments show one, where " + Texts.percent(alpha) + " may. "
                            + SimulationCode.WRONG_SIZE.meaning(),
                    SimulationCode.WRONG_SIZE.advice()));
        }
    }

    /// Whether a share of experiments could by chance alone differ so much from what is expected of it.
    static boolean differs(Share share, double expected) {
        return !share.clopperPearson(SURE).contains(expected);
    }
}
