package copse.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.match.Matching.Method;
import copse.match.Matching.Scale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final double ROUNDING = 1e-11;

    private static final Frame CENTRES = Frame.of(
            "centre",
            FactorColumn.of("a", "b", "c", "d", "e", "f"),
            "reps",
            NumericColumn.of(10, 12, 30, 31, 50, 55),
            "score",
            NumericColumn.of(3, 1, 2, 2, 5, 4),
            "region",
            FactorColumn.of("north", "south", "north", "south", "north", "south"));

    @Test
    void traitsOfPairsAreTold() {
        Matches pairs = Matching.pairs("reps", "score").of(CENTRES, "centre");
        assertThat(pairs.groups()).containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5});
        assertThat(pairs.members(1)).containsExactly(2, 3);
        assertThat(pairs.groupOf(5)).isEqualTo(2);
        assertThat(pairs.leftOver()).isEmpty();
        assertThat(pairs.cost())
                .isCloseTo(pairs.between(0, 1) + pairs.between(2, 3) + pairs.between(4, 5), within(ROUNDING));
        assertThat(pairs.largest()).isEqualTo(pairs.between(0, 1));
        assertThat(pairs.distance(1)).isEqualTo(pairs.between(2, 3));
        assertThat(pairs.gap()).hasValue(0);
        assertThat(pairs.diagnostics()).isEmpty();
        assertThat(pairs)
                .hasToString("3 groups of 6 units: optimal pairs by z-scores of reps, score; "
                        + "proven to have the least total distance");
    }

    @Test
    void membersAgreeInExactColumns() {
        Matches pairs = Matching.pairs("reps").withExact("region").of(CENTRES, "centre");
        assertThat(pairs.groups()).containsExactly(new int[] {0, 2}, new int[] {1, 3});
        assertThat(pairs.leftOver()).containsExactly(4, 5);
        assertThat(pairs.diagnostics())
                .singleElement()
                .extracting(Diagnostic::meaning)
                .isEqualTo("2 units are in no pair: `e`, `f`. Strata of region are no multiples of 2.");
        assertThat(pairs.words()).contains("z-scores of reps, equal in region;");
    }

    /// P1: the notebook's rule (a unit whose single nearest neighbour is taken is dropped) pairs 12 of these 20
    /// units; optimal pairs are ten.
    @Test
    void nobodyIsDroppedBecauseTheNearestIsTaken() {
        double[] size = {152, 142, 64, 156, 121, 70, 152, 171, 124, 137, 166, 149, 153, 180, 199, 102, 51, 137, 87, 179
        };
        double[] share = {
            .1727, .1734, .2217, .3099, .2728, .2165, .3447, .1558, .2169, .2465, .2824, .4141, .1799, .3057, .3370,
            .1186, .3430, .1682, .1260, .4796
        };
        Frame units = Frame.of("size", NumericColumn.of(size), "share", NumericColumn.of(share));
        Matches best = Matching.pairs("size", "share").of(units);
        assertThat(best.count()).isEqualTo(10);
        assertThat(best.leftOver()).isEmpty();
        int dropped = 0;
        boolean[] taken = new boolean[20];
        for (int i = 0; i < 20; i++) {
            int unit = i;
            int nearest = IntStream.range(0, 20)
                    .filter(j -> j != unit)
                    .boxed()
                    .min(Comparator.comparingDouble(j -> best.between(unit, j)))
                    .orElseThrow();
            if (!taken[i] && taken[nearest]) {
                dropped++;
            } else if (!taken[i]) {
                taken[i] = true;
                taken[nearest] = true;
            }
        }
        assertThat(dropped).isPositive();
    }

    /// P2: greedy pairs depend on who comes first, and cost more; the optimum does neither.
    @Test
    void greedyDependsOnTheOrderAndTheOptimumDoesNot() {
        Frame line =
                Samples.frame(new double[] {0, 0}, new double[] {1, 0}, new double[] {1.9, 0}, new double[] {-5, 0});
        int[] turned = {2, 1, 0, 3};
        Matching matching = Matching.pairs("x0", "x1").withScale(Scale.NONE);
        Matching greedy = matching.withMethod(Method.GREEDY);
        assertThat(matching.of(line).cost()).isCloseTo(5.9, within(ROUNDING));
        assertThat(matching.of(line.rows(turned)).cost()).isCloseTo(5.9, within(ROUNDING));
        assertThat(greedy.of(line).cost()).isCloseTo(7.9, within(ROUNDING));
        assertThat(greedy.of(line.rows(turned)).cost()).isCloseTo(5.9, within(ROUNDING));
        assertThat(greedy.of(line).words()).contains("greedy pairs in the order of units", "not proven");
    }

    /// P3: the last two free units are each other's farthest, and a pair all the same.
    @Test
    void lastTwoUnitsArePairedHoweverFarApart() {
        Frame line = Samples.frame(
                new double[] {1},
                new double[] {2},
                new double[] {4},
                new double[] {7},
                new double[] {11},
                new double[] {16});
        for (Method method : Method.values()) {
            Matches pairs = Matching.pairs("x0").withMethod(method).of(line);
            assertThat(pairs.groups()).containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5});
        }
    }

    @Test
    void whoIsLeftOverIsListed() {
        Matches triples = Matching.groups(4, "reps").of(CENTRES, "centre");
        assertThat(triples.groups()).containsExactly(new int[] {0, 1, 2, 3});
        assertThat(triples.diagnostics())
                .singleElement()
                .extracting(Diagnostic::meaning)
                .isEqualTo("2 units are in no group: `e`, `f`. 6 is no multiple of 4.");
        Matches near =
                Matching.pairs("reps").withScale(Scale.NONE).withCaliper(2).of(CENTRES, "centre");
        assertThat(near.groups()).containsExactly(new int[] {0, 1}, new int[] {2, 3});
        assertThat(near.diagnostics())
                .singleElement()
                .extracting(Diagnostic::meaning)
                .isEqualTo("2 units are in no pair: `e`, `f`. No free unit is within the caliper of them.");
    }

    @Test
    void strataAreMatchedApartAndBoundsAddUp() {
        Frame units = Samples.normal(69, 2, 4).with("stratum", FactorColumn.of(69, i -> i < 60 ? "large" : "small"));
        Matching triples = Matching.groups(3, "x0", "x1").withScale(Scale.NONE);
        Matches both = triples.withExact("stratum").of(units);
        Matches large = triples.of(units.head(60));
        Matches small = triples.of(units.slice(60, 69));
        assertThat(both.cost()).isCloseTo(large.cost() + small.cost(), within(ROUNDING));
        assertThat(small.optimality()).isInstanceOf(Optimality.Proven.class);
        double bound = ((Optimality.Bounded) large.optimality()).bound();
        assertThat(((Optimality.Bounded) both.optimality()).bound()).isCloseTo(bound + small.cost(), within(ROUNDING));
        assertThat(both.gap().orElseThrow())
                .isCloseTo((large.cost() - bound) / both.cost(), within(ROUNDING))
                .isLessThan(0.1);
        assertThat(both.diagnostics())
                .singleElement()
                .extracting(Diagnostic::meaning)
                .asString()
                .startsWith("The groups come from a search. Another grouping may have a total distance that is smaller,"
                        + " but by no more than ");
    }

    /// P5: a covariate that does not vary contributes nothing, and says so.
    @Test
    void constantCovariateChangesNothing() {
        Frame more = CENTRES.with("same", NumericColumn.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
        for (Scale scale : Scale.values()) {
            Matches without = Matching.pairs("reps", "score").withScale(scale).of(CENTRES, "centre");
            Matches with =
                    Matching.pairs("reps", "same", "score").withScale(scale).of(more, "centre");
            assertThat(with.cost()).isEqualTo(without.cost());
            assertThat(with.groups().toArray(int[][]::new))
                    .isDeepEqualTo(without.groups().toArray(int[][]::new));
            assertThat(with.contributions().get(1)).isEqualTo(new Contribution("same", 1, 0, 0, true));
            assertThat(with.diagnostics())
                    .extracting(Diagnostic::code, Diagnostic::meaning)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(
                            "constant-in-match",
                            "`same` has the same value for all 6 units and contributes nothing to any distance."));
        }
    }

    /// P5: the column that hardly varies weighs as much as the others by its range, and the shares show it.
    @Test
    void sharesShowWhatSteersTheDistance() {
        Frame centres = Samples.frame(
                new double[] {18, 3.66443, 39.96288, .601027},
                new double[] {21, 3.958169, 39.959532, .599237},
                new double[] {22, 4.030376, 39.98183, .599508},
                new double[] {15, 5.296561, 40.063354, .59969},
                new double[] {21, 5.921405, 39.977681, .600679});
        Matching matching = Matching.pairs(Samples.names(centres));
        List<Contribution> byRange =
                matching.withScale(Scale.MINMAX).of(centres).contributions();
        assertThat(byRange.get(3).amongAll()).isGreaterThan(byRange.get(0).amongAll());
        List<Contribution> plain = matching.withScale(Scale.NONE).of(centres).contributions();
        assertThat(plain.get(3).amongAll()).isLessThan(1e-6);
        List<Contribution> standard = matching.of(centres).contributions();
        assertThat(standard).allSatisfy(one -> assertThat(one.amongAll()).isCloseTo(0.25, within(ROUNDING)));
        assertThat(standard.stream().mapToDouble(Contribution::withinGroups).sum())
                .isCloseTo(1, within(ROUNDING));
        List<Contribution> mahalanobis =
                matching.withScale(Scale.MAHALANOBIS).of(centres).contributions();
        assertThat(mahalanobis.stream().mapToDouble(Contribution::amongAll).sum())
                .isCloseTo(1, within(ROUNDING));
    }

    /// P6: a region coded 0, 1, 2 is a name; declared as a factor, any two regions are equally far apart.
    @Test
    void codesOfCategoriesAreNoNumbers() {
        Frame coded = Frame.of(
                "region", FactorColumn.of("0", "1", "2", "0", "1", "2"), "size", NumericColumn.of(1, 2, 3, 4, 5, 6));
        Matches pairs = Matching.pairs("region", "size").withScale(Scale.NONE).of(coded);
        assertThat(pairs.between(0, 3)).isEqualTo(3);
        assertThat(square(pairs.between(0, 1)) - 1).isCloseTo(1, within(ROUNDING));
        assertThat(square(pairs.between(0, 2)) - 4).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void factorOfTwoLevelsWeighsAsMuchAsATruthValue() {
        Frame twice = Frame.of(
                "flag",
                LogicalColumn.of(true, false, false, true, false),
                "word",
                FactorColumn.of("yes", "no", "no", "yes", "no"),
                "x",
                NumericColumn.of(1, 5, 2, 7, 3));
        for (Scale scale : Scale.values()) {
            if (scale != Scale.RANK_MAHALANOBIS) {
                Matches flag = Matching.pairs("flag", "x").withScale(scale).of(twice);
                Matches word = Matching.pairs("word", "x").withScale(scale).of(twice);
                assertThat(word.between(0, 1)).as("%s", scale).isCloseTo(flag.between(0, 1), within(ROUNDING));
                assertThat(word.between(0, 4)).as("%s", scale).isCloseTo(flag.between(0, 4), within(ROUNDING));
            }
        }
    }

    /// A weight of 2 is the same as the covariate twice.
    @Test
    void weightMultipliesTheSquaredDistance() {
        Frame twice = CENTRES.with("again", CENTRES.column("reps"));
        Matches weighted =
                Matching.pairs("reps", "score").withWeights(Map.of("reps", 2.0)).of(CENTRES, "centre");
        Matches copied = Matching.pairs("reps", "again", "score").of(twice, "centre");
        assertThat(weighted.between(0, 5)).isCloseTo(copied.between(0, 5), within(ROUNDING));
        assertThat(weighted.words()).contains("reps (weight 2.0), score");
    }

    /// A9, P2: groups by id do not depend on the order in which rows come, once they are sorted by id.
    @Test
    void orderOfRowsDoesNotMatterWithoutTies() {
        Frame frame = Samples.normal(60, 3, 7);
        int[] shuffled = IntStream.range(0, 60).map(i -> (i * 37 + 11) % 60).toArray();
        for (int size = 2; size <= 4; size++) {
            Matching matching = Matching.groups(size, Samples.names(frame));
            if (size == 2) {
                Matches one = matching.of(frame);
                Matches other = matching.of(frame.rows(shuffled));
                TreeMap<Integer, Integer> partner = new TreeMap<>();
                one.groups().forEach(pair -> partner.put(pair[0], pair[1]));
                assertThat(other.groups()).allSatisfy(pair -> {
                    int a = shuffled[pair[0]];
                    int b = shuffled[pair[1]];
                    assertThat(partner.get(Math.min(a, b))).isEqualTo(Math.max(a, b));
                });
            }
            assertThat(matching.of(frame).cost()).isEqualTo(matching.of(frame).cost());
        }
    }

    /// Dependent columns (all indicators of a factor) do not break the Mahalanobis distance.
    @Test
    void mahalanobisIsAwareOfTheRank() {
        Frame once = CENTRES.drop("centre");
        Frame twice = once.with("sum", "reps", "score", Double::sum);
        Matching matching = Matching.pairs("reps", "score", "region").withScale(Scale.MAHALANOBIS);
        Matches a = matching.of(once);
        Matches b = Matching.pairs("reps", "score", "region", "sum")
                .withScale(Scale.MAHALANOBIS)
                .of(twice);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertThat(b.between(i, j)).isCloseTo(a.between(i, j), within(1e-9));
            }
        }
    }

    /// Rosenbaum's distance: the covariance matrix of ranks, rescaled to the variance of ranks without ties.
    @Test
    void ranksKeepTheVarianceOfUntiedOnes() {
        Frame tied = Samples.frame(new double[] {0}, new double[] {0}, new double[] {0}, new double[] {5});
        Matches pairs = Matching.pairs("x0").withScale(Scale.RANK_MAHALANOBIS).of(tied);
        // ranks 2 and 4; variance of 1, 2, 3, 4 is 5/3
        assertThat(pairs.between(0, 3)).isCloseTo(2 / Math.sqrt(5.0 / 3), within(ROUNDING));
        assertThat(Ranks.of(new double[] {3, 1, 3, 2})).containsExactly(3.5, 1, 3.5, 2);
    }

    @Test
    void unlikeUnitsAreRefusedWithTheReason() {
        fails("D201", "no covariate is given", () -> Matching.pairs());
        fails(
                "D201",
                "a weight for `rep`, which is not matched on",
                () -> Matching.pairs("reps").withWeights(Map.of("rep", 2.0)));
        fails("D202", "weight 0 of `reps`", () -> Matching.pairs("reps").withWeights(Map.of("reps", 0.0)));
        fails("D203", "groups of 1", () -> Matching.groups(1, "reps"));
        fails("D204", "caliper -1.0", () -> Matching.pairs("reps").withCaliper(-1));
        fails(
                "D204",
                "a caliper with threshold blocking",
                () -> Matching.pairs("reps").withCaliper(1).withMethod(Method.THRESHOLD));
        Frame gaps = CENTRES.with("gaps", NumericColumn.nanAsMissing(1, Double.NaN, 2, 3, Double.NaN, 4));
        fails(
                "D205",
                "`gaps` is missing for `b` and 1 more of 6 units",
                () -> Matching.pairs("gaps").of(gaps, "centre"));
        fails("D205", "--where 'gaps IS NOT NULL'", () -> Matching.pairs("gaps").of(gaps));
        Frame same = CENTRES.with("same", NumericColumn.of(2, 2, 2, 2, 2, 2));
        fails(
                "D206",
                "`same` has the same value for all 6 units",
                () -> Matching.pairs("same").of(same, "centre"));
        fails(
                "D207",
                "groups of 7 from 6 units",
                () -> Matching.groups(7, "reps").of(CENTRES, "centre"));
        fails(
                "D207",
                "the largest stratum of region has 3 units",
                () -> Matching.groups(4, "reps").withExact("region").of(CENTRES, "centre"));
        Frame many = Frame.of("name", FactorColumn.of(150, i -> "n" + i), "x", NumericColumn.of(new double[150]));
        fails("D208", "`name` has 150 levels", () -> Matching.pairs("name").of(many));
        fails(
                "D210",
                "the smallest distance of two units is 1.0",
                () -> Matching.pairs("reps")
                        .withScale(Scale.NONE)
                        .withCaliper(0.5)
                        .of(CENTRES, "centre"));
        Frame large = Samples.normal(OptimalPairs.MOST + 1, 2, 1);
        fails(
                "D209",
                "20001 units for optimal matching",
                () -> Matching.pairs("x0", "x1").of(large));
        Frame huge = Samples.frame(new double[] {1e200, 0}, new double[] {-1e200, 1}, new double[] {0, 5});
        fails(
                "D211",
                "distances of x0, x1 are beyond the range of numbers",
                () -> Matching.pairs("x0", "x1").withScale(Scale.NONE).of(huge));
        // the advice works
        assertThat(Matching.pairs("x0", "x1").of(huge).between(0, 1)).isCloseTo(2, within(0.1));
        assertThatExceptionOfType(copse.error.InputException.class)
                .isThrownBy(() -> Matching.pairs("rep").of(CENTRES))
                .withMessageContaining("did you mean `reps`?");
    }

    /// The advice of the message works.
    @Test
    void adviceForManyUnitsWorks() {
        Frame large = Samples.normal(OptimalPairs.MOST + 1, 2, 1);
        Matches blocks = Matching.pairs("x0", "x1").withMethod(Method.THRESHOLD).of(large);
        assertThat(blocks.leftOver()).isEmpty();
        assertThat(blocks.words()).contains("threshold blocks of at least 2", "times the smallest possible");
    }

    @Test
    void matchingIsAValue() {
        Matching matching = Matching.pairs("a", "b").withExact("c");
        assertThat(matching).isEqualTo(Matching.pairs("a", "b").withExact("c"));
        assertThat(matching.columns()).containsExactly("a", "b", "c");
        assertThat(matching.caliper()).isEqualTo(Optional.empty());
        assertThat(Arrays.stream(Method.values()).map(matching::withMethod)).doesNotHaveDuplicates();
    }

    private static void fails(String code, String words, ThrowingCallable work) {
        assertThatExceptionOfType(DesignException.class)
                .isThrownBy(work)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code))
                .withMessageContaining(words);
    }

    private static double square(double x) {
        return x * x;
    }
}
