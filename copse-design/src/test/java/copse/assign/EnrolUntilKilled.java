package copse.assign;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The process that [LedgerCrashTest] kills: enrols one unit after the other and prints each arm once it is
/// shown.
final class EnrolUntilKilled {
    /// Small enough, and with enough time between two pieces, for a kill to fall into the middle of a line.
    private static final int PIECE = 10;

    private static final long PAUSE = 30_000;

    private EnrolUntilKilled() {}

    /// @param args ledger, number of the first unit, number of units, `whole` or `pieces`: how lines are
    ///     written
    public static void main(String[] args) throws IOException {
        LedgerFile file = args[3].equals("pieces")
                ? new LedgerFile(
                        Path.of(args[0]),
                        (path, mode) -> new Slow(LedgerFile.PLAIN.open(path, mode)),
                        Long.MAX_VALUE / 2)
                : new LedgerFile(Path.of(args[0]));
        int from = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            Ledger ledger = Ledger.open(file, InstantSource.system());
            for (int i = from; i < from + count; i++) {
                Enrolment shown = ledger.enrol(Arrival.of("u-" + i, Map.of("site", "s" + i % 3)));
                out.write((shown.id() + " " + shown.arm() + " " + shown.n() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// A file that takes a line in small pieces.
    private record Slow(LedgerChannel file) implements LedgerChannel {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return file.read(into, at);
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            LockSupport.parkNanos(PAUSE);
            int limit = from.limit();
            from.limit(Math.min(limit, from.position() + PIECE));
            int n = file.write(from, at);
            from.limit(limit);
            return n;
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
        public boolean tryLock() throws IOException {
            return file.tryLock();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
