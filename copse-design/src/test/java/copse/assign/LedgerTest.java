package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.math.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a ledger promises, one promise per test.
class LedgerTest {
    @TempDir
    Path folder;

    private Path path;
    private Ledger ledger;

    @BeforeEach
    void setUp() {
        path = folder.resolve("trial.ledger");
        ledger = Ledgers.create(path, Ledgers.bySite());
    }

    @Test
    void armIsInTheFileWhenItIsReturned() {
        Enrolment one = ledger.enrol(Ledgers.at("north", 1));
        assertThat(one.isNew()).isTrue();
        assertThat(one.stratum()).containsExactly("north");
        assertThat(one.k()).isEqualTo(1);
        assertThat(Ledgers.lines(path).getLast())
                .startsWith("{\"n\":1,\"id\":\"p-1\",\"arm\":\"" + one.arm()
                        + "\",\"attributes\":{\"site\":\"north\"},\"at\":\"2026-11-22T12:00:00Z\",\"chain\":\"");
    }

    /// The format is fixed: these bytes were written by the first version and have to be read for ever.
    @Test
    void headerIsAsItWasWrittenByTheFirstVersion() {
        LedgerHeader header = new LedgerHeader(
                "0.1.0",
                Ledgers.bySite().rule(),
                Seed.of(20260101),
                "patient",
                Ledgers.bySite().values());
        Path other = folder.resolve("other.ledger");
        Ledgers.create(other, header);
        assertThat(Ledgers.lines(other).getFirst())
                .isEqualTo("{\"schema\":\"copse.ledger/1\",\"algorithm\":\"copse-enroll/1\",\"version\":\"0.1.0\","
                        + "\"rule\":\"blocks(sizes: 4, 6, by: site, arms: control, treatment, spare: balanced)\","
                        + "\"arms\":[\"control\",\"treatment\"],\"seed\":20260101,\"id\":\"patient\","
                        + "\"values\":{\"site\":[\"north\",\"south\"]},"
                        + "\"chain\":\"73d30dbb08c1127689dc3b93816996004441c5845c3202f5f94dc7c89a6065d2\"}");
    }

    @Test
    void enrollingAgainShowsTheSameArmAndWritesNothing() throws IOException {
        Enrolment first = ledger.enrol(Ledgers.at("south", 7));
        long size = Files.size(path);
        Enrolment again = ledger.enrol(Arrival.of("p-7"));
        assertThat(again).isEqualTo(first.again());
        assertThat(again.isNew()).isFalse();
        assertThat(Files.size(path)).isEqualTo(size);
    }

    @Test
    void anIdTwiceInOneListIsOneUnit() {
        List<Enrolment> both = ledger.enrol(List.of(Ledgers.at("south", 7), Ledgers.at("south", 7)), false);
        assertThat(both.get(1)).isEqualTo(both.get(0).again());
        assertThat(Ledgers.lines(path)).hasSize(2);
    }

    @Test
    void listsAndSinglesAreTheSameLedger() throws IOException {
        ledger.enrol(Ledgers.ten(), false);
        Path other = folder.resolve("singly.ledger");
        Ledger singly = Ledgers.create(other, Ledgers.bySite());
        Ledgers.ten().forEach(singly::enrol);
        assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(path));
    }

    @Test
    void anotherProcessSeesWhatWasEnrolled() {
        ledger.enrol(Ledgers.ten(), false);
        Ledger other = Ledger.open(path);
        assertThat(other.header()).isEqualTo(ledger.header());
        assertThat(other.enrolments()).isEqualTo(ledger.enrolments());
        Enrolment eleventh = other.enrol(Ledgers.at("north", 11));
        assertThat(ledger.find("p-11")).contains(eleventh.again());
        assertThat(ledger.enrol(Ledgers.at("south", 12)).n()).isEqualTo(12);
    }

    @Test
    void verificationProvesLinesAndArms() {
        ledger.enrol(Ledgers.ten(), false);
        Verification.Proven proven = (Verification.Proven) Ledger.verify(path);
        assertThat(proven.arrivals()).isEqualTo(10);
        assertThat(proven.head()).isEqualTo(ledger.head());
        assertThat(proven.cutOff()).isZero();
        assertThat(proven.perArm().keySet()).containsExactly("control", "treatment");
        assertThat(proven.perArm().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(10);
    }

    @Test
    void notedHeadShowsThatLinesAreMissingFromTheEnd() throws IOException {
        ledger.enrol(Ledgers.ten(), false);
        String noted = ledger.head();
        assertThat(Ledger.verify(path, noted)).isInstanceOf(Verification.Proven.class);
        ledger.enrol(Ledgers.at("north", 11));
        assertThat(Ledger.verify(path, noted.substring(0, 16))).isInstanceOf(Verification.Proven.class);

        List<String> lines = Ledgers.lines(path);
        Files.write(path, lines.subList(0, lines.size() - 2));
        assertThat(Ledger.verify(path)).isInstanceOf(Verification.Proven.class);
        Verification.Refuted refuted = (Verification.Refuted) Ledger.verify(path, noted);
        assertThat(refuted.line()).isEqualTo(11);
        assertThat(refuted.problem().text()).contains("error[D332]", noted, "from its end");
    }

    @Test
    void arrivalsOfTheSameStratumDependOnNobodyElse() {
        Map<String, String> interleaved = new HashMap<>();
        ledger.enrol(Ledgers.ten(), false).forEach(e -> interleaved.put(e.id(), e.arm()));
        Ledger sorted = Ledgers.create(folder.resolve("sorted.ledger"), Ledgers.bySite());
        Ledgers.ten().stream()
                .sorted(Comparator.comparing(a -> a.attributes().get("site")))
                .forEach(arrival -> assertThat(sorted.enrol(arrival).arm()).isEqualTo(interleaved.get(arrival.id())));
    }

    /// A kill leaves any part of the last line behind: each of them is tried.
    @Test
    void whereverTheLastLineIsCutTheLedgerIsWhole() throws IOException {
        ledger.enrol(Ledgers.ten(), false);
        byte[] good = Files.readAllBytes(path);
        Enrolment eleventh = ledger.enrol(Ledgers.at("north", 11));
        byte[] full = Files.readAllBytes(path);
        for (int cut = good.length; cut < full.length; cut++) {
            Files.write(path, Arrays.copyOf(full, cut));
            Ledger restarted = Ledger.open(path);
            assertThat(restarted.enrolments()).hasSize(10);
            assertThat(((Verification.Proven) Ledger.verify(path)).cutOff()).isEqualTo(cut - good.length);

            Enrolment other = restarted.enrol(Ledgers.at("south", 12));
            assertThat(other.n()).isEqualTo(11);
            assertThat(restarted.enrol(Ledgers.at("north", 11)).arm()).isEqualTo(eleventh.arm());
            assertThat(Ledger.verify(path)).isInstanceOf(Verification.Proven.class);
            assertThat(restarted.diagnostics())
                    .extracting(Diagnostic::code, Diagnostic::value)
                    .isEqualTo(
                            cut == good.length
                                    ? List.of()
                                    : List.of(tuple("ledger-repaired", (double) (cut - good.length))));
        }
    }

    @Test
    void repairSaysWhatWasTakenAway() throws IOException {
        Files.writeString(path, "{\"n\":1,\"id\":\"p-", StandardOpenOption.APPEND);
        ledger.enrol(Ledgers.at("north", 1));
        assertThat(ledger.diagnostics())
                .extracting(Diagnostic::meaning)
                .containsExactly("the last line of `" + path
                        + "` was cut off after 15 bytes and has been taken away; its arm was never shown");
    }

    /// What a machine leaves that stopped after the file had grown but before the bytes were there.
    @Test
    void zerosAtTheEndAreALineThatWasNeverShown() throws IOException {
        ledger.enrol(Ledgers.ten(), false);
        byte[] torn = new byte[200];
        torn[199] = '\n';
        Files.write(path, torn, StandardOpenOption.APPEND);
        assertThat(((Verification.Proven) Ledger.verify(path)).cutOff()).isEqualTo(200);
        assertThat(Ledger.open(path).enrol(Ledgers.at("north", 11)).n()).isEqualTo(11);
        assertThat(((Verification.Proven) Ledger.verify(path)).cutOff()).isZero();
    }

    @Test
    void makingThatWasInterruptedCanBeRepeated() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(path, Arrays.copyOf(whole, cut));
            Ledgers.create(path, Ledgers.bySite());
            assertThat(Files.readAllBytes(path)).isEqualTo(whole);
        }
    }

    @Test
    void threadsOfOneProcessShareALedger() throws InterruptedException {
        int threads = 8;
        int each = 25;
        Map<String, String> shown = new ConcurrentHashMap<>();
        List<Thread> workers = IntStream.range(0, threads)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    // half of them share an object, half have their own; all enrol the same ids in another order
                    Ledger own = t % 2 == 0 ? ledger : Ledger.open(path);
                    for (int i = 0; i < each; i++) {
                        int id = (i * 7 + t) % each;
                        Enrolment e = own.enrol(Ledgers.at("north", id));
                        String before = shown.put(e.id(), e.arm());
                        assertThat(before).isIn(null, e.arm());
                    }
                }))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(shown).hasSize(each);
        assertThat(Ledger.open(path).enrolments())
                .hasSize(each)
                .allSatisfy(e -> assertThat(shown).containsEntry(e.id(), e.arm()));
    }

    @Test
    void redrawGivesTheSameArmsFromTheSameSeedAndOthersFromAnother() {
        ledger.enrol(Ledgers.ten(), false);
        int[] own = ledger.redraw(ledger.header().seed());
        assertThat(ledger.enrolments())
                .extracting(e -> ledger.header().rule().arms().labels().indexOf(e.arm()))
                .containsExactly(IntStream.of(own).boxed().toArray(Integer[]::new));
        assertThat(IntStream.range(0, 20)
                        .mapToObj(seed -> Arrays.toString(ledger.redraw(Seed.of(seed))))
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void frameHasARowPerUnit() {
        assertThat(ledger.frame().rows()).isZero();
        ledger.enrol(Ledgers.ten(), false);
        Frame frame = ledger.frame();
        assertThat(frame.names()).containsExactly("id", "arm", "stratum", "k", "site", "probability");
        assertThat(frame.rows()).isEqualTo(10);
        assertThat(frame.column("id").text(9)).isEqualTo("p-10");
        assertThat(frame.factor("arm").levels().labels()).containsExactly("control", "treatment");
        assertThat(frame.column("stratum").text(9)).isEqualTo("south");
        assertThat(frame.numeric("k").value(9)).isEqualTo(5);
        assertThat(frame.numeric("probability").value(9)).isEqualTo(0.5);
    }

    @Test
    void idsAndValuesOfAnyScriptSurvive() {
        Ledger open = Ledgers.create(folder.resolve("ü.ledger"), Ledgers.header("blocks(sizes: 2, by: \"Größe, m\")"));
        Arrival arrival = Arrival.of("名前 \"quoted\" \\ 🐦", Map.of("Größe, m", "a=b|c, d"));
        Enrolment one = open.enrol(List.of(arrival), true).getFirst();
        assertThat(Ledger.open(folder.resolve("ü.ledger")).enrolments()).containsExactly(one.again());
    }

    @Test
    void intervalsMakeStrataOfNumbers() {
        Ledger byAge =
                Ledgers.create(folder.resolve("age.ledger"), Ledgers.header("blocks(sizes: 2, by: cut(age, 50))"));
        assertThat(byAge.enrol(Arrival.of("a", Map.of("age", "49.9"))).stratum())
                .containsExactly("<50");
        assertThat(byAge.enrol(Arrival.of("b", Map.of("age", "50"))).stratum()).containsExactly(">=50");
        assertThat(byAge.enrol(Arrival.of("c", Map.of("age", "12"))).k()).isEqualTo(2);
    }
}
