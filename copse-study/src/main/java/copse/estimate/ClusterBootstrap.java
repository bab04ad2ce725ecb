package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.infer.Interval;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Bootstrap of the units that were randomised: they are drawn with replacement, with all their rows.
///
/// Without covariates the effect is the difference in means of units or of rows, a weighted mean over blocks;
/// with covariates it is the arm's coefficient in a regression of rows on them, blocks absorbed. A draw
/// re-weights the totals of units and never touches rows; only [BootstrapOptions.Scheme#TWO_STAGE] does.
/// Replicates without a result are counted, and too many of them refused.
///
/// Cost: replicates × units × (covariates + 2)². The answer depends on the seed, not on the number of threads.
///
/// Source: Cameron, Gelbach and Miller (2008), Bootstrap-based improvements for inference with clustered
/// errors, Review of Economics and Statistics 90(3), section II (pairs cluster bootstrap).
/// doi:10.1162/rest.90.3.414; Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 3.8
/// and 5.2-5.4.
///
/// @param counting whose average the effect is; with covariates rows count
/// @param options how draws are made and read
public record ClusterBootstrap(Counting counting, BootstrapOptions options) implements TotalsEstimator {
    // More failed replicates than this share leave no sample of the estimator.
    private static final double MOST_FAILED = 0.05;
    // Limits whose Monte Carlo error is above this share of the half width are reported.
    private static final double VISIBLE = 0.05;
    // Below so many units percentiles cover less than they say: Cameron, Gelbach and Miller (2008), section V.
    private static final int FEW = 40;

    /// @return studentised bootstrap of units as they were randomised, means of rows
    public static ClusterBootstrap defaults() {
        return new ClusterBootstrap(Counting.ROWS, BootstrapOptions.defaults());
    }

    /// @param other how draws are made and read
    /// @return with these options
    public ClusterBootstrap withOptions(BootstrapOptions other) {
        return new ClusterBootstrap(counting, other);
    }

    @Override
    public String name() {
        return "cluster bootstrap (" + options.limits().label() + ")";
    }

    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        UnitTotals totals = experiment.totals(question);
        if (options.scheme() != BootstrapOptions.Scheme.TWO_STAGE) {
            return estimate(totals, question);
        }
        if (!question.covariates().isEmpty() || question.weights().isPresent()) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "a two-stage bootstrap with covariates or weights",
                    "it draws rows anew within every unit, and does so for differences in means only",
                    "resample units alone, which is enough: their means vary by their rows already");
        }
        ResampledUnits units = ResampledUnits.of(totals, question, options.scheme(), counting);
        return finish(totals, question, units, new TwoStage(experiment, question, units, counting));
    }

    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        if (options.scheme() == BootstrapOptions.Scheme.TWO_STAGE) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "a two-stage bootstrap of totals",
                    "it draws rows within units, and of these only the totals are known",
                    "resample units alone, or give the rows");
        }
        ResampledUnits units = ResampledUnits.of(totals, question, options.scheme(), counting);
        return finish(totals, question, units, null);
    }

    private EffectEstimate finish(UnitTotals totals, Question question, ResampledUnits units, @Nullable TwoStage rows) {
        requireReplicates(question);
        ResampledEffect effect = units.effect();
        int[] strata = effect.strata();
        int items = strata.length;
        double[] once = new double[items];
        Arrays.fill(once, 1);
        ResampledEffect.Value whole = effect.of(once);
        if (whole == null) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "the effect of `" + question.treatment() + "` cannot be told apart from the covariates",
                    "some combination of them determines the arm, or another covariate",
                    "leave out the covariate that does");
        }
        boolean studentised = options.limits() == BootstrapOptions.Limits.STUDENTISED;
        if (studentised && !(whole.se() > 0)) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "the effect " + Words.about(whole.value()) + " has a standard error of 0",
                    "units of an arm do not differ, and a t statistic divides by how much they differ",
                    "ask for percentile limits, or use a randomisation test");
        }
        int[][] members = members(strata);
        RandomStream stream = options.seed().stream();
        ResampledEffect.@Nullable Value[] all = new ResampledEffect.Value[options.replicates()];
        IntStream.range(0, all.length)
                .parallel()
                .forEach(b -> all[b] = rows == null
                        ? effect.of(times(members, items, stream.split(b)))
                        : rows.draw(members, stream.split(b)));
        List<ResampledEffect.Value> good = new ArrayList<>();
        for (ResampledEffect.@Nullable Value value : all) {
            if (value != null && (!studentised || value.se() > 0)) {
                good.add(value);
            }
        }
        int failed = all.length - good.size();
        if (failed > MOST_FAILED * all.length) {
            throw BootstrapCode.FAILED_REPLICATES.error(
                    failed + " of " + all.length + " replicates have no result",
                    "with " + items + " " + units.noun() + " draws often lack an arm, or hold copies of one unit only",
                    "use a randomisation test, or CR2 with Satterthwaite df");
        }
        double[] values =
                good.stream().mapToDouble(ResampledEffect.Value::value).toArray();
        double[] draws = studentised
                ? good.stream()
                        .mapToDouble(v -> (v.value() - whole.value()) / v.se())
                        .toArray()
                : values;
        double acceleration = options.limits() == BootstrapOptions.Limits.BCA ? acceleration(effect, members, once) : 0;
        BootstrapConfidence confidence =
                new BootstrapConfidence(options, whole.value(), whole.se(), draws, acceleration);
        double error = limitError(confidence, question);
        String method = "cluster bootstrap of " + items + " " + units.noun() + " ("
                + options.scheme().label() + "), " + options.limits().label() + ", "
                + Words.count(values.length, "draw") + ", quantile type "
                + options.quantile().number() + "; Monte Carlo error of limits " + Words.about(error);
        EffectEstimate estimate = EffectEstimate.of(
                estimand(question),
                method,
                whole.value(),
                OptionalDouble.of(standardDeviation(values)),
                OptionalDouble.empty(),
                confidence,
                question,
                totals.rowsIn(totals.units().armOf(question.treatment()))
                        + totals.rowsIn(totals.units().armOf(question.control())),
                units.units(),
                List.of());
        return estimate.withDiagnostics(diagnostics(estimate.interval(), error, items, units, failed));
    }

    private String estimand(Question question) {
        return "average effect of " + question.treatment() + " on " + question.outcome() + " over "
                + (question.covariates().isEmpty() && counting == Counting.UNITS ? "units" : "rows");
    }

    private void requireReplicates(Question question) {
        double tail = (1 - question.level()) / question.hypothesis().sides();
        if (options.replicates() + 1 < 1 / tail * (1 - 1e-9)) {
            int enough = (int) Math.ceil(1 / tail * (1 - 1e-9)) - 1;
            OptionalInt whole = PercentileRule.recommended(Math.max(1999, enough), question.level());
            throw BootstrapCode.FEW_REPLICATES.error(
                    options.replicates() + " draws are too few for limits at " + Words.percent(question.level()),
                    "the limit would lie beyond the most extreme draw; " + enough + " draws just reach it",
                    "draw " + whole.orElse(Math.max(1999, enough)));
        }
    }

    private static int[][] members(int[] strata) {
        int count = 1 + Arrays.stream(strata).max().orElse(-1);
        return IntStream.range(0, count)
                .mapToObj(s -> IntStream.range(0, strata.length)
                        .filter(i -> strata[i] == s)
                        .toArray())
                .filter(own -> own.length > 0)
                .toArray(int[][]::new);
    }

    private static double[] times(int[][] members, int items, RandomStream random) {
        double[] times = new double[items];
        for (int[] own : members) {
            for (int k = 0; k < own.length; k++) {
                times[own[random.nextInt(own.length)]]++;
            }
        }
        return times;
    }

    /// `Σ_s n_s⁻³ Σ l³ / (6 (Σ_s n_s⁻² Σ l²)^{3/2})` with `l = (n_s − 1)(mean of θ₍ᵢ₎ − θ₍ᵢ₎)`: Davison and
    /// Hinkley (1997), section 5.4.
    static double acceleration(ResampledEffect effect, int[][] members, double[] once) {
        double cubes = 0;
        double squares = 0;
        for (int[] own : members) {
            double n = own.length;
            double[] left = new double[own.length];
            double mean = 0;
            for (int i = 0; i < own.length; i++) {
                double[] times = once.clone();
                times[own[i]] = 0;
                ResampledEffect.Value without = effect.of(times);
                if (without == null) {
                    throw BootstrapCode.ONE_UNIT.error(
                            "BCa limits with a unit that cannot be left out",
                            "their correction comes from leaving out one unit at a time, and without this one there is"
                                    + " no effect",
                            "ask for percentile limits");
                }
                left[i] = without.value();
                mean += left[i] / n;
            }
            for (double value : left) {
                double l = (n - 1) * (mean - value);
                cubes += l * l * l / (n * n * n);
                squares += l * l / (n * n);
            }
        }
        return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
    }

    private static double limitError(BootstrapConfidence confidence, Question question) {
        double alpha = 1 - question.level();
        return switch (question.hypothesis()) {
            case Hypothesis.Equality _ ->
                Math.max(confidence.limitError(0.5 * alpha), confidence.limitError(1 - 0.5 * alpha));
            case Hypothesis.Equivalence _ -> Math.max(confidence.limitError(alpha), confidence.limitError(1 - alpha));
            case Hypothesis.Superiority superiority ->
                confidence.limitError(superiority.better() == Hypothesis.Direction.HIGHER ? alpha : 1 - alpha);
            case Hypothesis.NonInferiority margin ->
                confidence.limitError(margin.better() == Hypothesis.Direction.HIGHER ? alpha : 1 - alpha);
        };
    }

    private static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    private List<Diagnostic> diagnostics(Interval interval, double error, int items, ResampledUnits units, int failed) {
        List<Diagnostic> found = new ArrayList<>();
        if (items < FEW) {
            found.add(BootstrapCode.FEW_UNITS.diagnostic(
                    units.noun(), items, FEW, "There are " + items + " " + units.noun() + " to draw from."));
        }
        double half = 0.5 * interval.width();
        if (Double.isFinite(half) && error > VISIBLE * half) {
            found.add(BootstrapCode.MONTE_CARLO.diagnostic(
                    "limits", error / half, VISIBLE, Words.count(options.replicates(), "draw") + " were made."));
        }
        if (failed > 0) {
            found.add(BootstrapCode.LEFT_OUT.diagnostic(
                    "replicates",
                    failed,
                    MOST_FAILED * options.replicates(),
                    failed + " of " + options.replicates() + " replicates have no result."));
        }
        return found;
    }
}
