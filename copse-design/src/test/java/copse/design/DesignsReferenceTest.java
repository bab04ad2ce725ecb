package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every case of `design/designs.json` in the reference folder, made by enumeration, and the smallest p-values
/// of `design/randomisation_inference.json`.
class DesignsReferenceTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return Stream.concat(
                read("designs.json"),
                read("randomisation_inference.json")
                        .filter(test -> test.getDisplayName().contains("minp")));
    }

    private static Stream<DynamicTest> read(String name) {
        Path file = folder().resolve("design").resolve(name);
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
        JsonNode expected = one.get("expected");
        double tolerance = one.get("tol").asDouble();
        switch (one.get("fn").asString()) {
            case "design.simple" ->
                compare(
                        new Simple(Allocation.halves(), Simple.EmptyArm.REFUSE)
                                .over(numbered(inputs.get("n").asInt())),
                        expected,
                        tolerance);
            case "design.complete" ->
                compare(
                        new Complete(Allocation.halves())
                                .over(numbered(inputs.get("n").asInt())),
                        expected,
                        tolerance);
            case "design.stratified" -> compare(stratified(inputs), expected, tolerance);
            case "design.matchedPairs" -> compare(grouped("pair", inputs.get("pair")), expected, tolerance);
            case "design.cluster" -> {
                Frame frame = frame(inputs.get("cluster").size()).with("cluster", labels(inputs.get("cluster")));
                compare(
                        new Clustered("cluster", new Complete(Allocation.halves())).over(Units.of(frame, "id")),
                        expected,
                        tolerance);
            }
            case "design.sparePolicy" -> {
                spareUnits(Spare.INDEPENDENT, inputs, expected.get("independent"), tolerance);
                spareUnits(Spare.BALANCED, inputs, expected.get("balanced_across_strata"), tolerance);
            }
            case "design.multiArm" -> multiArm(inputs, expected, tolerance);
            case "design.permutedBlocks" -> blocks(inputs, expected);
            case "ri.smallestP" -> smallestP(inputs, expected, tolerance);
            case "ri.pairs" -> {
                JsonNode test = expected.get("diff_means");
                SmallestP p = grouped("pair", inputs.get("pair")).smallestP();
                // every pair favours treatment: the observed assignment is the most extreme one
                assertThat(p.twoSided()).isCloseTo(test.get("p_two_sided").asDouble(), within(tolerance));
                assertThat(p.oneSided()).isCloseTo(test.get("p_greater").asDouble(), within(tolerance));
                assertThat(p.canReject(0.05)).isFalse();
            }
            default -> throw new AssertionError("no check for " + one.get("fn"));
        }
    }

    // ---- units

    private static Frame frame(int n) {
        return Frame.of(
                "id",
                NumericColumn.of(DoubleStream.iterate(1, i -> i + 1).limit(n).toArray()));
    }

    private static Units numbered(int n) {
        return Units.of(frame(n), "id");
    }

    private static FactorColumn labels(JsonNode values) {
        return FactorColumn.of(values.valueStream().map(JsonNode::asString).toArray(String[]::new));
    }

    private static Randomisation grouped(String column, JsonNode values) {
        Frame frame = frame(values.size()).with(column, labels(values));
        return new Stratified(List.of(new Stratifier.Values(column)), Allocation.halves(), Spare.BALANCED)
                .over(Units.of(frame, "id"));
    }

    private static Randomisation stratified(JsonNode inputs) {
        Frame frame = frame(inputs.get("stratum").size()).with("stratum", labels(inputs.get("stratum")));
        Allocation allocation = Allocation.halves();
        if (inputs.has("treated_per_stratum")) {
            TreeMap<String, Allocation> strata = new TreeMap<>();
            inputs.get("treated_per_stratum").forEachEntry((stratum, treated) -> {
                int size = (int) inputs.get("stratum")
                        .valueStream()
                        .filter(s -> s.asString().equals(stratum))
                        .count();
                strata.put(
                        stratum,
                        new Allocation.Counts(
                                Allocation.CONTROL_TREATMENT, List.of(size - treated.asInt(), treated.asInt())));
            });
            allocation = new Allocation.PerStratum(strata);
        }
        return new Stratified(List.of(new Stratifier.Values("stratum")), allocation, Spare.INDEPENDENT)
                .over(Units.of(frame, "id"));
    }

    // ---- comparisons

    private static void compare(Randomisation randomisation, JsonNode expected, double tolerance) {
        assertThat(randomisation.count().value().longValueExact())
                .isEqualTo(expected.get("assignments").asLong());
        Probabilities single = randomisation.probabilities();
        JointProbabilities joint = randomisation.jointProbabilities();
        int n = expected.get("treatment_probability").size();
        for (int i = 0; i < n; i++) {
            assertThat(single.of(i, 1))
                    .isCloseTo(expected.get("treatment_probability").get(i).asDouble(), within(tolerance));
            for (int j = 0; j < n; j++) {
                assertThat(joint.of(i, 1, j, 1))
                        .as("joint probability of %d and %d", i, j)
                        .isCloseTo(
                                expected.get("joint_treatment_probability")
                                        .get(i)
                                        .get(j)
                                        .asDouble(),
                                within(tolerance));
            }
        }
        double[] treated = treated(randomisation, n);
        JsonNode counts = expected.get("treated_count");
        for (int c = 0; c < counts.size(); c++) {
            assertThat(treated[counts.get(c).asInt()])
                    .isCloseTo(expected.get("treated_count_probability").get(c).asDouble(), within(tolerance));
        }
    }

    /// Distribution of the number of treated units.
    private static double[] treated(Randomisation randomisation, int n) {
        double[] treated = new double[n + 1];
        randomisation.enumerate().forEach(p -> {
            int count = 0;
            for (byte arm : p.arms()) {
                count += arm;
            }
            treated[count] += p.probability();
        });
        return treated;
    }

    private static void spareUnits(Spare spare, JsonNode inputs, JsonNode expected, double tolerance) {
        int strata = inputs.get("odd_strata").asInt();
        // strata of one unit each: their only unit is the spare one
        Frame frame = frame(strata).with("s", frame(strata).column("id"));
        Randomisation randomisation = new Stratified(List.of(new Stratifier.Values("s")), Allocation.halves(), spare)
                .over(Units.of(frame, "id"));
        double[] treated = treated(randomisation, strata);
        for (int k = 0; k <= strata; k++) {
            assertThat(treated[k]).isCloseTo(expected.get(k).asDouble(), within(tolerance));
        }
    }

    private static void multiArm(JsonNode inputs, JsonNode expected, double tolerance) {
        int arms = inputs.get("arms").asInt();
        List<String> names = IntStream.range(0, arms).mapToObj(k -> "arm" + k).toList();
        Randomisation randomisation = new Complete(Allocation.equal(names))
                .over(numbered(inputs.get("n").asInt()));
        assertThat(randomisation.count().value().longValueExact())
                .isEqualTo(expected.get("number_of_assignments").asLong());
        for (int k = 0; k < arms; k++) {
            assertThat(randomisation.probabilities().of(0, k))
                    .isCloseTo(expected.get("each_arm_probability").asDouble(), within(tolerance));
        }
        List<Integer> sizes = expected.get("arm_sizes")
                .valueStream()
                .map(JsonNode::asInt)
                .sorted()
                .toList();
        randomisation.enumerate().limit(1_000).forEach(p -> {
            Integer[] count = Collections.nCopies(arms, 0).toArray(Integer[]::new);
            for (byte arm : p.arms()) {
                count[arm]++;
            }
            assertThat(Stream.of(count).sorted().toList()).isEqualTo(sizes);
        });
    }

    private static void blocks(JsonNode inputs, JsonNode expected) {
        int n = inputs.get("n").asInt();
        int size = inputs.get("block_size").asInt();
        Randomisation randomisation = new PermutedBlocks(
                        List.of(size), List.of(), Optional.empty(), Allocation.halves(), Spare.BALANCED)
                .over(numbered(n));
        assertThat(randomisation.count().value().longValueExact())
                .isEqualTo(expected.get("assignments").asLong());
        FactorColumn block = randomisation.memberships().getLast().groups();
        int last = 0;
        for (int unit = 0; unit < n; unit++) {
            last += block.code(unit) == expected.get("complete_blocks").asInt() ? 1 : 0;
        }
        assertThat(last).isEqualTo(expected.get("last_block_size").asInt());
        List<Integer> worst = new ArrayList<>();
        randomisation.enumerate().forEach(p -> {
            int difference = 0;
            int largest = 0;
            for (byte arm : p.arms()) {
                difference += arm == 1 ? 1 : -1;
                largest = Math.max(largest, Math.abs(difference));
            }
            worst.add(largest);
        });
        assertThat(Collections.max(worst))
                .isEqualTo(expected.get("max_running_imbalance").asInt());
    }

    private static void smallestP(JsonNode inputs, JsonNode expected, double tolerance) {
        Randomisation randomisation;
        if (inputs.get("design").asString().equals("complete")) {
            randomisation = new Complete(Allocation.halves())
                    .over(numbered(2 * inputs.get("per_arm").asInt()));
        } else {
            int pairs = inputs.get("pairs").asInt();
            Frame frame = frame(2 * pairs)
                    .with(
                            "pair",
                            NumericColumn.of(IntStream.range(0, 2 * pairs)
                                    .mapToDouble(i -> i / 2)
                                    .toArray()));
            randomisation = new Stratified(List.of(new Stratifier.Values("pair")), Allocation.halves(), Spare.BALANCED)
                    .over(Units.of(frame, "id"));
        }
        assertThat(randomisation.count().value().longValueExact())
                .isEqualTo(expected.get("assignments").asLong());
        SmallestP p = randomisation.smallestP();
        assertThat(p.oneSided()).isCloseTo(expected.get("min_p_one_sided").asDouble(), within(tolerance));
        assertThat(p.twoSided()).isCloseTo(expected.get("min_p_two_sided").asDouble(), within(tolerance));
    }
}
