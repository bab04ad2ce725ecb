package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupedTest {
    private static final double NONE = Double.NaN;
    private static final Frame CALLS = Frame.of(
            "centre", FactorColumn.of(Levels.of("south", "north", "west"), "north", "south", "north", null, "north"),
            "csat", NumericColumn.nanAsMissing(1, 5, 4, 7, NONE),
            "reason", FactorColumn.of("tax", "tax", "property", "tax", null),
            "kept", LogicalColumn.of(true, false, true, true, false),
            "day", TimeColumn.dates(new long[] {3, 1, 2, 9, 9}, Mask.of(5, row -> row == 4)),
            "region", TextColumn.of("N", "S", "N", null, "N"));

    @Test
    void summarisesInLevelOrderWithMissingLast() {
        Frame result = CALLS.groupBy("centre")
                .summarise(
                        "n", Aggregate.count(),
                        "answered", Aggregate.present("csat"),
                        "mean", Aggregate.mean("csat"),
                        "sum", Aggregate.sum("csat"),
                        "sd", Aggregate.sd("csat"));
        assertThat(result)
                .isEqualTo(Frame.of(
                        "centre", FactorColumn.of(Levels.of("south", "north", "west"), "south", "north", null),
                        "n", NumericColumn.of(1, 3, 1),
                        "answered", NumericColumn.of(1, 2, 1),
                        "mean", NumericColumn.of(5, 2.5, 7),
                        "sum", NumericColumn.of(5, 5, 7),
                        "sd", NumericColumn.nanAsMissing(NONE, Math.sqrt(4.5), NONE)));
    }

    @Test
    void takesExtremesQuantilesSharesAndDistinctValues() {
        Frame result = CALLS.groupBy("centre")
                .summarise(
                        "min", Aggregate.min("csat"),
                        "max", Aggregate.max("csat"),
                        "median", Aggregate.median("csat"),
                        "q25", Aggregate.quantile("csat", 0.25),
                        "tax", Aggregate.share("reason", "tax"),
                        "kept", Aggregate.mean("kept"),
                        "lost", Aggregate.share("kept", "false"),
                        "top", Aggregate.share("csat", "5"),
                        "reasons", Aggregate.distinct("reason"),
                        "first", Aggregate.min("day"),
                        "region", Aggregate.constant("region"));
        assertThat(result.drop("centre", "kept", "lost", "first", "region"))
                .isEqualTo(Frame.of(
                        "min", NumericColumn.of(5, 1, 7),
                        "max", NumericColumn.of(5, 4, 7),
                        "median", NumericColumn.of(5, 2.5, 7),
                        "q25", NumericColumn.of(5, 1.75, 7),
                        "tax", NumericColumn.of(1, 0.5, 1),
                        "top", NumericColumn.of(1, 0, 0),
                        "reasons", NumericColumn.of(1, 2, 1)));
        assertThat(result.numeric("kept").value(1)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.numeric("lost").value(1)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(result.column("first")).isEqualTo(TimeColumn.dates(new long[] {1, 2, 9}, Mask.none(3)));
        assertThat(result.column("region")).isEqualTo(TextColumn.of("S", "N", null));
    }

    @Test
    void nothingLeftIsMissing() {
        Frame result = CALLS.where(Condition.isMissing("csat"))
                .groupBy()
                .summarise(
                        "mean", Aggregate.mean("csat"),
                        "min", Aggregate.min("csat"),
                        "median", Aggregate.median("csat"),
                        "sum", Aggregate.sum("csat"),
                        "share", Aggregate.share("reason", "tax"),
                        "distinct", Aggregate.distinct("reason"));
        for (String name : new String[] {"mean", "min", "median", "sum", "share"}) {
            assertThat(result.column(name).isMissing(0)).as(name).isTrue();
        }
        assertThat(result.numeric("distinct").value(0)).isZero();
    }

    @Test
    void severalKeysKeepOnlyCombinationsThatOccur() {
        Frame result = CALLS.groupBy("reason", "centre").summarise("n", Aggregate.count());
        assertThat(result.factor("reason"))
                .isEqualTo(FactorColumn.of(Levels.of("property", "tax"), "property", "tax", "tax", "tax", null));
        assertThat(result.column("centre").text(1)).isEqualTo("south");
        assertThat(result.numeric("n")).isEqualTo(NumericColumn.of(1, 1, 1, 1, 1));
    }

    @Test
    void noRowsMakeNoGroups() {
        Frame none = CALLS.slice(0, 0);
        assertThat(none.groupBy("centre")
                        .summarise("mean", Aggregate.median("csat"))
                        .rows())
                .isZero();
        assertThat(none.groupBy().count()).isZero();
        assertThat(CALLS.groupBy().count()).isEqualTo(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        Grouped grouped = CALLS.groupBy("centre");
        assertThatThrownBy(() -> grouped.summarise("m", Aggregate.mean("reason")))
                .hasMessageContaining("I102");
        assertThatThrownBy(() -> grouped.summarise("m", Aggregate.mean("cast")))
                .hasMessageContaining("did you mean `csat`?");
        assertThatThrownBy(() -> grouped.summarise("m", Aggregate.share("reason", "Tax")))
                .hasMessageContaining("did you mean `tax`?");
        assertThatThrownBy(() -> grouped.summarise("centre", Aggregate.count())).hasMessageContaining("I103");
        assertThatThrownBy(() -> grouped.summarise("n", Aggregate.count(), "n", Aggregate.count()))
                .hasMessageContaining("I103");
        assertThatThrownBy(() -> grouped.summarise("r", Aggregate.constant("reason")))
                .hasMessageContaining("error[I116]: column `reason` is `tax` in row 1 and `property` in row 3");
        assertThatThrownBy(() -> grouped.summarise("m", Aggregate.share("csat", "five")))
                .hasMessageContaining("error[I108]: the share of `five` in column `csat`");
        assertThatThrownBy(() -> grouped.summarise("n", Aggregate.count(), "m")).hasMessageContaining("I115");
        assertThatThrownBy(() -> Aggregate.quantile("csat", 25)).hasMessageContaining("write 25 % as 0.25");
        assertThatThrownBy(() -> CALLS.groupBy("center")).hasMessageContaining("did you mean `centre`?");
    }

    @Test
    void keepsTheDigitsOfValuesFarFromZero() {
        int n = 100_000;
        double[] values = new double[n];
        int[] group = new int[n];
        for (int row = 0; row < n; row++) {
            values[row] = 1e9 + (row / 2 % 2 == 0 ? -0.5 : 0.5);
            group[row] = row % 2;
        }
        Frame result = Frame.of("g", FactorColumn.wrap(group, Levels.of("a", "b")), "y", NumericColumn.of(values))
                .groupBy("g")
                .summarise("mean", Aggregate.mean("y"), "sd", Aggregate.sd("y"));
        double expected = 0.5 * Math.sqrt(50_000.0 / 49_999);
        for (int g = 0; g < 2; g++) {
            assertThat(result.numeric("mean").value(g)).isEqualTo(1e9);
            // an exact half is kept exactly; only the root and the quotient round
            assertThat(result.numeric("sd").value(g)).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void squaresOfManyRowsKeepTheirLastDigits() {
        // the population variance of 0, 1, …, n − 1 is (n² − 1)/12 exactly
        int n = 1_000_000;
        double[] values = IntStream.range(0, n).asDoubleStream().toArray();
        double sd = Frame.of("y", NumericColumn.of(values))
                .groupBy()
                .summarise("sd", Aggregate.sd("y"))
                .numeric("sd")
                .value(0);
        double expected = Math.sqrt(n * ((double) n * n - 1) / 12 / (n - 1));
        assertThat(sd).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }

    @Test
    void meansOfManyRowsAreRightToTheLastDigit() {
        // rows in runs, as files have them: partial sums of deviations grow large before they cancel
        int n = 1_000_000;
        double[] values = new double[n];
        BigDecimal sum = BigDecimal.ZERO;
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < n; row++) {
            values[row] = Math.floorDiv(row, 50_000) + random.nextDouble();
            sum = sum.add(new BigDecimal(values[row]));
        }
        double mean = Frame.of("y", NumericColumn.of(values))
                .groupBy()
                .summarise("mean", Aggregate.mean("y"))
                .numeric("mean")
                .value(0);
        assertThat(mean).isEqualTo(sum.divide(BigDecimal.valueOf(n)).doubleValue());
    }

    @Test
    void sumsWithCompensation() {
        Frame frame = Frame.of("y", NumericColumn.of(1, 1e100, 1, -1e100));
        assertThat(frame.groupBy().summarise("sum", Aggregate.sum("y")).numeric("sum"))
                .isEqualTo(NumericColumn.of(2));
    }

    @Test
    void namesResultsByWhatTheyAre() {
        assertThat(Aggregate.mean("age").label()).isEqualTo("mean(age)");
        assertThat(Aggregate.share("reason", "tax").label()).isEqualTo("share(reason = tax)");
        assertThat(Aggregate.median("age").label()).isEqualTo("median(age)");
        assertThat(Aggregate.quantile("age", 0.9).label()).isEqualTo("q90(age)");
        assertThat(Aggregate.count().label()).isEqualTo("n");
        assertThat(Aggregate.present("age").label()).isEqualTo("n(age)");
        assertThat(Aggregate.distinct("age").label()).isEqualTo("distinct(age)");
        assertThat(Aggregate.sum("age").label()).isEqualTo("sum(age)");
        assertThat(Aggregate.sd("age").label()).isEqualTo("sd(age)");
        assertThat(Aggregate.min("age").label()).isEqualTo("min(age)");
        assertThat(Aggregate.max("age").label()).isEqualTo("max(age)");
        assertThat(Aggregate.constant("region").label()).isEqualTo("region");
        Frame result = CALLS.groupBy("centre").summarise(Map.of("n", Aggregate.count()));
        assertThat(result.names()).containsExactly("centre", "n");
    }
}
