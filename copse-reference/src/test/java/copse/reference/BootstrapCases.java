package copse.reference;

import copse.estimate.BootstrapLevel;
import copse.estimate.PercentileRule;
import copse.estimate.PercentileRule.HalfEvenOffset;
import copse.estimate.PercentileRule.Quantiles;
import copse.estimate.QuantileType;
import copse.estimate.WildClusterTest;
import copse.estimate.WildOptions;
import copse.infer.Interval;
import copse.math.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Percentile rules, the level of resampling, and the wild cluster bootstrap.
final class BootstrapCases {
    // Statistics that come in pairs differ by rounding.
    private static final double TIE = 1e-9;

    private BootstrapCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "analysis.percentileInterval" -> percentile(asked);
            case "analysis.bootstrapLevel" -> level(asked);
            case "analysis.wildClusterBootstrap" -> wild(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static void percentile(DesignCase asked) {
        int b = (int) asked.inputs().at("B").number();
        double level = asked.inputs().at("conf").number();
        asked.checks()
                .checkSame(
                        "draws", "", asked.inputs().at("draws").text(), "x_i = ((i*7919) mod 10007)/10007, i = 1..B");
        double[] draws = IntStream.rangeClosed(1, b)
                .mapToDouble(i -> i * 7919L % 10007 / 10007.0)
                .toArray();
        HalfEvenOffset notebook = new HalfEvenOffset();
        limits(asked, "quantile_type7", new Quantiles(QuantileType.TYPE_7).interval(draws, level));
        limits(asked, "quantile_type6", new Quantiles(QuantileType.TYPE_6).interval(draws, level));
        limits(asked, "notebook_interval", notebook.interval(draws, level));
        asked.number("notebook_offset_half_even", notebook.offset(b, level));
        asked.number("content_of_notebook_interval", notebook.content(b, level));
        asked.checks()
                .checkSame(
                        "B_gives_integer_order_statistic",
                        "",
                        PercentileRule.isWhole(b, level),
                        asked.expected().at("B_gives_integer_order_statistic").truth());
    }

    private static void limits(DesignCase asked, String key, Interval got) {
        asked.numbers(key, got.lower().value(), got.upper().value());
    }

    private static void level(DesignCase asked) {
        double[] z = asked.values("z_cluster");
        boolean[] treated = new boolean[z.length];
        for (int j = 0; j < z.length; j++) {
            treated[j] = z[j] == 1;
        }
        BootstrapLevel got = BootstrapLevel.of(
                asked.values("cluster_size"),
                treated,
                asked.inputs().at("between_variance").number(),
                asked.inputs().at("within_variance").number());
        asked.number("se_resampling_only_within_clusters", got.withinSe());
        asked.number("se_with_cluster_sampling", got.se());
        asked.number("ratio", got.ratio());
        asked.number("coverage_of_nominal_90_interval_built_from_within_se", got.coverage(0.9));
    }

    private static void wild(DesignCase asked) {
        double[] y = asked.values("y");
        double[] z = asked.values("z");
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        Matrix x = Matrix.of(
                y.length,
                2,
                DoubleStream.concat(Arrays.stream(ones), Arrays.stream(z)).toArray());
        Map<String, Integer> codes = new LinkedHashMap<>();
        int[] cluster = asked.words("cluster").stream()
                .mapToInt(label -> codes.computeIfAbsent(label, _ -> codes.size()))
                .toArray();
        WildClusterTest got = WildClusterTest.of(x, y, cluster, 1, WildOptions.defaults());
        double t = got.statistic(0);
        double[] draws = Arrays.stream(got.draws(0)).map(Math::abs).sorted().toArray();
        asked.number("t_cr1", t);
        asked.number("draws", got.replicates());
        asked.number(
                "distinct_abs_t",
                IntStream.range(0, draws.length)
                        .filter(i -> i == 0 || draws[i] > draws[i - 1] + TIE)
                        .count());
        asked.number("count_abs_ge", count(draws, Math.abs(t) - TIE));
        asked.number("count_abs_gt", count(draws, Math.abs(t) + TIE));
        asked.number("p_abs_ge", got.twoSidedP(0));
    }

    private static long count(double[] draws, double bound) {
        return Arrays.stream(draws).filter(draw -> draw > bound).count();
    }
}
