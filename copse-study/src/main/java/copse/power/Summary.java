package copse.power;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.infer.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns what estimators said into what it says about them.
final class Summary {
    // Two-sided tails of 1 in 1000: with a dozen numbers per table a false alarm every hundred tables or so.
    private static final double SURE = 0.999;
    // A share of the effect that nobody misses.
    private static final double LOST = 0.01;

    private final Declaration declared;
    private final Outcomes outcomes;
    private final int run;
    private final boolean keepsOutcomes;

    private Summary(Declaration declared, Outcomes outcomes, int run, boolean keepsOutcomes) {
        this.declared = declared;
        this.outcomes = outcomes;
        this.run = run;
        this.keepsOutcomes = keepsOutcomes;
    }

    static Diagnosis of(
            Declaration declared,
            SimulationOptions options,
            Outcomes outcomes,
            int run,
            Diagnosis.Stop stop,
            boolean[] active,
            boolean keepsOutcomes) {
        Summary summary = new Summary(declared, outcomes, run, keepsOutcomes);
        MonteCarlo realised = MonteCarlo.mean(Arrays.copyOf(outcomes.realised, run));
        List<EstimatorDiagnosis> each = new ArrayList<>();
        for (int e = 0; e < active.length; e++) {
            each.add(summary.estimator(e, !active[e], realised));
        }
        return new Diagnosis(
                declared, options, run, stop, realised, each, summary.estimates(), summary.diagnostics(realised));
    }

    /// Where limits cut the effect, the population's mean effect is known only from what was simulated.
    private double truth(MonteCarlo realised) {
        return isCut() || keepsOutcomes ? realised.value() : declared.effect().mean();
    }

    private boolean isCut() {
        return declared.effect().limits().isPresent()
                || !(declared.population() instanceof SimulatedClusters simulated
                        && simulated.model() instanceof OutcomeModel.Gaussian);
    }

    private EstimatorDiagnosis estimator(int e, boolean givenUp, MonteCarlo realised) {
        int[] finished =
                IntStream.range(0, run).filter(k -> outcomes.finished(e, k)).toArray();
        // experiments that ran before the estimator was given up
        int tried = (int) IntStream.range(0, run)
                .filter(k -> outcomes.finished(e, k) || outcomes.failure(e, k) != null)
                .count();
        double truth = truth(realised);
        double[] value = pick(finished, k -> outcomes.value[e][k]);
        double[] error = pick(finished, k -> value(e, k) - (keepsOutcomes ? outcomes.realised[k] : truth));
        double[] se = pick(finished, k -> outcomes.se[e][k]);
        int[] shown = IntStream.of(finished).filter(k -> outcomes.shown[e][k]).toArray();
        Map<String, Integer> failures = new TreeMap<>();
        for (int k = 0; k < run; k++) {
            String why = outcomes.failure(e, k);
            if (why != null) {
                failures.merge(why, 1, Integer::sum);
            }
        }
        Share failed = new Share(tried - finished.length, Math.max(1, tried));
        Share power = share(finished, k -> outcomes.shown[e][k]);
        Share coverage = share(finished, k -> {
            double target = keepsOutcomes ? outcomes.realised[k] : truth;
            return outcomes.lower[e][k] <= target && target <= outcomes.upper[e][k];
        });
        boolean signs = shown.length > 0 && truth != 0;
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (givenUp) {
            diagnostics.add(tooMany(e, failed, failures));
        }
        addCoverage(e, coverage, finished.length, diagnostics);
        addSize(e, power, truth, finished.length, diagnostics);
        addClosedForm(e, power, finished.length, diagnostics);
        return new EstimatorDiagnosis(
                name(e),
                finished.length,
                failed,
                failures,
                truth,
                MonteCarlo.mean(value),
                MonteCarlo.mean(error),
                MonteCarlo.sd(value),
                Arrays.stream(se).anyMatch(Double::isNaN) || se.length == 0
                        ? Optional.empty()
                        : Optional.of(MonteCarlo.mean(se)),
                MonteCarlo.rootMeanSquare(error),
                power,
                coverage,
                signs ? Optional.of(share(shown, k -> value(e, k) * truth < 0)) : Optional.empty(),
                signs
                        ? Optional.of(MonteCarlo.mean(pick(shown, k -> Math.abs(value(e, k) / truth))))
                        : Optional.empty(),
                diagnostics);
    }

    private double value(int e, int k) {
        return outcomes.value[e][k];
    }

    private String name(int e) {
        return declared.estimators().get(e).name();
    }

    private static double[] pick(int[] which, IntToDoubleFunction value) {
        return IntStream.of(which).mapToDouble(value).toArray();
    }

    private static Share share(int[] among, IntPredicate counts) {
        return new Share(IntStream.of(among).filter(counts).count(), Math.max(1, among.length));
    }

    private Diagnostic tooMany(int e, Share failed, Map<String, Integer> failures) {
        String most = failures.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return new Diagnostic(
                SimulationCode.TOO_MANY_FAILURES.code(),
                name(e),
                failed.value(),
                0,
                failed.hits() + " of " + failed.trials() + " estimates failed, most often: " + most + ". "
                        + SimulationCode.TOO_MANY_FAILURES.meaning(),
                SimulationCode.TOO_MANY_FAILURES.advice());
    }

    private void addCoverage(int e, Share coverage, int finished, List<Diagnostic> diagnostics) {
        double level = declared.question().level();
        if (finished > 0 && coverage.clopperPearson(SURE).upper().value() < level) {
            diagnostics.add(new Diagnostic(
                    SimulationCode.UNDERCOVERS.code(),
                    name(e),
                    coverage.value(),
                    level,
                    "intervals of level " + Texts.percent(level) + " hold the effect in "
                            + Texts.percent(coverage.value()) + " of " + finished + " experiments. "
                            + SimulationCode.UNDERCOVERS.meaning(),
                    SimulationCode.UNDERCOVERS.advice()));
        }
    }

    private void addSize(int e, Share rejected, double truth, int finished, List<Diagnostic> diagnostics) {
        double alpha = 1 - declared.question().level();
        if (finished > 0
                && declared.effect().mean() == 0
                && truth == 0
                && rejected.clopperPearson(SURE).lower().value() > alpha) {
            diagnostics.add(new Diagnostic(
                    SimulationCode.WRONG_SIZE.code(),
                    name(e),
                    rejected.value(),
                    alpha,
                    "without any effect " + Texts.percent(rejected.value()) + " of " + finished
                            + " experiments show one, where " + Texts.percent(alpha) + " may. "
                            + SimulationCode.WRONG_SIZE.meaning(),
                    SimulationCode.WRONG_SIZE.advice()));
        }
    }

    private void addClosedForm(int e, Share power, int finished, List<Diagnostic> diagnostics) {
        OptionalDouble closed = ClosedForm.power(declared);
        if (finished > 0 && closed.isPresent() && !power.clopperPearson(SURE).contains(closed.getAsDouble())) {
            diagnostics.add(new Diagnostic(
                    SimulationCode.CLOSED_FORM_DIFFERS.code(),
                    name(e),
                    power.value(),
                    closed.getAsDouble(),
                    "the closed form says " + Texts.percent(closed.getAsDouble()) + ", " + finished
                            + " experiments " + Texts.percent(power.value()) + ". "
                            + SimulationCode.CLOSED_FORM_DIFFERS.meaning(),
                    SimulationCode.CLOSED_FORM_DIFFERS.advice()));
        }
    }

    private List<Diagnostic> diagnostics(MonteCarlo realised) {
        double nominal = declared.effect().mean();
        boolean cut = isCut() && declared.effect().sd() == 0;
        if (!cut || Math.abs(realised.value() - nominal) <= Math.max(4 * realised.error(), LOST * Math.abs(nominal))) {
            return List.of();
        }
        return List.of(new Diagnostic(
                SimulationCode.CLIPPED.code(),
                declared.question().treatment(),
                realised.value(),
                nominal,
                Texts.number(realised.value()) + " is left of the nominal effect of " + Texts.number(nominal) + ". "
                        + SimulationCode.CLIPPED.meaning(),
                SimulationCode.CLIPPED.advice()));
    }

    /// One row per experiment and estimator.
    private Frame estimates() {
        int estimators = outcomes.value.length;
        int rows = run * estimators;
        int[] which = new int[rows];
        double[] replicate = new double[rows];
        @Nullable String[] failure = new String[rows];
        boolean[] shown = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            int k = row / estimators;
            which[row] = row % estimators;
            replicate[row] = k + 1;
            shown[row] = outcomes.shown[which[row]][k];
            failure[row] = outcomes.failure(which[row], k);
        }
        Mask unfinished = Mask.of(rows, row -> !outcomes.finished(which[row], row / estimators));
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("replicate", NumericColumn.of(replicate));
        columns.put(
                "estimator",
                FactorColumn.wrap(
                        which,
                        Levels.of(IntStream.range(0, estimators)
                                .mapToObj(this::name)
                                .toList())));
        columns.put("effect", numbers(rows, unfinished, row -> outcomes.realised[row / estimators]));
        columns.put("estimate", numbers(rows, unfinished, row -> outcomes.value[which[row]][row / estimators]));
        columns.put("se", numbers(rows, unfinished, row -> outcomes.se[which[row]][row / estimators]));
        columns.put("df", numbers(rows, unfinished, row -> outcomes.df[which[row]][row / estimators]));
        columns.put("lower", numbers(rows, unfinished, row -> outcomes.lower[which[row]][row / estimators]));
        columns.put("upper", numbers(rows, unfinished, row -> outcomes.upper[which[row]][row / estimators]));
        columns.put("p", numbers(rows, unfinished, row -> outcomes.p[which[row]][row / estimators]));
        columns.put("shown", LogicalColumn.of(Mask.of(rows, row -> shown[row]), unfinished));
        columns.put("failure", TextColumn.of(failure));
        return Frame.of(columns);
    }

    /// Missing where there is no estimate, and where it has no finite number.
    private static NumericColumn numbers(int rows, Mask unfinished, IntToDoubleFunction number) {
        double[] values = IntStream.range(0, rows).mapToDouble(number).toArray();
        Mask missing = Mask.of(rows, row -> unfinished.get(row) || !Double.isFinite(values[row]));
        missing.forEach(row -> values[row] = 0);
        return NumericColumn.wrap(values, missing);
    }
}
