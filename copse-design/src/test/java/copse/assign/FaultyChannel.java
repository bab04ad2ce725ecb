package copse.assign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A file on a disk that fails as told.
final class FaultyChannel implements LedgerChannel {
    /// What goes wrong. Everything is allowed by [#none()].
    ///
    /// @param room bytes that can still be written before the disk is full
    /// @param force whether the disk confirms
    /// @param truncate whether a file can be cut
    /// @param atOnce most bytes that one write takes
    record Faults(long room, boolean force, boolean truncate, int atOnce) {
        static Faults none() {
            return new Faults(Long.MAX_VALUE, true, true, Integer.MAX_VALUE);
        }

        Faults withRoom(long bytes) {
            return new Faults(bytes, force, truncate, atOnce);
        }

        Faults withoutForce() {
            return new Faults(room, false, truncate, atOnce);
        }

        Faults withoutTruncate() {
            return new Faults(room, force, false, atOnce);
        }

        Faults inPiecesOf(int bytes) {
            return new Faults(room, force, truncate, bytes);
        }
    }

    private final LedgerChannel file;
    private final Faults faults;
    private long room;

    private FaultyChannel(LedgerChannel file, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.room = faults.room();
    }

    /// @param path a file
    /// @param faults what goes wrong each time that it is opened
    static LedgerFile file(Path path, Faults faults) {
        return new LedgerFile(
                path, (file, mode) -> new FaultyChannel(LedgerFile.PLAIN.open(file, mode), faults), 1_000_000_000L);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + (long) faults.atOnce()));
        int n = file.read(into, at);
        into.limit(limit);
        return n;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        int limit = from.limit();
        long most = Math.min(room, faults.atOnce());
        from.limit((int) Math.min(limit, from.position() + most));
        int n = file.write(from, at);
        from.limit(limit);
        room -= n;
        return n;
    }

    @Override
    public void truncate(long size) throws IOException {
        if (!faults.truncate()) {
            throw new IOException("Input/output error");
        }
        file.truncate(size);
    }

    @Override
    public void force() throws IOException {
        if (!faults.force()) {
            throw new IOException("Input/output error");
        }
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
