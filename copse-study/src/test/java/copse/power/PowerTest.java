package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.PlanException;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PowerTest {
    private static final Outcome SD = new Outcome.Mean(1);
    private static final TestRule RULE = TestRule.twoSided(0.05);
    private static final Power TEN = Power.of(ParallelTrial.of(10, 10, 20, 0.05), SD, RULE);

    private static Answer.Infeasible infeasible(Answer answer) {
        return (Answer.Infeasible) answer;
    }

    private static Choice found(Answer answer) {
        return ((Answer.Found) answer).choice();
    }

    private static void refused(ThrowingCallable call, PowerCode code, String... says) {
        assertThatThrownBy(call)
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("error[" + code.code() + "]")
                .hasMessageContaining("fix: ")
                .satisfies(e -> assertThat(e.getMessage()).contains(says));
    }

    /// S9: with clusters fixed, power has a ceiling, and what is beyond it is said to be, with two ways out.
    @Test
    void sizeBeyondTheCeilingIsInfeasible() {
        Answer.Infeasible answer = infeasible(TEN.size(0.3, 0.9));
        assertThat(answer.ceiling()).isCloseTo(0.8097, within(1e-4));
        assertThat(answer.what()).isEqualTo("no number of units per cluster gives 10 clusters per arm a power of 0.9");
        assertThat(answer.why()).contains("power stays below 0.81 however large they are");
        assertThat(answer.nearest())
                .extracting(Answer.Alternative::change)
                .containsExactly("more clusters per arm", "more clusters per arm", "a larger effect");
        Choice more = answer.nearest().getFirst().choice();
        assertThat(more.trial().copies()).isEqualTo(13);
        assertThat(more.strength().power()).isGreaterThanOrEqualTo(0.9);
        assertThat(answer.nearest().get(1).choice().trial().size())
                .isLessThan(0.5 * more.trial().size());
        Choice larger = answer.nearest().getLast().choice();
        assertThat(larger.strength().power()).isGreaterThanOrEqualTo(0.9);
        assertThat(larger.trial().copies()).isEqualTo(10);
        assertThat(larger.strength().effect()).isGreaterThan(0.3);
    }

    @Test
    void noTrialShowsNoEffect() {
        assertThat(infeasible(TEN.copies(0, 0.8)).what()).contains("no trial shows an effect of 0");
        assertThat(infeasible(TEN.size(0, 0.8)).ceiling()).isEqualTo(0.05);
        Power noWorse = Power.of(
                TEN.trial(),
                SD,
                new TestRule(0.025, new Hypothesis.NonInferiority(0.2, Direction.HIGHER), TestRule.Statistic.T));
        assertThat(infeasible(noWorse.copies(-0.25, 0.8)).why()).contains("not beyond the edge");
        assertThat(found(noWorse.copies(0, 0.8)).strength().power()).isGreaterThanOrEqualTo(0.8);
    }

    /// S8: t and z side by side.
    @Test
    void fewClustersShowHowFarZIsOff() {
        Strength strength = Power.of(ParallelTrial.of(3, 3, 50, 0.01), SD, RULE).at(0.5);
        assertThat(strength.byT()).isCloseTo(0.755463100622022, within(1e-9));
        assertThat(strength.byZ()).isGreaterThan(0.94);
    }

    @Test
    void impossiblePowersAreRefused() {
        refused(() -> TEN.copies(0.3, 1), PowerCode.IMPOSSIBLE_POWER, "no trial has a power of 1", "--power 0.8");
        refused(() -> TEN.size(0.3, 0), PowerCode.IMPOSSIBLE_POWER, "no trial has a power of 0", "rejects that often");
        refused(() -> TEN.smallestEffect(1.2, Direction.HIGHER), PowerCode.IMPOSSIBLE_POWER, "1.2");
        refused(() -> TEN.cheapest(0.3, 0.04, Costs.of(1, 1)), PowerCode.IMPOSSIBLE_POWER, "between 0.05 and 1");
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        refused(
                () -> ParallelTrial.of(10, 10, 20, 1.2),
                PowerCode.OUT_OF_RANGE,
                "the intraclass correlation cannot be 1.2");
        refused(() -> ParallelTrial.of(0, 10, 20, 0.1), PowerCode.OUT_OF_RANGE, "control arm cannot be 0");
        refused(() -> new Outcome.Mean(0), PowerCode.OUT_OF_RANGE, "the standard deviation cannot be 0");
        refused(() -> TestRule.twoSided(5), PowerCode.OUT_OF_RANGE, "the level of the test cannot be 5");
        refused(() -> new Attrition(1, 0), PowerCode.OUT_OF_RANGE, "the share of clusters lost cannot be 1");
        refused(() -> new Outcome.Proportion(Double.NaN), PowerCode.OUT_OF_RANGE, "cannot be NaN");
        refused(
                () -> new ThreeLevelTrial(4, 4, 3, 10, 0.6, 0.5, Adjustment.NONE),
                PowerCode.OUT_OF_RANGE,
                "variance above units cannot be 1.1");
    }

    @Test
    void oneClusterPerArmIsNoTrial() {
        refused(
                () -> Power.of(ParallelTrial.of(1, 1, 500, 0.01), SD, RULE).at(1),
                PowerCode.TOO_FEW_CLUSTERS,
                "1 clusters per arm leave no degrees of freedom",
                "take at least 2 clusters per arm");
        refused(
                () -> Power.of(StratifiedTrial.of(3, 6, 10, 0.1, 0.2), SD, RULE).size(1, 0.8),
                PowerCode.TOO_FEW_CLUSTERS,
                "take at least 4 clusters per arm");
    }

    @Test
    void effectsBeyondAnOutcomesRangeAreRefused() {
        Power binary = Power.of(TEN.trial(), new Outcome.Proportion(0.9), RULE);
        refused(() -> binary.at(0.2), PowerCode.IMPOSSIBLE_EFFECT, "changes from 0.9 by 0.2", "between -0.9 and 0.1");
        refused(
                () -> Power.of(TEN.trial(), new Outcome.Rate(0.5), RULE).at(-0.6),
                PowerCode.IMPOSSIBLE_EFFECT,
                "no rate changes from 0.5 by -0.6");
    }

    /// From 90 % there is no room upwards that ten small clusters would see; more of them would.
    @Test
    void smallestEffectMayBeBeyondTheOutcomesRange() {
        Power binary = Power.of(ParallelTrial.of(4, 4, 10, 0.05), new Outcome.Proportion(0.9), RULE);
        Answer.Infeasible answer = infeasible(binary.smallestEffect(0.8, Direction.HIGHER));
        assertThat(answer.why()).contains("the largest that the outcome can have is 0.1");
        assertThat(answer.nearest().getFirst().choice().trial().copies()).isGreaterThan(4);
        double down =
                found(binary.smallestEffect(0.8, Direction.LOWER)).strength().effect();
        assertThat(down).isNegative();
        assertThat(binary.power(down)).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void contradictionsAreExplained() {
        refused(
                () -> new ParallelTrial(
                                5, 5, new ClusterSizes.Equal(10), new Clustering.BetweenCv(0.2), Adjustment.NONE)
                        .precision(SD, 1),
                PowerCode.CONTRADICTION,
                "relative to the mean",
                "--icc");
        refused(() -> new CrossoverTrial(8, 10, 0.02, 0.05), PowerCode.CONTRADICTION, "more alike (0.05)");
        refused(
                () -> new PeriodTrial(PeriodDiagram.of("0 0", "0 0"), 10, PeriodCorrelation.exchangeable(0.1)),
                PowerCode.CONTRADICTION,
                "no two arms can be compared");
        refused(
                () -> Power.of(
                                new PeriodTrial(
                                        PeriodDiagram.of("0 1", "0 1"), 10, PeriodCorrelation.exchangeable(0.1)),
                                SD,
                                RULE)
                        .power(1),
                PowerCode.CONTRADICTION,
                "all have the same arm");
        refused(() -> PeriodDiagram.of("0 x"), PowerCode.CONTRADICTION, "`x` is no cell");
        refused(() -> PeriodDiagram.of("0 1", "0"), PowerCode.CONTRADICTION, "differ in length");
        refused(() -> Costs.of(10, 0), PowerCode.CONTRADICTION, "--max-size");
        refused(
                () -> Power.of(
                                TEN.trial(),
                                SD,
                                new TestRule(0.05, new Hypothesis.Equivalence(-1, 1), TestRule.Statistic.T))
                        .smallestEffect(0.8, Direction.HIGHER),
                PowerCode.CONTRADICTION,
                "closer the effect is to the middle");
    }

    @Test
    void budgetsMayBeTooSmall() {
        Answer.Infeasible answer = infeasible(TEN.strongest(0.3, 100, Costs.of(500, 10)));
        assertThat(answer.why()).contains("needs at least 2 clusters per arm, which cost 2040");
        assertThat(answer.nearest().getFirst().choice().cost()).hasValue(2040);
        Answer.Infeasible few = infeasible(TEN.cheapest(0.3, 0.8, new Costs(500, 10, 12, 50)));
        assertThat(few.what()).contains("up to 12 clusters with up to 50 units per cluster");
        assertThat(few.nearest().getFirst().choice().trial().clusters()).isGreaterThan(12);
    }

    @Test
    void diagnosticsSayWhatToKnow() {
        assertThat(Power.of(ParallelTrial.of(3, 3, 500, 0.1), SD, RULE).diagnostics(2.5))
                .extracting(Diagnostic::code)
                .containsExactly("few-clusters-power", "large-effect");
        assertThat(Power.of(ParallelTrial.of(10, 10, 500, 0.1), SD, RULE).diagnostics(0.3))
                .extracting(Diagnostic::code)
                .containsExactly("ceiling");
        assertThat(Power.of(new BlockedTrial(4, 50, 0.5, 0.1, 0, 0), SD, RULE).diagnostics(0.4))
                .isEmpty();
        assertThat(Power.of(ParallelTrial.ofUnits(300, 300), SD, RULE).diagnostics(0.2))
                .isEmpty();
    }

    /// Clusters whose sizes are listed keep their proportions.
    @Test
    void listedSizesGrowInProportion() {
        ClusterSizes sizes = new ClusterSizes.Listed(List.of(5.0, 10.0, 45.0), ClusterSizes.Weights.BY_SIZE);
        assertThat(sizes.withMean(40).mean()).isEqualTo(40);
        assertThat(sizes.withMean(40).cv()).isCloseTo(sizes.cv(), within(1e-12));
        assertThat(sizes.withMean(Double.POSITIVE_INFINITY).perCluster(2, 100))
                .isCloseTo(2 * (1 + sizes.cv() * sizes.cv()), within(1e-12));
    }

    /// Losing a cluster of a pair loses the pair.
    @Test
    void attritionOfPairsCountsTwice() {
        assertThat(PairedTrial.of(10, 20, 0.05, 0.5)
                        .after(new Attrition(0.1, 0))
                        .copies())
                .isCloseTo(8.1, within(1e-12));
    }
}
