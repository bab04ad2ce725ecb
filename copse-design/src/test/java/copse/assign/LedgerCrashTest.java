package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that enrol are killed (SIGKILL) at random moments; what they had shown is collected, and must be
/// what the ledger holds after each restart.
class LedgerCrashTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /// Longest time from a process's first arm to its end, in microseconds: some tens of enrolments.
    private static final int LIFE = 20_000;

    @TempDir
    Path folder;

    /// Two lines of kills side by side, each with a ledger of its own. One round in four, the process may die
    /// before it has shown anything, even while Java starts.
    @Test
    @Tag("slow")
    void nothingThatWasShownIsLostInTwoHundredKills() throws Exception {
        Killing one = new Killing("one.ledger");
        Killing two = new Killing("two.ledger");
        Callable<Void> beside = () -> killAgainAndAgain(one, new SplittableRandom(20260101));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Void> other = threads.submit(beside);
            killAgainAndAgain(two, new SplittableRandom(20260102));
            other.get();
        }
        assertThat(one.cutOff + two.cutOff).as("kills in the middle of a line").isPositive();
        assertThat(one.shown.size() + two.shown.size()).isGreaterThan(150);
    }

    private static @Nullable Void killAgainAndAgain(Killing killing, SplittableRandom random) throws Exception {
        for (int kill = 0; kill < 100; kill++) {
            Enroller process = killing.start(1_000_000, kill % 2 == 0 ? "pieces" : "whole");
            if (kill % 4 == 3) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(250));
            } else {
                process.awaitFirst();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(LIFE));
            }
            process.kill();
            killing.check(process);
        }
        return null;
    }

    /// Both enrol the same units, and one goes on while the other is killed.
    @Test
    @Tag("slow")
    void twoProcessesAtOnceGiveEachUnitOneArm() throws Exception {
        Killing killing = new Killing("trial.ledger");
        SplittableRandom random = new SplittableRandom(20260103);
        for (int round = 0; round < 25; round++) {
            Enroller one = killing.start(1_000_000, "pieces");
            Enroller two = killing.start(1_000_000, "whole");
            one.awaitFirst();
            two.awaitFirst();
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LIFE));
            (round % 2 == 0 ? one : two).kill();
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LIFE));
            (round % 2 == 0 ? two : one).kill();
            killing.check(one, two);
        }
        assertThat(killing.shown).hasSizeGreaterThan(25);
    }

    /// Nobody is killed: two processes come to the end of the same list.
    @Test
    void twoProcessesThatRunToTheEndAgree() throws Exception {
        Killing nobody = new Killing("trial.ledger");
        Enroller one = nobody.start(60, "whole");
        Enroller two = nobody.start(60, "whole");
        assertThat(one.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.errors() + two.errors()).isEmpty();
        assertThat(one.lines()).hasSize(60).containsExactlyElementsOf(two.lines());
        nobody.check(one, two);
        assertThat(Ledger.open(nobody.path).enrolments()).hasSize(60);
    }

    /// A file that may not grow any more, as told by the system, not by a test's channel.
    @Test
    void aLimitOfTheSystemLeavesWholeLines() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh to set a limit");
        Killing nobody = new Killing("trial.ledger");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 8 && exec \"$@\"", "sh"));
        command.addAll(nobody.command(1000, "whole"));
        Enroller limited = new Enroller(folder, command);
        assertThat(limited.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(limited.errors()).contains("error[D338]", "File too large", "has been taken back");
        assertThat(Files.size(nobody.path)).isLessThanOrEqualTo(8 * 1024);
        nobody.check(limited);
        assertThat(nobody.shown).hasSizeGreaterThan(10);
        assertThat(nobody.cutOff).isZero();
    }

    /// A ledger whose processes are killed, and what they had shown.
    private final class Killing {
        private final Path path;
        private final Map<String, String> shown = new HashMap<>();
        private int cutOff;

        Killing(String name) {
            path = folder.resolve(name);
            Ledger.create(
                    path,
                    Ledgers.header("blocks(sizes: 2, 4, by: site)").withValues("site", List.of("s0", "s1", "s2")));
        }

        /// @param count units that the process enrols, from the first that was not shown
        /// @param writing `whole` or `pieces`
        Enroller start(int count, String writing) throws IOException {
            return new Enroller(folder, command(count, writing));
        }

        void check(Enroller... processes) throws IOException {
            for (Enroller process : processes) {
                for (String line : process.lines()) {
                    String[] words = line.split(" ");
                    String before = shown.put(words[0], words[1]);
                    assertThat(before).as("earlier arm of %s", words[0]).isIn(null, words[1]);
                }
            }
            Verification verified = Ledger.verify(path);
            assertThat(verified).isInstanceOf(Verification.Proven.class);
            cutOff += ((Verification.Proven) verified).cutOff() > 0 ? 1 : 0;
            Map<String, String> kept = new HashMap<>();
            Ledger.open(path)
                    .enrolments()
                    .forEach(e -> assertThat(kept.put(e.id(), e.arm())).isNull());
            assertThat(kept).containsAllEntriesOf(shown);
        }

        List<String> command(int count, String writing) {
            return List.of(
                    JAVA.toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx32m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EnrolUntilKilled.class.getName(),
                    path.toString(),
                    Integer.toString(shown.size()),
                    Integer.toString(count),
                    writing);
        }
    }

    /// A process that enrols.
    private static final class Enroller {
        private final Process process;
        private final Path out;
        private final Path err;

        Enroller(Path folder, List<String> command) throws IOException {
            out = Files.createTempFile(folder, "shown", ".txt");
            err = Files.createTempFile(folder, "errors", ".txt");
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        }

        void awaitFirst() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (Files.size(out) == 0) {
                assertThat(process.isAlive()).as(errors()).isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /// Whole lines: of the last one only a part may have come.
        List<String> lines() throws IOException {
            String text = Files.readString(out);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }

        String errors() throws IOException {
            return Files.readString(err);
        }
    }
}
