package copse.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.frame.Frame;
import copse.match.Matching.Method;
import copse.match.Matching.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every case of `design/matching.json` in the reference folder, made by exhaustive search.
class MatchingReferenceTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        Path file = folder().resolve("design/matching.json");
        assumeTrue(Files.exists(file), "no " + file + ": set COPSE_REFERENCE to the folder that has it");
        JsonNode root = JsonMapper.shared().readTree(file.toFile());
        return StreamSupport.stream(root.get("cases").spliterator(), false)
                .map(one -> dynamicTest(one.get("id").asString(), () -> check(one)));
    }

    private static Path folder() {
        String asked = System.getenv("COPSE_REFERENCE");
        return asked == null ? Path.of("..", "..", "shared", "reference") : Path.of(asked);
    }

    private static void check(JsonNode one) {
        JsonNode inputs = one.get("inputs");
        Frame frame = Samples.frame(rows(inputs.get("X")));
        Matching matching = Matching.pairs(Samples.names(frame))
                .withScale(Scale.valueOf(inputs.get("scaling").asString().toUpperCase(Locale.ROOT)));
        JsonNode expected = one.get("expected");
        double tolerance = one.get("tol").asDouble();
        switch (one.get("fn").asString()) {
            case "match.groups" -> groups(matching.withSize(inputs.get("K").asInt()), frame, expected, tolerance);
            case "match.caliper" -> {
                Matches matches =
                        matching.withCaliper(inputs.get("caliper").asDouble()).of(frame);
                assertThat(matches.count()).isEqualTo(expected.get("max_pairs").asInt());
                assertThat(matches.cost())
                        .isCloseTo(expected.get("min_cost_at_max_pairs").asDouble(), within(tolerance));
                assertThat(matches.optimality()).isInstanceOf(Optimality.Proven.class);
            }
            case "match.thresholdBlocking" -> {
                Matches matches = matching.withMethod(Method.THRESHOLD)
                        .withSize(inputs.get("min_block").asInt())
                        .of(frame);
                double best = expected.get("optimal_max_distance").asDouble();
                assertThat(matches.leftOver()).isEmpty();
                assertThat(matches.groups())
                        .allMatch(g -> g.length >= inputs.get("min_block").asInt());
                assertThat(matches.largest())
                        .isBetween(
                                best - tolerance,
                                expected.get("guarantee_factor").asInt() * best + tolerance);
                assertThat(((Optimality.Bottleneck) matches.optimality()).bound())
                        .isLessThanOrEqualTo(best + tolerance);
            }
            default -> throw new AssertionError("no check for " + one.get("fn"));
        }
    }

    private static void groups(Matching matching, Frame frame, JsonNode expected, double tolerance) {
        Matches best = matching.of(frame);
        if (expected.has("distance_matrix")) {
            double[][] distance = rows(expected.get("distance_matrix"));
            for (int i = 0; i < distance.length; i++) {
                for (int j = 0; j < distance.length; j++) {
                    assertThat(best.between(i, j)).isCloseTo(distance[i][j], within(tolerance));
                }
            }
        }
        assertThat(best.cost()).isCloseTo(expected.get("optimal_cost").asDouble(), within(tolerance));
        assertThat(best.optimality()).isInstanceOf(Optimality.Proven.class);
        if (expected.get("number_of_optima").asInt() == 1) {
            assertThat(best.groups().toArray(int[][]::new)).isDeepEqualTo(units(expected.get("one_optimal_grouping")));
            if (expected.has("unmatched_in_it")) {
                assertThat(best.leftOver()).isEqualTo(ints(expected.get("unmatched_in_it")));
            }
        }
        greedy(matching.withMethod(Method.GREEDY).of(frame), expected.get("greedy_row_order"), tolerance);
        if (expected.has("greedy_shortest_edge")) {
            greedy(
                    matching.withMethod(Method.GREEDY_SHORTEST).of(frame),
                    expected.get("greedy_shortest_edge"),
                    tolerance);
        }
        if (expected.has("nearest_or_drop")) {
            assertThat(dropped(best))
                    .isEqualTo(ints(expected.get("nearest_or_drop").get("dropped")));
        }
        if (expected.has("bottleneck_optimum")) {
            assertThat(bottleneck(matching, frame, best))
                    .isCloseTo(expected.get("bottleneck_optimum").asDouble(), within(tolerance));
        }
    }

    private static void greedy(Matches matches, JsonNode expected, double tolerance) {
        assertThat(matches.groups().toArray(int[][]::new)).isDeepEqualTo(units(expected.get("groups")));
        assertThat(matches.cost()).isCloseTo(expected.get("cost").asDouble(), within(tolerance));
    }

    /// Those whom the notebooks' rule loses: each unit looks only at its single nearest one.
    private static int[] dropped(Matches matches) {
        boolean[] paired = new boolean[matches.size()];
        boolean[] lost = new boolean[matches.size()];
        for (int i = 0; i < paired.length; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < paired.length; j++) {
                if (j != i && matches.between(i, j) < matches.between(i, nearest)) {
                    nearest = j;
                }
            }
            if (!paired[i]) {
                lost[i] = paired[nearest];
                paired[nearest] = true;
                paired[i] = true;
            }
        }
        return IntStream.range(0, lost.length).filter(i -> lost[i]).toArray();
    }

    /// The smallest caliper at which no pair less is found than without.
    private static double bottleneck(Matching matching, Frame frame, Matches best) {
        return IntStream.range(0, best.size())
                .boxed()
                .flatMap(i -> IntStream.range(0, i).mapToObj(j -> best.between(i, j)))
                .sorted()
                .filter(caliper -> matching.withCaliper(caliper).of(frame).count() == best.count())
                .findFirst()
                .orElseThrow();
    }

    private static double[][] rows(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(row -> StreamSupport.stream(row.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[][] units(JsonNode node) {
        return Arrays.stream(rows(node))
                .map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
                .toArray(int[][]::new);
    }

    private static int[] ints(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
