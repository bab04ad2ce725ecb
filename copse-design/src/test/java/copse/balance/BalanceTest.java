package copse.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Units;
import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final double[] NONE = {};

    private static final Frame TRIAL = Frame.of(
            "id", NumericColumn.of(1, 2, 3, 4, 5, 6),
            "arm", FactorColumn.of("control", "treatment", "control", "treatment", "control", "treatment"),
            "age", NumericColumn.of(20, 30, 40, 50, 60, 70),
            "sex", FactorColumn.of("f", "m", "m", "f", "f", "f"),
            "old", LogicalColumn.of(false, false, false, true, true, true));

    private static final BalanceOptions OPTIONS = BalanceOptions.defaults().withIgnore(List.of("id"));

    @Test
    void comparesMeansShareByShareAndCountsUnits() {
        Balance balance = Balance.of(TRIAL, "arm", OPTIONS);

        assertThat(balance.reference()).isEqualTo("control");
        assertThat(balance.arms()).extracting(ArmCount::arm).containsExactly("control", "treatment");
        assertThat(balance.arms()).extracting(ArmCount::units).containsExactly(3, 3);
        assertThat(balance.covariates())
                .extracting(CovariateBalance::covariate)
                .containsExactly("age", "sex[f]", "sex[m]", "old");
        CovariateBalance age = balance.covariates().getFirst();
        assertThat(age.difference()).isCloseTo(10, within(1e-12));
        assertThat(age.standardised().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(balance.covariates().get(3).inArm().mean()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void exchangingTheArmsTurnsSigns() {
        CovariateBalance one = Balance.of(TRIAL, "arm", OPTIONS).covariates().getFirst();
        CovariateBalance other = Balance.of(TRIAL, "arm", OPTIONS.withReference("treatment"))
                .covariates()
                .getFirst();

        assertThat(other.arm()).isEqualTo("control");
        assertThat(other.difference()).isEqualTo(-one.difference());
        assertThat(other.ks()).isEqualTo(one.ks());
    }

    @Test
    void shiftsAndScalesLeaveWhatIsStandardisedAlone() {
        Frame shifted = TRIAL.with("age", "age", age -> 1e9 + 1e-3 * age);

        CovariateBalance one = Balance.of(TRIAL, "arm", OPTIONS).covariates().getFirst();
        CovariateBalance other =
                Balance.of(shifted, "arm", OPTIONS).covariates().getFirst();

        // 1e9 + 1e-3·age keeps seven digits of the age
        assertThat(other.standardised().orElseThrow())
                .isCloseTo(one.standardised().orElseThrow(), within(1e-4));
        assertThat(other.ks()).isEqualTo(one.ks());
    }

    @Test
    void doubledRowsAreWeightsOfTwo() {
        Frame weighted = TRIAL.with("w", NumericColumn.of(2, 1, 1, 1, 1, 1));
        Frame doubled = TRIAL.append(TRIAL.head(1));

        CovariateBalance one = Balance.of(weighted, "arm", OPTIONS.withWeights("w"))
                .covariates()
                .getFirst();
        CovariateBalance other =
                Balance.of(doubled, "arm", OPTIONS).covariates().getFirst();

        assertThat(one.inReference().mean()).isCloseTo(other.inReference().mean(), within(1e-12));
        assertThat(one.ks()).isCloseTo(other.ks(), within(1e-12));
        assertThat(one.inReference().effective()).isCloseTo(16.0 / 6, within(1e-12));
    }

    @Test
    void missingValuesAreLeftOutAndCounted() {
        Frame gaps = TRIAL.with("age", NumericColumn.nanAsMissing(20, 30, Double.NaN, 50, 60, 70));

        CovariateBalance age = Balance.of(gaps, "arm", OPTIONS).covariates().getFirst();

        assertThat(age.missing()).isEqualTo(1);
        assertThat(age.inReference().n()).isEqualTo(2);
        assertThat(age.inReference().mean()).isEqualTo(40);
    }

    @Test
    void countsArmsByStratum() {
        Balance balance = Balance.of(TRIAL, "arm", OPTIONS.withStrata(List.of("sex")));

        assertThat(balance.strata())
                .containsExactly(new StratumCount("f", List.of(2, 2)), new StratumCount("m", List.of(1, 1)));
    }

    @Test
    void threeArmsAreComparedWithTheReference() {
        Frame three = TRIAL.with("arm", FactorColumn.of("a", "b", "c", "a", "b", "c"));

        Balance balance = Balance.of(three, "arm", OPTIONS.withOn(List.of("age")));

        assertThat(balance.covariates()).extracting(CovariateBalance::arm).containsExactly("b", "c");
        assertThat(balance.omnibus().orElseThrow().df()).isEqualTo(2);
    }

    @Test
    void oneCovariateIsATTest() {
        // R: t.test(c(30, 50, 70), c(20, 40, 60), var.equal = TRUE)$p.value
        Balance balance = Balance.of(TRIAL, "arm", OPTIONS.withOn(List.of("age")));

        assertThat(balance.omnibus().orElseThrow().pNormal().orElseThrow()).isCloseTo(0.573, within(5e-4));
    }

    @Test
    void clustersAreTestedByTheirMeans() {
        Frame pupils = Frame.of(
                "school", FactorColumn.of("a", "a", "b", "c", "c", "c", "d", "d"),
                "arm", FactorColumn.of("x", "x", "y", "x", "x", "x", "y", "y"),
                "pre", NumericColumn.of(1, 3, 5, 2, 2, 2, 4, 6));

        Balance balance = Balance.of(pupils, "arm", BalanceOptions.defaults().withCluster("school"));

        assertThat(balance.arms()).extracting(ArmCount::clusters).containsExactly(2, 2);
        assertThat(balance.omnibus().orElseThrow().n()).isEqualTo(4);
        assertThat(balance.omnibus().orElseThrow().level()).isEqualTo("clusters");
        assertThat(balance.sampleRatio().observed()).containsExactly(2L, 2L);
    }

    @Test
    void anAssignmentIsHeldAgainstItsOwnRedraws() {
        Frame rows = Frame.of(
                "id", NumericColumn.of(IntStream.range(0, 40).asDoubleStream().toArray()),
                "age",
                        NumericColumn.of(IntStream.range(0, 40)
                                .mapToDouble(i -> i * i % 37)
                                .toArray()));
        Assignment assignment =
                Design.parse("complete()").over(Units.of(rows, "id")).assign(Seed.of(1));

        Omnibus omnibus =
                Balance.of(assignment, OPTIONS, 999, stream()).omnibus().orElseThrow();

        assertThat(omnibus.draws()).isEqualTo(999);
        // 999 draws: a standard error of 0.016 at most; the t distribution is nearly right for 40 units
        assertThat(omnibus.pRandomisation().orElseThrow())
                .isCloseTo(omnibus.pNormal().orElseThrow(), within(0.06));
    }

    @Test
    void aLossAfterRandomisationIsAMismatch() {
        int n = 3000;
        Frame lossy = Frame.of(
                "arm", FactorColumn.of(n, row -> row % 3 == 0 ? "treatment" : "control"),
                "x",
                        NumericColumn.of(
                                IntStream.range(0, n).mapToDouble(i -> i % 7).toArray()));

        assertThat(Balance.of(lossy, "arm", BalanceOptions.defaults()).diagnostics())
                .extracting(Diagnostic::code)
                .contains("sample-ratio-mismatch");
        SequencedMap<String, Double> declared = new LinkedHashMap<>();
        declared.put("control", 2.0);
        declared.put("treatment", 1.0);
        assertThat(Balance.of(lossy, "arm", BalanceOptions.defaults().withExpected(declared))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void aConstantCovariateDiffersByNothing() {
        CovariateBalance constant = CovariateBalance.of("x", new double[] {7, 7}, NONE, new double[] {7, 7, 7}, NONE);

        assertThat(constant.standardised()).hasValue(0);
        assertThat(constant.varianceRatio()).isEmpty();
    }

    @Test
    void twoConstantsThatDifferHaveNoStandardisedDifference() {
        CovariateBalance apart = CovariateBalance.of("x", new double[] {7, 7}, NONE, new double[] {8, 8}, NONE);

        assertThat(apart.standardised()).isEmpty();
    }

    /// Trap A5: an arm is named, its units are counted, and an empty one is an error.
    @Test
    void trapA5AnEmptyArmIsAnError() {
        Frame empty = TRIAL.asFactor("arm", copse.frame.Levels.of("control", "treatment", "placebo"));

        assertThatThrownBy(() -> Balance.of(empty, "arm", OPTIONS))
                .hasMessageContaining("error[D401]: arm `placebo` of column `arm` has no units")
                .hasMessageContaining("fix: leave it out: `--levels 'arm=control|treatment'`");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() ->
                        Balance.of(TRIAL.with("arm", FactorColumn.of("a", "a", "a", "a", "a", "a")), "arm", OPTIONS))
                .hasMessageContaining("error[D402]: column `arm` has one arm: a");
        assertThatThrownBy(() -> Balance.of(TRIAL, "arm", OPTIONS.withReference("contrl")))
                .hasMessageContaining("no arm `contrl`")
                .hasMessageContaining("did you mean `control`?");
        assertThatThrownBy(() -> Balance.of(
                        TRIAL.with("w", NumericColumn.of(1, -1, 1, 1, 1, 1)), "arm", OPTIONS.withWeights("w")))
                .hasMessageContaining("error[D404]: weight in row 2 is -1");
        assertThatThrownBy(() -> Balance.of(
                        TRIAL.with("w", NumericColumn.of(0, 1, 0, 1, 0, 1)), "arm", OPTIONS.withWeights("w")))
                .hasMessageContaining("error[D404]: all weights of arm `control` are 0");
        assertThatThrownBy(() -> Balance.of(
                        Frame.of("arm", FactorColumn.of("a", "b"), "id", TextColumn.of("x", "y")), "arm", OPTIONS))
                .hasMessageContaining("error[D405]: no covariates besides id, arm");
        assertThatThrownBy(() -> Balance.of(TRIAL, "arm", OPTIONS.withCluster("sex")))
                .hasMessageContaining("error[D406]: cluster `m` has units in `treatment` and in `control`");
        assertThatThrownBy(() -> SampleRatio.of(List.of(3L, 4L), List.of(1.0, 0.0)))
                .hasMessageContaining("error[D403]: shares 1, 0 for arms with 3, 4 units");
        assertThatThrownBy(() -> Balance.of(
                        TRIAL.with("age", NumericColumn.nanAsMissing(Double.NaN, 1, Double.NaN, 1, Double.NaN, 1)),
                        "arm",
                        OPTIONS))
                .hasMessageContaining("no unit of arm `control` has a value of `age`");
    }

    private static RandomStream stream() {
        return Seed.of(2).stream();
    }

    /// Coins for three units leave an arm empty one time in four; such draws have no distance and do not count.
    @Test
    void redrawsThatLeaveAnArmEmptyDoNotCount() {
        Frame three = Frame.of("id", NumericColumn.of(1, 2, 3), "x", NumericColumn.of(1, 2, 4));
        // with this seed both arms have units
        Assignment coins = Design.parse("simple()").over(three, "id").assign(Seed.of(1));

        Omnibus omnibus = Balance.of(coins, BalanceOptions.defaults().withOn(List.of("x")), 1000, stream())
                .omnibus()
                .orElseThrow();

        // 1000 draws of probability 3/4: five standard deviations
        assertThat((double) omnibus.draws()).isCloseTo(750, within(5 * Math.sqrt(1000 * 0.75 * 0.25)));
        assertThat(omnibus.pRandomisation().orElseThrow()).isBetween(1 / 1001.0, 1.0);
    }

    @Test
    void aColumnOfManyValuesIsNoColumnOfArms() {
        int n = 260;
        double[] code = IntStream.range(0, n).mapToDouble(i -> i / 2).toArray();
        double[] x = IntStream.range(0, n).mapToDouble(i -> i % 7).toArray();
        Frame rows = Frame.of("school", NumericColumn.of(code), "x", NumericColumn.of(x));

        assertThatThrownBy(() -> Balance.of(rows, "school", BalanceOptions.defaults()))
                .hasMessageContaining("error[D402]: column `school` has 130 different values");
    }

    /// Means of clusters are missing where no unit has a value: an arm may have none left to test.
    @Test
    void anArmWithoutCompleteRowsHasNoJointTest() {
        Frame rows = Frame.of(
                "arm", FactorColumn.of("a", "a", "b", "b", "c", "c"),
                "x", NumericColumn.nanAsMissing(1, 2, 3, Double.NaN, 4, 6),
                "y", NumericColumn.nanAsMissing(1, 2, Double.NaN, 3, 4, 9));

        assertThat(Balance.of(rows, "arm", BalanceOptions.defaults()).omnibus()).isEmpty();
    }
}
