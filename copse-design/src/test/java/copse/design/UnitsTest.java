package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private static List<String> ordered(Column ids) {
        Units units = Units.of(Frame.of("id", ids), "id");
        return IntStream.range(0, units.size()).mapToObj(units::id).toList();
    }

    @Test
    void wholeNumbersAreOrderedByNumberHoweverTheyWereRead() {
        List<String> order = List.of("-3", "2", "10", "100000000000");
        assertThat(ordered(NumericColumn.of(10, 100000000000.0, -3, 2))).isEqualTo(order);
        assertThat(ordered(FactorColumn.of("10", "100000000000", "-3", "2"))).isEqualTo(order);
        assertThat(ordered(FactorColumn.of(
                        Levels.of("2", "unused", "-3", "10", "100000000000"), "10", "100000000000", "-3", "2")))
                .isEqualTo(order);
        assertThat(ordered(TextColumn.of("10", "100000000000", "-3", "2"))).isEqualTo(order);
    }

    @Test
    void textsAreOrderedByCodePoint() {
        // U+1F600 needs two UTF-16 units, both below that of U+FF41
        assertThat(ordered(TextColumn.of("b", "é", "B", "\uFF41", "10", "2", "\uD83D\uDE00")))
                .containsExactly("10", "2", "B", "b", "é", "\uFF41", "\uD83D\uDE00");
    }

    @Test
    void numbersWithLeadingZerosAreTexts() {
        assertThat(ordered(TextColumn.of("7", "10", "007"))).containsExactly("007", "10", "7");
    }

    @Test
    void columnsComeInTheOrderOfIds() {
        Frame rows = Frame.of("id", NumericColumn.of(3, 1, 2), "x", TextColumn.of("c", "a", "b"));
        Units units = Units.of(rows, "id");
        assertThat(units.column("x")).isEqualTo(TextColumn.of("a", "b", "c"));
        assertThat(units.row(0)).isEqualTo(1);
        assertThat(units.frame()).isEqualTo(rows.sortBy("id"));
    }

    @Test
    void nothingIsCopiedWhereIdsAscend() {
        Frame rows = Frame.of("id", NumericColumn.of(1, 2, 30));
        assertThat(Units.of(rows, "id").ids()).isSameAs(rows.column("id"));
    }

    @Test
    void anyOrderOfRowsGivesTheSameUnits() {
        for (int seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Set<Long> distinct = new HashSet<>();
            int n = 1 + random.nextInt(60);
            long range = 1L << random.nextInt(6, 53);
            while (distinct.size() < n) {
                distinct.add(random.nextLong(-range, range));
            }
            double[] ids = distinct.stream().mapToDouble(Long::doubleValue).toArray();
            double[] sorted = ids.clone();
            Arrays.sort(sorted);
            Units units = Units.of(Frame.of("id", NumericColumn.of(ids)), "id");
            assertThat(units.ids()).as("seed %d", seed).isEqualTo(NumericColumn.of(sorted));
        }
    }

    @Test
    void anyTextsAreOrderedByCodePoint() {
        String[] starts = {"", "a", "user-", "user-0000000", "é", "\uFF41", "\uD83D\uDE00", "user-0000000\u0000"};
        for (int seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String common = starts[random.nextInt(starts.length)];
            int n = 2 + random.nextInt(400);
            Set<String> distinct = new HashSet<>();
            while (distinct.size() < n) {
                distinct.add(common
                        + starts[random.nextInt(starts.length)]
                        + starts[random.nextInt(starts.length)]
                        + Integer.toString(random.nextInt(4 * n), 36));
            }
            List<String> sorted = distinct.stream()
                    .sorted((a, b) -> Arrays.compare(
                            a.codePoints().toArray(), b.codePoints().toArray()))
                    .toList();
            assertThat(ordered(TextColumn.of(distinct.toArray(String[]::new))))
                    .as("seed %d", seed)
                    .isEqualTo(sorted);
        }
    }

    @Test
    void repeatsAmongManyTextsAreFound() {
        String[] ids =
                IntStream.range(0, 1000).mapToObj(i -> "user-" + 7919 * i % 997).toArray(String[]::new);
        assertThatThrownBy(() -> Units.of(Frame.of("id", TextColumn.of(ids)), "id"))
                .hasMessageStartingWith(
                        "error[D104]: id `user-0` in column `id` occurs twice, in the rows 1 and 998 (and 2"
                                + " more repeated rows)");
    }

    @Test
    void aRepeatedIdIsNamedWithItsRows() {
        Frame rows = Frame.of("school", NumericColumn.of(4, 7, 4, 9, 7, 7));
        assertThatThrownBy(() -> Units.of(rows, "school"))
                .isInstanceOf(DesignException.class)
                .hasMessageStartingWith(
                        "error[D104]: id `4` in column `school` occurs twice, in the rows 1 and 3 (and 2"
                                + " more repeated rows)")
                .hasMessageContaining("`clustered(by: school, complete())`");
    }

    @Test
    void equalIdsInARowAreFoundThoughRowsAscend() {
        assertThatThrownBy(() -> Units.of(Frame.of("id", NumericColumn.of(1, 1, 2)), "id"))
                .hasMessageStartingWith("error[D104]: id `1` in column `id` occurs twice, in the rows 1 and 2\n");
        assertThatThrownBy(() -> Units.of(Frame.of("id", TextColumn.of("a", "b", "b")), "id"))
                .hasMessageStartingWith("error[D104]: id `b` in column `id` occurs twice, in the rows 2 and 3\n");
    }

    @Test
    void theTwoZerosAreOneId() {
        assertThatThrownBy(() -> Units.of(Frame.of("id", NumericColumn.of(0.0, -0.0)), "id"))
                .hasMessageStartingWith("error[D104]");
    }

    @Test
    void aMissingIdIsNamedByRow() {
        Frame rows = Frame.of("school id", TextColumn.of("a", null, "b", null));
        assertThatThrownBy(() -> Units.of(rows, "school id")).hasMessage("""
                        error[D103]: no id in column `school id`, row 2 (and 1 more row)
                          why: arms are kept by id, so that a unit without one would never find its arm again
                          fix: fill in the id, or leave such rows out: `--where '"school id" IS NOT NULL'`""");
    }

    @Test
    void anEmptyTextIsNoId() {
        assertThatThrownBy(() -> Units.of(Frame.of("id", TextColumn.of("a", "")), "id"))
                .hasMessageStartingWith("error[D103]: no id in column `id`, row 2\n");
        assertThat(Units.idColumns(Frame.of("id", TextColumn.of("a", "")))).isEmpty();
    }

    @Test
    void measuredNumbersAreNoIds() {
        assertThatThrownBy(() -> Units.of(Frame.of("id", NumericColumn.of(1, 2.5)), "id"))
                .hasMessageStartingWith("error[D105]: id 2.5 in column `id`, row 2, is no whole number")
                .hasMessageContaining("--factor id");
    }

    @Test
    void withoutIdColumnThoseThatWouldDoAreOffered() {
        Frame rows = Frame.of(
                "school",
                TextColumn.of("a", "b"),
                "region",
                TextColumn.of("n", "n"),
                "score",
                NumericColumn.of(1.5, 2),
                "code",
                NumericColumn.of(2, 1));
        assertThat(Units.idColumns(rows)).containsExactly("school", "code");
        assertThatThrownBy(() -> Units.of(rows, "pupil")).hasMessage("""
                        error[D106]: no column `pupil` in the data to tell units apart by
                          why: these columns have another value in each row: school, code
                          fix: take one of them: `--id school`""");
        assertThatThrownBy(() -> Units.of(rows, "shcool")).hasMessageContaining("did you mean `school`?");
    }

    @Test
    void aUnitInTwoClustersIsToldAsSuch() {
        Frame rows = Frame.of(
                "pupil", NumericColumn.of(1, 2, 1, 2), "school", FactorColumn.of("north", "south", "north", "west"));
        Design design = new Clustered("school", new Complete(Allocation.halves()));
        assertThatThrownBy(() -> design.over(rows, "pupil")).hasMessage("""
                        error[D121]: unit `2` is in two clusters: `school` is south in row 2 and west in row 4
                          why: a unit gets the arm of its cluster, and of two clusters it could get two arms
                          fix: decide for one cluster per unit: keep the row that holds for the time of the experiment""");
        assertThatThrownBy(() -> design.over(rows.head(3), "pupil")).hasMessageStartingWith("error[D104]: id `1`");
    }
}
