package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.design.Design;
import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final Question SCORE = Question.of("score", "treatment", "control");

    /// 12 pupils in 4 schools of 3.
    private static Frame pupils() {
        int[] ids = IntStream.rangeClosed(1, 12).toArray();
        return Frame.of(
                "pupil",
                NumericColumn.of(Arrays.stream(ids).asDoubleStream().toArray()),
                "school",
                FactorColumn.of(12, row -> "s" + (row / 3 + 1)));
    }

    private static Assignment assign(String design) {
        return Design.parse(design).over(pupils(), "pupil").assign(Seed.of(1));
    }

    private static Frame scored(Frame rows) {
        return rows.with(
                "score",
                NumericColumn.of(IntStream.range(0, rows.rows())
                        .mapToDouble(row -> row * row)
                        .toArray()));
    }

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(InputException.class, work)
                .problem()
                .text();
    }

    @Test
    void unitsAreTheUnitsOfTheAssignment() {
        Assignment assignment = assign("complete()");
        Experiment experiment = Experiment.of(scored(pupils()).sortBy("school"), assignment);
        assertThat(experiment.units().size()).isEqualTo(12);
        for (int row = 0; row < 12; row++) {
            int unit = experiment.unitOf(row);
            assertThat(experiment.units().id(unit))
                    .isEqualTo(experiment.rows().column("pupil").text(row));
            assertThat(experiment.arm().text(row))
                    .isEqualTo(assignment.label(unit).orElseThrow());
        }
    }

    @Test
    void clustersAreTheUnitsWhereClustersWereRandomised() {
        Assignment assignment = assign("clustered(by: school, complete())");
        Experiment experiment = Experiment.of(scored(pupils()), assignment);
        assertThat(experiment.units().size()).isEqualTo(4);
        assertThat(experiment.unit().levels().labels()).containsExactly("s1", "s2", "s3", "s4");
        assertThat(experiment.unit()).isEqualTo(pupils().factor("school"));
        assertThat(experiment.arm())
                .isEqualTo(FactorColumn.of(
                        experiment.arm().levels(),
                        IntStream.range(0, 12)
                                .mapToObj(unit -> assignment.label(unit).orElseThrow())
                                .toArray(String[]::new)));
        assertThat(experiment.units().randomisation().orElseThrow().units().size())
                .isEqualTo(4);
    }

    /// Rows of newcomers, or calls in centres: the cluster alone tells the arm.
    @Test
    void rowsWithoutIdsOfUnitsFindTheirCluster() {
        Assignment assignment = assign("clustered(by: school, complete())");
        Frame calls = scored(Frame.of("school", FactorColumn.of("s4", "s1", "s1", "s2", "s3")));
        Experiment experiment = Experiment.of(calls, assignment);
        assertThat(experiment.joined().by()).isEqualTo("school");
        for (int row = 0; row < calls.rows(); row++) {
            int pupil = Integer.parseInt(calls.factor("school").text(row).substring(1)) * 3 - 1;
            assertThat(experiment.arm().text(row))
                    .isEqualTo(assignment.label(pupil).orElseThrow());
        }
    }

    @Test
    void rerandomisedClustersScreenedByMembersAreStillTheUnits() {
        Frame pupils = scored(pupils());
        Assignment assignment = Design.parse("rerandomised(clustered(by: school, complete()), on: score, accept: 0.5)")
                .over(pupils, "pupil")
                .assign(Seed.of(3));
        Experiment experiment = Experiment.of(pupils, assignment);
        RandomisedUnits units = experiment.units();
        assertThat(units.size()).isEqualTo(4);
        assertThat(units.id(2)).isEqualTo("s3");
        for (int unit = 0; unit < 4; unit++) {
            assertThat(units.arm(unit)).isEqualTo(assignment.arm(units.position(unit)));
            assertThat(assignment.memberships().getLast().groups().code(units.position(unit)))
                    .isEqualTo(unit);
        }
    }

    @Test
    void blocksAreTheDesigns() {
        Experiment experiment = Experiment.of(scored(pupils()), assign("stratified(by: school)"));
        assertThat(experiment.units().blockName()).contains("stratum");
        assertThat(experiment.units().blocks()).isEqualTo(4);
        assertThat(experiment.block().orElseThrow().code(11)).isEqualTo(3);
    }

    @Test
    void idsAreTheSameAsNumbersAndAsLabels() {
        Frame labels = scored(pupils()).asFactor("pupil");
        assertThat(Experiment.of(labels, assign("complete()")).arm())
                .isEqualTo(Experiment.of(scored(pupils()), assign("complete()")).arm());
    }

    @Test
    void rowsThatFindNoUnitAreCounted() {
        Frame data = scored(Frame.of(
                "pupil", NumericColumn.of(new double[] {1, 2, 3, 77, 0, 1}, Mask.of(6, row -> row == 4))));
        Experiment experiment = Experiment.of(data, assign("complete()"));
        Joined joined = experiment.joined();
        assertThat(joined.unknown().rows()).containsExactly(3, 4);
        assertThat(joined.used()).isEqualTo(4);
        assertThat(joined.withoutRows()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(experiment.rows().rows()).isEqualTo(4);
        assertThat(experiment.hasClusters()).isTrue();
    }

    @Test
    void idsWrittenDifferentlyAreToldAsSuch() {
        Frame data = scored(pupils()).with("pupil", FactorColumn.of(12, row -> "P-" + (row + 1)));
        Frame units = pupils().with("pupil", FactorColumn.of(12, row -> "p0" + (row + 1)));
        Assignment assignment = Design.parse("complete()").over(units, "pupil").assign(Seed.of(1));
        assertThat(message(() -> Experiment.of(data, assignment))).isEqualTo("""
                        error[E101]: the assignment does not match the data's ids: none of 12 rows is found; column `pupil` holds P-1, P-2, P-3, …, the assignment's `pupil` p01, p010, p011, …
                          why: but for case, blanks, punctuation and leading zeros there are ids in common: they are written differently
                          fix: write the ids as they are in the record, or name the column that holds them: `--id COL`""");
    }

    @Test
    void theColumnThatHoldsTheIdsIsNamed() {
        Frame data = scored(pupils()).with("nr", FactorColumn.of(12, row -> "x" + row));
        assertThat(message(() -> Experiment.of(data, assign("complete()"), "nr")))
                .contains("column `pupil` holds ids of the assignment, `nr` does not", "fix: say `--id pupil`");
        assertThat(Experiment.of(data, assign("complete()"), "pupil").joined().used())
                .isEqualTo(12);
    }

    @Test
    void noIdColumnIsAnError() {
        Frame data = scored(pupils()).rename("pupil", "pupils").drop("school");
        assertThat(message(() -> Experiment.of(data, assign("clustered(by: school, complete())"))))
                .isEqualTo("""
                        error[E102]: no column `pupil` in the data to find the arms by
                          why: the assignment tells units apart by `pupil`, clusters by `school`; the data have the columns pupils, score
                          fix: did you mean `pupils`? say `--id pupils`""");
        assertThat(Experiment.of(data, assign("clustered(by: school, complete())"), "pupils")
                        .joined()
                        .used())
                .isEqualTo(12);
    }

    @Test
    void aContradictingArmIsAnError() {
        Assignment assignment = assign("complete()");
        Frame right = scored(assignment.frame());
        assertThat(Experiment.of(right, assignment).joined().used()).isEqualTo(12);
        String was = assignment.label(4).orElseThrow();
        String other = was.equals("control") ? "treatment" : "control";
        Frame wrong = right.with(
                "arm",
                FactorColumn.of(
                        right.factor("arm").levels(),
                        IntStream.range(0, 12)
                                .mapToObj(unit -> unit == 4
                                        ? other
                                        : assignment.label(unit).orElseThrow())
                                .toArray(String[]::new)));
        assertThat(message(() -> Experiment.of(wrong, assignment)))
                .contains(
                        "error[E104]: column `arm` says `" + other + "` for unit `5` in row 5, the assignment says `"
                                + was + "`",
                        "rename it, say to `received`");
        Frame unrelated = right.with("arm", FactorColumn.of(12, row -> row % 2 == 0 ? "left" : "right"));
        assertThat(Experiment.of(unrelated, assignment).joined().used()).isEqualTo(12);
    }

    @Test
    void aClusterInTwoArmsIsAnError() {
        Frame data =
                Frame.of("arm", FactorColumn.of("a", "a", "b", "b"), "school", FactorColumn.of("s1", "s1", "s1", "s2"));
        assertThat(message(() -> Experiment.observed(data, Roles.of("arm").withUnit("school"))))
                .contains("error[E103]: cluster `s1` has rows in `a` and in `b`", "fix: ");
        Frame blocks = Frame.of(
                "arm", FactorColumn.of("a", "a"), "u", FactorColumn.of("x", "x"), "b", FactorColumn.of("1", "2"));
        assertThat(message(() -> Experiment.observed(
                        blocks, Roles.of("arm").withUnit("u").withBlock("b"))))
                .contains("error[E110]: unit `x` has rows in the blocks `1` and `2`");
    }

    @Test
    void aProbabilityIsAboveNought() {
        Frame data = Frame.of("arm", FactorColumn.of("a", "b"), "p", NumericColumn.of(0.5, 0));
        assertThat(message(() -> Experiment.observed(data, Roles.of("arm").withProbability("p"))))
                .contains("error[E112]: probability 0 in column `p`, row 2");
    }

    @Test
    void anOutcomeMissingForAWholeArmIsAnError() {
        Assignment assignment = assign("complete()");
        Frame data = pupils().with(
                        "score",
                        NumericColumn.of(
                                new double[12],
                                Mask.of(
                                        12,
                                        unit -> assignment
                                                .label(unit)
                                                .orElseThrow()
                                                .equals("control"))))
                .with("scores", NumericColumn.of(new double[12]));
        Experiment experiment = Experiment.of(data, assignment);
        assertThat(message(() -> experiment.totals(SCORE))).isEqualTo("""
                        error[E106]: the outcome `score` is missing for the whole arm `control`: 6 rows without a value
                          why: an effect compares outcomes of both arms
                          fix: find out why the arm has none; or did you mean the column `scores`?""");
        assertThat(message(() -> experiment.totals(Question.of("scores", "treatmnt", "control"))))
                .contains("error[E107]: no arm `treatmnt`", "did you mean `treatment`?");
        assertThat(message(() -> experiment.totals(Question.of("school", "treatment", "control"))))
                .contains("error[E108]: outcome `school` is factor, not numeric or logical");
        Frame treated = data.where(
                Mask.of(12, unit -> assignment.label(unit).orElseThrow().equals("treatment")));
        assertThat(message(
                        () -> Experiment.of(treated, assignment).totals(Question.of("scores", "treatment", "control"))))
                .contains("error[E106]: arm `control` has no rows, though 6 units got it");
    }

    @Test
    void questionsThatAskNothingAreRefused() {
        assertThatThrownBy(() -> Question.of("y", "a", "a")).hasMessageContaining("arm `a` is compared with itself");
        assertThatThrownBy(() -> SCORE.withCovariates(List.of("score")))
                .hasMessageContaining("`score` is the outcome and a covariate");
        assertThatThrownBy(() -> SCORE.withWeights("score")).hasMessageContaining("the outcome and a weight");
    }

    @Test
    void totalsAreMeansAndDeviations() {
        Frame data = Frame.of(
                "arm", FactorColumn.of("c", "t", "c", "t", "t", "c"),
                "u", FactorColumn.of("1", "2", "1", "2", "2", "3"),
                "y", NumericColumn.of(new double[] {1, 4, 3, 5, 9, 0}, Mask.of(6, row -> row == 5)),
                "x", NumericColumn.of(0, 1, 2, 2, 3, 7),
                "w", NumericColumn.of(1, 1, 3, 1, 2, 1));
        Experiment experiment = Experiment.observed(data, Roles.of("arm").withUnit("u"));
        UnitTotals totals = experiment.totals(Question.of("y", "t", "c").withCovariates(List.of("x")));
        assertThat(totals.rows(0)).isEqualTo(2);
        assertThat(totals.mean(0)).isEqualTo(2);
        assertThat(totals.mean(0, 0)).isEqualTo(1);
        assertThat(totals.squares(0)).isEqualTo(2);
        assertThat(totals.product(0, 0, 1)).isEqualTo(2);
        assertThat(totals.product(1, 1, 0)).isEqualTo(5);
        assertThat(totals.rows(2)).isZero();
        assertThat(totals.missing(0)).isEqualTo(1);
        assertThat(totals.unitsIn(0)).containsExactly(0);
        UnitTotals weighted = experiment.totals(Question.of("y", "t", "c").withWeights("w"));
        assertThat(weighted.mean(0)).isCloseTo(2.5, within(1e-15));
        assertThat(weighted.weight(0)).isEqualTo(4);
        assertThat(weighted.sum(1)).isCloseTo(27, within(1e-13));
        Frame negative = data.with("w", NumericColumn.of(1, 1, 3, -1, 2, 1));
        assertThat(message(() -> experiment
                        .withRows(negative)
                        .totals(Question.of("y", "t", "c").withWeights("w"))))
                .contains("error[E109]: weight -1 in column `w`, row 4");
    }

    @Test
    void factorsBecomeIndicators() {
        Frame data = Frame.of(
                "arm", FactorColumn.of("c", "t", "c"),
                "y", NumericColumn.of(1, 4, 3),
                "region", FactorColumn.of("north", "south", "east"));
        UnitTotals totals = Experiment.observed(data, Roles.of("arm"))
                .totals(Question.of("y", "t", "c").withCovariates(List.of("region")));
        assertThat(totals.columns()).containsExactly("region[north]", "region[south]", "y");
        assertThat(totals.mean(0, 0)).isEqualTo(1);
        assertThat(totals.mean(2, 0)).isZero();
        assertThat(totals.product(2, 0, 0)).isZero();
    }

    /// Values of 1e9 that differ by 1 keep their digits.
    @Test
    void largeValuesKeepTheirSpread() {
        int n = 50_000;
        Frame data = Frame.of(
                "arm", FactorColumn.of(n, row -> row < n / 2 ? "c" : "t"),
                "u", FactorColumn.of(n, row -> row < n / 2 ? "1" : "2"),
                "y",
                        NumericColumn.of(IntStream.range(0, n)
                                .mapToDouble(row -> 1e9 + row % 2)
                                .toArray()));
        UnitTotals totals =
                Experiment.observed(data, Roles.of("arm").withUnit("u")).totals(Question.of("y", "t", "c"));
        assertThat(totals.mean(0) - 1e9).isCloseTo(0.5, within(1e-6));
        assertThat(totals.squares(1)).isCloseTo(n / 8.0, within(1e-5));
    }
}
