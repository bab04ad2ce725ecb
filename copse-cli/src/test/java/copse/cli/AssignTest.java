package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.io.Data;
import copse.record.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `copse assign`: its files, and that nothing but data, design and seed decides who gets what.
class AssignTest {
    @TempDir
    Path folder;

    private Path schools;
    private Path arms;
    private Path record;

    @BeforeEach
    void setUp() throws IOException {
        schools = folder.resolve("schools.csv");
        Files.copy(Path.of("src/test/data/schools.csv"), schools);
        arms = folder.resolve("arms.csv");
        record = folder.resolve("arms.json");
    }

    private Run assign(Object... more) {
        return done("assign", schools, "--id", "school", "--quiet", more);
    }

    private static Run done(Object a, Object b, Object c, Object d, Object e, Object... more) {
        List<Object> words = new ArrayList<>(List.of(a, b, c, d, e));
        words.addAll(List.of(more));
        Run run = copse(words.toArray());
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run;
    }

    private static Map<String, String> byId(Path file, String column) {
        Frame frame = Data.read(file);
        Map<String, String> arms = new TreeMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            arms.put(
                    frame.column(frame.names().getFirst()).text(row),
                    frame.column(column).text(row));
        }
        return arms;
    }

    /// Trap A9.
    @Test
    void orderOfRowsDoesNotChangeArms() throws IOException {
        assign("--seed", 5, "--strata", "region", "--out", arms);
        Map<String, String> before = byId(arms, "arm");
        List<String> lines = new ArrayList<>(Files.readAllLines(schools));
        Collections.reverse(lines.subList(1, lines.size()));
        Collections.swap(lines, 3, 17);
        Files.write(schools, lines);
        assign("--seed", 5, "--strata", "region", "--out", folder.resolve("again.csv"));
        assertThat(byId(folder.resolve("again.csv"), "arm")).isEqualTo(before);
    }

    /// Trap A3: 24 units in blocks of 10 leave 4, who are assigned, too.
    @Test
    void everyUnitOfAShortLastBlockHasAnArm() {
        assign("--design", "blocks(sizes: 10)", "--seed", 1, "--out", arms);
        Frame frame = Data.read(arms);
        assertThat(frame.rows()).isEqualTo(24);
        assertThat(frame.column("arm").missing().count()).isZero();
        assertThat(frame.column("block").missing().count()).isZero();
    }

    /// Trap A5: arms are named, units are counted, and an arm without units is told as an error.
    @Test
    void balanceNamesArmsAndRefusesAnEmptyOne() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), "unit,arm,x\n1,a,3\n2,b,4\n3,a,5\n4,b,5\n");
        assertThat(copse("balance", data, "--arm", "arm", "--on", "x").out())
                .contains("arm  units\na        2\nb        2\n")
                .doesNotContain("NaN");
        Run empty = copse("balance", data, "--arm", "arm", "--on", "x", "--levels", "arm=a|b|c");
        assertThat(empty.exit()).isEqualTo(ExitCode.DATA);
        assertThat(empty.err()).contains("error[D401]: arm `c` of column `arm` has no units", "--levels 'arm=a|b'");
    }

    @Test
    void flagsBuildTheSameDesign() {
        assign("--strata", "region,quantiles(size, 2)", "--arms", "old=2,new=1", "--seed", 3, "--out", arms);
        Path other = folder.resolve("other.csv");
        assign(
                "--design",
                "stratified(by: region, quantiles(size, 2), arms: old=2, new=1)",
                "--seed",
                3,
                "--out",
                other);
        assertThat(arms).hasSameTextualContentAs(other);
    }

    @Test
    void designIsReadFromFiles() throws IOException {
        assign("--strata", "region", "--seed", 3, "--out", arms);
        Path toml = Files.writeString(folder.resolve("design.toml"), "design = \"stratified\"\nby = \"region\"\n");
        Path json = Files.writeString(folder.resolve("d.json"), "{\"design\": \"stratified\", \"by\": \"region\"}");
        assertThat(assign("--design", toml, "--seed", 3, "--format", "csv").out())
                .isEqualTo(Files.readString(arms));
        assertThat(assign("--design", json, "--seed", 3, "--format", "csv").out())
                .isEqualTo(Files.readString(arms));
    }

    @Test
    void aPreviewWritesNothingAndHasTheSameArms() throws IOException {
        String preview = assign("--seed", 3, "--format", "csv").out();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(schools);
        }
        assign("--seed", 3, "--out", arms);
        assertThat(preview).isEqualTo(Files.readString(arms));
    }

    @Test
    void aSeedThatWasNotGivenIsDrawnToldAndRecorded() {
        JsonNode first =
                JsonMapper.shared().readTree(assign("--json", "--out", arms).out());
        assertThat(first.get("seedDrawn").booleanValue()).isTrue();
        long seed = first.get("seed").longValue();
        assertThat(JsonMapper.shared().readTree(record.toFile()).get("seed").longValue())
                .isEqualTo(seed);
        assertThat(assign("--seed", seed).out()).contains("seed " + seed + ".");
        assertThat(assign().out()).contains("drawn for this run as none was given");
    }

    @Test
    void zerosInFrontOfIdsStay() throws IOException {
        Path data = Files.writeString(folder.resolve("ids.csv"), "id,x\n007,1\n08,2\n9,3\n1,4\n");
        done("assign", data, "--id", "id", "--quiet", "--seed", 1, "--out", arms);
        assertThat(Files.readAllLines(arms).stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyInAnyOrder("007", "08", "9", "1");
        assertThat(copse("assign", "--replay", record).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void parquetIsWrittenAndProved() {
        Path parquet = folder.resolve("arms.parquet");
        assign("--seed", 3, "--out", parquet);
        assertThat(IntStream.of(Data.read(parquet).rows())).containsExactly(24);
        assertThat(copse("assign", "--replay", record).out()).startsWith("Proven: the arms of all 24 units");
    }

    @Test
    void theFolderCanBeMovedAsAWhole() throws IOException {
        assign("--seed", 3, "--where", "size > 300", "--out", arms);
        Path moved = Files.createDirectory(folder.resolve("moved"));
        for (Path file : List.of(schools, arms, record)) {
            Files.move(file, moved.resolve(file.getFileName()));
        }
        Run replay = copse("assign", "--replay", moved.resolve("arms.json"));
        assertThat(replay.exit()).as(replay.err() + replay.out()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsPrintedAsJsonIsARecordToo() throws IOException {
        Files.writeString(record, assign("--seed", 3, "--json").out());
        assertThat(JsonMapper.shared().readTree(record.toFile()).get("rows")).hasSize(24);
        Run replay = copse("assign", schools, "--replay", record);
        assertThat(replay.exit()).as(replay.out()).isEqualTo(ExitCode.DONE);
        assertThat(replay.out()).contains("have the fingerprint in the record");
    }

    @Test
    void editedArmsAreRefuted() throws IOException {
        assign("--seed", 3, "--out", arms);
        String text = Files.readString(arms);
        boolean control = text.contains("s01,control");
        Files.writeString(
                arms,
                control ? text.replace("s01,control", "s01,treatment") : text.replace("s01,treatment", "s01,control"));
        Run replay = copse("assign", "--replay", record);
        assertThat(replay.exit()).isEqualTo(ExitCode.DATA);
        assertThat(replay.out())
                .startsWith("Refuted:")
                .contains("D317: The file of arms was edited: unit s01 has " + (control ? "treatment" : "control")
                        + " instead of");
        JsonNode json = JsonMapper.shared()
                .readTree(copse("assign", "--replay", record, "--json").out());
        assertThat(json.get("proven").booleanValue()).isFalse();
        assertThat(json.get("differences").get(0).get("code").stringValue()).isEqualTo("D317");
    }

    /// Whoever forges the arms can write their fingerprint into the record and seal it anew; the arms still do
    /// not follow.
    @Test
    void forgedArmsWithARecordThatFitsAreRefuted() throws IOException {
        assign("--seed", 3, "--out", arms);
        String text = Files.readString(arms);
        String forged = text.contains("s01,control")
                ? text.replace("s01,control", "s01,treatment")
                : text.replace("s01,treatment", "s01,control");
        Files.writeString(arms, forged);
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(record.toFile());
        ((ObjectNode) json.get("file")).put("sha256", Digest.sha256(arms));
        json.remove("record");
        json.put("record", Digest.sha256(JsonMapper.shared().writeValueAsString(json)));
        Files.writeString(record, json.toString());
        Run replay = copse("assign", "--replay", record);
        assertThat(replay.out())
                .contains("D317: The file of arms was edited: unit s01")
                .doesNotContain("D311");
        assertThat(replay.exit()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void changedDataAreRefuted() throws IOException {
        assign("--seed", 3, "--strata", "region", "--out", arms);
        Files.writeString(schools, Files.readString(schools).replace("s05,west", "s05,north"));
        Run replay = copse("assign", "--replay", record);
        assertThat(replay.exit()).isEqualTo(ExitCode.DATA);
        assertThat(replay.out()).contains("D315: Column `region`, which the design reads, has changed");
    }

    @Test
    void editedRecordsAreRefuted() throws IOException {
        assign("--seed", 3, "--out", arms);
        Files.writeString(record, Files.readString(record).replace("\"seed\" : 3", "\"seed\" : 4"));
        Run replay = copse("assign", "--replay", record);
        assertThat(replay.exit()).isEqualTo(ExitCode.DATA);
        assertThat(replay.out()).contains("D311: The record was edited");
    }

    @Test
    void aFileOfArmsThatIsGoneIsTold() throws IOException {
        assign("--seed", 3, "--out", arms);
        Files.delete(arms);
        Run replay = copse("assign", "--replay", record);
        assertThat(replay.exit()).isEqualTo(ExitCode.DONE);
        assertThat(replay.err()).contains("there is no `" + arms + "`");
        assertThat(replay.out()).contains("have the fingerprint in the record");
    }

    /// Trap P8: 1 of 8 treated gives p = 0.125 at best, whatever happens.
    @Test
    void tooFewAssignmentsAreToldAtDesignTime() {
        Run run = assign("--where", "region = 'north'", "--design", "complete(counts: control=1, treatment=7)");
        assertThat(run.out())
                .contains("few-assignments: A randomisation test of this design can never reach p ≤ 0.05")
                .contains("two-sided p-value is 0.125");
        Run strict = copse(
                "assign",
                schools,
                "--id",
                "school",
                "--where",
                "region = 'north'",
                "--design",
                "complete(counts: control=1, treatment=7)",
                "--balance",
                "none",
                "--strict");
        assertThat(strict.exit()).isEqualTo(ExitCode.DIAGNOSTICS);
    }

    @Test
    void unequalSharesAreNoMismatch() throws IOException {
        StringBuilder text = new StringBuilder("id,x\n");
        IntStream.range(0, 400)
                .forEach(i -> text.append(i).append(',').append(i % 7).append('\n'));
        Path data = Files.writeString(folder.resolve("data.csv"), text);
        Run run = done(
                "assign",
                data,
                "--id",
                "id",
                "--quiet",
                "--design",
                "complete(counts: control=360, treatment=40)",
                "--seed",
                1);
        assertThat(run.out()).doesNotContain("sample-ratio-mismatch");
    }
}
