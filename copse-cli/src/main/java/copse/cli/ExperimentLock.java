package copse.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

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
            if (locked(channel) == null) {
                channel.close();
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

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException withinThisProcess) {
            return null;
        }
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
