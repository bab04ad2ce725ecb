package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `copse enroll`: what is printed, and what is refused.
class EnrollCommandTest {
    /// What differs between two runs: the time, and with it the chain.
    private static final Pattern PASSING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\b[0-9a-f]{64}\\b|\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");

    @TempDir
    Path folder;

    private Path ledger;

    @BeforeEach
    void setUp() {
        ledger = folder.resolve("trial.ledger");
        Run made = copse(
                "enroll",
                ledger,
                "--new",
                "--design",
                "blocks(sizes: 4, 6, by: site)",
                "--values",
                "site=north|south",
                "--seed",
                "20260101",
                "--id",
                "patient");
        assertThat(made).isEqualTo(new Run(ExitCode.DONE, "", "note: " + ledger + " is made, seed 20260101\n"));
    }

    private Run enroll(Object... words) {
        return copse(
                Stream.concat(Stream.of("enroll", ledger), Stream.of(words)).toArray());
    }

    private static String timeless(Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        return PASSING.matcher(run.out()).replaceAll("…");
    }

    private void refused(Run run, int exit, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("error[")
                .contains(says)
                .contains("  fix: ")
                .doesNotContain("\tat ");
    }

    private Path arrivals() throws IOException {
        return Files.writeString(
                folder.resolve("arrivals.csv"),
                "patient,age,site\n007,34,north\np-001,50,north\n1e3,41,south\n\"Ünal, B.\",60,south\n");
    }

    @Test
    void oneAndManyAreShownAsKept() throws IOException {
        Golden.check("enroll-one.txt", timeless(enroll("p-001", "--attribute", "site=north")));
        Golden.check("enroll-again.txt", timeless(enroll("p-001")));
        Golden.check("enroll-many.txt", timeless(enroll("--from", arrivals())));
        Golden.check("enroll-many.csv", timeless(enroll("--from", arrivals(), "--format", "csv")));
        Golden.check("enroll.json", timeless(enroll("p-002", "--attribute", "site=south", "--json")));
        Golden.check("enroll-state.txt", timeless(enroll()));
        Golden.check("enroll-all.csv", timeless(enroll("--format", "csv")));
        Golden.check("enroll-verify.txt", timeless(enroll("--verify")));
        Golden.check("enroll-verify.json", timeless(enroll("--verify", "--json")));
    }

    @Test
    void minimisationShowsLevelsOfItsFactors() {
        Path other = folder.resolve("minimised.ledger");
        Run run = copse(
                "enroll",
                other,
                "--new",
                "--design",
                "minimise(on: sex, age_group)",
                "--seed",
                "3",
                "a",
                "b",
                "c",
                "--attribute",
                "sex=f",
                "--attribute",
                "age_group=old",
                "--new-values",
                "--quiet");
        assertThat(timeless(run)).startsWith("3 units are new: ");
        Golden.check("enroll-minimised.txt", timeless(copse("enroll", other)));
    }

    @Test
    void idsComeFromStandardInput() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(" x1 \n\nx2\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(timeless(enroll("-", "--attribute", "site=south", "--format", "csv")))
                    .startsWith("patient,arm,new,stratum,k\nx1,")
                    .contains("\nx2,");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void repairIsSaidOnStandardError() throws IOException {
        enroll("p-001", "--attribute", "site=north");
        Files.writeString(ledger, "{\"n\":2,\"id\":\"p-0", StandardOpenOption.APPEND);
        Run run = enroll("p-002", "--attribute", "site=north");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err())
                .isEqualTo("note: the last line of `" + ledger
                        + "` was cut off after 16 bytes and has been taken away; its arm was never shown\n");
        assertThat(run.out()).startsWith("p-002 gets ");
    }

    @Test
    void alteredLedgerIsRefused() throws IOException {
        enroll("p-001", "p-002", "--attribute", "site=north");
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, lines.get(0) + "\n" + lines.get(2) + "\n");
        refused(enroll("--verify"), ExitCode.DATA, "error[D332]", "line 2 of `" + ledger + "`");
        refused(enroll("p-003", "--attribute", "site=north"), ExitCode.DATA, "error[D332]");
        Run json = enroll("--verify", "--json");
        assertThat(json.exit()).isEqualTo(ExitCode.DATA);
        JsonNode node = JsonMapper.shared().readTree(json.out());
        assertThat(node.get("proven").booleanValue()).isFalse();
        assertThat(node.get("line").intValue()).isEqualTo(2);
        assertThat(node.get("problem").get("code").stringValue()).isEqualTo("D332");
    }

    @Test
    void notedHeadIsLookedFor() throws IOException {
        enroll("p-001", "p-002", "--attribute", "site=north");
        String head = JsonMapper.shared()
                .readTree(enroll("--verify", "--json").out())
                .get("head")
                .stringValue();
        assertThat(enroll("--verify", "--head", head.substring(0, 16)).exit()).isEqualTo(ExitCode.DONE);
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, lines.get(0) + "\n" + lines.get(1) + "\n");
        refused(enroll("--verify", "--head", head), ExitCode.DATA, "error[D332]", head);
        refused(enroll("--verify", "--head", "abc"), ExitCode.USAGE, "--head abc is too short");
        refused(enroll("--head", head), ExitCode.USAGE, "--head without --verify");
    }

    @Test
    void whatIsWrongWithTheLedger() {
        refused(
                copse("enroll", folder.resolve("trail.ledger"), "p-001"),
                ExitCode.DATA,
                "error[D330]",
                "there is no such file",
                "--new --design");
        refused(enroll("--new", "--design", "blocks(sizes: 4)"), ExitCode.DATA, "error[D342]", "leave out --new");
        refused(enroll("p-001", "--design", "blocks(sizes: 8)"), ExitCode.DATA, "error[D334]", "leave it out");
        refused(enroll("p-001", "--seed", "7"), ExitCode.DATA, "error[D334]", "seed 20260101");
        refused(copse("enroll", folder.resolve("x"), "--new"), ExitCode.USAGE, "missing --design");
        assertThat(folder.resolve("x")).doesNotExist();
        refused(
                copse("enroll", folder.resolve("x"), "--new", "--design", "complete()"),
                ExitCode.DATA,
                "error[D340]",
                "`complete` is no rule",
                "^^^^");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void whatIsWrongWithArrivals() throws IOException {
        refused(enroll("p-001"), ExitCode.DATA, "error[D335]", "--attribute site=");
        refused(enroll("p-001", "--attribute", "site=nroth"), ExitCode.DATA, "error[D336]", "did you mean `north`?");
        refused(enroll("p-001", "--attribute", "sit=north"), ExitCode.DATA, "error[D344]", "did you mean `site`?");
        refused(enroll("p-001", "--attribute", "north"), ExitCode.USAGE, "--attribute cannot be `north`");
        refused(enroll("", "--attribute", "site=north"), ExitCode.DATA, "error[D337]", "it is empty");
        refused(enroll("p-001", "--from", arrivals()), ExitCode.USAGE, "both --from and the id p-001");
        Path gap = Files.writeString(folder.resolve("gap.csv"), "patient,site\np-1,north\n,south\n");
        refused(enroll("--from", gap), ExitCode.DATA, "error[D337]", "row 2 has no `patient`");
        Path without = Files.writeString(folder.resolve("without.csv"), "patient,ward\np-1,3\n");
        refused(enroll("--from", without), ExitCode.DATA, "`site`");
        assertThat(Files.readAllLines(ledger)).hasSize(1);
    }

    /// A disk that fails is exit code 1: neither the command line nor the data is wrong.
    @Test
    void failingDiskIsNotTheDatasFault() throws Exception {
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 1 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "copse.cli.Main",
                        "enroll",
                        ledger.toString(),
                        "p-".repeat(300),
                        "p".repeat(900),
                        "--attribute",
                        "site=north")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(ExitCode.FAILED);
        assertThat(said).contains("error[D338]", "has been taken back");
        assertThat(Files.readAllLines(ledger)).hasSize(1);
    }
}
