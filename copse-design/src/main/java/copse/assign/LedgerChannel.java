package copse.assign;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What a ledger asks of its file. Tests put faults in between.
interface LedgerChannel extends Closeable {
    /// @return bytes in the file
    /// @throws IOException if the file fails
    long size() throws IOException;

    /// @param into gets bytes. *Modified.*
    /// @param at place in the file
    /// @return number of bytes, −1 at the end
    /// @throws IOException if the file fails
    int read(ByteBuffer into, long at) throws IOException;

    /// @param from gives bytes. *Modified.*
    /// @param at place in the file
    /// @return number of bytes written, which may be fewer than there are
    /// @throws IOException if the file fails, or the disk is full
    int write(ByteBuffer from, long at) throws IOException;

    /// @param size to which the file is cut
    /// @throws IOException if the file fails
    void truncate(long size) throws IOException;

    /// Returns when all that was written is on the disk.
    ///
    /// @throws IOException if that cannot be said
    void force() throws IOException;

    /// Tries to lock the whole file against other processes, until it is closed.
    ///
    /// @return whether it is locked
    /// @throws IOException if the file cannot be locked
    boolean tryLock() throws IOException;
}
