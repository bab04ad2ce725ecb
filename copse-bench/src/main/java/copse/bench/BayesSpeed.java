package copse.bench;

import com.sun.management.OperatingSystemMXBean;
import copse.bayes.BayesFit;
import copse.frame.Frame;
import copse.math.Seed;
import copse.mcmc.DrawSummary;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.mcmc.Trace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/// Samples posteriors again and again, in one process, from rows in memory: effective draws per second of the
/// sampler's threads, by the processor's clock.
///
/// Prints a line of JSON per model: the first round, which pays for a cold process, and means over the warm
/// rounds. `ess` is the smallest bulk effective size over all parameters, deviations of groups among them;
/// `seconds` what the chains' threads took, warm-up and draws; `process` the whole process, its compiler and
/// its collector, from the rows to the draws.
public final class BayesSpeed {
    private static final int LEAST_ROUNDS = 6;
    private static final double LEAST_SECONDS = 8;
    // rounds that the compiler needs
    private static final double COLD_SECONDS = 4;

    private BayesSpeed() {}

    private record Round(
            double ess,
            String worst,
            double seconds,
            double process,
            double wall,
            int divergences,
            double rhat,
            double gradients) {
        double perSecond() {
            return ess / seconds;
        }
    }

    /// @param arguments names of [BayesModels], then `acceptance=0.8`, `chains`, `draws` and the like if not
    ///     the defaults
    public static void main(String[] arguments) {
        Nuts nuts = Nuts.defaults();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                double value = Double.parseDouble(argument.substring(equals + 1));
                nuts = switch (argument.substring(0, equals)) {
                    case "acceptance" -> nuts.withTargetAcceptance(value);
                    case "warmup" -> nuts.withWarmup((int) value);
                    case "draws" -> nuts.withDraws((int) value);
                    case "threads" -> nuts.withThreads((int) value);
                    default -> throw new IllegalArgumentException(argument);
                };
            }
        }
        for (String argument : arguments) {
            if (argument.indexOf('=') < 0) {
                measure(BayesModels.valueOf(argument.toUpperCase(Locale.ROOT)), nuts);
            }
        }
    }

    private static void measure(BayesModels model, Nuts nuts) {
        if (!model.isHere()) {
            System.err.println(model + ": no " + model.path());
            return;
        }
        Frame rows = model.rows();
        Round cold = round(model, rows, nuts.withSeed(Seed.of(1)));
        double spent = cold.wall();
        int seed = 2;
        while (spent < COLD_SECONDS) {
            spent += round(model, rows, nuts.withSeed(Seed.of(seed++))).wall();
        }
        Round[] rounds = {};
        for (spent = 0; spent < LEAST_SECONDS || rounds.length < LEAST_ROUNDS; ) {
            rounds = Arrays.copyOf(rounds, rounds.length + 1);
            rounds[rounds.length - 1] = round(model, rows, nuts.withSeed(Seed.of(seed++)));
            spent += rounds[rounds.length - 1].wall();
        }
        Round worst = Arrays.stream(rounds)
                .min(Comparator.comparingDouble(Round::ess))
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "{\"model\": \"%s\", \"words\": \"%s\", \"rounds\": %d, \"per_second\": %.0f, \"least\": %.0f, \"most\": %.0f,"
                        + " \"ess\": %.0f, \"seconds\": %.4f, \"process\": %.4f, \"wall\": %.4f, \"gradients\": %.1f,"
                        + " \"divergences\": %d, \"rhat\": %.4f, \"worst\": \"%s\", \"cold_per_second\": %.0f,"
                        + " \"cold_process_per_second\": %.0f, \"cold_wall\": %.3f}%n",
                model.name().toLowerCase(Locale.ROOT),
                model.words(),
                rounds.length,
                Arrays.stream(rounds).mapToDouble(Round::perSecond).average().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::perSecond).min().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::perSecond).max().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::ess).average().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::seconds).average().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::process).average().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::wall).average().orElseThrow(),
                Arrays.stream(rounds).mapToDouble(Round::gradients).average().orElseThrow(),
                Arrays.stream(rounds).mapToInt(Round::divergences).sum(),
                Arrays.stream(rounds).mapToDouble(Round::rhat).max().orElseThrow(),
                worst.worst(),
                cold.perSecond(),
                cold.ess() / cold.process(),
                cold.wall());
    }

    private static Round round(BayesModels model, Frame rows, Nuts nuts) {
        long start = System.nanoTime();
        double before = processSeconds();
        BayesFit fit = model.bayes().fit(rows, nuts, Monitor.SILENT);
        double process = processSeconds() - before;
        double wall = (System.nanoTime() - start) / 1e9;
        DrawSummary worst = null;
        double rhat = 0;
        for (DrawSummary row : DrawSummary.of(fit.draws(), nuts.threads())) {
            if (row.essBulk().isPresent()
                    && (worst == null
                            || row.essBulk().getAsDouble() < worst.essBulk().getAsDouble())) {
                worst = row;
            }
            rhat = Math.max(rhat, row.rhat().orElse(1));
        }
        if (worst == null) {
            throw new IllegalStateException("no parameter has an effective size");
        }
        double seconds = 0;
        double gradients = 0;
        for (Trace trace : fit.sampling().traces()) {
            seconds += trace.warmupSeconds() + trace.drawSeconds();
            gradients += Arrays.stream(trace.gradients()).average().orElse(0) / nuts.chains();
        }
        return new Round(
                worst.essBulk().getAsDouble(),
                worst.name(),
                seconds,
                process,
                wall,
                fit.sampling().divergences(),
                rhat,
                gradients);
    }

    private static double processSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
