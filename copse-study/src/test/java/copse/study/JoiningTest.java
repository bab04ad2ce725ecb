package copse.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Assignment;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final Frame SCHOOLS = Trials.schools(12);
    private static final Assignment PAIRS = Trials.assign(SCHOOLS, "pairs(on: size, pre)");
    private static final RecordedArms ARMS = Trials.recorded(PAIRS);
    private static final Frame PUPILS = Trials.pupils(SCHOOLS, PAIRS, 3);
    private static final JoinOptions OPTIONS = JoinOptions.defaults().withNames("pupils.csv", "arms.json");

    private static Frame withSchools(java.util.function.UnaryOperator<String> change) {
        return PUPILS.with("school", Trials.relabelled(PUPILS.column("school"), change));
    }

    @Test
    void rowsFinerThanUnitsHaveTheArmOfTheirUnit() {
        JoinedRows joined = JoinedRows.of(ARMS, PUPILS, OPTIONS);

        assertThat(joined.rows().rows()).isEqualTo(PUPILS.rows());
        assertThat(joined.unit().levels().size()).isEqualTo(12);
        assertThat(Arrays.stream(joined.rowsOfUnits()).sum()).isEqualTo(PUPILS.rows());
        for (int row = 0; row < joined.rows().rows(); row++) {
            String school = PUPILS.column("school").text(row);
            int unit = joined.position()[row];
            assertThat(PAIRS.units().id(unit)).isEqualTo(school);
            assertThat(joined.rows().column("arm").text(row))
                    .isEqualTo(PAIRS.label(unit).orElseThrow());
        }
        assertThat(joined.checks()).singleElement().satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(Check.Verdict.MET);
            assertThat(check.finding()).isEqualTo(PUPILS.rows() + " rows joined by `school` to 12 units of 12.");
        });
    }

    @Test
    void rowsOfUnitsThatWereNotAssignedAreLeftOutAndCounted() {
        Frame data = PUPILS.append(PUPILS.head(3).with("school", FactorColumn.of("s98", "s99", "s99")));

        JoinedRows joined = JoinedRows.of(ARMS, data, OPTIONS);

        assertThat(joined.rows().rows()).isEqualTo(PUPILS.rows());
        assertThat(joined.checks().getFirst().finding())
                .contains("3 rows of 2 units that were not assigned (s98, s99) are left out");
        assertThat(joined.checks().getFirst().diagnostics())
                .extracting(d -> d.code())
                .containsExactly("ids-unmatched");
    }

    @Test
    void rowsWithoutIdAreLeftOutAndCounted() {
        Column school = PUPILS.column("school");
        Frame data = PUPILS.with("school", FactorColumn.of(PUPILS.rows(), row -> row < 2 ? null : school.text(row)));

        assertThat(JoinedRows.of(ARMS, data, OPTIONS).checks().getFirst().finding())
                .contains("2 rows without an id are left out");
    }

    @Test
    void idsInAnotherSpellingAreTold() {
        assertThatThrownBy(() -> JoinedRows.of(ARMS, withSchools(id -> id.toUpperCase(Locale.ROOT)), OPTIONS))
                .hasMessageContaining("A105")
                .hasMessageContaining("none of the 12 units of arms.json is in column `school` of the data")
                .hasMessageContaining("the data have S01, S02, S03 and 9 more, the assignment has s01, s02, s03 and 9"
                        + " more: they differ in upper and lower case")
                .hasMessageContaining("--sql \"SELECT * REPLACE (lower(school) AS school) FROM 'pupils.csv'\"");
        assertThatThrownBy(() -> JoinedRows.of(ARMS, withSchools(id -> id.substring(1)), OPTIONS))
                .hasMessageContaining("they differ in `s` in front")
                .hasMessageContaining("'s' || school");
    }

    @Test
    void aSingleIdInAnotherSpellingIsNoLostUnit() {
        assertThatThrownBy(() -> JoinedRows.of(ARMS, withSchools(id -> id.equals("s04") ? "s04 " : id), OPTIONS))
                .hasMessageContaining(
                        "1 unit of arms.json is not in column `school` of the data, but for their" + " spelling")
                .hasMessageContaining("blanks at the ends")
                .hasMessageContaining("trim(school)");
    }

    @Test
    void aColumnThatHoldsTheIdsIsSuggested() {
        Frame renamed = PUPILS.rename("school", "building");

        assertThatThrownBy(() -> JoinedRows.of(ARMS, renamed, OPTIONS))
                .hasMessageContaining("A104")
                .hasMessageContaining("no column `school` in the data")
                .hasMessageContaining("column `building` holds ids of the assignment")
                .hasMessageContaining("--id building");
        assertThatThrownBy(() -> JoinedRows.of(ARMS, renamed, OPTIONS.withKey("pupil")))
                .hasMessageContaining("column `building` holds them")
                .hasMessageContaining("--id building");
        assertThat(JoinedRows.of(ARMS, renamed, OPTIONS.withKey("building")).key())
                .isEqualTo("building");
    }

    @Test
    void dataOfAnotherExperimentAreRefused() {
        assertThatThrownBy(() -> JoinedRows.of(ARMS, withSchools(id -> "town-" + id.hashCode()), OPTIONS))
                .hasMessageContaining("may belong to different experiments")
                .hasMessageContaining("whether arms.json is the record of these data");
    }

    @Test
    void armsInTheDataAreHeldAgainstTheRecord() {
        FactorColumn right = JoinedRows.of(ARMS, PUPILS, OPTIONS).part("arm");
        assertThat(JoinedRows.of(ARMS, PUPILS.with("arm", right), OPTIONS).checks())
                .extracting(Check::name)
                .contains("arms in the data");

        Column school = PUPILS.column("school");
        FactorColumn moved = FactorColumn.of(
                PUPILS.rows(),
                row -> school.text(row).equals("s05") ? right.levels().label(1 - right.code(row)) : right.text(row));
        assertThatThrownBy(() -> JoinedRows.of(ARMS, PUPILS.with("arm", moved), OPTIONS))
                .hasMessageContaining("A107")
                .hasMessageContaining("gives 1 unit another arm than arms.json: s05 has ")
                .hasMessageContaining("--taken received");

        FactorColumn coded = FactorColumn.of(PUPILS.rows(), row -> Integer.toString(right.code(row)));
        assertThatThrownBy(() -> JoinedRows.of(ARMS, PUPILS.with("arm", coded), OPTIONS))
                .hasMessageContaining(
                        "column `arm` of the data has 0, 1, the arms of the record are control," + " treatment")
                .hasMessageContaining("SELECT * EXCLUDE (arm) FROM 'pupils.csv'");
    }

    @Test
    void aClusterInTwoArmsIsNamed() {
        FactorColumn right = JoinedRows.of(ARMS, PUPILS, OPTIONS).part("arm");
        FactorColumn split = FactorColumn.of(
                PUPILS.rows(), row -> row == 0 ? right.levels().label(1 - right.code(0)) : right.text(row));

        assertThatThrownBy(() -> JoinedRows.of(ARMS, PUPILS.with("arm", split), OPTIONS))
                .hasMessageContaining("A106")
                .hasMessageContaining("`s01` is in two arms in the data")
                .hasMessageContaining("it was randomised as a whole");
    }

    @Test
    void rowsOfNewPupilsAreJoinedByTheirCluster() {
        Assignment clustered = copse.design.Design.parse("clustered(by: school, complete())")
                .over(PUPILS, "pupil")
                .assign(copse.math.Seed.of(3));
        RecordedArms arms = Trials.recorded(clustered);
        Frame others = PUPILS.with("pupil", Trials.relabelled(PUPILS.column("pupil"), id -> "new" + id));

        JoinedRows byId = JoinedRows.of(arms, PUPILS, OPTIONS);
        JoinedRows byCluster = JoinedRows.of(arms, others, OPTIONS);
        JoinedRows dropped = JoinedRows.of(arms, PUPILS.drop("pupil"), OPTIONS);

        assertThat(byId.byCluster()).isFalse();
        assertThat(byCluster.byCluster()).isTrue();
        assertThat(byCluster.part("arm")).isEqualTo(byId.part("arm"));
        assertThat(dropped.part("arm")).isEqualTo(byId.part("arm"));
        assertThat(dropped.unit()).isEqualTo(byId.unit());
    }

    @Test
    void aFewRepeatedRowsAreTold() {
        Frame once = Frame.of("school", SCHOOLS.column("school"), "score", NumericColumn.of(new double[12]));
        Frame twice = once.append(once.head(1));

        Optional<Check> found = JoinedRows.of(ARMS, twice, OPTIONS).checks().stream()
                .filter(check -> check.name().equals("repetitions"))
                .findFirst();

        assertThat(found)
                .hasValueSatisfying(check -> assertThat(check.finding())
                        .isEqualTo("1 unit has more than one row (s01), the other 11 have one."));
        assertThat(JoinedRows.of(ARMS, PUPILS, OPTIONS).checks())
                .extracting(Check::name)
                .doesNotContain("repetitions");
    }
}
