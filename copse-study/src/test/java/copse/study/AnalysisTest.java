package copse.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.design.Design;
import copse.estimate.Bounds;
import copse.estimate.EffectEstimate;
import copse.estimate.FamilyAdjustment;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.StudentT;
import copse.lmm.Lmm;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final Frame SCHOOLS = Trials.schools(24);
    private static final JoinOptions JOIN = JoinOptions.defaults().withNames("pupils.csv", "arms.json");

    private static Analysis analysis(String design, AnalysisOptions options) {
        Assignment assignment = Trials.assign(SCHOOLS, design);
        return Analysis.of(Trials.recorded(assignment), Trials.pupils(SCHOOLS, assignment, 6), options, JOIN);
    }

    private static EffectEstimate primary(String design, AnalysisOptions options) {
        return analysis(design, options).answers().getFirst().primary();
    }

    /// The mixed model that is chosen for 24 clusters is the one that the command `fit` would make.
    @Test
    void clustersGetAMixedModelWithKenwardRoger() {
        Assignment assignment = Trials.assign(SCHOOLS, "complete()");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 6);

        Analysis analysis = Analysis.of(
                Trials.recorded(assignment), pupils, AnalysisOptions.of("score").withCovariates(List.of("pre")), JOIN);

        Frame rows = JoinedRows.of(Trials.recorded(assignment), pupils, JOIN).rows();
        Estimate fit = Lmm.of("score ~ arm + pre + (1 | school)")
                .fit(rows)
                .effect("arm[treatment]")
                .interval(0.95, DfMethod.KENWARD_ROGER);
        EffectEstimate primary = analysis.answers().getFirst().primary();
        assertThat(primary.value()).isCloseTo(fit.value(), within(1e-9));
        assertThat(primary.se().orElseThrow()).isCloseTo(fit.se(), within(1e-9));
        assertThat(primary.df().orElseThrow()).isCloseTo(fit.df(), within(1e-6));
        assertThat(primary.interval().lower().value()).isCloseTo(fit.lower(), within(1e-8));
        assertThat(primary.clusters()).isEqualTo(24);
        assertThat(analysis.deviations()).isEmpty();
        assertThat(analysis.checks()).extracting(Check::verdict).doesNotContain(Check.Verdict.UNMET);
    }

    @Test
    void fewClustersGetATestOfTheirMeans() {
        Assignment assignment = Trials.assign(Trials.schools(12), "complete()");

        Analysis analysis = Analysis.of(
                Trials.recorded(assignment),
                Trials.pupils(Trials.schools(12), assignment, 6),
                AnalysisOptions.of("score"),
                JOIN);

        Answer answer = analysis.answers().getFirst();
        assertThat(answer.primary().method()).startsWith("difference in means of clusters");
        assertThat(answer.reason()).contains("12 are few");
        assertThat(answer.sensitivity())
                .extracting(Attempt::name)
                .contains("mixed model, Kenward-Roger", "regression of rows, CR2");
    }

    @Test
    void distributionOfTheRandomisationTestIsKept() {
        Assignment assignment = Trials.assign(Trials.schools(12), "complete()");

        Answer answer = Analysis.of(
                        Trials.recorded(assignment),
                        Trials.pupils(Trials.schools(12), assignment, 6),
                        AnalysisOptions.of("score"),
                        JOIN)
                .answers()
                .getFirst();

        var test = answer.randomisation().orElseThrow();
        assertThat(test.assignments()).isEqualTo(924); // 12 over 6
        assertThat(test.exact()).isTrue();
        assertThat(java.util.Arrays.stream(test.distribution().shares()).sum()).isCloseTo(1, within(1e-12));
        assertThat(test.distribution().least())
                .isCloseTo(-test.distribution().most(), within(1e-9)); // its mirror image
        assertThat(answer.sensitivity())
                .filteredOn(attempt -> attempt.name().equals("randomisation test"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Attempt.Done.class,
                        done -> assertThat(done.effect().p()).isEqualTo(test.p()));
    }

    /// Trap P7: pairs are not analysed as if unpaired.
    @Test
    void pairsAreAnalysedAsPairs() {
        Assignment assignment = Trials.assign(SCHOOLS, "pairs(on: size, pre)");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 6);

        EffectEstimate primary = Analysis.of(Trials.recorded(assignment), pupils, AnalysisOptions.of("score"), JOIN)
                .answers()
                .getFirst()
                .primary();

        assertThat(primary.df()).hasValue(11);
        double[] difference = new double[12];
        Frame means = pupils.groupBy("school").summarise("mean", copse.frame.Aggregate.mean("score"));
        FactorColumn pair = Trials.recorded(assignment).block().orElseThrow();
        for (int unit = 0; unit < 24; unit++) {
            String id = assignment.units().id(unit);
            int row = means.column("school") instanceof FactorColumn factor
                    ? factor.levels().code(id).orElseThrow()
                    : -1;
            difference[pair.code(unit)] +=
                    (assignment.arm(unit) == 1 ? 1 : -1) * means.numeric("mean").value(row);
        }
        double mean = java.util.Arrays.stream(difference).average().orElseThrow();
        double variance = java.util.Arrays.stream(difference)
                        .map(d -> (d - mean) * (d - mean))
                        .sum()
                / 11;
        double se = Math.sqrt(variance / 12);
        assertThat(primary.value()).isCloseTo(mean, within(1e-9));
        assertThat(primary.se().orElseThrow()).isCloseTo(se, within(1e-9));
        assertThat(primary.p()).isCloseTo(StudentT.twoSidedP(mean / se, 11), within(1e-9));
    }

    @Test
    void strataAreComparedWithin() {
        Answer answer = analysis("stratified(by: region)", AnalysisOptions.of("score"))
                .answers()
                .getFirst();

        assertThat(answer.primary().method()).contains("within");
        assertThat(answer.reason()).contains("within strata");
    }

    @Test
    void aStratumWithOneUnitInAnArmFallsBackToAMixedModel() {
        Frame few = SCHOOLS.rows(new int[] {0, 1, 2, 4, 6, 8, 10, 12});
        Assignment assignment = Trials.assign(few, "stratified(by: region)");

        Answer answer = Analysis.of(
                        Trials.recorded(assignment),
                        Trials.pupils(few, assignment, 6),
                        AnalysisOptions.of("score"),
                        JOIN)
                .answers()
                .getFirst();

        assertThat(answer.reason()).contains("one cluster in an arm").contains("a model with a mean per stratum");
        assertThat(answer.primary().method()).contains("mixed model, blocks fixed");
    }

    @Test
    void unitsWithOneRowEachAreComparedByTheirMeans() {
        Assignment assignment = Trials.assign(SCHOOLS, "complete()");
        Frame once = SCHOOLS.with("score", NumericColumn.of(noise(24)));

        Answer answer = Analysis.of(Trials.recorded(assignment), once, AnalysisOptions.of("score"), JOIN)
                .answers()
                .getFirst();

        assertThat(answer.primary().method()).startsWith("difference in means of units");
        assertThat(answer.sample().isClustered()).isFalse();
        assertThat(answer.sample().icc()).isEmpty();
    }

    private static double[] noise(int n) {
        RandomStream stream = Seed.of(5).stream();
        double[] values = new double[n];
        java.util.Arrays.setAll(values, i -> stream.nextGaussian());
        return values;
    }

    /// Trap S1: 24 schools were randomised, not their pupils.
    @Test
    void anAnalysisBelowTheLevelOfRandomisationIsRefusedWithTheReason() {
        assertThatThrownBy(() -> analysis("complete()", AnalysisOptions.of(Formula.parse("score ~ arm + pre"))))
                .hasMessageContaining("A108")
                .hasMessageContaining("`score ~ arm + pre` takes rows as independent, but `school` was randomised")
                .hasMessageMatching(
                        "(?s).*24 units were randomised, not \\d+ rows; rows of one are alike \\(ICC 0\\.\\d+\\), so"
                                + " the standard error would be \\d\\.\\d times too small, and a nominal 95 % interval would cover"
                                + " about \\d\\d %.*")
                .hasMessageContaining("fix: 'score ~ arm + pre + (1 | school)'");
        assertThatThrownBy(
                        () -> analysis("complete()", AnalysisOptions.of("score").withEstimators(List.of("rows"))))
                .hasMessageContaining("the estimator `rows` takes rows as independent");
        assertThatThrownBy(() -> analysis("complete()", AnalysisOptions.of(Formula.parse("score ~ arm + (1 | pupil)"))))
                .hasMessageContaining("A108");
    }

    @Test
    void theRemedyOfTheRefusalWorks() {
        EffectEstimate effect =
                primary("complete()", AnalysisOptions.of(Formula.parse("score ~ arm + pre + (1 | school)")));

        assertThat(effect.method()).contains("Kenward-Roger");
    }

    /// With clusters of m rows and intraclass correlation ρ the variance of rows is too small by `1 + (m − 1)
    /// ρ`.
    @Test
    void howFarOffIsTheSquareRootOfTheDesignEffect() {
        int m = 20;
        Frame many = Trials.schools(99);
        double[] score = new double[99 * m];
        String[] school = new String[99 * m];
        RandomStream stream = Seed.of(3).stream();
        for (int i = 0; i < 99; i++) {
            double own = stream.nextGaussian();
            for (int k = 0; k < m; k++) {
                school[i * m + k] = many.column("school").text(i);
                score[i * m + k] = own + 2 * stream.nextGaussian();
            }
        }
        Assignment assignment = Trials.assign(many, "complete()");
        Frame rows = Frame.of("school", FactorColumn.of(school), "score", NumericColumn.of(score));

        assertThatThrownBy(() -> Analysis.of(
                        Trials.recorded(assignment), rows, AnalysisOptions.of(Formula.parse("score ~ arm")), JOIN))
                // sqrt(1 + 19 · 0.2) = 2.19
                .hasMessageMatching("(?s).*ICC 0\\.(1|2)\\d?.*would be 2\\.\\d times too small.*");
    }

    @Test
    void aFormulaThatLeavesOutThePairsIsADeviation() {
        Analysis analysis =
                analysis("pairs(on: size, pre)", AnalysisOptions.of(Formula.parse("score ~ arm + (1 | school)")));

        assertThat(analysis.diagnostics()).extracting(d -> d.code()).contains("blocks-left-out");
        assertThat(analysis.deviations()).singleElement().asString().contains("leaves out the pair");
        Analysis with = analysis(
                "pairs(on: size, pre)", AnalysisOptions.of(Formula.parse("score ~ arm + (1 | pair) + (1 | school)")));
        assertThat(with.deviations()).isEmpty();
    }

    @Test
    void formulasThatAskForNoArmAreRefused() {
        assertThatThrownBy(
                        () -> analysis("complete()", AnalysisOptions.of(Formula.parse("score ~ pre + (1 | school)"))))
                .hasMessageContaining("A111")
                .hasMessageContaining("`arm` is no term of")
                .hasMessageContaining("write `score ~ arm + pre + (1 | school)`");
        assertThatThrownBy(() ->
                        analysis("complete()", AnalysisOptions.of(Formula.parse("score ~ arm * pre + (1 | school)"))))
                .hasMessageContaining("the arm is part of the interaction `arm:pre`")
                .hasMessageContaining("--by pre");
        assertThatThrownBy(() -> AnalysisOptions.of(Formula.parse("log(score) ~ arm")))
                .hasMessageContaining("`log(score)` on the left of the formula is no column");
    }

    @Test
    void anUnknownArmIsToldWithWhatWasMeant() {
        assertThatThrownBy(() -> analysis(
                        "complete()", AnalysisOptions.of("score").withArms(Optional.of("tretment"), Optional.empty())))
                .hasMessageContaining("no arm `tretment` in the record")
                .hasMessageContaining("the design has the arms control, treatment")
                .hasMessageContaining("--treatment treatment");
    }

    @Test
    void designsForEffectsBetweenUnitsAreAnalysedElsewhere() {
        Frame pupils = Trials.pupils(SCHOOLS, Trials.assign(SCHOOLS, "complete()"), 0);
        for (String design : List.of(
                "saturation(by: school, levels: 0, 0.5)",
                "mixed(by: school)",
                "graph_clusters(clusters: one_of(school, school))")) {
            Assignment assignment = Design.parse(design).over(pupils, "pupil").assign(Seed.of(1));

            assertThatThrownBy(
                            () -> Analysis.of(Trials.recorded(assignment), pupils, AnalysisOptions.of("score"), JOIN))
                    .hasMessageContaining("A109")
                    .hasMessageContaining("copse network estimate");
        }
    }

    @Test
    void outcomesThatAreMissingInAWholeArmAreAnError() {
        Assignment assignment = Trials.assign(SCHOOLS, "complete()");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 6);
        FactorColumn arm =
                JoinedRows.of(Trials.recorded(assignment), pupils, JOIN).part("arm");
        NumericColumn score = pupils.numeric("score");
        double[] values = new double[pupils.rows()];
        java.util.Arrays.setAll(values, score::value);
        Frame half = pupils.with("score", NumericColumn.of(values, Mask.of(values.length, row -> arm.code(row) == 1)));

        assertThatThrownBy(() -> Analysis.of(Trials.recorded(assignment), half, AnalysisOptions.of("score"), JOIN))
                .hasMessageContaining("missing for the whole arm `treatment`");
    }

    @Test
    void outcomesThatAreMissingMoreOftenInOneArmAreTold() {
        Assignment assignment = Trials.assign(SCHOOLS, "complete()");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 6);
        FactorColumn arm =
                JoinedRows.of(Trials.recorded(assignment), pupils, JOIN).part("arm");
        NumericColumn score = pupils.numeric("score");
        double[] values = new double[pupils.rows()];
        java.util.Arrays.setAll(values, score::value);
        Frame fewer = pupils.with(
                "score", NumericColumn.of(values, Mask.of(values.length, row -> arm.code(row) == 1 && row % 4 == 0)));

        Analysis analysis = Analysis.of(Trials.recorded(assignment), fewer, AnalysisOptions.of("score"), JOIN);

        assertThat(analysis.diagnostics()).extracting(d -> d.code()).contains("attrition-differs");
        assertThat(analysis.checks())
                .filteredOn(check -> check.name().equals("outcomes"))
                .singleElement()
                .satisfies(check -> assertThat(check.finding())
                        .contains("0.0 % in control, ")
                        .contains("% in treatment."));
        Bounds bounds = analysis.answers().getFirst().bounds().orElseThrow();
        assertThat(bounds.width()).isPositive();
        assertThat(bounds.assumptions().getFirst()).contains("would have one in arm `control` too");
    }

    @Test
    void oneClusterPerArmIsAnError() {
        Frame two = SCHOOLS.head(2);
        Assignment assignment = Trials.assign(two, "complete()");

        assertThatThrownBy(() -> Analysis.of(
                        Trials.recorded(assignment),
                        Trials.pupils(two, assignment, 6),
                        AnalysisOptions.of("score"),
                        JOIN))
                .hasMessageContaining("E105");
    }

    @Test
    void severalOutcomesAreAdjustedForTheirNumber() {
        Assignment assignment = Trials.assign(SCHOOLS, "complete()");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 2);

        Analysis analysis = Analysis.of(Trials.recorded(assignment), pupils, AnalysisOptions.of("score", "pre"), JOIN);

        assertThat(analysis.answers()).hasSize(2);
        assertThat(analysis.adjustment()).contains("Holm");
        double smaller = Math.min(p(analysis, 0), p(analysis, 1));
        assertThat(analysis.answers().stream()
                        .mapToDouble(answer -> answer.adjustedP().orElseThrow())
                        .min()
                        .orElseThrow())
                .isCloseTo(Math.min(1, 2 * smaller), within(1e-12));
    }

    @Test
    void severalArmsAreHeldAgainstOneControlByDunnett() {
        AnalysisOptions options = AnalysisOptions.of("score").withAdjust(FamilyAdjustment.DUNNETT);
        Analysis analysis = analysis("complete(arms: none, email, call)", options);

        assertThat(analysis.adjustment()).contains("Dunnett");
        for (int i = 0; i < 2; i++) {
            double adjusted = analysis.answers().get(i).adjustedP().orElseThrow();
            assertThat(adjusted).isGreaterThan(p(analysis, i)).isLessThan(2 * p(analysis, i));
        }
        assertThatThrownBy(() -> analysis(
                        "complete()", AnalysisOptions.of("score", "pre").withAdjust(FamilyAdjustment.DUNNETT)))
                .hasMessageContaining("Dunnett for several outcomes")
                .hasMessageContaining("--adjust holm");
    }

    private static double p(Analysis analysis, int answer) {
        return analysis.answers().get(answer).primary().p();
    }

    @Test
    void factorsOfAFactorialDesignHaveTheirMainEffects() {
        Analysis analysis = analysis("factorial(method: old, new; room: small, large)", AnalysisOptions.of("score"));

        assertThat(analysis.answers())
                .extracting(answer -> answer.question().treatment())
                .containsExactly("new", "large");
    }

    @Test
    void armsOfTheFileServeWhereTheUnitsAreGone() {
        Assignment assignment = Trials.assign(SCHOOLS, "stratified(by: region)");
        Frame pupils = Trials.pupils(SCHOOLS, assignment, 6);
        AssignmentRecord record = AssignmentRecord.of(assignment);

        Analysis whole = Analysis.of(
                RecordedArms.of(record, Trials.file(assignment), SCHOOLS), pupils, AnalysisOptions.of("score"), JOIN);
        Analysis file = Analysis.of(
                RecordedArms.of(record, Trials.file(assignment), null), pupils, AnalysisOptions.of("score"), JOIN);

        assertThat(file.answers().getFirst().primary().value())
                .isCloseTo(whole.answers().getFirst().primary().value(), within(1e-9));
        assertThat(file.answers().getFirst().primary().se().orElseThrow())
                .isCloseTo(whole.answers().getFirst().primary().se().orElseThrow(), within(1e-9));
        assertThat(file.deviations()).singleElement().asString().startsWith("Design: ");
    }

    /// A wedge whose outcome is a level per ward, a drift over periods and an effect of exactly 2 under
    /// treatment is fitted exactly but for the noise that is put in.
    @Test
    void wedgesAreAnalysedWithinUnitsAndPeriods() {
        Frame wards = Trials.schools(8);
        Assignment assignment = Trials.assign(wards, "wedge(sequences: 4, baseline: 1, every: 1)");
        RandomStream stream = Seed.of(9).stream();
        int rows = 8 * 5 * 6;
        String[] ward = new String[rows];
        double[] period = new double[rows];
        double[] cost = new double[rows];
        int row = 0;
        for (int unit = 0; unit < 8; unit++) {
            double level = 3 * stream.nextGaussian();
            for (int t = 1; t <= 5; t++) {
                for (int k = 0; k < 6; k++, row++) {
                    ward[row] = assignment.units().id(unit);
                    period[row] = t;
                    boolean treated = t > 1 + assignment.arm(unit);
                    cost[row] = level + 1.5 * t + (treated ? 2 : 0) + 0.1 * stream.nextGaussian();
                }
            }
        }
        Frame visits = Frame.of(
                "school", FactorColumn.of(ward), "month", NumericColumn.of(period), "cost", NumericColumn.of(cost));
        RecordedArms arms = Trials.recorded(assignment);

        assertThatThrownBy(() -> Analysis.of(arms, visits, AnalysisOptions.of("cost"), JOIN))
                .hasMessageContaining("A110")
                .hasMessageContaining("no column `period`")
                .hasMessageContaining("--period month");
        Answer answer = Analysis.of(arms, visits, AnalysisOptions.of("cost").withPeriod("month"), JOIN)
                .answers()
                .getFirst();

        assertThat(answer.primary().value()).isCloseTo(2, within(0.1));
        assertThat(answer.primary().method()).contains("factor(month)").contains("(1 | school)");
        assertThat(answer.sensitivity()).first().isInstanceOfSatisfying(Attempt.Done.class, robust -> {
            assertThat(robust.name()).contains("CR2");
            assertThat(robust.effect().value()).isCloseTo(2, within(0.1));
        });
    }
}
