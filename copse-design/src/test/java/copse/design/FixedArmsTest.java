package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Designs with fixed numbers over units: strata, blocks, sequences, and what is wrong with them.
class FixedArmsTest {
    private static Units units(int n) {
        return Units.of(
                Frame.of(
                        "id",
                        NumericColumn.of(
                                DoubleStream.iterate(1, i -> i + 1).limit(n).toArray())),
                "id");
    }

    private static Units units(String column, String... values) {
        Frame frame = Frame.of(
                "id",
                NumericColumn.of(
                        DoubleStream.iterate(1, i -> i + 1).limit(values.length).toArray()),
                column,
                FactorColumn.of(values));
        return Units.of(frame, "id");
    }

    private static Units units(String column, double... values) {
        Frame frame = Frame.of(
                "id",
                NumericColumn.of(
                        DoubleStream.iterate(1, i -> i + 1).limit(values.length).toArray()),
                column,
                NumericColumn.nanAsMissing(values));
        return Units.of(frame, "id");
    }

    private static Randomisation over(String design, Units units) {
        return Design.parse(design).over(units);
    }

    private static long ways(Randomisation randomisation) {
        assertThat(randomisation.count().basis()).isEqualTo(Basis.exact());
        return randomisation.count().value().longValueExact();
    }

    // ---- numbers

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            complete()                                            | 6  | 20
            complete()                                            | 5  | 20
            complete(counts: control=4, treatment=2)              | 6  | 15
            complete(arms: a, b, c)                               | 7  | 630
            complete(arms: a, b, c, d)                            | 10 | 151200
            simple()                                              | 6  | 64
            simple(empty: redraw)                                 | 6  | 62
            blocks(sizes: 4)                                      | 12 | 216
            blocks(sizes: 4)                                      | 10 | 72
            blocks(sizes: 4)                                      | 11 | 216
            factorial(method: old, new, room: small, large)       | 4  | 24
            wedge(sequences: 3, baseline: 1, every: 1)            | 6  | 90
            crossover(sequences: order(A, B), order(B, A))        | 4  | 6
            """)
    void assignmentsAreCounted(String design, int n, long expected) {
        assertThat(ways(over(design, units(n)))).isEqualTo(expected);
    }

    /// The notebook's ten clusters, interleaved: two of four large and three of six small ones, by unit.
    @Test
    void strataAreBalancedByUnitNotByPlace() {
        String[] stratum = {"L", "L", "S", "L", "S", "S", "L", "S", "S", "S"};
        Randomisation randomisation = over("stratified(by: stratum)", units("stratum", stratum));
        assertThat(ways(randomisation)).isEqualTo(120);
        randomisation.enumerate().forEach(p -> {
            int large = 0;
            int small = 0;
            for (int i = 0; i < 10; i++) {
                large += stratum[i].equals("L") ? p.arms()[i] : 0;
                small += stratum[i].equals("S") ? p.arms()[i] : 0;
            }
            assertThat(List.of(large, small)).isEqualTo(List.of(2, 3));
        });
        assertThat(randomisation.jointProbabilities().of(0, 1, 1, 1)).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(randomisation.jointProbabilities().of(0, 1, 2, 1)).isCloseTo(0.25, within(1e-12));
        assertThat(randomisation.memberships().getFirst().name()).isEqualTo("stratum");
        assertThat(randomisation.memberships().getFirst().groups().text(2)).isEqualTo("S");
    }

    /// Spare units of five odd strata: independent ones are binomial, balanced ones two or three.
    @ParameterizedTest
    @CsvSource({"independent, 1 5 10 10 5 1, 32", "balanced, 0 0 1 1 0 0, 2"})
    void spareUnitsFollowTheirPolicy(String policy, String weights, double total) {
        Randomisation randomisation =
                over("stratified(by: s, spare: " + policy + ")", units("s", "a", "b", "c", "d", "e"));
        double[] treated = new double[6];
        randomisation
                .enumerate()
                .forEach(
                        p -> treated[IntStream.range(0, 5).map(i -> p.arms()[i]).sum()] += p.probability());
        String[] expected = weights.split(" ");
        for (int k = 0; k < 6; k++) {
            assertThat(treated[k]).isCloseTo(Double.parseDouble(expected[k]) / total, within(1e-12));
        }
        assertThat(randomisation.probabilities().of(3, 1)).isEqualTo(0.5);
    }

    @Test
    void allocationsPerStratumAreExact() {
        Randomisation randomisation = over(
                "stratified(by: s, per: a=counts(control=2, treatment=1), b=counts(control=1, treatment=3))",
                units("s", "a", "a", "a", "b", "b", "b", "b"));
        assertThat(ways(randomisation)).isEqualTo(12);
        assertThat(randomisation.probabilities().of(0, 1)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(randomisation.probabilities().of(6, 1)).isEqualTo(0.75);
        assertThat(randomisation.jointProbabilities().of(0, 1, 1, 1)).isZero();
        assertThat(randomisation.jointProbabilities().of(3, 1, 4, 1)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void severalColumnsMakeCombinationsThatOccur() {
        Frame frame = Frame.of(
                "id", NumericColumn.of(1, 2, 3, 4, 5, 6),
                "region", FactorColumn.of("n", "n", "s", "s", "n", "s"),
                "size", NumericColumn.of(10, 50, 50, 49.5, 9, 80));
        Randomisation randomisation = over("stratified(by: region, cut(size, 10, 50))", Units.of(frame, "id"));
        FactorColumn strata = randomisation.memberships().getFirst().groups();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seen.add(strata.text(i));
        }
        // a value equal to a cut point falls on the declared side: above, unless `closed: right` is said
        assertThat(seen).containsExactly("n:[10,50)", "n:>=50", "s:>=50", "s:[10,50)", "n:<10", "s:>=50");
    }

    @Test
    void everyUnitOfAShortLastBlockHasAnArmAndArmsStayBalancedAlongTheOrder() {
        Units units = units("arrived", 5, 3, 9, 1, 7, 2, 8, 4, 6, 11, 10);
        Randomisation randomisation = over("blocks(sizes: 4, order: arrived)", units);
        int[] order = {3, 5, 1, 7, 0, 8, 4, 6, 2, 10, 9};
        randomisation.enumerate().forEach(p -> {
            int difference = 0;
            for (int unit : order) {
                assertThat(p.arms()[unit]).isBetween((byte) 0, (byte) 1);
                difference += p.arms()[unit] == 1 ? 1 : -1;
                assertThat(Math.abs(difference)).isLessThanOrEqualTo(2);
            }
        });
        assertThat(randomisation.memberships().getLast().groups().text(9)).isEqualTo("3");
    }

    @Test
    void combinationsOfAFactorialHaveProductsOfShares() {
        Randomisation randomisation = over("factorial(method: old, new, room: small=2, large=1)", units(6));
        assertThat(randomisation.design().arms().labels())
                .containsExactly("old:small", "old:large", "new:small", "new:large");
        assertThat(randomisation.probabilities().of(0, 2)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(ways(randomisation)).isEqualTo(180);
    }

    @Test
    void sequencesHaveASchedule() {
        SteppedWedge wedge = (SteppedWedge) Design.parse("wedge(sequences: 3, baseline: 2, every: 1)");
        assertThat(wedge.schedule().conditions().get(1))
                .containsExactly("control", "control", "control", "treatment", "treatment");
        Frame frame = wedge.schedule().frame();
        assertThat(frame.names()).containsExactly("sequence", "period", "condition");
        assertThat(frame.rows()).isEqualTo(15);
        assertThat(frame.column("sequence").text(5)).isEqualTo("2");
        assertThat(frame.column("period").text(5)).isEqualTo("1");
        assertThat(frame.column("condition").text(14)).isEqualTo("treatment");
        Crossover crossover = (Crossover) Design.parse("crossover(sequences: order(A, B, B), order(B, A, A))");
        assertThat(crossover.schedule().condition(1, 2)).isEqualTo("A");
        assertThat(crossover.arms().labels()).containsExactly("A-B-B", "B-A-A");
    }

    @Test
    void anArmOfShareZeroStaysEmpty() {
        Randomisation randomisation = over("complete(arms: a=1, b=0, c=1)", units(5));
        assertThat(ways(randomisation)).isEqualTo(20);
        assertThat(randomisation.probabilities().of(0, 1)).isZero();
    }

    /// 0.1 : 0.2 : 0.7 of 30 units are whole numbers, though no double is a tenth.
    @Test
    void decimalSharesAreTakenAsWritten() {
        assertThat(Quota.of(30, Ratio.of(List.of(0.1, 0.2, 0.7))).spare()).isZero();
        assertThat(Quota.of(10, Ratio.of(List.of(0.1 + 0.2, 0.7))).spare()).isZero();
        assertThat(Quota.of(3, Ratio.of(List.of(1.0 / 3, 2.0 / 3))).spare()).isZero();
        assertThat(Ratio.of(List.of(0.5, 0.25, 0.25)).sum().intValueExact()).isEqualTo(4);
        Quota odd = Quota.of(3, Ratio.of(List.of(0.333, 0.667)));
        assertThat(odd.fraction(0)).isCloseTo(0.999, within(1e-15));
    }

    // ---- smallest p

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            complete()                               | 6  | 0.05                | 0.1
            complete()                               | 8  | 0.0142857142857143  | 0.0285714285714286
            complete()                               | 12 | 0.00108225108225108 | 0.00216450216450216
            complete()                               | 5  | 0.05                | 0.1
            complete(counts: control=4, treatment=2) | 6  | 0.0666666666666667  | 0.0666666666666667
            blocks(sizes: 2)                         | 10 | 0.03125             | 0.0625
            simple()                                 | 5  | 0.03125             | 0.0625
            complete(arms: a, b, c)                  | 6  | 0.0111111111111111  | 0.0222222222222222
            """)
    void smallestPIsKnownBeforehand(String design, int n, double oneSided, double twoSided) {
        SmallestP p = over(design, units(n)).smallestP();
        assertThat(p.oneSided()).isCloseTo(oneSided, within(1e-9));
        assertThat(p.twoSided()).isCloseTo(twoSided, within(1e-9));
        assertThat(p.basis()).isEqualTo(Basis.exact());
    }

    /// One of three units: 1/3 of the time unit 1 is spare in a 2 : 1 design of four units …, not all are
    /// alike.
    @Test
    void unequalAssignmentsAreWeighed() {
        Randomisation randomisation = over("complete(arms: control=2, treatment=1)", units(4));
        double smallest = randomisation
                .enumerate()
                .mapToDouble(Possibility::probability)
                .min()
                .orElseThrow();
        double largest = randomisation
                .enumerate()
                .mapToDouble(Possibility::probability)
                .max()
                .orElseThrow();
        assertThat(smallest).isLessThan(largest);
        assertThat(randomisation.smallestP().oneSided()).isEqualTo(smallest);
    }

    // ---- large

    @Test
    void manyUnitsAreCountedByTheirFirstDigits() {
        Randomisation randomisation = over("complete()", units(40_000));
        // log10 C(40000, 20000) by Stirling's series: 40000 log10 2 - log10 sqrt(20000 π) - log10(e)/(8·20000)
        double log = 40_000 * Math.log10(2) - 0.5 * Math.log10(20_000 * Math.PI) - Math.log10(Math.E) / 160_000;
        assertThat(randomisation.count().value().precision()).isEqualTo(6);
        assertThat(randomisation.count().value().unscaledValue().doubleValue() / 1e5)
                .isCloseTo(Math.pow(10, log - Math.floor(log)), within(1e-4));
        assertThat(over("stratified(by: id)", units(21)).count().value().longValueExact())
                .isEqualTo(705_432);
    }

    // ---- what is to be known

    @Test
    void aStratumOfOneUnitIsSaid() {
        Randomisation randomisation = over("stratified(by: s)", units("s", "a", "b", "b", "c"));
        assertThat(randomisation.diagnostics()).extracting(Diagnostic::code).containsExactly("lone-unit");
        assertThat(randomisation.diagnostics().getFirst().parameter()).isEqualTo("a, c");
        assertThat(randomisation.probabilities().of(0, 1)).isEqualTo(0.5);
    }

    @Test
    void anArmThatMayStayEmptyIsSaid() {
        Randomisation coins = over("simple()", units(6));
        assertThat(coins.diagnostics().getFirst().code()).isEqualTo("may-be-empty");
        assertThat(coins.diagnostics().getFirst().value()).isCloseTo(1.0 / 32, within(1e-15));
        assertThat(coins.diagnostics().getFirst().meaning())
                .isEqualTo("With probability 0.0313 a draw leaves an arm without units, and is then refused.");
        Randomisation rare = over("complete(arms: control=9, treatment=1)", units(4));
        assertThat(rare.diagnostics().getFirst().meaning())
                .isEqualTo("With probability 0.6 the arm `treatment` gets no unit.");
    }

    // ---- errors

    private static void fails(String design, Units units, String message) {
        assertThatThrownBy(() -> over(design, units)).hasMessage(message);
    }

    @Test
    void moreArmsThanUnits() {
        fails("complete(arms: a, b, c)", units(2), """
                error[D110]: 2 units for 3 arms: a, b, c
                  why: each arm with a share above zero is to have at least one unit
                  fix: use fewer arms, or randomise more units""");
    }

    @Test
    void countsThatDoNotSum() {
        fails("complete(counts: control=30, treatment=10)", units(39), """
                error[D111]: counts control=30, treatment=10 sum to 40, but there are 39 units
                  why: counts say exactly how many units each arm gets
                  fix: correct the counts, or give a ratio: `arms: control=30, treatment=10`""");
        fails(
                "stratified(by: s, per: a=counts(control=1, treatment=1), b=arms(control, treatment))",
                units("s", "a", "b", "b"),
                """
                error[D111]: counts control=1, treatment=1 sum to 2, but stratum `a` has 1 unit
                  why: counts say exactly how many units each arm gets
                  fix: correct the counts, or give a ratio: `arms: control=1, treatment=1`""");
    }

    @Test
    void strataThatAreNotThere() {
        fails(
                "stratified(by: s, per: north=arms(control, treatment), suoth=arms(control, treatment))",
                units("s", "north", "south", "south"),
                """
                error[D113]: no stratum `suoth` among the units
                  why: the strata are north, south
                  fix: did you mean `south`?""");
        fails("stratified(by: s, per: north=arms(control, treatment))", units("s", "north", "south"), """
                error[D113]: no allocation for the stratum `south`
                  why: `per` names north
                  fix: add `south=arms(control, treatment)`""");
    }

    @Test
    void missingStratum() {
        fails("stratified(by: score)", units("score", 1, Double.NaN, 2, Double.NaN), """
                error[D112]: unit `2` has no `score` (and 1 more unit)
                  why: without it the unit's stratum is not known
                  fix: fill in the value, or leave such units out: `--where 'score IS NOT NULL'`""");
        fails("blocks(sizes: 2, order: score)", units("score", 1, Double.NaN, 2, 3), """
                error[D112]: unit `2` has no `score`
                  why: without it the unit's place in the order is not known
                  fix: fill in the value, or leave such units out: `--where 'score IS NOT NULL'`""");
    }

    @Test
    void columnsThatMakeNoStrata() {
        fails("stratified(by: size)", units("size", 1.5, 2.25, 7, 8.125), """
                error[D114]: column `size` has 4 different numbers, such as 1.5
                  why: a stratum per number would leave units with nobody to be compared with
                  fix: cut it: `quantiles(size, 4)`, or give cut points: `cut(size, 7)`""");
        fails("stratified(by: quantiles(size, 3))", units("size", 1, 1, 1, 1, 1, 8), """
                error[D114]: 3 quantile bins of `size`, which has 2 different numbers
                  why: a number is so frequent that it would fill more than one
                  fix: ask for fewer: `quantiles(size, 2)`, or give cut points: `cut(size, 1)`""");
        fails("stratified(by: quantiles(size, 2000000000))", units("size", 1, 2, 3), """
                error[D114]: 2000000000 quantile bins of `size`, which has 3 different numbers
                  why: there are more bins than units
                  fix: ask for fewer: `quantiles(size, 3)`, or give cut points: `cut(size, 2)`""");
        assertThatThrownBy(() -> over("stratified(by: regoin)", units("region", "a", "b")))
                .hasMessageContaining("error[I101]: no column `regoin` in the data")
                .hasMessageContaining("did you mean `region`?");
    }

    @ParameterizedTest
    @CsvSource({"3", "0", "-2"})
    void blocksThatAreNoMultipleOfTheRatio(int size) {
        assertThatThrownBy(() -> new PermutedBlocks(
                        List.of(4, size), List.of(), java.util.Optional.empty(), Allocation.halves(), Spare.BALANCED))
                .hasMessage("""
                        error[D115]: blocks of %d units for the ratio control=1, treatment=1
                          why: each block gives every arm its share exactly, so its size is a multiple of 2
                          fix: take such sizes: `sizes: 2, 4`""".formatted(size));
    }

    @Test
    void sequencesThatCannotBe() {
        assertThatThrownBy(() -> new SteppedWedge(4, 0, 1, List.of(), Spare.BALANCED))
                .hasMessage("""
                error[D118]: a stepped wedge with sequences: 4, baseline: 0, every: 1
                  why: it has at least two sequences, and at least one period before each crossing
                  fix: such as `wedge(sequences: 4, baseline: 1, every: 1)`""");
        assertThatThrownBy(() -> new Crossover(List.of(List.of("A", "B"), List.of("B")), List.of(), Spare.BALANCED))
                .hasMessageContaining("error[D118]: a crossover with the sequences A-B, B");
        assertThatThrownBy(() -> Design.parse("factorial(method: old, new)"))
                .hasMessageContaining("error[D118]: a factorial design with 1 factor");
    }

    @Test
    void tooManyUnlikeFractions() {
        // 1,300 strata of different sizes in three arms whose ratio has no short period
        double[] stratum = IntStream.rangeClosed(1, 1_400)
                .flatMap(s -> IntStream.range(0, s % 1_400 + 1).map(i -> s))
                .asDoubleStream()
                .toArray();
        Units many = units("s", stratum);
        assertThatThrownBy(() -> over("stratified(by: s, arms: a=0.3331, b=0.3332, c=0.3337)", many))
                .hasMessageContaining("error[D117]: spare units of ")
                .hasMessageContaining("`spare: independent`");
        assertThat(over("stratified(by: s, arms: a=0.3331, b=0.3332, c=0.3337, spare: independent)", many)
                        .probabilities()
                        .of(0, 0))
                .isCloseTo(0.3331, within(1e-15));
    }

    @Test
    void moreDrawsThanMemoryHolds() {
        Randomisation randomisation = over("complete()", units(1_000));
        assertThatThrownBy(() -> randomisation.redraw(1 << 30, Seed.of(1).stream(), 2))
                .hasMessageContaining("error[D108]: 1073741824 draws of 1000 units in 2 arms");
    }

    @Test
    void noUnitsAreTooFewForAnyStrata() {
        assertThatThrownBy(() -> over("stratified(by: quantiles(x, 2))", units("x", new double[0])))
                .hasMessageContaining("0 units for 2 arms");
    }

    @Test
    void hugeWholeNumbersMakeNoStrata() {
        assertThatThrownBy(() -> over("stratified(by: x)", units("x", 1, -1e300, 2e299)))
                .hasMessageContaining("column `x` has 3 different numbers, such as -1.0E300");
    }

    /// Blocks larger than all units are short ones; no memory goes into what cannot be filled.
    @Test
    void blocksMayBeMuchLargerThanTheUnits() {
        Randomisation huge = over("blocks(sizes: 1000000000, 2000000000)", units(6));

        assertThat(ways(huge)).isEqualTo(20);
        assertThat(huge.jointProbabilities().of(1, 0, 5, 0)).isCloseTo(0.2, within(1e-12));
        assertThat(huge.assign(Seed.of(1)).counts()).containsExactly(3, 3);
    }

    @Test
    void aWedgeHasNotMoreSequencesOrPeriodsThanATable() {
        assertThatThrownBy(() -> Design.parse("wedge(sequences: 2147483647)"))
                .hasMessageContaining("error[D118]: a stepped wedge with sequences: 2147483647")
                .hasMessageContaining("at most 127 sequences");
        assertThatThrownBy(() -> Design.parse("wedge(sequences: 4, every: 1000000000)"))
                .hasMessageContaining("10,000 periods");
        assertThat(Design.parse("wedge(sequences: 127)").arms().size()).isEqualTo(127);
    }
}
