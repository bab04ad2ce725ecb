package copse.cli;

import copse.error.InputException;
import copse.io.DataSource;
import copse.io.IoCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Files that appear whole or not at all: they are written under a temporary name beside their place and moved
/// there when complete. What is unfinished when the process is interrupted or fails is deleted.
final class Output {
    /// Of temporary names, with the number of the process behind it.
    private static final String PREFIX = ".unfinished-";

    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    /// What systems say when there is no room for more, somewhere in a message.
    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private Output() {}

    /// Work that writes a file.
    interface Writing {
        /// @param file the temporary file
        /// @throws IOException if it cannot be written
        void to(Path file) throws IOException;
    }

    /// Work that writes a stream.
    interface Streaming {
        /// @param out buffered
        /// @throws IOException if it cannot be written
        void to(OutputStream out) throws IOException;
    }

    /// @param target where the file is to appear; one that is there is replaced
    /// @param writing writes the temporary file, which keeps the target's ending
    static void file(Path target, Writing writing) {
        check(target);
        Path absolute = target.toAbsolutePath();
        Path unfinished =
                absolute.resolveSibling(PREFIX + ProcessHandle.current().pid() + "-" + absolute.getFileName());
        UNFINISHED.add(unfinished);
        try {
            writing.to(unfinished);
            move(unfinished, absolute);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        } catch (InputException e) {
            if (e.problem().code().equals(IoCode.FILE_SYSTEM.code())) {
                throw cannotWrite(target, e.problem().why()); // in the words of the user's file, not of the draft
            }
            throw e;
        } finally {
            delete(unfinished);
        }
    }

    /// @param target where the file is to appear
    /// @param streaming writes the bytes
    static void stream(Path target, Streaming streaming) {
        file(target, unfinished -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                streaming.to(out);
            }
        });
    }

    /// Refuses early, before hours of work, what could not be written at the end.
    ///
    /// @param target where a file is to appear
    static void check(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE, "cannot write " + target, "it is a folder", "give a file name after --out");
        }
        if (!Files.isDirectory(folder)) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "cannot write " + target,
                    "there is no folder " + folder,
                    "mkdir -p '" + folder + "'");
        }
        if (!Files.isWritable(folder)) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "cannot write " + target,
                    "the folder " + folder + " is not writable",
                    "give a path in another folder");
        }
    }

    /// Refuses to replace what is read: a slip of the hand must not cost the data.
    ///
    /// @param target where a file is to appear
    /// @param source what is read
    static void check(Path target, DataSource source) {
        if (source instanceof DataSource.DataFile(Path data) && same(target, data)) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--out cannot be `" + target + "`",
                    "the result would replace the data that it comes from",
                    "give another name after --out");
        }
    }

    private static boolean same(Path target, Path data) {
        try {
            return Files.exists(target) && Files.isSameFile(target, data);
        } catch (IOException e) {
            return target.toAbsolutePath()
                    .normalize()
                    .equals(data.toAbsolutePath().normalize());
        }
    }

    /// Deletes what is unfinished, and the drafts that a writer of Parquet or CSV keeps beside it; for the
    /// moment when the process ends early.
    static void discardUnfinished() {
        for (Path unfinished : UNFINISHED) {
            delete(unfinished);
            try (Stream<Path> drafts = Files.list(unfinished.resolveSibling("."))) {
                String prefix = "." + unfinished.getFileName() + "-";
                drafts.filter(draft -> String.valueOf(draft.getFileName()).startsWith(prefix))
                        .forEach(Output::delete);
            } catch (IOException | UncheckedIOException gone) {
                // the folder itself is gone: nothing is left to delete
            }
        }
    }

    /// @param file any
    /// @return whether it is a temporary file of some process, which may have ended
    static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) || name.startsWith("." + PREFIX);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            unfinished.toFile().deleteOnExit();
        }
        UNFINISHED.remove(unfinished);
    }

    private static FailedException cannotWrite(Path target, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e instanceof NoSuchFileException ? "its folder is gone" : String.valueOf(e.getMessage());
        return cannotWrite(target, reason);
    }

    private static FailedException cannotWrite(Path target, String reason) {
        return FULL.stream()
                .filter(reason::contains)
                .findFirst()
                .map(full -> new FailedException(
                        CliCode.CANNOT_WRITE,
                        "cannot write " + target,
                        full,
                        "make room on that disk, or give a path on another one after --out"))
                .orElseGet(() -> new FailedException(
                        CliCode.CANNOT_WRITE,
                        "cannot write " + target,
                        reason.contains(PREFIX) ? "its folder takes no new files" : reason,
                        "give another path after --out"));
    }
}
