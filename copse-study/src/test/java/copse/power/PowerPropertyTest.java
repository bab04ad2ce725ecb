package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.Hypothesis.Direction;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Laws of power in closed form, for trials drawn at random.
class PowerPropertyTest {
    private static final int CASES = 40;

    /// Of laws that look at every mix there is.
    private static final int EXHAUSTIVE = 10;

    /// Roots are found to a few units in the last place, and power is good to 1e-12.
    private static final double ROUNDING = 1e-9;

    private static void check(BiConsumer<SplittableRandom, Power> law) {
        check(CASES, law);
    }

    private static void check(int cases, BiConsumer<SplittableRandom, Power> law) {
        for (long seed = 20260101; seed < 20260101 + cases; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (Trial trial : trials(random)) {
                Power power = Power.of(trial, new Outcome.Mean(0.5 + random.nextDouble()), rule(random));
                try {
                    law.accept(random, power);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", " + power + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static TestRule rule(SplittableRandom random) {
        double alpha = 0.01 + 0.1 * random.nextDouble();
        TestRule rule = random.nextBoolean() ? TestRule.twoSided(alpha) : TestRule.oneSided(alpha, Direction.HIGHER);
        return random.nextInt(4) == 0 ? rule.withStatistic(TestRule.Statistic.Z) : rule;
    }

    /// One of each kind.
    private static List<Trial> trials(SplittableRandom random) {
        double k = 4 + random.nextInt(20);
        double m = 2 + random.nextInt(40);
        double icc = 0.2 * random.nextDouble();
        double share = random.nextDouble();
        return List.of(
                ParallelTrial.of(k, k, m, icc).withSizes(new ClusterSizes.Varying(m, share)),
                ParallelTrial.of(k, 2 * k, m, icc).withAdjustment(new Adjustment(0.5 * share, 0.1, 1)),
                PairedTrial.of(k, m, icc, share),
                StratifiedTrial.of(k, 2, m, icc, 0.9 * share),
                new ThreeLevelTrial(k, k, 3, m, icc, icc * share, Adjustment.NONE),
                new PeriodTrial(
                        PeriodDiagram.steppedWedge(3, k),
                        m,
                        new PeriodCorrelation(icc, share, random.nextBoolean(), 0.3)),
                new CrossoverTrial(2 * k, m, icc, icc * share),
                new GroupTreatmentTrial(
                        GroupTreatmentTrial.Groups.none(k * m), new GroupTreatmentTrial.Groups(k, m, icc)),
                new BlockedTrial(k, m + 4, 0.3, icc, share < 0.5 ? 0 : share, 0.2));
    }

    /// The smallest effect with a power has that power.
    @Test
    void powerOfTheSmallestEffectIsTheTarget() {
        check((random, power) -> {
            double target = 0.5 + 0.45 * random.nextDouble();
            Answer answer = power.smallestEffect(target, Direction.HIGHER);
            assertThat(((Answer.Found) answer).choice().strength().power()).isCloseTo(target, within(ROUNDING));
        });
    }

    /// The fewest copies for the power of n copies are n.
    @Test
    void copiesForThePowerOfCopies() {
        check((random, power) -> {
            double effect = effect(power, 0.5 + 0.4 * random.nextDouble());
            double has = power.power(effect);
            Answer.Found found = (Answer.Found) power.copies(effect, has * (1 - 1e-12));
            assertThat(found.choice().trial().copies()).isEqualTo(power.trial().copies());
            found.oneFewer().ifPresent(fewer -> assertThat(fewer).isLessThan(has));
        });
    }

    /// The smallest clusters for the power of clusters of m are of m.
    @Test
    void sizeForThePowerOfASize() {
        check((random, power) -> {
            double effect = effect(power, 0.5 + 0.4 * random.nextDouble());
            double has = power.power(effect);
            if (power.ceiling(effect) > has + 1e-6) {
                Answer.Found found = (Answer.Found) power.size(effect, has * (1 - 1e-12));
                assertThat(found.choice().trial().size())
                        .isCloseTo(power.trial().size(), within(1e-9));
            }
        });
    }

    private static double effect(Power power, double target) {
        return ((Answer.Found) power.smallestEffect(target, Direction.HIGHER))
                .choice()
                .strength()
                .effect();
    }

    /// More effect, more clusters, larger clusters: more power, up to the ceiling, which is a limit.
    @Test
    void powerGrowsWithEverything() {
        check((random, power) -> {
            double effect = effect(power, 0.3 + 0.5 * random.nextDouble());
            double has = power.power(effect);
            Trial trial = power.trial();
            assertThat(power.power(1.1 * effect)).isGreaterThan(has);
            assertThat(power.withTrial(trial.withCopies(trial.copies() + 1)).power(effect))
                    .isGreaterThan(has);
            assertThat(power.withTrial(trial.withSize(trial.size() + 1)).power(effect))
                    .isGreaterThanOrEqualTo(has);
            double ceiling = power.ceiling(effect);
            assertThat(ceiling).isGreaterThanOrEqualTo(has);
            assertThat(power.withTrial(trial.withSize(1e7)).power(effect)).isCloseTo(ceiling, within(1e-4));
        });
    }

    /// At no effect a test rejects by its level.
    @Test
    void powerAtNoEffectIsTheLevel() {
        check((random, power) ->
                assertThat(power.power(0)).isCloseTo(power.rule().alpha(), within(ROUNDING)));
    }

    /// Attrition is a trial of fewer clusters or units.
    @Test
    void attritionIsASmallerTrial() {
        check((random, power) -> {
            double effect = effect(power, 0.8);
            assertThat(power.withAttrition(new Attrition(0.1, 0.2)).power(effect))
                    .isLessThan(0.8);
            Trial trial = power.trial();
            assertThat(power.withAttrition(new Attrition(0, 0.25)).power(effect))
                    .isCloseTo(
                            power.withTrial(trial.withSize(0.75 * trial.size())).power(effect), within(ROUNDING));
        });
    }

    /// Effect, standard deviation and margins in other units are the same question.
    @Test
    void unitsDoNotMatter() {
        check((random, power) -> {
            double effect = effect(power, 0.7);
            double sd = ((Outcome.Mean) power.outcome()).sd();
            Power scaled = Power.of(power.trial(), new Outcome.Mean(1e6 * sd), power.rule());
            assertThat(scaled.power(1e6 * effect)).isCloseTo(power.power(effect), within(ROUNDING));
        });
    }

    /// No whole mix is cheaper, by looking at all of them.
    @Test
    void cheapestIsCheapest() {
        check(EXHAUSTIVE, (random, power) -> {
            double effect = effect(power, 0.8);
            Costs costs = new Costs(1 + random.nextInt(300), 1 + random.nextInt(20), Double.POSITIVE_INFINITY, 60);
            if (power.cheapest(effect, 0.8, costs) instanceof Answer.Found(Choice choice, var fewer)) {
                assertThat(choice.strength().power()).isGreaterThanOrEqualTo(0.8);
                double least = Double.POSITIVE_INFINITY;
                for (double size = power.trial().leastSize(); size <= 60; size++) {
                    Power sized = power.withTrial(power.trial().withSize(size));
                    if (sized.copies(effect, 0.8) instanceof Answer.Found found) {
                        least = Math.min(least, costs.of(found.choice().trial()));
                    }
                }
                assertThat(choice.cost().orElseThrow()).isCloseTo(least, within(1e-6 * least));
            }
        });
    }

    /// No whole mix within the budget has more power, by looking at all of them.
    @Test
    void strongestIsStrongest() {
        check(EXHAUSTIVE, (random, power) -> {
            double effect = effect(power, 0.6);
            Costs costs = Costs.of(1 + random.nextInt(100), 1 + random.nextInt(9));
            double budget = 1.3 * costs.of(power.trial());
            if (power.strongest(effect, budget, costs) instanceof Answer.Found(Choice choice, var fewer)) {
                assertThat(choice.cost().orElseThrow()).isLessThanOrEqualTo(budget * (1 + 1e-9));
                double most = 0;
                for (double size = power.trial().leastSize(); size <= 200; size++) {
                    Trial sized = power.trial().withSize(size);
                    double copies = Math.floor(budget / costs.of(sized.withCopies(1)));
                    if (copies >= 1) {
                        most = Math.max(
                                most, power.withTrial(sized.withCopies(copies)).power(effect));
                    }
                }
                assertThat(choice.strength().power()).isGreaterThanOrEqualTo(most - ROUNDING);
            }
        });
    }
}
