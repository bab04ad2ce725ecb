package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import copse.test.Cases;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Laws of the verbs, on small frames with many ties and missing values.
class FramePropertyTest {
    private static final int CASES = 300;

    private static Frame random(SplittableRandom random, int rows) {
        return Frame.of(
                "f", FactorColumn.wrap(random.ints(rows, -1, 4).toArray(), Levels.of("d", "c", "b", "a")),
                "x",
                        NumericColumn.of(
                                random.ints(rows, -3, 4)
                                        .mapToDouble(k -> k / 2.0)
                                        .toArray(),
                                Mask.of(rows, row -> random.nextInt(5) == 0)),
                "t",
                        TextColumn.of(random.ints(rows, -1, 3)
                                .mapToObj(k -> k < 0 ? null : Integer.toString(9 + k))
                                .toArray(String[]::new)),
                "l",
                        LogicalColumn.of(
                                Mask.of(rows, row -> random.nextBoolean()),
                                Mask.of(rows, row -> random.nextInt(4) == 0)),
                "d",
                        TimeColumn.dates(
                                random.longs(rows, -2, 3).toArray(), Mask.of(rows, row -> random.nextInt(4) == 0)),
                "row",
                        NumericColumn.of(
                                IntStream.range(0, rows).asDoubleStream().toArray()));
    }

    @Test
    void appendingThenSlicingGivesThePartsBack() {
        Cases.of(1, CASES).check(random -> {
            Frame a = random(random, random.nextInt(70));
            Frame b = random(random, random.nextInt(70));
            Frame both = a.append(b);
            assertThat(both.slice(0, a.rows())).isEqualTo(a);
            assertThat(both.slice(a.rows(), both.rows())).isEqualTo(b);
        });
    }

    @Test
    void filteringCommutesWithAppending() {
        Condition condition = Condition.above("x", 0).or(Condition.is("f", "a"));
        Cases.of(2, CASES).check(random -> {
            Frame a = random(random, random.nextInt(70));
            Frame b = random(random, random.nextInt(70));
            assertThat(a.append(b).where(condition))
                    .isEqualTo(a.where(condition).append(b.where(condition)));
        });
    }

    @Test
    void aConditionItsOppositeAndTheUndecidedMakeTheWhole() {
        Condition condition = Condition.atLeast("x", 0).and(Condition.isTrue("l"));
        Cases.of(3, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(70));
            LogicalColumn verdict = condition.test(frame);
            int there =
                    frame.where(condition).rows() + frame.where(condition.not()).rows();
            assertThat(there + verdict.missing().count()).isEqualTo(frame.rows());
        });
    }

    @Test
    void sortingIsStableAndPutsMissingLast() {
        Cases.of(4, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(70));
            String[] names = {"f", "x", "t", "l", "d"};
            String name = names[random.nextInt(names.length)];
            boolean down = random.nextBoolean();
            Column column = frame.column(name);
            int[] code = Codes.of(column).code();
            Comparator<Integer> byCode = Comparator.comparing(row -> code[row]);
            Comparator<Integer> missingLast = Comparator.comparing(row -> column.isMissing(row));
            // List.sort is a stable merge sort
            List<Integer> expected = IntStream.range(0, frame.rows())
                    .boxed()
                    .sorted(missingLast.thenComparing(down ? byCode.reversed() : byCode))
                    .toList();
            Frame sorted = frame.sortBy(new Sort(name, down));
            assertThat(sorted)
                    .isEqualTo(frame.rows(
                            expected.stream().mapToInt(Integer::intValue).toArray()));
            assertThat(sorted.sortBy("row")).isEqualTo(frame);
        });
    }

    @Test
    void codesOrderLikeValues() {
        Cases.of(5, CASES).check(random -> {
            double[] values = random.doubles(30, -1, 1)
                    .map(v -> random.nextInt(3) == 0 ? Math.rint(3 * v) : v * Math.pow(10, random.nextInt(-300, 300)))
                    .toArray();
            int[] code = Codes.of(NumericColumn.of(values)).code();
            boolean agree = true;
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values.length; j++) {
                    int expected = values[i] == values[j] ? 0 : Double.compare(values[i], values[j]);
                    agree &= Integer.compare(code[i], code[j]) == expected;
                }
            }
            assertThat(agree).isTrue();
        });
    }

    @Test
    void groupsAreThoseOfAMap() {
        Cases.of(6, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(200));
            Map<List<String>, double[]> expected = new HashMap<>();
            for (int row = 0; row < frame.rows(); row++) {
                double[] cell = expected.computeIfAbsent(key(frame, row), key -> new double[3]);
                cell[0]++;
                if (!frame.column("x").isMissing(row)) {
                    cell[1]++;
                    cell[2] += frame.numeric("x").value(row);
                }
            }
            Frame groups = frame.groupBy("f", "t", "d", "l")
                    .summarise("n", Aggregate.count(), "there", Aggregate.present("x"), "sum", Aggregate.sum("x"));
            assertThat(groups.rows()).isEqualTo(expected.size());
            for (int row = 0; row < groups.rows(); row++) {
                double[] cell = expected.get(key(groups, row));
                assertThat(groups.numeric("n").value(row)).isEqualTo(cell[0]);
                assertThat(groups.numeric("there").value(row)).isEqualTo(cell[1]);
                // halves add up exactly
                assertThat(
                                groups.column("sum").isMissing(row)
                                        ? 0
                                        : groups.numeric("sum").value(row))
                        .isEqualTo(cell[2]);
            }
            assertThat(groups.sortBy("f", "t", "d", "l")).isEqualTo(groups);
        });
    }

    private static List<String> key(Frame frame, int row) {
        return List.of(
                frame.column("f").text(row),
                frame.column("t").text(row),
                frame.column("d").text(row),
                frame.column("l").text(row));
    }

    @Test
    void manyGroupsAreThoseOfAMapToo() {
        // so many combinations of few rows that they are hashed, and so many groups that the hash has to grow
        Cases.of(7, 20).check(random -> {
            int rows = 3000;
            int[] a = random.ints(rows, 0, 300).toArray();
            int[] b = random.ints(rows, -2000, 2000).toArray();
            int[] c = random.ints(rows, 0, 3).toArray();
            Map<List<Integer>, Integer> expected =
                    new TreeMap<>(Comparator.<List<Integer>>comparingInt(key -> key.get(0))
                            .thenComparingInt(key -> key.get(1))
                            .thenComparingInt(key -> key.get(2)));
            for (int row = 0; row < rows; row++) {
                expected.merge(List.of(a[row], b[row], c[row]), 1, Integer::sum);
            }
            Frame groups = Frame.of("a", factor(a, 300), "b", numbers(b), "c", factor(c, 3))
                    .groupBy("a", "b", "c")
                    .summarise("n", Aggregate.count());
            List<List<Integer>> keys = IntStream.range(0, groups.rows())
                    .mapToObj(row -> List.of(
                            groups.factor("a").code(row),
                            (int) groups.numeric("b").value(row),
                            groups.factor("c").code(row)))
                    .toList();
            assertThat(keys).isEqualTo(List.copyOf(expected.keySet()));
            assertThat(groups.numeric("n"))
                    .isEqualTo(numbers(expected.values().stream()
                            .mapToInt(Integer::intValue)
                            .toArray()));
        });
    }

    @Test
    void distinctNumbersAreCodedInOrderOfAppearance() {
        Cases.of(14, 20).check(random -> {
            // runs of neighbours, multiples of powers of two, and extremes: what a weak hash would pile up
            long[] numbers = random.longs(5000)
                    .map(bits -> switch ((int) (bits & 3)) {
                        case 0 -> bits >>> 52;
                        case 1 -> bits >>> 54 << 40;
                        case 2 -> Long.MAX_VALUE - (bits >>> 56);
                        default -> Double.doubleToRawLongBits((double) (bits >>> 54));
                    })
                    .toArray();
            Map<Long, Integer> expected = new HashMap<>();
            Distinct distinct = new Distinct();
            boolean[] equal = new boolean[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                boolean found = distinct.find(numbers[i]) == expected.getOrDefault(numbers[i], -1);
                int code = expected.computeIfAbsent(numbers[i], key -> expected.size());
                equal[i] = found && distinct.code(numbers[i]) == code;
            }
            assertThat(equal).doesNotContain(false);
            assertThat(distinct.size()).isEqualTo(expected.size());
            long[] values = distinct.values();
            expected.forEach((number, code) -> equal[0] &= values[code] == number);
            assertThat(equal[0]).isTrue();
        });
    }

    private static FactorColumn factor(int[] codes, int levels) {
        return FactorColumn.wrap(
                codes.clone(),
                Levels.of(IntStream.range(0, levels).mapToObj(Integer::toString).toList()));
    }

    private static NumericColumn numbers(int[] values) {
        return NumericColumn.of(Arrays.stream(values).asDoubleStream().toArray());
    }

    @Test
    void theWholeIsMadeOfItsParts() {
        Cases.of(8, CASES).check(random -> {
            Frame frame = random(random, 1 + random.nextInt(100));
            Frame parts = frame.groupBy("f")
                    .summarise(
                            "n", Aggregate.present("x"),
                            "sum", Aggregate.sum("x"),
                            "min", Aggregate.min("x"),
                            "max", Aggregate.max("x"));
            Frame whole = frame.groupBy()
                    .summarise(
                            "n", Aggregate.present("x"),
                            "sum", Aggregate.sum("x"),
                            "min", Aggregate.min("x"),
                            "max", Aggregate.max("x"));
            assertThat(parts.groupBy()
                            .summarise(
                                    "n", Aggregate.sum("n"),
                                    "sum", Aggregate.sum("sum"),
                                    "min", Aggregate.min("min"),
                                    "max", Aggregate.max("max")))
                    .isEqualTo(whole);
        });
    }

    @Test
    void joiningWhatWasSplitOffGivesItBack() {
        Cases.of(9, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(70));
            int[] shuffled = shuffle(random, frame.rows());
            Frame right = frame.select("row", "t", "d", "l").rows(shuffled);
            assertThat(frame.select("f", "x", "row").join(right, "row").select("f", "x", "t", "l", "d", "row"))
                    .isEqualTo(frame);
            assertThat(frame.match(right, "row").unused().isEmpty()).isTrue();
        });
    }

    @Test
    void aJoinLooksUpTheRowOfTheKey() {
        Cases.of(10, CASES).check(random -> {
            Frame left = random(random, random.nextInt(70));
            Frame right = random(random, random.nextInt(30))
                    .distinct("f", "t", "d")
                    .select("f", "t", "d", "row")
                    .rename("row", "found");
            Column found = left.join(right, "f", "t", "d").column("found");
            for (int row = 0; row < left.rows(); row++) {
                String expected = "";
                for (int other = 0; other < right.rows(); other++) {
                    boolean equal = true;
                    for (String key : List.of("f", "t", "d")) {
                        equal &= !left.column(key).isMissing(row)
                                && !right.column(key).isMissing(other)
                                && left.column(key)
                                        .text(row)
                                        .equals(right.column(key).text(other));
                    }
                    expected = equal ? right.column("found").text(other) : expected;
                }
                assertThat(found.text(row)).isEqualTo(expected);
            }
        });
    }

    @Test
    void levelsMayChangeButNotLabels() {
        Cases.of(11, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(70));
            Frame other = frame.relevel("f", "a").dropUnusedLevels();
            for (int row = 0; row < frame.rows(); row++) {
                assertThat(other.column("f").text(row))
                        .isEqualTo(frame.column("f").text(row));
            }
            assertThat(other.asFactor("f", frame.factor("f").levels())).isEqualTo(frame);
        });
    }

    @Test
    void numbersSurviveBeingFactors() {
        Cases.of(12, CASES).check(random -> {
            Frame frame = random(random, random.nextInt(70)).with("x", "x", x -> 2 * x);
            assertThat(frame.asFactor("x").asNumeric("x")).isEqualTo(frame);
        });
    }

    @Test
    void varianceSplitsIntoBetweenAndWithin() {
        Cases.of(13, CASES).check(random -> {
            Frame frame = random(random, 2 + random.nextInt(100)).where(Condition.isPresent("f"));
            OneWayAnova split = frame.groupBy("f").anova("x");
            OneWayAnova whole = frame.groupBy().anova("x");
            double total = whole.squaresWithin();
            // values are halves below 2 in size, so sums of squares are below 400 and rounding stays below 1e-12
            assertThat(Math.abs(split.squaresBetween() + split.squaresWithin() - total))
                    .isLessThan(1e-12);
        });
    }

    private static int[] shuffle(SplittableRandom random, int n) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
