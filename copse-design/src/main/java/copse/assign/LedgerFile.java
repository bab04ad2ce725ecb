package copse.assign;

import copse.error.DesignException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The file of a ledger, opened and locked anew for each piece of work.
///
/// On POSIX systems a process loses its lock on a file when it closes any channel of it. So nothing stays open,
/// and a lock within this process surrounds opening, work and closing.
final class LedgerFile {
    /// What the file is opened for.
    enum Mode {
        /// To be looked at.
        READ(StandardOpenOption.READ),
        /// To be appended to.
        WRITE(StandardOpenOption.READ, StandardOpenOption.WRITE),
        /// To be made.
        CREATE(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);

        private final Set<OpenOption> options;

        Mode(OpenOption... options) {
            this.options = Set.of(options);
        }
    }

    /// Opens a file.
    interface Opener {
        /// @param file the file
        /// @param mode what for
        /// @return the channel
        /// @throws IOException if it cannot be opened so
        LedgerChannel open(Path file, Mode mode) throws IOException;
    }

    /// Work on the locked file.
    interface Work<T> {
        /// @param channel locked
        /// @return a result
        /// @throws IOException if the file cannot be read; failures to write are the work's own affair
        T on(LedgerChannel channel) throws IOException;
    }

    static final Opener PLAIN = (file, mode) -> new PlainChannel(FileChannel.open(file, mode.options), mode);

    /// An enrolment takes milliseconds; who waits this long waits for a process that hangs.
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

    private static final ReentrantLock[] MUTEXES =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    private final Path path;
    private final Opener opener;
    private final long patience;

    LedgerFile(Path path) {
        this(path, PLAIN, PATIENCE);
    }

    LedgerFile(Path path, Opener opener, long patience) {
        this.path = path;
        this.opener = opener;
        this.patience = patience;
    }

    Path path() {
        return path;
    }

    /// @param mode what the file is opened for
    /// @param work done while this thread alone, of all processes, has the file
    /// @return what the work returns
    /// @throws DesignException `D330` if the file cannot be opened or read, `D341` if it stays locked
    <T> T locked(Mode mode, Work<T> work) {
        checkPlace(mode);
        ReentrantLock mutex = mutex();
        mutex.lock();
        try (LedgerChannel channel = opener.open(path, mode)) {
            awaitLock(channel);
            return work.on(channel);
        } catch (IOException e) {
            throw unusable(mode, e);
        } finally {
            mutex.unlock();
        }
    }

    private void checkPlace(Mode mode) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw AssignCode.NO_LEDGER.error(
                    "no ledger `" + path + "`",
                    "it is a folder",
                    "give the name of a file in it, such as `" + path.resolve("trial.ledger") + "`");
        }
        if (!Files.isDirectory(folder)) {
            throw AssignCode.NO_LEDGER.error(
                    "no ledger `" + path + "`", "there is no folder `" + folder + "`", "mkdir -p '" + folder + "'");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw AssignCode.NO_LEDGER.error(
                    "no ledger `" + path + "`",
                    "it is a device or a pipe, whose lines cannot be kept",
                    "give the name of a file");
        }
        if (mode != Mode.CREATE && !Files.exists(path)) {
            throw missing();
        }
    }

    private DesignException missing() {
        return AssignCode.NO_LEDGER.error(
                "no ledger `" + path + "`",
                "there is no such file",
                "check the path, or make a ledger: copse enroll " + path + " --new --design 'blocks(sizes: 4, 6)'"
                        + " --seed 20260101");
    }

    private ReentrantLock mutex() {
        Path key;
        try {
            Path absolute = path.toAbsolutePath();
            Path folder = absolute.getParent();
            key = Files.exists(path) || folder == null
                    ? path.toRealPath()
                    : folder.toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            // vanished just now: opening it will say so
            key = path.toAbsolutePath().normalize();
        }
        return MUTEXES[Math.floorMod(key.hashCode(), MUTEXES.length)];
    }

    private void awaitLock(LedgerChannel channel) throws IOException {
        long deadline = System.nanoTime() + patience;
        while (!channel.tryLock()) {
            if (System.nanoTime() - deadline > 0) {
                throw AssignCode.IN_USE.error(
                        "another process holds `" + path + "`",
                        "an enrolment locks it for milliseconds, and it stayed locked for "
                                + TimeUnit.NANOSECONDS.toSeconds(patience) + " seconds",
                        "find the process: lsof " + path);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private DesignException unusable(Mode mode, IOException e) {
        if (e instanceof NoSuchFileException) {
            return missing();
        }
        String reason = reason(e);
        boolean readOnly = e instanceof AccessDeniedException
                || reason.toLowerCase(Locale.ROOT).contains("read-only");
        return mode != Mode.READ && readOnly
                ? AssignCode.NO_LEDGER.error(
                        "`" + path + "` cannot be written",
                        Files.exists(path) ? "file or disk are read-only" : "its folder is read-only",
                        "chmod u+w '" + path + "', or copy it to another folder; --verify needs no writing")
                : AssignCode.NO_LEDGER.error(
                        "`" + path + "` cannot be used", reason, "check the disk and the rights of the file");
    }

    /// @param e what failed
    /// @return why, in the system's words
    static String reason(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    }

    /// A file of the system.
    private record PlainChannel(FileChannel channel, Mode mode) implements LedgerChannel {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return channel.read(into, at);
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            return channel.write(from, at);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public boolean tryLock() throws IOException {
            try {
                return channel.tryLock(0, Long.MAX_VALUE, mode == Mode.READ) != null;
            } catch (OverlappingFileLockException e) {
                // this process holds it by another name of the file, or from another class loader
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
