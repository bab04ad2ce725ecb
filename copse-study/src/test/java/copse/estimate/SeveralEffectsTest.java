package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.PlanException;
import copse.estimate.Hypothesis.Direction;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.infer.MaximumT;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeveralEffectsTest {
    private static final List<String> ARMS = List.of("a", "b", "c");

    // Sizes 12, 8, 9, 5 and means 10, 11, 12.5, 10.4 with sd 1.5 in each, as in the reference of Dunnett's tests.
    private static final int[] SIZES = {12, 8, 9, 5};
    private static final double[] MEANS = {10, 11, 12.5, 10.4};
    private static final Question QUESTION = Question.of("y", "a", "control");
    private static final Experiment EXPERIMENT = experiment();

    private static Experiment experiment() {
        double[] y = new double[34];
        String[] arm = new String[34];
        int row = 0;
        for (int a = 0; a < 4; a++) {
            int n = SIZES[a];
            // values spread evenly with standard deviation 1.5
            double unit = 1.5 / Math.sqrt(n * (n + 1) / 12.0);
            for (int i = 0; i < n; i++) {
                arm[row] = a == 0 ? "control" : ARMS.get(a - 1);
                y[row++] = MEANS[a] + unit * (i - 0.5 * (n - 1));
            }
        }
        Frame frame = Frame.of("arm", FactorColumn.of(arm), "y", NumericColumn.of(y));
        return Experiment.observed(
                frame.relevel("arm", "control").with("z", "y", v -> -v * v).with("w", "y", Math::sin), Roles.of("arm"));
    }

    private static SeveralEffects arms(FamilyAdjustment adjustment) {
        return SeveralEffects.arms(UnitMeans.pooled(), EXPERIMENT, QUESTION, ARMS, adjustment);
    }

    private static double[] p(SeveralEffects family) {
        return family.members().stream()
                .mapToDouble(SeveralEffects.Member::adjustedP)
                .toArray();
    }

    /// The standard deviation is 1.5 in each arm, so that standard errors are those of multcomp's pooled one;
    /// degrees of freedom are of two arms.
    @Test
    void dunnettsTestsOfUnequalArms() {
        MaximumT law = MaximumT.manyToOne(1 / 12.0, 1 / 8.0, 1 / 9.0, 1 / 5.0);
        double[] t = {1 / 0.684653196881, 2.5 / 0.661437827766, 0.4 / 0.798435971134};
        double[] df = {18, 19, 15};
        assertThat(p(arms(FamilyAdjustment.DUNNETT))).containsExactly(law.adjusted(t, df, 2), within(1e-10));
        assertThat(p(arms(FamilyAdjustment.DUNNETT_STEP_DOWN)))
                .containsExactly(law.steppedDown(t, df, 2), within(1e-10));
    }

    /// A limit at no effect and an adjusted p at 1 - level are the same statement.
    @Test
    void simultaneousLimitsAgreeWithTests() {
        for (FamilyAdjustment adjustment : List.of(
                FamilyAdjustment.NONE, FamilyAdjustment.BONFERRONI, FamilyAdjustment.SIDAK, FamilyAdjustment.DUNNETT)) {
            for (SeveralEffects.Member member : arms(adjustment).members()) {
                double lower = member.interval().lower().value();
                Question edge =
                        QUESTION.withArms(member.label(), "control").withHypothesis(new Hypothesis.Equality(lower));
                SeveralEffects family = SeveralEffects.arms(UnitMeans.pooled(), EXPERIMENT, edge, ARMS, adjustment);
                SeveralEffects.Member same = family.members().get(ARMS.indexOf(member.label()));
                assertThat(same.adjustedP())
                        .as(adjustment + " " + member.label())
                        .isCloseTo(0.05, within(1e-9));
                assertThat(member.interval().level()).isEqualTo(0.95);
            }
        }
    }

    @Test
    void adjustmentsAreOrdered() {
        double[] none = p(arms(FamilyAdjustment.NONE));
        double[] bonferroni = p(arms(FamilyAdjustment.BONFERRONI));
        double[] holm = p(arms(FamilyAdjustment.HOLM));
        double[] hochberg = p(arms(FamilyAdjustment.BENJAMINI_HOCHBERG));
        double[] dunnett = p(arms(FamilyAdjustment.DUNNETT));
        double[] stepped = p(arms(FamilyAdjustment.DUNNETT_STEP_DOWN));
        for (int i = 0; i < 3; i++) {
            assertThat(none[i]).isLessThanOrEqualTo(hochberg[i]).isLessThan(dunnett[i]);
            assertThat(dunnett[i]).isLessThan(bonferroni[i]);
            assertThat(stepped[i]).isLessThanOrEqualTo(dunnett[i]);
            assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
        }
    }

    @Test
    void marginsAreAdjustedLikeAnyTest() {
        Question better = QUESTION.withHypothesis(new Hypothesis.Superiority(0.25, Direction.HIGHER));
        SeveralEffects family =
                SeveralEffects.arms(UnitMeans.welch(), EXPERIMENT, better, ARMS, FamilyAdjustment.DUNNETT);
        SeveralEffects.Member b = family.members().get(1);
        assertThat(family.shown(b)).isTrue();
        assertThat(b.interval().lower().value()).isGreaterThan(0.25);
        assertThat(b.interval().upper()).isInstanceOf(Limit.Open.class);
        assertThat(family.shown(family.members().getFirst())).isFalse();
    }

    @Test
    void oneArmIsTestedAsItWouldBeAlone() {
        SeveralEffects.Member alone = SeveralEffects.arms(
                        UnitMeans.welch(), EXPERIMENT, QUESTION, List.of("b"), FamilyAdjustment.DUNNETT)
                .members()
                .getFirst();
        assertThat(alone.adjustedP()).isCloseTo(alone.effect().p(), within(1e-12));
        assertThat(alone.interval().lower().value())
                .isCloseTo(alone.effect().interval().lower().value(), within(1e-9));
    }

    @Test
    void severalOutcomes() {
        SeveralEffects family = SeveralEffects.outcomes(
                UnitMeans.welch(), EXPERIMENT, QUESTION, List.of("y", "z", "w"), FamilyAdjustment.HOLM);
        assertThat(family.members()).extracting(SeveralEffects.Member::label).containsExactly("y", "z", "w");
        assertThat(family.members().get(1).effect().value()).isNegative();
        assertThat(family.members().getFirst().interval().method()).endsWith(", Holm for 3");
    }

    @Test
    void refusesFamiliesThatAreNone() {
        assertThat(catchThrowableOfType(
                                PlanException.class,
                                () -> SeveralEffects.outcomes(
                                        UnitMeans.welch(),
                                        EXPERIMENT,
                                        QUESTION,
                                        List.of("y"),
                                        FamilyAdjustment.DUNNETT))
                        .getMessage())
                .contains("error[E134]: Dunnett for several outcomes", "take Holm");
        assertThat(catchThrowableOfType(
                                PlanException.class,
                                () -> SeveralEffects.outcomes(
                                        UnitMeans.welch(),
                                        EXPERIMENT,
                                        QUESTION,
                                        List.of("y", "y"),
                                        FamilyAdjustment.HOLM))
                        .getMessage())
                .contains("outcomes y, y", "one is named twice");
        assertThat(catchThrowableOfType(
                                PlanException.class,
                                () -> SeveralEffects.arms(
                                        UnitMeans.welch(), EXPERIMENT, QUESTION, List.of(), FamilyAdjustment.HOLM))
                        .getMessage())
                .contains("a family without arms");
    }
}
