package copse.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import org.junit.jupiter.api.Test;

class RecordedArmsTest {
    private static final Frame SCHOOLS = Trials.schools(12);
    private static final Assignment PAIRS = Trials.assign(SCHOOLS, "pairs(on: size, pre)");
    private static final AssignmentRecord RECORD = AssignmentRecord.of(PAIRS);

    @Test
    void armsAreDrawnAnewWhereTheUnitsAreAtHand() {
        RecordedArms arms = RecordedArms.of(RECORD, Trials.file(PAIRS), SCHOOLS);

        assertThat(arms.assignment()).isPresent();
        assertThat(arms.checks()).extracting(Check::verdict).containsOnly(Check.Verdict.MET);
        assertThat(arms.blockName()).contains("pair");
        assertThat(arms.block().orElseThrow().levels().size()).isEqualTo(6);
        assertThat(arms.part("arm").levels().labels()).containsExactly("control", "treatment");
        assertThat(arms.armsOfRandomised()).hasSize(12).containsOnly(0, 1);
    }

    @Test
    void fileOfArmsServesWhereTheUnitsAreGoneAndWhatIsLostIsSaid() {
        RecordedArms arms = RecordedArms.of(RECORD, Trials.file(PAIRS), null);

        assertThat(arms.assignment()).isEmpty();
        assertThat(arms.part("arm"))
                .isEqualTo(RecordedArms.of(RECORD, null, SCHOOLS).part("arm"));
        assertThat(arms.block().orElseThrow().levels().size()).isEqualTo(6);
        Check design = arms.checks().getLast();
        assertThat(design.verdict()).isEqualTo(Check.Verdict.UNMET);
        assertThat(design.finding()).contains("not at hand", "randomisation test cannot run over exactly these");
        assertThat(design.diagnostics()).extracting(d -> d.code()).containsExactly("design-not-rebuilt");
    }

    @Test
    void fileOfArmsServesWhereAColumnOfTheUnitsHasChanged() {
        Frame changed = SCHOOLS.with("pre", "pre", value -> value + 1);

        RecordedArms arms = RecordedArms.of(RECORD, Trials.file(PAIRS), changed);

        assertThat(arms.assignment()).isEmpty();
        assertThat(arms.checks().getLast().finding()).contains("Column `pre`, which the design reads, has changed");
    }

    @Test
    void orderOfRowsOfTheFileDoesNotMatter() {
        Frame file = Trials.file(PAIRS);
        Frame turned = file.rows(new int[] {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0});

        assertThat(RecordedArms.of(RECORD, turned, null).part("arm"))
                .isEqualTo(RecordedArms.of(RECORD, file, null).part("arm"));
    }

    @Test
    void anEditedRecordIsRefused() {
        String json = RECORD.toJson().replace("\"seed\" : 7", "\"seed\" : 8");

        assertThatThrownBy(() ->
                        RecordedArms.of(AssignmentRecord.fromJson(json, "arms.json"), Trials.file(PAIRS), SCHOOLS))
                .hasMessageContaining("A101")
                .hasMessageContaining("was edited after it was written")
                .hasMessageContaining("backup");
    }

    @Test
    void unitsThatWereMovedAreNamedIfTheArmsCanBeDrawnAnew() {
        Frame moved = moved();

        assertThatThrownBy(() -> RecordedArms.of(RECORD, moved, SCHOOLS))
                .hasMessageContaining("A102")
                .hasMessageContaining("unit s01 has ")
                .hasMessageContaining("instead of");
        assertThatThrownBy(() -> RecordedArms.of(RECORD, moved, null))
                .hasMessageContaining("A102")
                .hasMessageContaining("Its ids are as recorded, its arms are not: units were moved.");
    }

    private static Frame moved() {
        Frame file = Trials.file(PAIRS);
        FactorColumn arm = file.factor("arm");
        return file.with(
                "arm",
                FactorColumn.of(
                        arm.levels(),
                        java.util.stream.IntStream.range(0, 12)
                                .mapToObj(row -> row == 0 ? arm.levels().label(1 - arm.code(0)) : arm.text(row))
                                .toArray(String[]::new)));
    }

    @Test
    void unitsThatWereRemovedFromTheFileAreAnError() {
        Frame fewer = Trials.file(PAIRS).head(11);

        assertThatThrownBy(() -> RecordedArms.of(RECORD, fewer, null))
                .hasMessageContaining("It has 11 units, the record 12");
    }

    @Test
    void withoutArmsAndUnitsThereIsNothingToAnalyseBy() {
        assertThatThrownBy(() -> RecordedArms.of(RECORD, null, null))
                .hasMessageContaining("A103")
                .hasMessageContaining("has to know who got which arm");
    }

    @Test
    void clustersAreWhatWasRandomised() {
        Frame pupils = Trials.pupils(SCHOOLS, Trials.assign(SCHOOLS, "complete()"), 0);
        Assignment assignment = copse.design.Design.parse("clustered(by: school, stratified(by: region))")
                .over(
                        pupils.with(
                                "region",
                                FactorColumn.of(
                                        pupils.rows(),
                                        row -> pupils.column("school").text(row).compareTo("s07") < 0
                                                ? "north"
                                                : "south")),
                        "pupil")
                .assign(copse.math.Seed.of(3));

        RecordedArms arms = RecordedArms.of(AssignmentRecord.of(assignment), Trials.file(assignment), null);

        assertThat(arms.clusterColumn()).contains("school");
        assertThat(arms.randomised().levels().size()).isEqualTo(12);
        assertThat(arms.blockName()).contains("stratum");
        assertThat(arms.armsOfRandomised()).containsOnly(0, 1);
    }

    @Test
    void partsOfAnArmHaveTheirOwnColumns() {
        Assignment factorial = Trials.assign(SCHOOLS, "factorial(method: old, new; room: small, large)");

        RecordedArms arms = RecordedArms.of(AssignmentRecord.of(factorial), Trials.file(factorial), null);

        assertThat(arms.parts()).containsExactly("method", "room");
        assertThat(arms.part("room").levels().labels()).containsExactly("small", "large");
        assertThat(arms.armsOfRandomised()).containsOnly(0, 1, 2, 3);
        assertThat(arms.columns()).contains("method", "room", "probability");
        assertThat(arms.column("probability")).isInstanceOf(NumericColumn.class);
    }
}
