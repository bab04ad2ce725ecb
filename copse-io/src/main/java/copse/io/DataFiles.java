package copse.io;

import copse.error.InputException;
import copse.error.Suggestion;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files that are there and can be read, and errors for those that are not.
final class DataFiles {
    private static final int LISTED = 5;

    private DataFiles() {}

    /// @param path a file to read
    /// @throws InputException `I201` if there is none, `I202` if it is a folder
    static void check(Path path) {
        if (Files.isDirectory(path)) {
            List<String> inside =
                    names(path).filter(DataFiles::isData).limit(LISTED).toList();
            throw IoCode.FOLDER.exception(
                    "`" + path + "` is a folder, not a file",
                    inside.isEmpty() ? "there is no data file in it" : "data files in it: " + String.join(", ", inside),
                    inside.isEmpty() ? "name a file" : "name one of them: " + path.resolve(inside.getFirst()));
        }
        if (!Files.exists(path)) {
            throw missing(path);
        }
    }

    private static InputException missing(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        String folder = path.getParent() == null ? "this folder" : "`" + path.getParent() + "`";
        if (parent == null || !Files.isDirectory(parent)) {
            return IoCode.NO_FILE.exception(
                    "no file `" + path + "`",
                    "there is no folder " + folder,
                    "check the path; it is relative to " + "the folder in which the command was started");
        }
        List<String> data = names(parent).filter(DataFiles::isData).toList();
        String why = data.isEmpty()
                ? folder + " holds no data file"
                : folder + " holds " + String.join(", ", data.subList(0, Math.min(LISTED, data.size())))
                        + (data.size() > LISTED ? " and " + (data.size() - LISTED) + " more data files" : "");
        String fix = Suggestion.closest(FileFormat.fileName(path), data)
                .map(near -> "did you mean `" + path.resolveSibling(near) + "`?")
                .orElse("check the name and the folder");
        return IoCode.NO_FILE.exception("no file `" + path + "`", why, fix);
    }

    private static boolean isData(String name) {
        return name.matches("(?i).*\\.(csv|tsv|tab|parquet|pq|json|ndjson|jsonl)(\\.gz)?");
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(FileFormat::fileName).sorted().toList().stream();
        } catch (IOException unreadable) {
            // the listing only helps a message along: without it the message is shorter
            return Stream.empty();
        }
    }

    /// @param path a file
    /// @param cause what the operating system said
    /// @return the error to throw
    static InputException failure(Path path, IOException cause) {
        String name = FileFormat.fileName(path);
        if (cause instanceof AccessDeniedException) {
            return IoCode.FILE_SYSTEM.exception(
                    "no right to open `" + name + "`", "the file belongs to another user", "chmod u+rw " + path);
        }
        if (cause instanceof java.util.zip.ZipException || cause instanceof java.io.EOFException) {
            return IoCode.UNREADABLE.exception(
                    "`" + name + "` is compressed, and damaged or cut off",
                    cause.getMessage() == null ? "the compressed data end too early" : "gzip: " + cause.getMessage(),
                    "check it with: gzip -t " + name);
        }
        return IoCode.FILE_SYSTEM.exception(
                "`" + name + "` cannot be read or written",
                String.valueOf(cause.getMessage()),
                "check the disk and the rights on the folder");
    }
}
