package copse.balance;

import copse.design.Arms;
import copse.design.Assignment;
import copse.design.Randomisation;
import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The work behind [Balance].
final class Comparison {
    /// Standardised differences above this are worth a word: a quarter of a standard deviation (Rubin 2001).
    private static final double LARGE = 0.25;

    /// One false alarm in a thousand experiments without loss, as is usual for this test.
    private static final double MISMATCH = 0.001;

    private final Frame rows;
    private final FactorColumn arms;
    private final BalanceOptions options;
    private final int reference;
    private final double[] weights;
    private final List<Covariates.Numbers> covariates;
    private final Optional<Clusters> clusters;

    Comparison(Frame rows, String arm, BalanceOptions options) {
        this(rows, arm, rows.asFactor(arm).factor(arm), options);
    }

    Comparison(Frame rows, String name, FactorColumn arms, BalanceOptions options) {
        this.rows = rows;
        this.arms = arms;
        this.options = options;
        requireArms(name);
        this.reference = options.reference()
                .map(label -> arms.levels()
                        .code(label)
                        .orElseThrow(() -> BalanceCode.NO_ARM.error(
                                "no arm `" + label + "`",
                                "the arms are "
                                        + String.join(", ", arms.levels().labels()),
                                Suggestion.didYouMean(label, arms.levels().labels(), "name one of these"))))
                .orElse(0);
        this.weights = options.weights().map(this::weights).orElse(new double[0]);
        this.covariates = Covariates.of(rows, Covariates.columns(rows, name, options));
        this.clusters = options.cluster().map(column -> Clusters.of(rows, column, arms));
    }

    private void requireArms(String name) {
        List<String> labels = arms.levels().labels();
        int[] counts = counts(Mask.all(arms.size()));
        if (labels.size() < 2) {
            throw BalanceCode.NO_ARM.error(
                    "column `" + name + "` has " + (labels.isEmpty() ? "no arm" : "one arm: " + labels.getFirst()),
                    "a comparison needs two",
                    "name the column that holds the arms: `--arm COL`");
        }
        if (labels.size() > Arms.MOST) {
            throw BalanceCode.NO_ARM.error(
                    "column `" + name + "` has " + labels.size() + " different values",
                    "a comparison has at most " + Arms.MOST + " arms",
                    "name the column that holds the arms: `--arm COL`");
        }
        for (int arm = 0; arm < counts.length; arm++) {
            if (counts[arm] == 0) {
                throw BalanceCode.EMPTY_ARM.error(
                        "arm `" + labels.get(arm) + "` of column `" + name + "` has no units",
                        "an arm without units has no mean",
                        "leave it out: `--levels '" + name + "="
                                + labels.stream()
                                        .filter(label -> counts[labels.indexOf(label)] > 0)
                                        .collect(Collectors.joining("|"))
                                + "'`, or look for its units");
            }
        }
    }

    private double[] weights(String column) {
        NumericColumn numbers = rows.numeric(column);
        double[] values = new double[numbers.size()];
        double[] sums = new double[arms.levels().size()];
        for (int row = 0; row < values.length; row++) {
            if (numbers.isMissing(row) || numbers.value(row) < 0) {
                throw BalanceCode.BAD_WEIGHTS.error(
                        "weight in row " + (row + 1) + " is "
                                + (numbers.isMissing(row) ? "missing" : NumericColumn.format(numbers.value(row))),
                        "a weight is a number that is not negative",
                        "repair column `" + column + "`, or leave out the row with `--where`");
            }
            values[row] = numbers.value(row);
            if (arms.code(row) >= 0) {
                sums[arms.code(row)] += values[row];
            }
        }
        for (int arm = 0; arm < sums.length; arm++) {
            if (sums[arm] == 0) {
                throw BalanceCode.BAD_WEIGHTS.error(
                        "all weights of arm `" + arms.levels().label(arm) + "` are 0",
                        "such an arm has no mean",
                        "repair column `" + column + "`, or leave out `--weights`");
            }
        }
        return values;
    }

    /// Units per arm among some rows.
    private int[] counts(Mask among) {
        int[] counts = new int[arms.levels().size()];
        among.forEach(row -> {
            if (arms.code(row) >= 0) {
                counts[arms.code(row)]++;
            }
        });
        return counts;
    }

    Balance balance() {
        return balance(omnibus());
    }

    private Optional<Omnibus> omnibus() {
        return clusters.map(c -> Omnibus.of("clusters", c.frame(covariates), c.arms()))
                .orElseGet(() -> Omnibus.of("units", numbers(), codes()));
    }

    /// @param assignment whose units the rows are
    /// @param draws redraws, 0 for a test without
    /// @param stream where they come from
    Balance balance(Assignment assignment, int draws, RandomStream stream) {
        if (draws == 0) {
            return balance();
        }
        Randomisation randomisation = assignment.randomisation();
        // where units of a cluster draw they differ in their arms, so that units are compared
        return balance(randomisation
                .clusters()
                .filter(inner -> !randomisation.design().isTwoStage())
                .map(inner -> {
                    Clusters c = Clusters.of(rows, inner.units().idColumn(), arms);
                    return Omnibus.of("clusters", c.frame(covariates), c.arms(), inner, draws, stream);
                })
                .orElseGet(() -> Omnibus.of("units", numbers(), codes(), randomisation, draws, stream)));
    }

    private Balance balance(Optional<Omnibus> omnibus) {
        List<CovariateBalance> compared = compared();
        SampleRatio ratio = ratio();
        return new Balance(
                armCounts(),
                arms.levels().label(reference),
                compared,
                strata(),
                omnibus,
                ratio,
                arms.missing().count(),
                diagnostics(compared, ratio));
    }

    private List<ArmCount> armCounts() {
        int[] units = counts(Mask.all(arms.size()));
        List<ArmCount> list = new ArrayList<>();
        for (int arm = 0; arm < units.length; arm++) {
            int code = arm;
            Sample all = sample(new double[arms.size()], Mask.of(arms.size(), row -> arms.code(row) == code));
            list.add(new ArmCount(
                    arms.levels().label(arm),
                    units[arm],
                    clusters.map(c -> c.count(code)).orElse(0),
                    ArmMoments.of(all, false).effective()));
        }
        return list;
    }

    private List<CovariateBalance> compared() {
        List<CovariateBalance> list = new ArrayList<>();
        for (Covariates.Numbers covariate : covariates) {
            Sample base = sample(covariate, reference);
            for (int arm = 0; arm < arms.levels().size(); arm++) {
                if (arm != reference) {
                    Sample sample = sample(covariate, arm);
                    list.add(CovariateBalance.of(
                            covariate.name(),
                            arms.levels().label(arm),
                            arms.levels().label(reference),
                            requireValues(sample, covariate, arm),
                            requireValues(base, covariate, reference),
                            covariate.binary(),
                            missing(covariate, arm) + missing(covariate, reference)));
                }
            }
        }
        return list;
    }

    private Sample requireValues(Sample sample, Covariates.Numbers covariate, int arm) {
        if (sample.size() == 0 || sample.total() == 0) {
            throw BalanceCode.EMPTY_ARM.error(
                    "no unit of arm `" + arms.levels().label(arm) + "` has a value of `" + covariate.name() + "`",
                    "an arm without values has no mean",
                    "leave the covariate out of `--on`");
        }
        return sample;
    }

    private int missing(Covariates.Numbers covariate, int arm) {
        return covariate
                .missing()
                .and(Mask.of(arms.size(), row -> arms.code(row) == arm))
                .count();
    }

    private Sample sample(Covariates.Numbers covariate, int arm) {
        return sample(
                covariate.values(), covariate.missing().not().and(Mask.of(arms.size(), row -> arms.code(row) == arm)));
    }

    private Sample sample(double[] values, Mask among) {
        int[] chosen = among.rows();
        return new Sample(
                Arrays.stream(chosen).mapToDouble(row -> values[row]).toArray(),
                weights.length == 0
                        ? weights
                        : Arrays.stream(chosen).mapToDouble(row -> weights[row]).toArray());
    }

    private List<StratumCount> strata() {
        if (options.strata().isEmpty()) {
            return List.of();
        }
        List<Column> columns = options.strata().stream().map(rows::column).toList();
        Map<String, int[]> counts = new TreeMap<>(Levels::byCodePoint);
        for (int row = 0; row < arms.size(); row++) {
            if (arms.code(row) >= 0) {
                int at = row;
                String stratum = columns.stream().map(c -> c.text(at)).collect(Collectors.joining(":"));
                counts.computeIfAbsent(stratum, s -> new int[arms.levels().size()])[arms.code(row)]++;
            }
        }
        return counts.entrySet().stream()
                .map(e -> new StratumCount(
                        e.getKey(), Arrays.stream(e.getValue()).boxed().toList()))
                .toList();
    }

    private SampleRatio ratio() {
        int[] units = clusters.map(c -> c.counts(arms.levels().size())).orElseGet(() -> counts(Mask.all(arms.size())));
        List<String> labels = arms.levels().labels();
        for (String expected : options.expected().keySet()) {
            if (!labels.contains(expected)) {
                throw BalanceCode.BAD_SHARES.error(
                        "a share for `" + expected + "`, which is no arm",
                        "the arms are " + String.join(", ", labels),
                        "give one share per arm: `--expect " + String.join("=1,", labels) + "=1`");
            }
        }
        List<Double> shares = labels.stream()
                .map(label ->
                        options.expected().isEmpty() ? 1.0 : options.expected().getOrDefault(label, 0.0))
                .toList();
        return SampleRatio.of(Arrays.stream(units).mapToObj(Long::valueOf).toList(), shares);
    }

    private static List<Diagnostic> diagnostics(List<CovariateBalance> compared, SampleRatio ratio) {
        List<Diagnostic> list = new ArrayList<>();
        if (ratio.p() < MISMATCH) {
            list.add(diagnostic(BalanceCode.SAMPLE_RATIO_MISMATCH, "arms", ratio.p(), MISMATCH));
        }
        for (CovariateBalance c : compared) {
            c.standardised().ifPresent(d -> {
                if (Math.abs(d) > LARGE) {
                    list.add(diagnostic(BalanceCode.IMBALANCED, c.covariate(), d, LARGE));
                }
            });
        }
        return list;
    }

    private static Diagnostic diagnostic(BalanceCode code, String about, double value, double threshold) {
        return new Diagnostic(code.code(), about, value, threshold, code.meaning(), code.advice());
    }

    /// The covariates as columns of numbers, in the order of the rows.
    private Frame numbers() {
        Map<String, Column> columns = new LinkedHashMap<>();
        covariates.forEach(c -> columns.put(c.name(), NumericColumn.of(c.values(), c.missing())));
        return Frame.of(columns);
    }

    private byte[] codes() {
        byte[] codes = new byte[arms.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (byte) arms.code(row);
        }
        return codes;
    }
}
