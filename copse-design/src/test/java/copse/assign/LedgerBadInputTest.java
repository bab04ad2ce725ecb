package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import copse.error.DesignException;
import copse.math.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What someone reads whose ledger is damaged, or who gives an enrolment something wrong.
class LedgerBadInputTest {
    @TempDir
    Path folder;

    private Path path;
    private Ledger ledger;

    @BeforeEach
    void setUp() {
        path = folder.resolve("trial.ledger");
        ledger = Ledgers.create(path, Ledgers.bySite());
        ledger.enrol(Ledgers.ten(), false);
    }

    private static void refused(ThrowingCallable call, String code, String... says) {
        assertThatThrownBy(call)
                .isInstanceOf(DesignException.class)
                .hasMessageStartingWith("error[" + code + "]: ")
                .hasMessageContaining("  fix: ")
                .satisfies(e -> assertThat(e.getMessage()).contains(says));
    }

    private void edit(UnaryOperator<List<String>> change) throws IOException {
        List<String> lines = change.apply(new ArrayList<>(Ledgers.lines(path)));
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    /// Opening refuses what verifying finds.
    private void damaged(String code, int line, String... says) {
        refused(() -> Ledger.open(path), code, says);
        Verification.Refuted refuted = (Verification.Refuted) Ledger.verify(path);
        assertThat(refuted.line()).isEqualTo(line);
        assertThat(refuted.problem().text()).startsWith("error[" + code + "]: ").contains(says);
    }

    @Test
    void lineThatIsCutOffInTheMiddle() throws IOException {
        edit(lines -> {
            lines.set(4, lines.get(4).substring(0, 90));
            return lines;
        });
        damaged("D331", 5, "line 5 of `" + path + "` is cut off", "more lines follow", "the 4 lines before it");
    }

    @Test
    void armThatWasChanged() throws IOException {
        edit(lines -> {
            lines.set(6, swapArm(lines.get(6)));
            return lines;
        });
        damaged(
                "D332",
                7,
                "line 7 of `" + path + "` is not what was written",
                "its SHA-256 is not that of its content");
    }

    @Test
    void everyCharacterOfALineCounts() throws IOException {
        byte[] good = Files.readAllBytes(path);
        int from = Ledgers.lines(path).subList(0, 5).stream()
                .mapToInt(line -> line.length() + 1)
                .sum();
        int to = from + Ledgers.lines(path).get(5).length();
        for (int i = from; i < to; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(path, bad);
            assertThat(Ledger.verify(path))
                    .as("byte %d", i - from)
                    .isInstanceOfSatisfying(
                            Verification.Refuted.class,
                            r -> assertThat(r.line()).isEqualTo(6));
        }
    }

    @Test
    void lineThatWasTakenOut() throws IOException {
        edit(lines -> {
            lines.remove(3);
            return lines;
        });
        damaged(
                "D332",
                4,
                "line 4",
                "it is arrival 4, where arrival 3 would be next",
                "taken out, put in or exchanged");
    }

    @Test
    void linesThatWereExchanged() throws IOException {
        edit(lines -> {
            Collections.swap(lines, 2, 3);
            return lines;
        });
        damaged("D332", 3, "line 3", "it is arrival 3, where arrival 2 would be next");
    }

    @Test
    void lineThatWasPutInTwice() throws IOException {
        edit(lines -> {
            lines.add(lines.getLast());
            return lines;
        });
        damaged("D332", 12, "line 12", "it is arrival 10, where arrival 11 would be next");
    }

    /// Who writes an arm and the whole chain anew is found by the rule.
    @Test
    void armThatDoesNotFollowThoughTheChainIsRight() throws IOException {
        edit(lines -> {
            lines.set(6, swapArm(lines.get(6)));
            return rechained(lines);
        });
        damaged(
                "D339",
                7,
                "line 7 of `" + path + "` does not follow from the lines before",
                "`p-6` has the arm",
                "rule, seed and order give");
    }

    @Test
    void unitThatIsThereTwiceThoughTheChainIsRight() throws IOException {
        edit(lines -> {
            lines.add(lines.get(3).replace("\"n\":3", "\"n\":11"));
            return rechained(lines);
        });
        damaged("D339", 12, "`p-3` is in line 4 already");
    }

    @Test
    void lineWithoutItsAttributeThoughTheChainIsRight() throws IOException {
        edit(lines -> {
            lines.set(2, lines.get(2).replace("\"site\":\"south\"", ""));
            return rechained(lines);
        });
        damaged("D339", 3, "`p-2` comes without `site`");
    }

    @Test
    void ledgerOfAnotherVersion() throws IOException {
        edit(lines -> {
            lines.set(0, lines.getFirst().replace("copse-enroll/1", "copse-enroll/2"));
            return rechained(lines);
        });
        damaged("D333", 1, "with copse-enroll/2", "this copse knows copse.ledger/1 with copse-enroll/1");
    }

    @Test
    void headerWithOtherArmsThanItsRule() throws IOException {
        edit(lines -> {
            lines.set(0, lines.getFirst().replace("\"arms\":[\"control\"", "\"arms\":[\"placebo\""));
            return rechained(lines);
        });
        damaged("D339", 1, "the arms in line 1", "placebo, treatment");
    }

    @Test
    void linesThatVanishWhileTheLedgerIsOpen() throws IOException {
        edit(lines -> lines.subList(0, 9));
        refused(() -> ledger.enrol(Ledgers.at("north", 11)), "D332", "line 11", "is not there any more");
        // what is there now is a ledger: opened anew, it can be gone on with
        assertThat(Ledger.open(path).enrolments()).hasSize(8);
    }

    @Test
    void fileThatIsNoLedger() throws IOException {
        Path csv = Files.writeString(folder.resolve("data.csv"), "id,arm\n1,a\n");
        refused(() -> Ledger.open(csv), "D330", "`" + csv + "` is no ledger");
        refused(() -> Ledger.create(csv, Ledgers.bySite()), "D342", "`" + csv + "` is there already");
        Path text = Files.writeString(folder.resolve("one-line"), "precious");
        refused(() -> Ledger.create(text, Ledgers.bySite()), "D342", "never replaces a file");
        assertThat(text).hasContent("precious");
        Path empty = Files.createFile(folder.resolve("empty"));
        refused(() -> Ledger.open(empty), "D330", "the file is empty", "--new");
        Path cut = Files.writeString(folder.resolve("cut"), "{\"schema\":\"copse.led");
        refused(() -> Ledger.open(cut), "D330", "its first line is cut off");
    }

    @Test
    void ledgerThatIsThereAlready() throws IOException {
        byte[] before = Files.readAllBytes(path);
        refused(() -> Ledger.create(path, Ledgers.bySite()), "D342", "leave out --new");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void anotherRuleOrSeedThanTheLedgers() {
        ledger.requireRule(EnrolmentRule.parse("blocks(sizes: 4, 6, by: site)"));
        ledger.requireSeed(Seed.of(20260101));
        refused(
                () -> ledger.requireRule(EnrolmentRule.parse("blocks(sizes: 4, by: site)")),
                "D334",
                "blocks(sizes: 4, by: site, arms",
                "it was made with blocks(sizes: 4, 6, by: site",
                "leave it out");
        refused(() -> ledger.requireSeed(Seed.of(1)), "D334", "seed 1", "seed 20260101");
    }

    @Test
    void missingFileFolderAndDevice() {
        Path missing = folder.resolve("trail.ledger");
        refused(
                () -> Ledger.open(missing),
                "D330",
                "no ledger `" + missing + "`",
                "copse enroll " + missing + " --new");
        Path nowhere = folder.resolve("nowhere/trial.ledger");
        refused(() -> Ledger.open(nowhere), "D330", "there is no folder", "mkdir -p '" + nowhere.getParent() + "'");
        refused(() -> Ledger.create(nowhere, Ledgers.bySite()), "D330", "there is no folder");
        refused(() -> Ledger.open(folder), "D330", "it is a folder");
        refused(() -> Ledger.create(folder, Ledgers.bySite()), "D330", "it is a folder");
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system");
        refused(() -> Ledger.create(full, Ledgers.bySite()), "D330", "it is a device or a pipe");
    }

    @Test
    void fileThatMayNotBeWritten() {
        assumeTrue(path.toFile().setReadOnly() && !Files.isWritable(path), "this user may write read-only files");
        refused(() -> ledger.enrol(Ledgers.at("north", 11)), "D330", "cannot be written", "chmod u+w '" + path + "'");
        assertThat(Ledger.verify(path)).isInstanceOf(Verification.Proven.class);
    }

    @Test
    void arrivalWithoutAnAttribute() {
        refused(
                () -> ledger.enrol(Arrival.of("p-11")),
                "D335",
                "`p-11` comes without `site`",
                "p-11 --attribute site=");
    }

    @Test
    void valueThatIsNew() {
        refused(
                () -> ledger.enrol(Ledgers.at("nroth", 11)),
                "D336",
                "`p-11` comes with `site=nroth`, which is new",
                "so far are north, south",
                "did you mean `north`? Otherwise add --new-values");
        assertThat(ledger.enrol(List.of(Ledgers.at("west", 11)), true)
                        .getFirst()
                        .k())
                .isEqualTo(1);
        assertThat(Ledger.open(path).enrol(Ledgers.at("west", 12)).k()).isEqualTo(2);
    }

    @Test
    void attributeThatTheRuleDoesNotRead() {
        refused(
                () -> ledger.enrol(Arrival.of("p-11", Map.of("site", "north", "sit", "x"))),
                "D344",
                "`p-11` comes with `sit`",
                "it reads site",
                "did you mean `site`?");
        refused(() -> Ledgers.bySite().withValues("ward", List.of("a")), "D344", "values declared for `ward`");
    }

    @Test
    void idThatIsThereWithOtherAttributes() {
        refused(
                () -> ledger.enrol(Ledgers.at("south", 1)),
                "D343",
                "`p-1` comes with `site=south`, but is in the ledger with `site=north`",
                "arrival 1 on 2026-11-22T12:00:00Z");
    }

    @Test
    void idsAndValuesThatCannotBeKept() {
        refused(() -> ledger.enrol(Arrival.of("")), "D337", "it is empty");
        refused(() -> ledger.enrol(Arrival.of("p-11 ")), "D337", "begins or ends with a blank");
        refused(() -> ledger.enrol(Arrival.of("p\n11")), "D337", "line break");
        refused(() -> ledger.enrol(Arrival.of("p\ud83d")), "D337", "half a character");
        refused(() -> ledger.enrol(Arrival.of("p".repeat(1001))), "D337", "longer than 1000 characters");
        refused(() -> ledger.enrol(Ledgers.at("", 11)), "D337", "a value of `site`", "it is empty");
        Ledger byAge = Ledgers.create(folder.resolve("age"), Ledgers.header("coin(by: cut(age, 50))"));
        refused(() -> byAge.enrol(Arrival.of("a", Map.of("age", "old"))), "D337", "`age=old`", "it is a number");
        refused(() -> byAge.enrol(Arrival.of("a", Map.of("age", "NaN"))), "D337", "`age=NaN`");
    }

    /// A list with one bad arrival in it enrols nobody.
    @Test
    void oneBadArrivalKeepsTheListOut() throws IOException {
        byte[] before = Files.readAllBytes(path);
        refused(() -> ledger.enrol(List.of(Ledgers.at("north", 11), Ledgers.at("nroth", 12)), false), "D336", "`p-12`");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        assertThat(ledger.enrol(Ledgers.at("south", 11)).n()).isEqualTo(11);
    }

    @Test
    void columnsOfOneName() {
        refused(() -> Ledgers.header("coin(by: arm)"), "D340", "two columns `arm`");
        refused(() -> Ledgers.bySite().withId("site"), "D340", "two columns `site`");
    }

    private static String swapArm(String line) {
        return line.contains("\"arm\":\"control\"")
                ? line.replace("\"arm\":\"control\"", "\"arm\":\"treatment\"")
                : line.replace("\"arm\":\"treatment\"", "\"arm\":\"control\"");
    }

    /// What a forger does who knows the format.
    private static List<String> rechained(List<String> lines) {
        String head = Chain.START;
        List<String> forged = new ArrayList<>();
        for (String line : lines) {
            Chain.Link link = Chain.append(head, line.substring(0, line.lastIndexOf(",\"chain\"")));
            head = link.hash();
            forged.add(new String(link.bytes(), StandardCharsets.UTF_8).stripTrailing());
        }
        return forged;
    }

    @Test
    void blocksThatNoLedgerCouldHold() {
        refused(
                () -> EnrolmentRule.parse("blocks(sizes: 2000000000)"),
                "D340",
                "blocks of 2000000000 units for units that arrive one at a time",
                "take smaller ones");
    }
}
