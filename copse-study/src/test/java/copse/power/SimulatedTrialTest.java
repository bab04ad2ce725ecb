package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.EffectEstimator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A closed form and the simulation of the same trial are the same trial.
class SimulatedTrialTest {
    private static final TestRule RULE = TestRule.twoSided(0.05);

    private static void assertSame(Power power, double effect) {
        Diagnosis diagnosis = SimulatedTrial.of(power, effect)
                .diagnose(SimulationOptions.defaults().withReplicates(20));
        // numbers go through a standard deviation and back
        assertThat(diagnosis.closedForm().orElseThrow()).isCloseTo(power.power(effect), within(1e-9));
    }

    @Test
    void trialsComeBackAsTheyWere() {
        assertSame(Power.of(ParallelTrial.of(7, 9, 20, 0.05), new Outcome.Mean(2), RULE), 0.8);
        assertSame(
                Power.of(
                        ParallelTrial.of(10, 10, 20, 0.05)
                                .withSizes(new ClusterSizes.Varying(20, 0.4))
                                .withAdjustment(new Adjustment(0.5, 0.3, 2)),
                        new Outcome.Mean(1),
                        RULE),
                0.3);
        assertSame(Power.of(PairedTrial.of(8, 20, 0.1, 0.6), new Outcome.Mean(1), RULE), 0.4);
        assertSame(Power.of(StratifiedTrial.of(12, 3, 20, 0.1, 0.5), new Outcome.Mean(1), RULE), 0.4);
        assertSame(Power.of(ParallelTrial.of(20, 20, 30, 0.02), new Outcome.Proportion(0.3), RULE), 0.1);
        assertSame(
                Power.of(
                        ParallelTrial.of(20, 20, 30, 0).withClustering(new Clustering.BetweenCv(0.25)),
                        new Outcome.Rate(2),
                        RULE),
                0.5);
        assertSame(Power.of(ParallelTrial.ofUnits(40, 40), new Outcome.Mean(1), RULE), 0.6);
    }

    @Test
    void trialsAreAnalysedByWhatTheirDesignImplies() {
        assertThat(names(PairedTrial.of(8, 20, 0.1, 0.6)))
                .containsExactly("matched pairs", "mixed model, blocks fixed, Kenward-Roger");
        assertThat(names(ParallelTrial.of(7, 9, 20, 0.05)))
                .containsExactly("difference in means of units", "mixed model, Kenward-Roger");
        assertThat(names(ParallelTrial.ofUnits(40, 40))).containsExactly("difference in means of units");
        assertThat(names(ParallelTrial.of(7, 9, 20, 0.05).withAdjustment(new Adjustment(0.5, 0, 1))))
                .containsExactly("mixed model, Kenward-Roger");
    }

    private static List<String> names(Trial trial) {
        return SimulatedTrial.of(Power.of(trial, new Outcome.Mean(1), RULE), 0.4).estimators().stream()
                .map(EffectEstimator::name)
                .toList();
    }

    @Test
    void trialsOverPeriodsAreRefused() {
        Power wedge = Power.of(
                new PeriodTrial(PeriodDiagram.steppedWedge(4, 1), 20, new PeriodCorrelation(0.05, 1, false, 0)),
                new Outcome.Mean(1),
                RULE);
        assertThatThrownBy(() -> SimulatedTrial.of(wedge, 0.3))
                .hasMessageContaining("W203")
                .hasMessageContaining("are not simulated")
                .hasMessageContaining("leave `--simulate` out");
        assertThatThrownBy(() -> SimulatedTrial.of(
                        Power.of(ParallelTrial.of(7.5, 7.5, 20, 0.05), new Outcome.Mean(1), RULE), 0.3))
                .hasMessageContaining("the number of clusters in the control arm is 7.5");
    }
}
