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
    /// @return its last name
    static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
