package copse.io;

import copse.error.InputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is written under a temporary name in its own folder and takes its place when it is complete.
///
/// Whatever goes wrong before [#keep], the place is as it was before. Devices and pipes, such as `/dev/stdout`,
/// have no draft: they are written to as they are.
final class Draft implements AutoCloseable {
    private final Path target;
    private final Path path;
    private final Existing existing;

    private Draft(Path target, Path path, Existing existing) {
        this.target = target;
        this.path = path;
        this.existing = existing;
    }

    /// @param target where the file will be
    /// @param existing what to do if there is one already
    /// @return a draft, empty
    /// @throws InputException `I202` if the target is a folder, `I222` if it is there and must not be replaced
    /// @throws IOException if there is no such folder, or no right to write in it
    static Draft of(Path target, Existing existing) throws IOException {
        if (Files.isDirectory(target)) {
            throw IoCode.FOLDER.exception(
                    "`" + target + "` is a folder, not a file",
                    "a file is to be written",
                    "name a file in it: " + target.resolve("data.csv"));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new Draft(target, target, Existing.REPLACE);
        }
        if (existing == Existing.REFUSE && Files.exists(target)) {
            throw exists(target);
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw IoCode.NO_FILE.exception(
                    "no folder `" + target.getParent() + "` to write `" + FileFormat.fileName(target) + "` to",
                    "folders are not made along the way",
                    "mkdir -p " + target.getParent());
        }
        // not createTempFile: its files are closed to all but the owner, and would stay so under their final name
        String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        Path path = folder.resolve("." + FileFormat.fileName(target) + "-" + unique + ".tmp");
        Files.createFile(path);
        return new Draft(target, path, existing);
    }

    private static InputException exists(Path target) {
        return IoCode.EXISTS.exception(
                "`" + target + "` is already there",
                "it would have been overwritten",
                "choose another name, or move it away: mv " + target + " " + target + ".old");
    }

    /// @return the file to write to
    Path path() {
        return path;
    }

    /// Puts the draft, which is complete, in its place.
    void keep() throws IOException {
        if (path.equals(target)) {
            return;
        }
        try {
            if (existing == Existing.REPLACE) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(path, target);
            }
        } catch (FileAlreadyExistsException since) {
            throw exists(target);
        }
    }

    /// Removes the draft unless it was kept.
    @Override
    public void close() throws IOException {
        if (!path.equals(target)) {
            Files.deleteIfExists(path);
        }
    }
}
