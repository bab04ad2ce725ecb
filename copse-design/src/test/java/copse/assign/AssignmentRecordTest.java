package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Assignment;
import copse.design.Design;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentRecordTest {
    private static final Frame SCHOOLS = Frame.of(
            "school", NumericColumn.of(4, 1, 3, 2, 6, 5, 8, 7),
            "region", FactorColumn.of("n", "n", "s", "s", "n", "n", "s", "s"),
            "pupils", NumericColumn.of(120, 80.5, 300, 41, 55, 66, 77, 88));

    @TempDir
    private Path folder;

    private static Assignment assignment(long seed) {
        return Design.parse("stratified(by: region)").over(SCHOOLS, "school").assign(Seed.of(seed));
    }

    private static AssignmentRecord record() {
        return AssignmentRecord.of(assignment(7))
                .withData("schools.csv", "ab12", Map.of("where", "open"))
                .withFile("arms.csv", "cd34");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        AssignmentRecord record = record();
        Path file = folder.resolve("arms.json");
        record.write(file);
        assertThat(AssignmentRecord.read(file)).isEqualTo(record);
        assertThat(record.id()).isEqualTo("school");
        assertThat(record.seed()).isEqualTo(7);
        assertThat(record.intact()).isTrue();
        assertThat(record.arms()).containsEntry("control", 4).containsEntry("treatment", 4);
    }

    @Test
    void equalRunsGiveEqualBytes() {
        assertThat(AssignmentRecord.of(assignment(7)).toJson())
                .isEqualTo(AssignmentRecord.of(assignment(7)).toJson());
    }

    @Test
    void seedsKeepAllTheirDigits() {
        AssignmentRecord record = AssignmentRecord.of(assignment(Long.MIN_VALUE + 1));
        assertThat(AssignmentRecord.fromJson(record.toJson(), "r").seed()).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    void theFieldsAreThoseOfTheSchemaInTheirOrder() {
        assertThat(record().toJson()
                        .lines()
                        .filter(line -> line.startsWith("  \""))
                        .map(line -> line.split("\"")[1]))
                .containsExactly(
                        "schema",
                        "copse",
                        "algorithm",
                        "random",
                        "seed",
                        "design",
                        "tree",
                        "id",
                        "units",
                        "arms",
                        "unassigned",
                        "smallestP",
                        "probabilities",
                        "digests",
                        "data",
                        "options",
                        "file",
                        "record");
    }

    @Test
    void layoutMayChangeContentMayNot() {
        String json = record().toJson();
        assertThat(AssignmentRecord.fromJson(json.replaceAll("\n *", ""), "r").intact())
                .isTrue();
        for (String edit : new String[] {
            "\"seed\" : 7|\"seed\" : 8",
            "\"units\" : 4|\"units\" : 5",
            "schools.csv|other.csv",
            "\"where\" : \"open\"|\"where\" : \"open or closed\"",
            "stratified(by: region|stratified(by: district",
            "\"unassigned\" : 0|\"unassigned\" : 0, \"note\" : \"added\""
        }) {
            String[] words = edit.split("\\|");
            String edited = json.replace(words[0], words[1]);
            assertThat(edited).as(edit).isNotEqualTo(json);
            assertThat(AssignmentRecord.fromJson(edited, "r").intact()).as(edit).isFalse();
        }
    }

    @Test
    void aRecordIsNotOverwrittenByChance() throws IOException {
        Path file = folder.resolve("arms.json");
        record().write(file);
        String before = Files.readString(file);
        AssignmentRecord other = AssignmentRecord.of(assignment(8));
        assertThatThrownBy(() -> other.write(file))
                .hasMessage("error[D304]: `" + file + "` is already there\n"
                        + "  why: it may prove an assignment that is under way\n"
                        + "  fix: choose another name, or move it away: mv " + file + " " + file + ".old");
        assertThat(Files.readString(file)).isEqualTo(before);
        other.replace(file);
        assertThat(AssignmentRecord.read(file)).isEqualTo(other);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("no draft is left behind").containsExactly(file);
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("none").resolve("arms.json");
        assertThatThrownBy(() -> record().write(file))
                .hasMessageStartingWith("error[D305]: no record was written to `" + file + "`")
                .hasMessageContaining("there is no folder `" + folder.resolve("none") + "`")
                .hasMessageEndingWith("fix: mkdir -p " + folder.resolve("none"));
        assertThatThrownBy(() -> record().replace(folder)).hasMessageContaining("it is a folder");
    }

    @Test
    void whatIsNoRecordIsToldAsSuch() throws IOException {
        Path file = folder.resolve("x.json");
        assertThatThrownBy(() -> AssignmentRecord.read(file))
                .hasMessageStartingWith("error[D301]: `" + file + "` is no record of an assignment\n")
                .hasMessageContaining("why: there is no such file");
        Files.writeString(file, record().toJson().substring(0, 100));
        assertThatThrownBy(() -> AssignmentRecord.read(file)).hasMessageContaining("it is not JSON, or was cut off");
        Files.writeString(file, "{\"schema\": \"copse.fit/1\"}");
        assertThatThrownBy(() -> AssignmentRecord.read(file)).hasMessageContaining("its schema is `copse.fit/1`");
        Files.writeString(file, "[1, 2]");
        assertThatThrownBy(() -> AssignmentRecord.read(file)).hasMessageContaining("it has no schema");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> AssignmentRecord.read(file)).hasMessageContaining("it is no text");
    }

    @Test
    void aLaterSchemaNamesTheVersionThatKnowsIt() {
        String later = record().toJson().replace("copse.assign/1", "copse.assign/2");
        assertThatThrownBy(() -> AssignmentRecord.fromJson(later, "arms.json"))
                .hasMessageStartingWith(
                        "error[D302]: `arms.json` has the schema `copse.assign/2`, this version of copse"
                                + " knows `copse.assign/1`\n")
                .hasMessageContaining("use copse ");
    }

    @Test
    void fieldsThatAreNotThereAreNamedByPath() {
        String json = record().toJson();
        assertThatThrownBy(() -> AssignmentRecord.fromJson(json.replace("\"units\" : 8", "\"units\" : -8"), "r"))
                .hasMessageStartingWith("error[D303]: `units` in `r` is no whole number of at least 0\n");
        assertThatThrownBy(() -> AssignmentRecord.fromJson(json.replace("\"seed\" : 7,", ""), "r"))
                .hasMessageStartingWith("error[D303]: `seed` in `r` is missing\n");
        assertThatThrownBy(() -> AssignmentRecord.fromJson(json.replace("\"column\"", "\"kolumn\""), "r"))
                .hasMessageStartingWith("error[D303]: `digests.columns.column` in `r` is missing\n");
        assertThatThrownBy(() -> AssignmentRecord.fromJson(json.replace("\"exact\"", "\"guessed\""), "r"))
                .hasMessageContaining("`smallestP.basis` in `r` is `guessed`, which is none");
    }
}
