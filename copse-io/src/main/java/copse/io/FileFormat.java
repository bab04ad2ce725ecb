package copse.io;

import copse.error.InputException;
import java.nio.file.Path;
import java.util.Locale;

/// File formats, told by the name of the file.
enum FileFormat {
    CSV("CSV"),
    TSV("TSV"),
    PARQUET("Parquet"),
    JSON("JSON");

    private final String words;

    FileFormat(String words) {
        this.words = words;
    }

    /// @return what messages call the format
    String words() {
        return words;
    }

    /// @param path a file, there or not; `.gz` at the end of its name is looked through
    /// @return its format
    /// @throws InputException `I203` if the extension is none of those known
    static FileFormat of(Path path) {
        String name = fileName(path).toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return switch (bare.substring(bare.lastIndexOf('.') + 1)) {
            case "csv" -> CSV;
            case "tsv", "tab" -> TSV;
            case "parquet", "pq" -> PARQUET;
            case "json", "ndjson", "jsonl" -> JSON;
            default ->
                throw IoCode.UNKNOWN_FORMAT.exception(
                        "the name `" + fileName(path) + "` does not tell the format of the file",
                        "the extension decides: .csv, .tsv, .parquet, .json or .ndjson, with .gz behind it if compressed",
                        "rename the file, or name its format in SQL: --sql \"SELECT * FROM read_csv('" + fileName(path)
                                + "')\"");
        };
    }

    /// @param path a file
    /// @return whether its name says that it is compressed
    static boolean isGzip(Path path) {
        return fileName(path).toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    static InputException gzippedParquet(Path path) {
        return IoCode.UNKNOWN_FORMAT.exception(
                "`" + fileName(path) + "` is Parquet inside of gzip",
                "Parquet is compressed inside, and is read from several places at once, which gzip prevents",
                "use the bare name: "
                        + fileName(path).substring(0, fileName(path).length() - 3));
    }

    /// @param path a file
    /// @return its last name
    static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
