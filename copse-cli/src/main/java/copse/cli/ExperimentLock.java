package copse.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to work in the folder of an experiment, which one process has at a time. The system gives it back
/// when the process ends, in whatever way, so that no lock is ever left behind.
final class ExperimentLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private ExperimentLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @param folder of an experiment
    /// @return the lock, held until it is closed
    /// @throws FailedException `U116` if somebody else has it
    static ExperimentLock of(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                throw new FailedException(
                        CliCode.LOCKED,
                        "another copse is at work in `" + folder + "`",
                        "two at a time could hand out arms twice",
                        "wait until it is done");
            }
            return new ExperimentLock(channel);
        } catch (IOException e) {
            throw RunFolder.cannotWrite(folder.resolve(NAME), e);
        }
    }

    /// Takes the lock, or closes the channel.
    private static boolean isLocked(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException withinThisProcess) {
            // somebody else has it, as if in another process
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }
}
