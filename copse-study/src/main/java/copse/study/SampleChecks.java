package copse.study;

import copse.balance.BalanceCode;
import copse.balance.SampleRatio;
import copse.design.Assignment;
import copse.design.Probabilities;
import copse.frame.FactorColumn;
import copse.infer.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// Whether those who have rows are those who were assigned: sample ratio, units that were lost, sizes of
/// clusters.
///
/// A sample-ratio mismatch says that units were lost, doubled or moved after randomisation; it is held against
/// 0.001, the usual limit where every experiment is tested for it. Losses are few and tell more: they are held
/// against 0.05.
final class SampleChecks {
    /// Limit of the sample-ratio test, and of that of cluster sizes.
    private static final double RARE = 0.001;

    /// Limit of the test whether losses differ between arms.
    private static final double LEVEL = 0.05;

    /// Probabilities this close to that of the observed table count as equal to it: mirror images differ by
    /// rounding.
    private static final double SAME = 1 + 1e-7;

    private final RecordedArms arms;
    private final FactorColumn unit;
    private final List<String> labels;
    private final int[] armOf;
    private final int[] rowsOf;

    SampleChecks(JoinedRows joined) {
        this.arms = joined.arms();
        this.unit = joined.unit();
        this.labels = arms.design().arms().labels();
        this.armOf = arms.armsOfRandomised();
        this.rowsOf = joined.rowsOfUnits();
    }

    /// @return the checks, in the order in which they should be read
    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(ratio(), lost()));
        sizes().ifPresent(checks::add);
        return checks;
    }

    private boolean clustered() {
        return Arrays.stream(rowsOf).anyMatch(rows -> rows > 1);
    }

    private String noun() {
        return arms.clusterColumn().isPresent() ? "cluster" : "unit";
    }

    /// Number of randomised units of each arm.
    ///
    /// @param withRows only those that have rows
    private List<Long> counts(boolean withRows) {
        long[] counts = new long[labels.size()];
        for (int i = 0; i < armOf.length; i++) {
            if (armOf[i] >= 0 && (!withRows || rowsOf[i] > 0)) {
                counts[armOf[i]]++;
            }
        }
        return LongStream.of(counts).boxed().toList();
    }

    private Check ratio() {
        List<Long> observed = counts(true);
        SampleRatio test = SampleRatio.of(observed, shares());
        double p = test.exact().orElse(test.p());
        String finding = IntStream.range(0, labels.size())
                        .mapToObj(arm -> labels.get(arm) + " " + Counts.number(observed.get(arm)))
                        .collect(Collectors.joining(", "))
                + " " + noun() + "s with rows; shares promised "
                + test.expected().stream()
                        .map(share -> String.format(Locale.ROOT, "%.3g", share))
                        .collect(Collectors.joining(" : "))
                + ".";
        return p < RARE
                ? new Check(
                        "sample ratio",
                        Check.Verdict.UNMET,
                        finding,
                        OptionalDouble.of(p),
                        List.of(new copse.error.Diagnostic(
                                BalanceCode.SAMPLE_RATIO_MISMATCH.code(),
                                noun() + "s",
                                p,
                                RARE,
                                BalanceCode.SAMPLE_RATIO_MISMATCH.meaning(),
                                BalanceCode.SAMPLE_RATIO_MISMATCH.advice())))
                : Check.met("sample ratio", finding).withP(p);
    }

    /// What the design promised, as a mean over those who were randomised; the numbers assigned where the
    /// design could not be rebuilt.
    private List<Double> shares() {
        Optional<Assignment> assignment = arms.assignment();
        if (assignment.isEmpty()) {
            return counts(false).stream().map(Long::doubleValue).toList();
        }
        copse.design.Randomisation all = assignment.get().randomisation();
        Probabilities each = all.clusters().orElse(all).probabilities();
        return IntStream.range(0, labels.size())
                .mapToObj(arm -> IntStream.range(0, each.size())
                        .mapToDouble(i -> each.of(i, arm))
                        .sum())
                .toList();
    }

    private Check lost() {
        List<Long> assigned = counts(false);
        List<Long> there = counts(true);
        long all = assigned.stream().mapToLong(Long::longValue).sum();
        long gone = all - there.stream().mapToLong(Long::longValue).sum();
        if (gone == 0) {
            return Check.met(noun() + "s lost", "none: all " + Counts.number(all) + " have rows.");
        }
        List<String> names = IntStream.range(0, armOf.length)
                .filter(i -> armOf[i] >= 0 && rowsOf[i] == 0)
                .mapToObj(unit.levels()::label)
                .toList();
        String finding = Counts.of(gone, noun()) + " of " + Counts.number(all) + " without rows: "
                + IntStream.range(0, labels.size())
                        .mapToObj(arm -> labels.get(arm) + " " + (assigned.get(arm) - there.get(arm)))
                        .collect(Collectors.joining(", "))
                + " (" + Counts.some(names) + ").";
        double p = losses(assigned, there);
        return p < LEVEL
                ? Check.unmet(noun() + "s lost", finding, StudyCode.UNITS_LOST.diagnostic(noun() + "s", p, LEVEL))
                        .withP(p)
                : Check.noted(noun() + "s lost", finding).withP(p);
    }

    /// Fisher's exact test of the table of arms and losses for two arms, the chi-square test for more.
    private static double losses(List<Long> assigned, List<Long> there) {
        long all = assigned.stream().mapToLong(Long::longValue).sum();
        long gone = all - there.stream().mapToLong(Long::longValue).sum();
        if (assigned.size() == 2) {
            HypergeometricDistribution law = HypergeometricDistribution.of(
                    Math.toIntExact(all), Math.toIntExact(assigned.getFirst()), Math.toIntExact(gone));
            double limit = SAME * law.probability(Math.toIntExact(assigned.getFirst() - there.getFirst()));
            return Math.min(
                    1,
                    IntStream.rangeClosed(law.getSupportLowerBound(), law.getSupportUpperBound())
                            .mapToDouble(law::probability)
                            .filter(p -> p <= limit)
                            .sum());
        }
        double statistic = 0;
        for (int arm = 0; arm < assigned.size(); arm++) {
            double expected = assigned.get(arm) * (double) gone / all;
            double difference = assigned.get(arm) - there.get(arm) - expected;
            // lost and kept together: d²/e + d²/(n − e)
            statistic += assigned.get(arm) == 0
                    ? 0
                    : difference * difference * (1 / expected + 1 / (assigned.get(arm) - expected));
        }
        return ChiSquaredDistribution.of(assigned.size() - 1).survivalProbability(statistic);
    }

    /// Rows per cluster, the two most different arms by Welch's t, times the number of comparisons.
    private Optional<Check> sizes() {
        if (!clustered()) {
            return Optional.empty();
        }
        int k = labels.size();
        double[] n = new double[k];
        double[] mean = new double[k];
        double[] squares = new double[k];
        for (int i = 0; i < armOf.length; i++) {
            if (armOf[i] >= 0 && rowsOf[i] > 0) {
                int arm = armOf[i];
                n[arm]++;
                double step = rowsOf[i] - mean[arm];
                mean[arm] += step / n[arm];
                squares[arm] += step * (rowsOf[i] - mean[arm]);
            }
        }
        String finding = "rows per " + noun() + " on average: "
                + IntStream.range(0, k)
                        .mapToObj(arm -> labels.get(arm) + " " + String.format(Locale.ROOT, "%.1f", mean[arm]))
                        .collect(Collectors.joining(", "))
                + ".";
        double p = 1;
        int pairs = k * (k - 1) / 2;
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < a; b++) {
                p = Math.min(p, pairs * welch(n[a], mean[a], squares[a], n[b], mean[b], squares[b]));
            }
        }
        return Optional.of(
                p < RARE
                        ? Check.unmet("sizes", finding, StudyCode.CLUSTER_SIZES_DIFFER.diagnostic("rows", p, RARE))
                                .withP(p)
                        : Check.met("sizes", finding).withP(p));
    }

    private static double welch(double n1, double mean1, double squares1, double n2, double mean2, double squares2) {
        if (n1 < 2 || n2 < 2) {
            return 1;
        }
        double v1 = squares1 / (n1 - 1) / n1;
        double v2 = squares2 / (n2 - 1) / n2;
        double variance = v1 + v2;
        if (variance == 0) {
            return mean1 == mean2 ? 1 : 0;
        }
        double df = variance * variance / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1));
        return StudentT.twoSidedP((mean1 - mean2) / Math.sqrt(variance), df);
    }
}
