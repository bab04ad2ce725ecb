package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Digests;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Frame SCHOOLS = Frame.of(
            "school", NumericColumn.of(4, 1, 3, 2, 6, 5, 8, 7),
            "region", FactorColumn.of("n", "n", "s", "s", "n", "n", "s", "s"),
            "pupils", NumericColumn.of(120, 80.5, 300, 41, 55, 66, 77, 88));

    private static final Assignment ASSIGNMENT =
            Design.parse("stratified(by: region)").over(SCHOOLS, "school").assign(Seed.of(7));

    private static final AssignmentRecord RECORD = AssignmentRecord.of(ASSIGNMENT)
            .withData("schools.csv", "data-sha", new LinkedHashMap<>())
            .withFile("arms.csv", "arms-sha");

    private static final Evidence EVIDENCE =
            Evidence.of(SCHOOLS).withDataSha256("data-sha").withArms(ASSIGNMENT.frame(), "arms-sha");

    private static List<String> sentences(AssignmentRecord record, Evidence evidence) {
        return switch (Replay.of(record, evidence)) {
            case Replay.Proven _ -> List.of();
            case Replay.Refuted(List<Difference> differences) ->
                differences.stream().map(Difference::sentence).toList();
        };
    }

    private static Frame with(Frame frame, String name, int row, String text) {
        Column column = frame.column(name);
        return frame.with(
                name,
                FactorColumn.of(frame.rows(), r -> r == row ? text : column.isMissing(r) ? null : column.text(r)));
    }

    @Test
    void armsThatFollowAreProvenWhateverTheOrderOfRows() {
        Frame shuffled = SCHOOLS.rows(new int[] {7, 0, 3, 4, 1, 6, 2, 5});
        Replay replay = Replay.of(RECORD, Evidence.of(shuffled).withArms(ASSIGNMENT.frame(), "arms-sha"));
        assertThat(replay).isInstanceOfSatisfying(Replay.Proven.class, proven -> {
            assertThat(proven.notes()).isEmpty();
            assertThat(proven.assignment().frame()).isEqualTo(ASSIGNMENT.frame());
        });
    }

    @Test
    void typesThatAReaderChoosesDoNotMatter() {
        Frame asLabels =
                SCHOOLS.asFactor("school").with("region", TextColumn.of("n", "n", "s", "s", "n", "n", "s", "s"));
        assertThat(Replay.of(
                        RECORD,
                        Evidence.of(asLabels).withArms(ASSIGNMENT.frame().asFactor("school"), null)))
                .isInstanceOf(Replay.Proven.class);
    }

    @Test
    void columnsThatTheDesignDoesNotReadMayChange() {
        Frame other = SCHOOLS.with("pupils", "pupils", x -> x + 1);
        Replay replay = Replay.of(RECORD, Evidence.of(other).withDataSha256("other-sha"));
        assertThat(replay)
                .isInstanceOfSatisfying(
                        Replay.Proven.class,
                        proven -> assertThat(proven.notes())
                                .containsExactly(
                                        "The file of the data has changed, but neither the ids nor a column that the design reads."));
    }

    @Test
    void aFileOfArmsWrittenAnewIsNoted() {
        Replay replay = Replay.of(RECORD, Evidence.of(SCHOOLS).withArms(ASSIGNMENT.frame(), "other-sha"));
        assertThat(replay)
                .isInstanceOfSatisfying(
                        Replay.Proven.class,
                        proven -> assertThat(proven.notes())
                                .containsExactly(
                                        "The file of arms was written anew: its bytes are others, its arms the same."));
    }

    @Test
    void anEditedRecordIsTold() {
        String json = RECORD.toJson();
        AssignmentRecord edited = AssignmentRecord.fromJson(json.replace("\"schools.csv\"", "\"colleges.csv\""), "r");
        assertThat(sentences(edited, EVIDENCE))
                .containsExactly("The record was edited: its own SHA-256 does not fit its content.");
    }

    @Test
    void anotherSeedDoesNotGiveTheArms() {
        String json = RECORD.toJson();
        AssignmentRecord edited = AssignmentRecord.fromJson(json.replace("\"seed\" : 7", "\"seed\" : 8"), "r");
        assertThat(sentences(edited, EVIDENCE)).hasSize(1).first().asString().startsWith("The record was edited");
        // sealed anew by somebody who knows how
        Digests digests = RECORD.digests();
        AssignmentRecord sealed =
                withDigests(new Digests(digests.algorithm(), digests.design(), 8, digests.columns(), digests.arms()));
        assertThat(sentences(sealed, EVIDENCE))
                .containsExactly("Design, data, seed and version are as recorded and give other arms than the recorded"
                        + " ones.");
    }

    @Test
    void countsThatWereSealedAnewAreChecked() {
        SequencedMap<String, Integer> arms = new LinkedHashMap<>();
        arms.put("control", 3);
        arms.put("treatment", 5);
        AssignmentRecord sealed = new AssignmentRecord(
                RECORD.version(),
                RECORD.random(),
                RECORD.design(),
                RECORD.units(),
                arms,
                RECORD.unassigned(),
                RECORD.smallestP(),
                RECORD.probabilities(),
                RECORD.digests(),
                RECORD.options(),
                RECORD.data(),
                RECORD.file(),
                true);
        assertThat(sentences(sealed, EVIDENCE)).hasSize(1).first().asString().startsWith("The record was edited");
    }

    @Test
    void anotherVersionOfTheAlgorithmIsTold() {
        Digests digests = RECORD.digests();
        AssignmentRecord other = withDigests(
                new Digests("copse-assign/0", digests.design(), digests.seed(), digests.columns(), digests.arms()));
        assertThat(Replay.of(other, EVIDENCE)).isInstanceOfSatisfying(Replay.Refuted.class, refuted -> {
            assertThat(refuted.differences()).hasSize(1);
            assertThat(refuted.differences().getFirst().code()).isEqualTo(AssignCode.OTHER_ALGORITHM);
            assertThat(refuted.differences().getFirst().sentence())
                    .startsWith("The record was made by copse-assign/0, copse-stream/1");
        });
    }

    @Test
    void anAlteredDesignIsTold() {
        AssignmentRecord altered = withDesign(Design.parse("complete()").print());
        assertThat(sentences(altered, EVIDENCE))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The design `complete(")
                .endsWith("was altered: its SHA-256 is not the one recorded for the design of the assignment.");
        assertThat(sentences(withDesign("complet()"), EVIDENCE))
                .containsExactly("The design `complet()` was altered: no design `complet`.");
    }

    @Test
    void theColumnThatChangedIsNamed() {
        Frame moved = with(SCHOOLS, "region", 2, "n");
        assertThat(sentences(RECORD, Evidence.of(moved)))
                .containsExactly("Column `region`, which the design reads, has changed since the assignment.");
    }

    @Test
    void unitsThatCameAndWentAreNamed() {
        Frame other = SCHOOLS.with("school", NumericColumn.of(4, 1, 33, 2, 6, 5, 8, 7));
        assertThat(sentences(RECORD, Evidence.of(other).withArms(ASSIGNMENT.frame(), "arms-sha")))
                .containsExactly("The data have 8 units, 8 were assigned; gone: 3; new: 33.");
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS.head(6))))
                .containsExactly("The data have 6 units, 8 were assigned.");
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS.head(2)).withArms(ASSIGNMENT.frame(), "arms-sha")))
                .containsExactly("The data have 2 units, 8 were assigned; gone: 2, 3, 5, 6, 7 and 1 more.");
    }

    @Test
    void dataThatCannotBeAssignedAnyMoreSayWhy() {
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS.with("school", NumericColumn.of(1, 1, 3, 2, 6, 5, 8, 7)))))
                .containsExactly(
                        "The design cannot be carried out on the data: id `1` in column `school` occurs twice, in"
                                + " the rows 1 and 2.");
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS.drop("region"))))
                .containsExactly("The design cannot be carried out on the data: no column `region` in the data.");
    }

    @Test
    void editedArmsAreNamedByUnit() {
        Frame arms = ASSIGNMENT.frame();
        String found = arms.column("arm").text(4);
        String other = found.equals("control") ? "treatment" : "control";
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS).withArms(with(arms, "arm", 4, other), "other-sha")))
                .containsExactly("The file of arms was edited: unit 5 has " + other + " instead of " + found + ".");
        Frame all = arms.with("arm", FactorColumn.of(8, row -> null));
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS).withArms(all, "other-sha")))
                .singleElement()
                .asString()
                .startsWith("The file of arms was edited: unit 1 has no arm instead of ")
                .endsWith(" and 3 more.");
    }

    @Test
    void unitsMissingFromTheFileOfArmsAreNamed() {
        Frame arms = ASSIGNMENT.frame();
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS).withArms(arms.head(7), "other-sha")))
                .containsExactly("The file of arms has other units than the record; gone: 8.");
        Frame twice = arms.rows(IntStream.of(0, 1, 2, 3, 4, 5, 6, 7, 0).toArray());
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS).withArms(twice, "other-sha")))
                .containsExactly("The file of arms has other units than the record; new: 1 (again).");
        assertThat(sentences(RECORD, Evidence.of(SCHOOLS).withArms(arms.drop("arm"), "other-sha")))
                .containsExactly("The file of arms has no column `arm`.");
    }

    private static AssignmentRecord withDigests(Digests digests) {
        return with(RECORD.design(), digests);
    }

    private static AssignmentRecord withDesign(String design) {
        return with(design, RECORD.digests());
    }

    private static AssignmentRecord with(String design, Digests digests) {
        return new AssignmentRecord(
                RECORD.version(),
                RECORD.random(),
                design,
                RECORD.units(),
                RECORD.arms(),
                RECORD.unassigned(),
                RECORD.smallestP(),
                RECORD.probabilities(),
                digests,
                RECORD.options(),
                RECORD.data(),
                RECORD.file(),
                true);
    }
}
