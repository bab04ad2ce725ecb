package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.match.Matches;
import copse.match.Matching;
import copse.match.Optimality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Optimal and greedy groups, calipers, and the promise of threshold blocking.
final class MatchCases {
    /// A caliper this much larger than a distance admits it whatever the rounding.
    private static final double SLACK = 1e-9;

    private MatchCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "match.groups" -> groups(asked);
            case "match.caliper" -> caliper(asked);
            case "match.thresholdBlocking" -> threshold(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static Frame frame(double[][] x) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < x[0].length; j++) {
            int at = j;
            columns.put(
                    "x" + j,
                    NumericColumn.of(IntStream.range(0, x.length)
                            .mapToDouble(i -> x[i][at])
                            .toArray()));
        }
        return Frame.of(columns);
    }

    private static Matching matching(DesignCase asked, double[][] x, int size) {
        String[] columns =
                IntStream.range(0, x[0].length).mapToObj(j -> "x" + j).toArray(String[]::new);
        String scale = asked.inputs().at("scaling").text().toUpperCase(Locale.ROOT);
        return Matching.groups(size, columns).withScale(Matching.Scale.valueOf(scale));
    }

    private static void groups(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        int size = (int) asked.inputs().at("K").number();
        Matching matching = matching(asked, x, size);
        Matches got = matching.of(frame(x));
        Expected expected = asked.expected();
        if (expected.has("distance_matrix")) {
            double[][] distances = new double[x.length][x.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    distances[i][j] = got.between(i, j);
                }
            }
            asked.matrix("distance_matrix", distances);
        }
        asked.number("optimal_cost", got.cost());
        asked.checks().checkSame("optimal_cost", "proven", got.optimality(), new Optimality.Proven());
        boolean unique = expected.at("number_of_optima").number() == 1;
        List<List<Integer>> one = lists(expected.at("one_optimal_grouping").matrix());
        if (unique) {
            asked.checks().checkSame("one_optimal_grouping", "", sorted(got), one);
        } else {
            asked.number("optimal_cost", cost(got, one));
        }
        if (expected.has("unmatched_in_it")) {
            double[] left = expected.at("unmatched_in_it").numbers();
            asked.checks().checkSame("unmatched_in_it", "number", got.leftOver().length, left.length);
            if (unique) {
                asked.numbers(
                        "unmatched_in_it",
                        IntStream.of(got.leftOver()).asDoubleStream().toArray());
            }
        }
        greedy(asked, "greedy_row_order", matching.withMethod(Matching.Method.GREEDY), x);
        if (expected.has("greedy_shortest_edge")) {
            greedy(asked, "greedy_shortest_edge", matching.withMethod(Matching.Method.GREEDY_SHORTEST), x);
        }
        if (expected.has("nearest_or_drop")) {
            nearestOrDrop(asked, got, x.length);
        }
        if (expected.has("bottleneck_optimum")) {
            bottleneck(asked, matching, x);
        }
    }

    private static double cost(Matches matches, List<List<Integer>> groups) {
        double cost = 0;
        for (List<Integer> group : groups) {
            for (int i : group) {
                for (int j : group) {
                    cost += i < j ? matches.between(i, j) : 0;
                }
            }
        }
        return cost;
    }

    private static void greedy(DesignCase asked, String key, Matching matching, double[][] x) {
        Matches got = matching.of(frame(x));
        Expected expected = asked.expected().at(key);
        asked.checks()
                .checkSame(
                        key, "groups", sorted(got), lists(expected.at("groups").matrix()));
        double cost = expected.at("cost").number();
        asked.checks().check(key, "cost", got.cost(), cost, asked.tolerance() * Math.max(1, cost));
    }

    /// The notebook's rule, which copse does not have: the case counts the units that it loses, and copse loses
    /// fewer.
    private static void nearestOrDrop(DesignCase asked, Matches got, int n) {
        Expected notebook = asked.expected().at("nearest_or_drop");
        double[][] groups = notebook.at("groups").matrix();
        int paired = 0;
        for (double[] group : groups) {
            paired += group.length;
        }
        int dropped = notebook.has("dropped") ? notebook.at("dropped").numbers().length : n - paired;
        asked.checks().checkSame("nearest_or_drop", "of all units", paired + dropped, n);
        asked.checks().checkSame("nearest_or_drop", "left over", got.leftOver().length <= dropped, true);
    }

    /// A caliper at the bottleneck leaves all groups possible; one just below does not.
    private static void bottleneck(DesignCase asked, Matching matching, double[][] x) {
        double bottleneck = asked.expected().at("bottleneck_optimum").number();
        int all = x.length / 2;
        Matches at = matching.withCaliper(bottleneck * (1 + SLACK)).of(frame(x));
        asked.checks().checkSame("bottleneck_optimum", "pairs at it", at.count(), all);
        int below = pairsWithin(matching.withCaliper(bottleneck * (1 - SLACK)), x);
        asked.checks().checkSame("bottleneck_optimum", "fewer pairs below", below < all, true);
    }

    private static int pairsWithin(Matching matching, double[][] x) {
        try {
            return matching.of(frame(x)).count();
        } catch (DesignException e) {
            // not one pair is an error of its own
            assertThat(e.problem().code()).isEqualTo("D210");
            return 0;
        }
    }

    private static void caliper(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        Matches got = matching(asked, x, 2)
                .withCaliper(asked.inputs().at("caliper").number())
                .of(frame(x));
        asked.number("max_pairs", got.count());
        asked.number("min_cost_at_max_pairs", got.cost());
    }

    private static void threshold(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        int size = (int) asked.inputs().at("min_block").number();
        Matches got =
                matching(asked, x, size).withMethod(Matching.Method.THRESHOLD).of(frame(x));
        double optimal = asked.expected().at("optimal_max_distance").number();
        double factor = asked.expected().at("guarantee_factor").number();
        asked.checks().checkSame("guarantee_factor", "kept", got.largest() <= factor * optimal, true);
        asked.checks().checkSame("optimal_max_distance", "not beaten", got.largest() >= optimal * (1 - SLACK), true);
        if (got.optimality() instanceof Optimality.Bottleneck known) {
            asked.checks()
                    .checkSame("optimal_max_distance", "above the bound", known.bound() <= optimal * (1 + SLACK), true);
        } else {
            asked.checks().checkSame("guarantee_factor", "stated", got.optimality(), "Bottleneck");
        }
        for (int[] group : got.groups()) {
            asked.checks().checkSame("min_block", "", group.length >= size, true);
        }
        asked.checks().checkSame("left over", "", got.leftOver().length, 0);
    }

    private static List<List<Integer>> sorted(Matches matches) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int[] group : matches.groups()) {
            groups.add(List.copyOf(new TreeSet<>(IntStream.of(group).boxed().toList())));
        }
        groups.sort((a, b) -> Integer.compare(a.getFirst(), b.getFirst()));
        return groups;
    }

    private static List<List<Integer>> lists(double[][] groups) {
        List<List<Integer>> lists = new ArrayList<>();
        for (double[] group : groups) {
            lists.add(java.util.Arrays.stream(group).mapToObj(v -> (int) v).toList());
        }
        return lists;
    }
}
