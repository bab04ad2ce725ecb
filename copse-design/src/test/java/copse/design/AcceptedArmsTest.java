package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Criterion.Limits;
import copse.design.Criterion.Mahalanobis;
import copse.design.Criterion.MeanDifference;
import copse.design.Criterion.Threshold;
import copse.design.Criterion.Tiers;
import copse.error.DesignException;
import copse.error.InputException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/// Screened designs: what is accepted, how often, and with which probabilities.
class AcceptedArmsTest {
    private static final Threshold TENTH = new Threshold.Acceptance(0.1);

    /// Random units with correlated covariates.
    private static Units many(int n, int p, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        double[][] x = new double[n][p];
        for (double[] row : x) {
            double common = stream.nextGaussian();
            for (int j = 0; j < p; j++) {
                row[j] = 100 * j + (j + 1) * (common + stream.nextGaussian());
            }
        }
        return Screened.units(x);
    }

    private static List<String> names(int p) {
        return IntStream.range(0, p).mapToObj(j -> "x" + j).toList();
    }

    /// Draws of the search against the list of accepted assignments, by a chi-square test with a fixed seed.
    private static void assertUniform(AcceptedMechanism drawn, List<Possibility> accepted, int draws) {
        Map<List<Byte>, Integer> index = new LinkedHashMap<>();
        for (Possibility possibility : accepted) {
            index.put(boxed(possibility.arms()), index.size());
        }
        long[] seen = new long[accepted.size()];
        Draws all = drawn.redraw(Seed.of(77).stream(), draws, 2);
        for (int d = 0; d < draws; d++) {
            byte[] arms = new byte[drawn.size()];
            for (int unit = 0; unit < arms.length; unit++) {
                arms[unit] = (byte) all.arm(d, unit);
            }
            seen[index.get(boxed(arms))]++;
        }
        double statistic = 0;
        for (int i = 0; i < seen.length; i++) {
            double expected = draws * accepted.get(i).probability();
            statistic += (seen[i] - expected) * (seen[i] - expected) / expected;
        }
        assertThat(ChiSquaredDistribution.of(seen.length - 1.0).survivalProbability(statistic))
                .as("chi-square %s on %d", statistic, seen.length - 1)
                .isBetween(0.001, 0.999);
    }

    private static List<Byte> boxed(byte[] arms) {
        return IntStream.range(0, arms.length).mapToObj(i -> arms[i]).toList();
    }

    @Test
    void bitsFindEveryAcceptedAssignmentEquallyOften() {
        Units units = Screened.units(Screened.column(Screened.SIZES));
        Criterion criterion = new MeanDifference("x0", new Threshold.Value(3));
        ListedMechanism base = ListedMechanism.complete(5, 5);
        List<Possibility> accepted =
                Screened.mechanism(criterion, units, 5, 5).enumerate().toList();

        assertThat(accepted).hasSize(80);
        assertUniform(Screened.drawn(criterion, units, base, true, 10_000), accepted, 1_000_000);
    }

    @Test
    void unequalArmsAreFoundEquallyOften() {
        Units units = Screened.units(Screened.EIGHT);
        Criterion criterion = Screened.below(2.5, Screened.EIGHT);
        ListedMechanism base = ListedMechanism.complete(6, 2);
        Mechanism listed = Screened.mechanism(criterion, units, 6, 2);

        assertUniform(
                Screened.drawn(criterion, units, base, true, 10_000),
                listed.enumerate().toList(),
                200_000);
        assertThat(IntStream.range(0, 8)
                        .mapToDouble(unit -> listed.probabilities().of(unit, 1)))
                .as("unequal arms leave unequal probabilities, and they are told")
                .anyMatch(p -> Math.abs(p - 0.25) > 0.05);
        assertThat(IntStream.range(0, 8)
                        .mapToDouble(unit -> listed.probabilities().of(unit, 1))
                        .sum())
                .isCloseTo(2, within(1e-12));
    }

    @Test
    void threeArmsOfAnyMechanismAreFoundEquallyOften() {
        Units units = Screened.units(Screened.EIGHT);
        Criterion criterion = Screened.below(4, Screened.EIGHT);
        ListedMechanism base = ListedMechanism.complete(3, 3, 2);
        List<Possibility> accepted =
                Screened.mechanism(criterion, units, 3, 3, 2).enumerate().toList();

        assertThat(accepted.size()).isBetween(10, 560);
        assertUniform(Screened.drawn(criterion, units, base, true, 10_000), accepted, 100_000);
    }

    @Test
    void theListChoosesEquallyOften() {
        Units units = Screened.units(Screened.EIGHT);
        AcceptedMechanism listed =
                (AcceptedMechanism) Screened.mechanism(Screened.below(1.5, Screened.EIGHT), units, 4, 4);

        assertUniform(listed, listed.enumerate().toList(), 100_000);
    }

    @Test
    void redrawsDoNotDependOnThreads() {
        AcceptedMechanism mechanism = Screened.drawn(
                Screened.below(1.5, Screened.EIGHT),
                Screened.units(Screened.EIGHT),
                ListedMechanism.complete(4, 4),
                true,
                10_000);
        Draws one = mechanism.redraw(Seed.of(5).stream(), 500, 1);
        Draws two = mechanism.redraw(Seed.of(5).stream(), 500, 3);
        byte[] single = new byte[8];
        mechanism.draw(Seed.of(5).stream().split(123), single);
        for (int d = 0; d < 500; d++) {
            assertThat(one.word(d, 1, 0)).isEqualTo(two.word(d, 1, 0));
        }
        for (int unit = 0; unit < 8; unit++) {
            assertThat(one.arm(123, unit)).isEqualTo(single[unit]);
        }
    }

    @Test
    void jointProbabilitiesOfAListAreSharesOfIt() {
        Units units = Screened.units(Screened.EIGHT);
        Mechanism mechanism = Screened.mechanism(Screened.below(1.5, Screened.EIGHT), units, 4, 4);
        List<Possibility> accepted = mechanism.enumerate().toList();
        JointProbabilities joint = mechanism.joint();
        long both = accepted.stream()
                .filter(p -> p.arms()[2] == 1 && p.arms()[5] == 1)
                .count();

        assertThat(joint.of(2, 1, 5, 1)).isCloseTo((double) both / accepted.size(), within(1e-12));
        assertThat(joint.of(2, 1, 2, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(joint.of(2, 1, 2, 0)).isZero();
    }

    /// Shares among draws agree with the list within five of their stated errors.
    @Test
    void drawnSharesAgreeWithTheList() {
        Units units = Screened.units(Screened.EIGHT);
        Criterion criterion = Screened.below(2.5, Screened.EIGHT);
        Mechanism listed = Screened.mechanism(criterion, units, 6, 2);
        AcceptedMechanism drawn = Screened.drawn(criterion, units, ListedMechanism.complete(6, 2), true, 100_000);
        Basis.MonteCarlo basis = (Basis.MonteCarlo) drawn.probabilities().basis();

        assertThat(basis.draws()).isGreaterThanOrEqualTo(10_000);
        for (int unit = 0; unit < 8; unit++) {
            assertThat(drawn.probabilities().of(unit, 1))
                    .isCloseTo(listed.probabilities().of(unit, 1), within(5 * basis.standardError()));
            for (int other = 0; other < 8; other++) {
                assertThat(drawn.joint().of(unit, 1, other, 0))
                        .isCloseTo(listed.joint().of(unit, 1, other, 0), within(5 * basis.standardError()));
            }
        }
        Screening shares = drawn.screening().orElseThrow();
        Basis.MonteCarlo error = (Basis.MonteCarlo) shares.basis();
        assertThat(shares.acceptance())
                .isCloseTo(listed.screening().orElseThrow().acceptance(), within(5 * error.standardError()));
        assertThat(drawn.count().value().doubleValue())
                .isCloseTo(listed.count().value().doubleValue(), within(28 * 5 * error.standardError()));
        assertThatThrownBy(drawn::enumerate).hasMessageContaining("D148");
    }

    /// The variance falls by what Morgan and Rubin's formula says, where units are many.
    @Test
    void screeningManyUnitsBuysWhatTheApproximationSays() {
        Units units = many(200, 5, 3);
        Randomisation randomisation = new Rerandomised(
                        new Complete(Allocation.halves()), new Mahalanobis(names(5), TENTH), Rerandomised.CAP)
                .over(units);
        Screening screening = randomisation.screening().orElseThrow();
        double error = ((Basis.MonteCarlo) screening.basis()).standardError();

        assertThat(screening.acceptance()).isCloseTo(0.1, within(5 * error + 0.003));
        assertThat(screening.approximateAcceptance()).hasValueCloseTo(0.1, within(1e-9));
        assertThat(screening.rules().getFirst().threshold())
                .isCloseTo(ChiSquaredDistribution.of(5).inverseCumulativeProbability(0.1), within(1e-9));
        for (Screening.Covariate covariate : screening.covariates()) {
            assertThat(covariate.expected())
                    .hasValueCloseTo(ChiSquareThreshold.accepting(5, 0.1).varianceRatio(), within(1e-9));
            assertThat(covariate.observed().orElseThrow())
                    .as(covariate.name())
                    .isCloseTo(covariate.expected().orElseThrow(), within(0.02));
        }
        assertThat(randomisation.probabilities().of(17, 1)).isEqualTo(0.5);
        assertThat(randomisation.probabilities().basis()).isEqualTo(Basis.exact());
        assertThat(randomisation.count().basis()).isInstanceOf(Basis.MonteCarlo.class);
    }

    /// A covariate of the second tier that follows half from the first is balanced by both.
    @Test
    void tiersBalanceTheFirstMost() {
        Units units = many(300, 4, 9);
        Randomisation randomisation = new Rerandomised(
                        new Complete(Allocation.halves()),
                        new Tiers(List.of(
                                new Mahalanobis(List.of("x0"), new Threshold.Acceptance(0.05)),
                                new Mahalanobis(List.of("x1", "x2", "x3"), new Threshold.Acceptance(0.5)))),
                        Rerandomised.CAP)
                .over(units);
        Screening screening = randomisation.screening().orElseThrow();
        double first = ChiSquareThreshold.accepting(1, 0.05).varianceRatio();
        double second = ChiSquareThreshold.accepting(3, 0.5).varianceRatio();

        assertThat(screening.rules()).extracting(Screening.Rule::name).containsExactly("M of tier 1", "M of tier 2");
        assertThat(screening.approximateAcceptance()).hasValueCloseTo(0.025, within(1e-9));
        assertThat(screening.acceptance()).isCloseTo(0.025, within(0.004));
        assertThat(screening.covariates().getFirst().expected()).hasValueCloseTo(first, within(1e-9));
        assertThat(screening.covariates().get(1).expected().orElseThrow()).isBetween(first, second);
        for (Screening.Covariate covariate : screening.covariates()) {
            assertThat(covariate.observed().orElseThrow())
                    .as(covariate.name())
                    .isCloseTo(covariate.expected().orElseThrow(), within(0.04));
        }
    }

    @Test
    void limitsHoldForEachCovariate() {
        Units units = many(100, 3, 4);
        SequencedMap<String, Double> limits = new LinkedHashMap<>();
        limits.put("x0", 0.05);
        limits.put("x2", 0.2);
        Randomisation randomisation =
                new Rerandomised(new Complete(Allocation.halves()), new Limits(limits), 100_000).over(units);
        Screen screen = Screen.of(new Limits(limits), units, 50, 50);
        Draws draws = randomisation.redraw(50, Seed.of(8).stream(), 2);
        for (int d = 0; d < 50; d++) {
            byte[] arms = new byte[100];
            for (int unit = 0; unit < 100; unit++) {
                arms[unit] = (byte) draws.arm(d, unit);
            }
            Screen.Verdict verdict = screen.verdict(arms);
            assertThat(verdict.accepted()).isTrue();
            assertThat(verdict.values().get(0)).isLessThanOrEqualTo(0.05 + 1e-9);
            assertThat(verdict.values().get(1)).isLessThanOrEqualTo(0.2 + 1e-9);
        }
        assertThat(randomisation.screening().orElseThrow().approximateAcceptance())
                .isEmpty();
    }

    /// Factors count as indicators: all of them for limits, all but one for a distance.
    @Test
    void factorsAreIndicators() {
        Units units = Screened.with(
                Screened.units(Screened.column(Screened.SIZES)),
                "region",
                "n",
                "s",
                "w",
                "n",
                "s",
                "w",
                "n",
                "s",
                "w",
                "n");
        SequencedMap<String, Double> limits = new LinkedHashMap<>();
        limits.put("region", 0.5);

        assertThat(Screen.of(new Limits(limits), units, 5, 5).covariates())
                .containsExactly("region=n", "region=s", "region=w");
        assertThat(MahalanobisDistance.of(units, List.of("x0", "region")).rank())
                .isEqualTo(3);
        assertThat(MahalanobisDistance.of(units, List.of("x0", "region")).aliased())
                .isEmpty();
    }

    /// With three arms an acceptance is that of the range of three normal means.
    @Test
    void meanDifferencesOfThreeArmsAreAcceptedAsOftenAsAsked() {
        Units units = many(150, 1, 12);
        Randomisation randomisation = new Rerandomised(
                        new Complete(Allocation.equal(List.of("a", "b", "c"))),
                        new MeanDifference("x0", new Threshold.Acceptance(0.2)),
                        100_000)
                .over(units);
        Screening screening = randomisation.screening().orElseThrow();

        assertThat(screening.acceptance()).isCloseTo(0.2, within(0.01));
        assertThat(screening.approximateAcceptance()).hasValueCloseTo(0.2, within(1e-9));
        assertThat(randomisation.probabilities().of(3, 2)).isCloseTo(1.0 / 3, within(1e-12));
    }

    /// The largest of three equally precise means has a studentised range with known quantiles.
    @Test
    void rangesOfMeansHaveTheirPublishedQuantiles() {
        // qtukey(0.95, 3, Inf) = 3.314493, qtukey(0.05, 3, Inf) = 0.430846 (R 4.2)
        assertThat(RangeOfMeans.quantile(0.95, 2, new double[] {4, 4, 4})).isCloseTo(3.314493, within(1e-5));
        assertThat(RangeOfMeans.cumulative(3.314493, 2, new double[] {4, 4, 0, 4}))
                .isCloseTo(0.95, within(1e-6));
        assertThat(RangeOfMeans.cumulative(1.3, 1, new double[] {8, 2}))
                .isCloseTo(
                        ChiSquaredDistribution.of(1).cumulativeProbability(1.3 * 1.3 / (1.0 / 8 + 1.0 / 2)),
                        within(1e-9));
    }

    /// A design that is not complete takes its threshold from its own assignments.
    @Test
    void acceptancesOfOtherDesignsAreTheirOwnShares() {
        Units units = Screened.units(Screened.column(Screened.SIZES));
        List<byte[]> pairs = ListedMechanism.coins(5).assignments().stream()
                .map(coins -> {
                    byte[] arms = new byte[10];
                    for (int pair = 0; pair < 5; pair++) {
                        arms[2 * pair] = coins[pair];
                        arms[2 * pair + 1] = (byte) (1 - coins[pair]);
                    }
                    return arms;
                })
                .toList();
        Design base = Design.parse("pairs(on: x0)");
        Mechanism mechanism = AcceptedArms.resolve(
                        new Rerandomised(base, new Mahalanobis(List.of("x0"), new Threshold.Acceptance(0.25)), 100),
                        units,
                        Screened.over(new ListedMechanism(pairs, 2)))
                .mechanism();
        Screening screening = mechanism.screening().orElseThrow();

        assertThat(screening.examined()).isEqualTo(32);
        assertThat(screening.accepted()).isEqualTo(8);
        assertThat(screening.approximateAcceptance()).isEmpty();
        assertThat(screening.rules().getFirst().df()).isEmpty();
    }

    /// Units that never get an arm count neither in means nor in the covariance.
    @Test
    void unitsLeftOverDoNotCount() {
        double[] eleven = Arrays.copyOf(Screened.SIZES, 11);
        eleven[10] = 1e6;
        List<byte[]> withNone = ListedMechanism.complete(5, 5).assignments().stream()
                .map(arms -> {
                    byte[] longer = Arrays.copyOf(arms, 11);
                    longer[10] = Mechanism.NONE;
                    return longer;
                })
                .toList();
        Criterion criterion = new Mahalanobis(List.of("x0"), new Threshold.Value(0.0157907740934312));
        Mechanism mechanism = AcceptedArms.resolve(
                        new Rerandomised(Design.parse("pairs(on: x0)"), criterion, 100),
                        Screened.units(Screened.column(eleven)),
                        Screened.over(new ListedMechanism(withNone, 2)))
                .mechanism();

        assertThat(mechanism.count().value()).isEqualByComparingTo("20");
        assertThat(mechanism.probabilities().of(10, 1)).isZero();
    }

    @Test
    void acceptingAllAcceptsAll() {
        Units units = Screened.units(Screened.EIGHT);
        for (Criterion criterion : List.of(
                new Mahalanobis(List.of("x0", "x1"), new Threshold.Acceptance(1)),
                new MeanDifference("x0", new Threshold.Acceptance(1)))) {
            assertThat(Screened.mechanism(criterion, units, 4, 4).count().value())
                    .isEqualByComparingTo("70");
        }
    }

    @Test
    void messagesNameTheThingAndAWayOut() {
        Units units = Screened.units(Screened.EIGHT);
        assertThatThrownBy(() -> new Threshold.Acceptance(1.5)).isInstanceOfSatisfying(DesignException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("D141");
            assertThat(e.problem().what()).isEqualTo("an acceptance of 1.5");
            assertThat(e.problem().fix()).isEqualTo("write `accept: 0.001`");
        });
        assertThatThrownBy(() -> new Threshold.Acceptance(0)).hasMessageContaining("an acceptance of 0");
        assertThatThrownBy(() -> new Threshold.Value(-1)).hasMessageContaining("a threshold of -1");
        assertThatThrownBy(() -> new Mahalanobis(List.of(), TENTH)).hasMessageContaining("without covariates");
        assertThatThrownBy(() -> new Limits(new LinkedHashMap<>(Map.of("x0", 0.0))))
                .hasMessageContaining("a limit of 0 for column `x0`");
        assertThatThrownBy(
                        () -> new Rerandomised(new Complete(Allocation.halves()), new MeanDifference("x0", TENTH), 0))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D142");
                    assertThat(e.problem().what()).isEqualTo("a cap of 0 draws");
                });
        assertThatThrownBy(() ->
                        Design.parse("rerandomised(rerandomised(complete(), on: a, accept: 0.1), on: b, accept: 0.1)"))
                .hasMessageContaining("a rerandomised design as the design that is rerandomised");
        assertThatThrownBy(() -> Design.parse("rerandomised(walk(on: a), on: b, accept: 0.1)"))
                .hasMessageContaining("a Gram-Schmidt walk as the design that is rerandomised");
        assertThatThrownBy(() -> Screened.mechanism(new MeanDifference("x9", TENTH), units, 4, 4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no column `x9` in the data");
        assertThatThrownBy(() -> Screened.mechanism(
                        new MeanDifference("g", TENTH),
                        Screened.with(units, "g", "a", "b", "a", "b", "a", "b", "a", "b"),
                        4,
                        4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("column `g` is factor");
    }

    /// Four arms for three units: every assignment leaves one of them empty.
    @Test
    void armsThatAreAlwaysEmptyAreTold() {
        Units units = Screened.units(Screened.column(1, 2, 4));
        List<byte[]> some = List.of(new byte[] {0, 1, 2}, new byte[] {3, 2, 1}, new byte[] {2, 0, 3});
        Mechanism mechanism = AcceptedArms.resolve(
                        Screened.complete(new MeanDifference("x0", new Threshold.Value(1)), 1, 1, 1, 1),
                        units,
                        Screened.over(new ListedMechanism(some, 4)))
                .mechanism();

        assertThatThrownBy(mechanism::screening).hasMessageContaining("none of 3 assignments has units in every arm");
    }

    @Test
    void missingAndConstantCovariatesAreRefusedByName() {
        Units missing = Units.of(
                Frame.of(
                        "id",
                        NumericColumn.of(11, 12, 13, 14),
                        "age",
                        NumericColumn.nanAsMissing(30, Double.NaN, 41, 52)),
                "id");
        Units constant = Units.of(
                Frame.of("id", NumericColumn.of(1, 2, 3, 4), "age", NumericColumn.of(0.1, 0.1, 0.1, 0.1)), "id");
        Criterion criterion = new Mahalanobis(List.of("age"), TENTH);

        assertThatThrownBy(() -> Screened.mechanism(criterion, missing, 2, 2))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D144");
                    assertThat(e.problem().what()).isEqualTo("column `age` is missing for unit `12`");
                });
        assertThatThrownBy(() -> Screened.mechanism(criterion, constant, 2, 2))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D145");
                    assertThat(e.problem().what()).isEqualTo("column `age` does not vary");
                });
    }

    @Test
    void oneArmLeavesNothingToChooseAmong() {
        Units units = Screened.units(Screened.EIGHT);

        assertThatThrownBy(() -> Design.parse("rerandomised(complete(arms: a=1, b=0), on: x0, accept: 0.5)")
                        .over(units))
                .hasMessageContaining("error[D143]: only the arm `a` has units");
    }
}
