package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.assign.FaultyChannel.Faults;
import copse.error.DesignException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full, that do not confirm, that write in pieces: no arm is shown that is not kept, and
/// nothing is left half-written.
class LedgerFaultTest {
    @TempDir
    Path folder;

    private Path path;
    private byte[] good;

    @BeforeEach
    void setUp() throws IOException {
        path = folder.resolve("trial.ledger");
        Ledgers.create(path, Ledgers.bySite()).enrol(Ledgers.ten(), false);
        good = Files.readAllBytes(path);
    }

    private Ledger on(Faults faults) {
        return Ledger.open(FaultyChannel.file(path, faults), InstantSource.fixed(Ledgers.NOON));
    }

    @Test
    void aFullDiskLeavesTheLedgerAsItWas() throws IOException {
        for (int room : new int[] {0, 1, 100, 150}) {
            Ledger ledger = on(Faults.none().withRoom(room));
            assertThatThrownBy(() -> ledger.enrol(Ledgers.at("north", 11)))
                    .isInstanceOf(DesignException.class)
                    .hasMessage("error[D338]: `" + path + "` could not be written, and no arm is shown\n"
                            + "  why: No space left on device; what was written in part has been taken back\n"
                            + "  fix: make room on the disk (df -h '" + path + "'), then enrol again");
            assertThat(Files.readAllBytes(path)).isEqualTo(good);
            assertThat(ledger.enrolments()).hasSize(10);
        }
        Ledger later = Ledger.open(path);
        assertThat(later.enrol(Ledgers.at("north", 11)).n()).isEqualTo(11);
    }

    /// A list that does not fit is not enrolled in part.
    @Test
    void aListIsEnrolledAsAWholeOrNotAtAll() throws IOException {
        List<Arrival> three = List.of(Ledgers.at("north", 11), Ledgers.at("north", 12), Ledgers.at("north", 13));
        Ledger ledger = on(Faults.none().withRoom(400));
        assertThatThrownBy(() -> ledger.enrol(three, false)).hasMessageContaining("error[D338]");
        assertThat(Files.readAllBytes(path)).isEqualTo(good);
    }

    /// Neither is the rest: the line stays cut off until the next enrolment.
    @Test
    void aDiskThatCannotEvenTakeBackIsSaidSo() throws IOException {
        Ledger ledger = on(Faults.none().withRoom(100).withoutTruncate());
        assertThatThrownBy(() -> ledger.enrol(Ledgers.at("north", 11)))
                .hasMessageContaining("could not be taken back; the next enrolment does it");
        assertThat(Files.size(path)).isEqualTo(good.length + 100);
        Ledger later = Ledger.open(path);
        assertThat(later.enrol(Ledgers.at("south", 12)).n()).isEqualTo(11);
        assertThat(later.diagnostics()).hasSize(1);
        assertThat(Ledger.verify(path)).isInstanceOf(Verification.Proven.class);
    }

    @Test
    void anArmIsNotShownBeforeTheDiskConfirms() throws IOException {
        Ledger ledger = on(Faults.none().withoutForce());
        assertThatThrownBy(() -> ledger.enrol(Ledgers.at("north", 11)))
                .hasMessageContaining("error[D338]")
                .hasMessageContaining("Input/output error");
        assertThat(Files.readAllBytes(path)).isEqualTo(good);
    }

    /// The line may be on the disk or not: whoever asks again gets one arm.
    @Test
    void aLineThatWasNeitherConfirmedNorTakenBackIsTheUnitsArm() {
        Ledger ledger = on(Faults.none().withoutForce().withoutTruncate());
        assertThatThrownBy(() -> ledger.enrol(Ledgers.at("north", 11))).hasMessageContaining("error[D338]");
        Enrolment again = Ledger.open(path).enrol(Ledgers.at("north", 11));
        assertThat(again.isNew()).isFalse();
        assertThat(Ledger.open(path).enrolments()).hasSize(11);
    }

    @Test
    void writingAndReadingInPiecesIsTheSame() throws IOException {
        on(Faults.none().inPiecesOf(7)).enrol(Ledgers.at("north", 11));
        byte[] inPieces = Files.readAllBytes(path);
        Files.write(path, good);
        on(Faults.none()).enrol(Ledgers.at("north", 11));
        assertThat(Files.readAllBytes(path)).isEqualTo(inPieces);
    }

    @Test
    void aLedgerThatCannotBeMadeLeavesNothingThatStandsInTheWay() throws IOException {
        Path fresh = folder.resolve("fresh.ledger");
        assertThatThrownBy(() -> Ledger.create(
                        FaultyChannel.file(fresh, Faults.none().withRoom(30)),
                        Ledgers.bySite(),
                        InstantSource.system()))
                .hasMessageContaining("error[D338]");
        assertThat(Files.size(fresh)).isZero();
        assertThat(Ledger.create(fresh, Ledgers.bySite()).enrolments()).isEmpty();
    }

    /// Tests may run as a user who may write anything, so the system's answers are played.
    @Test
    void filesAndDisksThatAreReadOnly() {
        for (IOException no : List.of(
                new AccessDeniedException(path.toString()),
                new FileSystemException(path.toString(), null, "Read-only file system"))) {
            LedgerFile readOnly = new LedgerFile(
                    path,
                    (file, mode) -> {
                        if (mode != LedgerFile.Mode.READ) {
                            throw no;
                        }
                        return LedgerFile.PLAIN.open(file, mode);
                    },
                    0);
            Ledger ledger = Ledger.open(readOnly, InstantSource.system());
            assertThat(ledger.enrolments()).hasSize(10);
            assertThatThrownBy(() -> ledger.enrol(Ledgers.at("north", 11)))
                    .hasMessage("error[D330]: `" + path + "` cannot be written\n"
                            + "  why: file or disk are read-only\n"
                            + "  fix: chmod u+w '" + path
                            + "', or copy it to another folder; --verify needs no writing");
        }
    }

    @Test
    void aDiskThatCannotBeReadIsSaidSo() {
        LedgerFile broken = new LedgerFile(
                path,
                (file, mode) -> {
                    throw new FileSystemException(file.toString(), null, "Input/output error");
                },
                0);
        assertThatThrownBy(() -> Ledger.open(broken, InstantSource.system()))
                .hasMessageContaining("error[D330]: `" + path + "` cannot be used")
                .hasMessageContaining("Input/output error");
    }

    @Test
    void aLedgerThatStaysLockedIsSaidSo() {
        LedgerFile locked =
                new LedgerFile(path, (file, mode) -> new Locked(LedgerFile.PLAIN.open(file, mode)), 20_000_000L);
        assertThatThrownBy(() -> Ledger.open(locked, InstantSource.system()))
                .hasMessageContaining("error[D341]: another process holds `" + path + "`")
                .hasMessageContaining("lsof " + path);
    }

    /// A file that somebody else never lets go of.
    private record Locked(LedgerChannel file) implements LedgerChannel {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(java.nio.ByteBuffer into, long at) throws IOException {
            return file.read(into, at);
        }

        @Override
        public int write(java.nio.ByteBuffer from, long at) throws IOException {
            return file.write(from, at);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public boolean tryLock() {
            return false;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
