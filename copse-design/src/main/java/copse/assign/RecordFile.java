package copse.assign;

import copse.error.DesignException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Records as files: read whole, written completely or not at all.
final class RecordFile {
    private RecordFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw AssignCode.NO_RECORD.error(
                    "`" + file + "` is no record of an assignment",
                    reason(file, e),
                    "name the JSON file that `copse assign … --out arms.csv` wrote beside the arms: arms.json");
        }
    }

    private static String reason(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case CharacterCodingException _ -> "it is no text";
            default -> Files.isDirectory(file) ? "it is a folder" : "it cannot be read: " + e.getMessage();
        };
    }

    /// @param target where to
    /// @param text to write
    /// @param replace whether a file that is there gives way
    static void write(Path target, String text, boolean replace) {
        if (!replace && Files.exists(target)) {
            throw exists(target);
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
            throw AssignCode.RECORD_NOT_WRITTEN.error(
                    "no record was written to `" + target + "`",
                    Files.isDirectory(target) ? "it is a folder" : "there is no folder `" + target.getParent() + "`",
                    Files.isDirectory(target)
                            ? "name a file in it: " + target.resolve("arms.json")
                            : "mkdir -p " + target.getParent());
        }
        // the name is unlike any other process's, and the file in the same folder, so that moving it is one step
        Path draft = folder.resolve("." + target.getFileName() + "-"
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (replace) {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(draft, target);
            }
        } catch (FileAlreadyExistsException since) {
            throw withoutDraft(draft, exists(target));
        } catch (IOException e) {
            throw withoutDraft(
                    draft,
                    AssignCode.RECORD_NOT_WRITTEN.error(
                            "no record was written to `" + target + "`",
                            "the file system refused: " + e.getMessage(),
                            "make room or ask for the right to write there, then run again"));
        }
    }

    private static DesignException withoutDraft(Path draft, DesignException problem) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException alsoRefused) {
            problem.addSuppressed(alsoRefused);
        }
        return problem;
    }

    private static DesignException exists(Path target) {
        return AssignCode.RECORD_EXISTS.error(
                "`" + target + "` is already there",
                "it may prove an assignment that is under way",
                "choose another name, or move it away: mv " + target + " " + target + ".old");
    }
}
