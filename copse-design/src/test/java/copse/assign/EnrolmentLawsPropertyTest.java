package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;

import copse.math.Seed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules of enrolment promise for any order of arrival. Seeds are fixed.
class EnrolmentLawsPropertyTest {
    /// A fair rule falls outside of these once in 5,000 tests.
    private static final double RARE = 1e-4;

    private static Sequence sequence(EnrolmentRule rule, long seed) {
        return Sequence.of(rule, Seed.of(seed));
    }

    private static List<String> levels(EnrolmentRule rule, SplittableRandom random) {
        return rule.by().stream().map(_ -> "l" + random.nextInt(3)).toList();
    }

    private static double p(long[] counts, double[] expected) {
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            chiSquare += Math.pow(counts[i] - expected[i], 2) / expected[i];
        }
        return ChiSquaredDistribution.of(counts.length - 1).survivalProbability(chiSquare);
    }

    /// Every arrival has the probability of each arm that the shares say, however many came before and whatever
    /// their attributes: over seeds, position by position.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks(sizes: 6, by: g, arms: a=2, b=1)",
                "blocks(sizes: 4, 6, by: g)",
                "minimise(on: g, h, p: 0.8)",
                "minimise(on: g, h, p: 0.9, arms: a=2, b=1)",
                "minimise(on: g, h, total: 1, p: 1, measure: variance, arms: a=1, b=1, c=2)",
                "minimise(on: g, h, measure: marginal, arms: a, b, c)",
                "coin(by: g)",
                "coin(p: 0.9, arms: a=3, b=1)",
                "simple(arms: a=0.7, b=0.2, c=0.1)"
            })
    void everyArrivalHasTheStatedProbabilityOfEachArm(String text) {
        EnrolmentRule rule = EnrolmentRule.parse(text);
        int arrivals = 12;
        int seeds = 20_000;
        int arms = rule.arms().size();
        SplittableRandom random = new SplittableRandom(7);
        List<List<String>> attributes =
                IntStream.range(0, arrivals).mapToObj(_ -> levels(rule, random)).toList();
        long[][] counts = new long[arrivals][arms];
        for (int seed = 0; seed < seeds; seed++) {
            Sequence sequence = sequence(rule, seed);
            for (int i = 0; i < arrivals; i++) {
                counts[i][sequence.next(attributes.get(i)).arm()]++;
            }
        }
        double[] expected = IntStream.range(0, arms)
                .mapToDouble(arm -> seeds * rule.allocation().share(arm))
                .toArray();
        for (int i = 0; i < arrivals; i++) {
            assertThat(p(counts[i], expected)).as("arrival %d", i + 1).isGreaterThan(RARE);
        }
    }

    /// At every moment each stratum is as balanced as its blocks allow, and exactly balanced at the end of
    /// each.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks(sizes: 4, by: g)",
                "blocks(sizes: 2, 4, 8, by: g, h)",
                "blocks(sizes: 3, 6, by: g, arms: a=2, b=1)"
            })
    void strataAreBalancedAllTheWay(String text) {
        BlockEnrolment rule = (BlockEnrolment) EnrolmentRule.parse(text);
        int largest =
                rule.design().sizes().stream().mapToInt(Integer::intValue).max().orElseThrow();
        double share = rule.allocation().share(1);
        // farthest from the share when all of one arm stand at the beginning of the largest block
        double most = largest * share * (1 - share) + 1e-9;
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Sequence sequence = sequence(rule, seed);
            Map<List<String>, int[]> counts = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                Sequence.Place place = sequence.next(levels(rule, random));
                int[] count = counts.computeIfAbsent(place.stratum(), _ -> new int[2]);
                count[place.arm()]++;
                assertThat(place.k()).isEqualTo(count[0] + count[1]);
                assertThat(Math.abs(count[1] - share * place.k())).isLessThanOrEqualTo(most);
            }
            if (rule.design().sizes().size() == 1) {
                counts.forEach((stratum, count) -> {
                    if ((count[0] + count[1]) % largest == 0) {
                        assertThat(count[0]).isEqualTo(count[1]);
                    }
                });
            }
        }
    }

    /// The six orders of a block of four are equally likely, and blocks of several sizes come equally often.
    @Test
    void ordersWithinABlockAreEquallyLikely() {
        EnrolmentRule rule = EnrolmentRule.parse("blocks(sizes: 4)");
        Map<String, Integer> orders = new HashMap<>();
        Sequence sequence = sequence(rule, 5);
        int blocks = 60_000;
        for (int b = 0; b < blocks; b++) {
            StringBuilder order = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                order.append(sequence.next(List.of()).arm());
            }
            orders.merge(order.toString(), 1, Integer::sum);
        }
        assertThat(orders.keySet()).containsExactlyInAnyOrder("0011", "0101", "0110", "1001", "1010", "1100");
        double[] expected = new double[6];
        Arrays.fill(expected, blocks / 6.0);
        assertThat(p(orders.values().stream().mapToLong(Integer::longValue).toArray(), expected))
                .isGreaterThan(RARE);
    }

    /// Pocock and Simon's first example by hand: with p = 1 and one factor the arm that is behind always comes
    /// next.
    @Test
    void withoutChanceThePreferredArmIsTheOneThatIsBehind() {
        EnrolmentRule rule = EnrolmentRule.parse("minimise(on: sex, age, p: 1)");
        Sequence sequence = sequence(rule, 3);
        int first = sequence.next(List.of("f", "old")).arm();
        // the other arm is better on `sex`, and equal on `age`
        assertThat(sequence.next(List.of("f", "young")).arm()).isEqualTo(1 - first);
        // male is new, old has one of `first`
        assertThat(sequence.next(List.of("m", "old")).arm()).isEqualTo(1 - first);
        // male: one of the other arm; young: one of the other arm
        assertThat(sequence.next(List.of("m", "young")).arm()).isEqualTo(first);
    }

    /// A weight decides between factors that disagree.
    @Test
    void weightsDecideBetweenFactors() {
        for (long seed = 0; seed < 20; seed++) {
            Sequence sequence = sequence(EnrolmentRule.parse("minimise(on: a, b, weights: b=2, p: 1)"), seed);
            sequence.next(List.of("x", "1"));
            int second = sequence.next(List.of("y", "2")).arm();
            // on `a` the arm of the first is ahead, on `b`, which counts twice, that of the second
            assertThat(sequence.next(List.of("x", "2")).arm()).isEqualTo(1 - second);
        }
    }

    @Test
    void preferredArmComesWithItsProbability() {
        EnrolmentRule rule = EnrolmentRule.parse("coin(p: 0.7)");
        int followed = 0;
        int seeds = 20_000;
        for (int seed = 0; seed < seeds; seed++) {
            Sequence sequence = sequence(rule, seed);
            int first = sequence.next(List.of()).arm();
            followed += sequence.next(List.of()).arm() == 1 - first ? 1 : 0;
        }
        double error = Math.sqrt(0.7 * 0.3 / seeds);
        assertThat(followed / (double) seeds).isBetween(0.7 - 4 * error, 0.7 + 4 * error);
    }

    /// Mean imbalance of factor levels after 100 arrivals with four factors.
    @Test
    void minimisationBalancesFactorsBetterThanCoinsAndBlocks() {
        double minimised = imbalance("minimise(on: a, b, c, d, p: 0.9)");
        double blocks = imbalance("blocks(sizes: 4, by: a, b, c, d)");
        double simple = imbalance("simple()");
        assertThat(minimised).isLessThan(0.5 * blocks);
        assertThat(blocks).isLessThan(simple);
        for (String measure : List.of("range", "variance", "marginal")) {
            assertThat(imbalance("minimise(on: a, b, c, d, p: 0.9, measure: " + measure + ")"))
                    .isLessThan(0.5 * blocks);
        }
        assertThat(imbalance("coin(p: 0.8, by: a)")).isLessThan(simple);
    }

    private static double imbalance(String text) {
        EnrolmentRule rule = EnrolmentRule.parse(text);
        double sum = 0;
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Sequence sequence = sequence(rule, seed);
            int[][] difference = new int[4][3];
            for (int i = 0; i < 100; i++) {
                int[] level = {random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)};
                List<String> all = IntStream.of(level).mapToObj(String::valueOf).toList();
                int arm = sequence.next(all.subList(0, rule.by().size())).arm();
                for (int f = 0; f < 4; f++) {
                    difference[f][level[f]] += 2 * arm - 1;
                }
            }
            for (int[] factor : difference) {
                sum += IntStream.of(factor).map(Math::abs).sum();
            }
        }
        return sum;
    }

    @Test
    void measuresAreThoseOfTheirFormulas() {
        int[] counts = {5, 2, 2};
        assertThat(Minimisation.Measure.RANGE.of(counts)).isEqualTo(3);
        assertThat(Minimisation.Measure.VARIANCE.of(counts)).isEqualTo(3); // mean 3: (4 + 1 + 1) / 2
        assertThat(Minimisation.Measure.MARGINAL.of(counts)).isEqualTo(6.0 / (2 * 9));
        for (Minimisation.Measure measure : Minimisation.Measure.values()) {
            assertThat(measure.of(new int[] {4, 4, 4})).isZero();
        }
    }
}
