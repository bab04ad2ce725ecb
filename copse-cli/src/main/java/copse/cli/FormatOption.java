package copse.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--format` and its short form `--json`.
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORM",
            description =
                    "table (default), csv (main table, full precision), md, html (one page, pictures included) or json.")
    private @Nullable Format format;

    @Option(names = "--json", description = "One JSON object with a versioned schema; the same as --format json.")
    private boolean json;

    /// @return the form asked for
    /// @throws UsageException if `--json` contradicts `--format`
    Format chosen() {
        if (json && format != null && format != Format.json) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --json and --format " + format + " were given",
                    "a result is printed in one form",
                    "leave one of them out");
        }
        return json ? Format.json : format == null ? Format.table : format;
    }
}
