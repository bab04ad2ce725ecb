package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.infer.StudentT;
import copse.power.PeriodDiagram.Cell;
import org.junit.jupiter.api.Test;

/// Where one trial is a special case of another, both say the same.
class TrialLawTest {
    private static final Outcome SD = new Outcome.Mean(1.7);
    private static final TestRule RULE = TestRule.twoSided(0.05);

    private static double variance(Trial trial) {
        return trial.precision(SD, 0.3).variance();
    }

    @Test
    void wedgeOfOnePeriodIsParallel() {
        PeriodTrial wedge = new PeriodTrial(
                PeriodDiagram.of("0", "0", "0", "1", "1"), 30, PeriodCorrelation.nestedExchangeable(0.07, 0.4));
        ParallelTrial parallel = ParallelTrial.of(3, 2, 30, 0.07);
        assertThat(variance(wedge)).isCloseTo(variance(parallel), within(1e-12));
        assertThat(wedge.precision(SD, 0.3).df())
                .isEqualTo(parallel.precision(SD, 0.3).df());
    }

    @Test
    void decayWithoutDecayIsExchangeable() {
        PeriodDiagram diagram = PeriodDiagram.steppedWedge(5, 3);
        double exchangeable = variance(new PeriodTrial(diagram, 12, PeriodCorrelation.exchangeable(0.1)));
        assertThat(variance(new PeriodTrial(diagram, 12, PeriodCorrelation.decaying(0.1, 1))))
                .isCloseTo(exchangeable, within(1e-12));
        assertThat(variance(new PeriodTrial(diagram, 12, PeriodCorrelation.nestedExchangeable(0.1, 1))))
                .isCloseTo(exchangeable, within(1e-12));
    }

    /// The closed form of Hussey and Hughes (2007), equation 8, for a complete wedge.
    @Test
    void wedgeIsThatOfHusseyAndHughes() {
        int steps = 4;
        int perStep = 3;
        int n = 20;
        double icc = 0.05;
        double i = steps * perStep;
        double t = steps + 1;
        double u = 0;
        double w = 0;
        double v = 0;
        for (int step = 1; step <= steps; step++) {
            u += perStep * (t - step);
            v += perStep * (t - step) * (t - step);
        }
        for (int period = 0; period < t; period++) {
            double treated = perStep * Math.min(period, steps);
            w += treated * treated;
        }
        double sigma2 = 1.7 * 1.7 * (1 - icc) / n;
        double tau2 = 1.7 * 1.7 * icc;
        double expected =
                i * sigma2 * (sigma2 + t * tau2) / ((i * u - w) * sigma2 + (u * u + i * t * u - t * w - i * v) * tau2);
        PeriodTrial wedge =
                new PeriodTrial(PeriodDiagram.steppedWedge(steps, perStep), n, PeriodCorrelation.exchangeable(icc));
        assertThat(variance(wedge)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void crossoverIsTheDiagramOfTwoSequences() {
        CrossoverTrial closed = new CrossoverTrial(14, 25, 0.08, 0.03);
        PeriodTrial diagram = new PeriodTrial(
                PeriodDiagram.crossover(7), 25, PeriodCorrelation.nestedExchangeable(0.08, 0.03 / 0.08));
        assertThat(variance(diagram)).isCloseTo(variance(closed), within(1e-12));
        assertThat(diagram.units()).isEqualTo(closed.units());
    }

    /// With a baseline as good as the outcome itself, the analysis is that of covariance: the variance between
    /// clusters and of their means falls to 1 - r², r the correlation of a cluster's two means.
    @Test
    void baselineIsAnalysisOfCovariance() {
        double icc = 0.1;
        double cac = 0.7;
        double m = 40;
        PeriodTrial diagram = new PeriodTrial(
                PeriodDiagram.withBaseline(8, 8, 1, 1), m, PeriodCorrelation.nestedExchangeable(icc, cac));
        double r = icc * cac / (icc + (1 - icc) / m);
        assertThat(variance(diagram)).isCloseTo((1 - r * r) * variance(ParallelTrial.of(8, 8, m, icc)), within(1e-12));
    }

    /// A period in which nobody is measured, or all have the same arm alone, changes nothing.
    @Test
    void emptyPeriodsDoNotMatter() {
        PeriodCorrelation correlation = PeriodCorrelation.nestedExchangeable(0.05, 0.9);
        double with = variance(new PeriodTrial(PeriodDiagram.of("0.11", "0.01", "0.00"), 10, correlation));
        double without = variance(new PeriodTrial(PeriodDiagram.of("011", "001", "000"), 10, correlation));
        assertThat(with).isCloseTo(without, within(1e-12));
        assertThat(PeriodDiagram.of("0.11").cells(Cell.ABSENT)).isEqualTo(1);
    }

    /// A cohort without autocorrelation is a fresh sample, and the more a unit is like itself, the better is a
    /// change within clusters seen.
    @Test
    void cohortsSeeChangesBetter() {
        PeriodDiagram diagram = PeriodDiagram.steppedWedge(4, 2);
        PeriodCorrelation fresh = PeriodCorrelation.nestedExchangeable(0.05, 0.8);
        assertThat(variance(new PeriodTrial(diagram, 20, fresh.ofCohort(0))))
                .isEqualTo(variance(new PeriodTrial(diagram, 20, fresh)));
        assertThat(variance(new PeriodTrial(diagram, 20, fresh.ofCohort(0.7))))
                .isLessThan(0.6 * variance(new PeriodTrial(diagram, 20, fresh)));
    }

    @Test
    void trialsWithoutTheirParticularsAreParallel() {
        double parallel = variance(ParallelTrial.of(9, 9, 20, 0.06));
        assertThat(variance(PairedTrial.of(9, 20, 0.06, 0))).isCloseTo(parallel, within(1e-12));
        assertThat(variance(StratifiedTrial.of(9, 3, 20, 0.06, 0))).isCloseTo(parallel, within(1e-12));
        assertThat(variance(new ThreeLevelTrial(9, 9, 1, 20, 0.04, 0.02, Adjustment.NONE)))
                .isCloseTo(parallel, within(1e-12));
        assertThat(variance(new ThreeLevelTrial(9, 9, 4, 5, 0.06, 0, Adjustment.NONE)))
                .isCloseTo(parallel, within(1e-12));
        assertThat(variance(new GroupTreatmentTrial(
                        new GroupTreatmentTrial.Groups(9, 20, 0.06), new GroupTreatmentTrial.Groups(9, 20, 0.06))))
                .isCloseTo(parallel, within(1e-12));
        assertThat(variance(ParallelTrial.of(9, 9, 20, 0)))
                .isCloseTo(variance(ParallelTrial.ofUnits(180, 180)), within(1e-12));
        assertThat(variance(new BlockedTrial(18, 20, 0.5, 0, 0, 0)))
                .isCloseTo(variance(ParallelTrial.ofUnits(180, 180)), within(1e-12));
    }

    /// Arms alike, Satterthwaite's degrees of freedom are those of the pooled variance.
    @Test
    void groupedArmsAlikeHaveAllDegreesOfFreedom() {
        GroupTreatmentTrial.Groups groups = new GroupTreatmentTrial.Groups(9, 20, 0.06);
        assertThat(new GroupTreatmentTrial(groups, groups).precision(SD, 0).df())
                .isCloseTo(16, within(1e-12));
    }

    @Test
    void marginsShiftTheEffect() {
        Power plain = Power.of(ParallelTrial.of(10, 12, 20, 0.05), SD, TestRule.oneSided(0.025, Direction.HIGHER));
        TestRule superior =
                new TestRule(0.025, new Hypothesis.Superiority(0.2, Direction.HIGHER), TestRule.Statistic.T);
        TestRule noWorse =
                new TestRule(0.025, new Hypothesis.NonInferiority(0.2, Direction.LOWER), TestRule.Statistic.T);
        double expected = plain.power(0.5);
        assertThat(new Power(plain.trial(), SD, superior, Attrition.NONE).power(0.7))
                .isCloseTo(expected, within(1e-12));
        assertThat(new Power(plain.trial(), SD, noWorse, Attrition.NONE).power(-0.3))
                .isCloseTo(expected, within(1e-12));
    }

    /// With margins so wide that one test always rejects, equivalence is non-inferiority; within narrow ones it
    /// is never shown, where the sum of two powers less 1 would be negative.
    @Test
    void equivalenceHasItsLimits() {
        ParallelTrial trial = ParallelTrial.of(10, 10, 20, 0.05);
        TestRule wide = new TestRule(0.05, new Hypothesis.Equivalence(-0.8, 50), TestRule.Statistic.T);
        TestRule oneSided =
                new TestRule(0.05, new Hypothesis.NonInferiority(0.8, Direction.HIGHER), TestRule.Statistic.T);
        assertThat(Power.of(trial, SD, wide).power(0))
                .isCloseTo(Power.of(trial, SD, oneSided).power(0), within(1e-10));
        TestRule narrow = new TestRule(0.05, new Hypothesis.Equivalence(-0.01, 0.01), TestRule.Statistic.T);
        assertThat(Power.of(trial, SD, narrow).power(0)).isBetween(0.0, 1e-3);
        // both margins matter: by normal theory Φ(δ - t) - Φ(t - δ)
        TestRule both = new TestRule(0.05, new Hypothesis.Equivalence(-0.9, 0.9), TestRule.Statistic.Z);
        double se = Power.of(trial, SD, both).at(0).se();
        double z = StudentT.upperQuantile(0.05, Double.POSITIVE_INFINITY);
        assertThat(Power.of(trial, SD, both).power(0))
                .isCloseTo(1 - 2 * StudentT.survival(0.9 / se - z, Double.POSITIVE_INFINITY), within(1e-12));
    }

    /// A 90 % interval above 0 is a one-sided test at 5 % (S7).
    @Test
    void sidesAreNamed() {
        assertThat(TestRule.oneSided(0.05, Direction.HIGHER).label()).isEqualTo("one-sided test (higher) at 5 %");
        assertThat(RULE.label()).isEqualTo("two-sided test at 5 %");
        assertThat(RULE.tail()).isEqualTo(0.025);
    }
}
