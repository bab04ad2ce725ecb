package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.infer.NoncentralT;
import copse.infer.Share;
import copse.infer.StudentT;
import copse.math.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallestEffectTest {
    private static final Question QUESTION = Question.of("y", "treatment", "control");
    private static final SimulatedClusters SCHOOLS =
            SimulatedClusters.of(12, 25, OutcomeModel.Gaussian.ofIcc(10, 2, 0.1));
    private static final double SE = Math.sqrt(4 * 4 * (0.1 + 0.9 / 25) / 12);
    private static final Declaration DECLARED = Declaration.of(
            SCHOOLS, Design.parse("complete()"), AddedEffect.of(0), QUESTION, List.of(TestEstimators.CLUSTER_MEANS));
    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withReplicates(2000).withSeed(Seed.of(4));

    private static double power(double effect) {
        double critical = StudentT.critical(0.95, 10);
        return NoncentralT.survival(critical, 10, effect / SE) + NoncentralT.cumulative(-critical, 10, effect / SE);
    }

    @Test
    void theClosedFormLiesWithinTheInterval() {
        SmallestEffect found = SmallestEffect.of(DECLARED, 0.8, OPTIONS).getFirst();
        assertThat(found.method()).isEqualTo("probit");
        assertThat(power(found.value())).isCloseTo(0.8, within(0.02));
        assertThat(power(found.interval().lower().value())).isLessThan(0.8);
        assertThat(power(found.interval().upper().value())).isGreaterThan(0.8);
        assertThat(found.interval().width()).isLessThan(0.1 * found.value());
        assertThat(found.points()).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(a.effect(), b.effect()));
    }

    @Test
    void anEffectThatIsGoodIfLowIsLookedForBelowZero() {
        Question lower = QUESTION.withHypothesis(new Hypothesis.Superiority(0, Hypothesis.Direction.LOWER));
        SmallestEffect found = SmallestEffect.of(
                        Declaration.of(
                                SCHOOLS,
                                Design.parse("complete()"),
                                AddedEffect.of(0),
                                lower,
                                List.of(TestEstimators.CLUSTER_MEANS)),
                        0.8,
                        OPTIONS)
                .getFirst();
        double exact = NoncentralT.survival(StudentT.upperQuantile(0.05, 10), 10, -found.value() / SE);
        assertThat(exact).isCloseTo(0.8, within(0.02));
        assertThat(found.interval().contains(found.value())).isTrue();
    }

    @Test
    void outcomesThatEndKeepPowerDown() {
        // nearly everybody is at the upper limit already
        Declaration full = DECLARED.withPopulation(SimulatedClusters.of(4, 25, OutcomeModel.Gaussian.ofIcc(20, 2, 0.1)))
                .withEffect(AddedEffect.of(0).withLimits(0, 18));
        assertThatThrownBy(() -> SmallestEffect.of(full, 0.99, OPTIONS.withReplicates(200)))
                .hasMessageContaining("W208")
                .hasMessageContaining("has a power of 0.99 with `cluster means`");
    }

    @Test
    void powersThatNoTestHasAreRefused() {
        for (double power : new double[] {0, 0.05, 1}) {
            assertThatThrownBy(() -> SmallestEffect.of(DECLARED, power, OPTIONS))
                    .hasMessageContaining("W208")
                    .hasMessageContaining("no effect has a power of " + Ranges.plain(power));
        }
        Declaration equivalence = Declaration.of(
                SCHOOLS,
                Design.parse("complete()"),
                AddedEffect.of(0),
                QUESTION.withHypothesis(Hypothesis.within(1)),
                List.of(TestEstimators.CLUSTER_MEANS));
        assertThatThrownBy(() -> SmallestEffect.of(equivalence, 0.8, OPTIONS)).hasMessageContaining("W208");
    }

    @Test
    void curvesVaryWhatTheyAreToldTo() {
        PowerCurve curve = PowerCurve.of(
                DECLARED.withEffect(AddedEffect.of(1)),
                PowerCurve.Over.CLUSTERS,
                List.of(6.0, 12.0, 24.0),
                OPTIONS.withReplicates(500));
        assertThat(curve.points().stream()
                        .map(point -> point.diagnosis().first().power().value())
                        .toList())
                .isSorted();
        PowerCurve sizes = PowerCurve.of(
                DECLARED.withEffect(AddedEffect.of(1)),
                PowerCurve.Over.SIZE,
                List.of(5.0, 500.0),
                OPTIONS.withReplicates(500));
        assertThat(sizes.points().get(1).diagnosis().first().sd().value())
                .isLessThan(sizes.points().get(0).diagnosis().first().sd().value());
    }

    /// R 4.2: `glm(cbind(h, 100 - h) ~ x, binomial("probit"))` with `h = c(20, 45, 80, 98)`, `x = 1:4`; the
    /// first digits that R's own stopping rule leaves are compared.
    @Test
    void probitRegressionIsThatOfR() {
        Probit probit =
                Probit.fit(new double[] {1, 2, 3, 4}, new long[] {20, 45, 80, 98}, new long[] {100, 100, 100, 100});
        assertThat(probit.a()).isCloseTo(-1.85941983, within(1e-6));
        assertThat(probit.b()).isCloseTo(0.91579385, within(1e-6));
        assertThat(probit.vaa()).isCloseTo(0.0370212, within(1e-5));
        assertThat(probit.vab()).isCloseTo(-0.0141308, within(1e-5));
        assertThat(probit.vbb()).isCloseTo(0.0063795, within(1e-5));
        assertThat(probit.deviance()).isCloseTo(2.05544932, within(1e-6));
        double[] limits = probit.limits(0.5, 0.95);
        assertThat(probit.inverse(0.5)).isBetween(limits[0], limits[1]);
    }

    @Test
    void sharesThatFallArePooled() {
        MonotoneShares shares = new MonotoneShares(
                new double[] {1, 2, 3, 4},
                List.of(new Share(10, 100), new Share(50, 100), new Share(30, 100), new Share(90, 100)));
        assertThat(shares.values().y()).containsExactly(0.1, 0.4, 0.4, 0.9);
        assertThat(shares.values().crossing(0.65)).isCloseTo(3.5, within(1e-12));
    }
}
