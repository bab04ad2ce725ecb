package copse.reference;

import copse.design.Basis;
import copse.design.Criterion;
import copse.design.Design;
import copse.design.MahalanobisDistance;
import copse.design.Randomisation;
import copse.design.Rerandomised;
import copse.design.Units;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.RandomisationResult;
import copse.estimate.RandomisationTest;
import copse.estimate.TestStatistic;
import copse.estimate.TestStatistic.Per;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.math.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Randomisation tests over all assignments of a design.
final class RandomisationTestCases {
    /// More than any case admits: all are enumerated.
    private static final int MOST = 100_000;

    private RandomisationTestCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "ri.complete" -> complete(asked);
            case "ri.pairedDifferences" -> pairedDifferences(asked);
            case "ri.blocked" -> blocked(asked);
            case "ri.cluster" -> cluster(asked);
            case "ri.pairs" -> pairs(asked);
            case "ri.rerandomised" -> rerandomised(asked);
            case "ri.monteCarloP" -> monteCarlo(asked);
            default -> SmallestPCases.check(function, asked);
        }
    }

    private static Frame units(int n) {
        return Frame.of(
                "id", NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()));
    }

    private static RandomisationResult result(
            String design, Frame rows, double[] y, double[] z, TestStatistic statistic) {
        return result(Design.parse(design), rows, y, z, statistic);
    }

    private static RandomisationResult result(
            Design design, Frame rows, double[] y, double[] z, TestStatistic statistic) {
        Randomisation randomisation = design.over(Units.of(rows, "id"));
        int[] arms = Arrays.stream(z).mapToInt(one -> (int) one).toArray();
        Experiment experiment = Experiment.of(rows.with("y", NumericColumn.of(y)), randomisation.assign(Seed.of(1)))
                .withArms(arms);
        Question question = Question.of("y", "treatment", "control");
        return RandomisationTest.of(statistic).withDraws(MOST).result(experiment.totals(question), question);
    }

    private static String counts(double[] z) {
        int treated = (int) Arrays.stream(z).sum();
        return "complete(counts: control=" + (z.length - treated) + ", treatment=" + treated + ")";
    }

    private static void complete(DesignCase asked) {
        double[] y = asked.values("y");
        double[] z = asked.values("z");
        int treated = (int) asked.inputs().at("treated").number();
        asked.checks().checkSame("treated", "", Arrays.stream(z).sum(), (double) treated);
        RandomisationResult means = result(counts(z), units(y.length), y, z, TestStatistic.units());
        same(asked.at("diff_means"), means, 0);
        if (asked.expected().has("studentised")) {
            same(
                    asked.at("studentised"),
                    result(counts(z), units(y.length), y, z, TestStatistic.studentised(Per.UNITS)),
                    0);
        }
        if (asked.expected().has("rank_sum")) {
            // copse's rank sum is less its expectation
            same(
                    asked.at("rank_sum"),
                    result(counts(z), units(y.length), y, z, TestStatistic.ranks()),
                    0.5 * treated * (y.length + 1));
        }
        if (asked.expected().has("ci95_additive_effect")) {
            asked.numbers(
                    "ci95_additive_effect",
                    limit(means.interval().lower()),
                    limit(means.interval().upper()));
        }
    }

    private static double limit(Limit limit) {
        return switch (limit) {
            case Limit.At(double value) -> value;
            case Limit.Boundary _, Limit.Open _ -> throw new AssertionError("no limit: " + limit);
        };
    }

    /// @param centre what copse takes off the statistic
    private static void same(DesignCase expected, RandomisationResult got, double centre) {
        expected.checks().checkSame("p", "exact", got.exact(), true);
        expected.number("statistic", got.observed() + centre);
        expected.number("assignments", got.assignments());
        expected.number("count_two_sided", got.extreme());
        expected.number("p_two_sided", got.twoSided());
        expected.number("p_two_sided", got.p());
        expected.number("p_greater", got.greater());
        expected.number("p_less", got.less());
        expected.number("p_two_sided_doubled", got.doubled());
        expected.number("reference_mean", got.distribution().mean() + centre);
        expected.number("reference_variance", got.distribution().variance());
    }

    /// Pairs of which one unit has the difference and the other 0.
    private static void pairedDifferences(DesignCase asked) {
        double[] differences = asked.values("differences");
        int n = 2 * differences.length;
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> i % 2 == 0 ? differences[i / 2] : 0)
                .toArray();
        double[] z = IntStream.range(0, n).mapToDouble(i -> 1 - i % 2).toArray();
        Frame rows = units(n).with("pair", FactorColumn.of(n, row -> "p" + row / 2));
        RandomisationResult got = result("stratified(by: pair)", rows, y, z, TestStatistic.blocks());
        asked.number("assignments", got.assignments());
        asked.number("mean", got.observed());
        asked.number("sum", got.observed() * differences.length);
        asked.number("count_two_sided", got.extreme());
        asked.number("p_two_sided", got.twoSided());
        asked.number("p_greater", got.greater());
    }

    private static void blocked(DesignCase asked) {
        double[] y = asked.values("y");
        double[] z = asked.values("z");
        Frame rows = units(y.length)
                .with("block", FactorColumn.of(asked.words("block").toArray(String[]::new)));
        RandomisationResult got = result("stratified(by: block)", rows, y, z, TestStatistic.blocks());
        asked.number("statistic_block_weighted", got.observed());
        asked.number("assignments", got.assignments());
        asked.number("p_two_sided", got.twoSided());
        asked.number("p_greater", got.greater());
        RandomisationResult pooled = result(counts(z), units(y.length), y, z, TestStatistic.units());
        asked.number("pooled_diff", pooled.observed());
        asked.number("p_if_blocks_ignored", pooled.twoSided());
    }

    private static void cluster(DesignCase asked) {
        List<String> order = asked.words("cluster_order");
        List<String> cluster = asked.words("cluster");
        double[] z = asked.values("z_cluster");
        double[] y = asked.values("y");
        Frame rows = units(y.length).with("cluster", FactorColumn.of(cluster.toArray(String[]::new)));
        String design = "clustered(by: cluster, " + counts(z) + ")";
        asked.checks()
                .checkSame("cluster_order", "ascending", order.stream().sorted().toList(), order);
        same(asked.at("cluster_means"), result(design, rows, y, z, TestStatistic.units()), 0);
        same(asked.at("individual_pooled"), result(design, rows, y, z, TestStatistic.rows()), 0);
        same(asked.at("cluster_totals"), result(design, rows, y, z, new TestStatistic.Difference(Per.TOTALS)), 0);
    }

    private static void pairs(DesignCase asked) {
        Frame rows = units(asked.values("y").length)
                .with("pair", FactorColumn.of(asked.words("pair").toArray(String[]::new)));
        RandomisationResult got =
                result("stratified(by: pair)", rows, asked.values("y"), asked.values("z"), TestStatistic.blocks());
        same(asked.at("diff_means"), got, 0);
        // every pair favours the treatment: the smallest p there is
        asked.at("diff_means").number("p_two_sided", got.smallest().twoSided());
        asked.at("diff_means").number("p_greater", got.smallest().oneSided());
    }

    private static void rerandomised(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        double[] y = asked.values("y");
        double[] z = asked.values("z");
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < x[0].length; j++) {
            int at = j;
            columns.put(
                    "x" + j,
                    NumericColumn.of(
                            Arrays.stream(x).mapToDouble(row -> row[at]).toArray()));
        }
        List<String> names = List.copyOf(columns.keySet());
        columns.put("id", units(y.length).column("id"));
        Frame rows = Frame.of(columns);
        double threshold = asked.inputs().at("M_threshold").number();
        Design design = new Rerandomised(
                Design.parse(counts(z)),
                new Criterion.Mahalanobis(names.stream().sorted().toList(), new Criterion.Threshold.Value(threshold)),
                Rerandomised.CAP);
        RandomisationResult got = result(design, rows, y, z, TestStatistic.units());
        byte[] arms = new byte[z.length];
        for (int i = 0; i < arms.length; i++) {
            arms[i] = (byte) z[i];
        }
        asked.number(
                "M_observed",
                MahalanobisDistance.of(Units.of(rows, "id"), names)
                        .between(arms, 1, 0)
                        .m());
        asked.checks().checkSame("accepted", "basis", got.admissible().basis(), Basis.exact());
        asked.number("accepted", got.assignments());
        asked.number("statistic", got.observed());
        asked.number("p_two_sided_accepted_set", got.twoSided());
        asked.number(
                "p_two_sided_ignoring_rerandomisation",
                result(counts(z), units(y.length), y, z, TestStatistic.units()).twoSided());
    }

    private static void monteCarlo(DesignCase asked) {
        asked.number(
                "p",
                RandomisationResult.monteCarloP(
                        (long) asked.inputs().at("extreme").number(),
                        (long) asked.inputs().at("draws").number()));
    }
}
