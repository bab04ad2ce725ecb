package copse.cli;

import copse.report.Language;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/// `--language`: in which language something is told.
final class LanguageOption {
    @Option(names = "--language", paramLabel = "CODE", description = "en (default) or zh.")
    private String code = Language.ENGLISH.code();

    /// @return the language asked for
    /// @throws UsageException if nothing is told in it
    Language chosen() {
        return Arrays.stream(Language.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> codes =
                            Arrays.stream(Language.values()).map(Language::code).toList();
                    return new UsageException(
                            CliCode.BAD_VALUE,
                            "--language cannot be `" + code + "`",
                            "it is one of " + String.join(", ", codes),
                            "--language " + codes.getFirst());
                });
    }
}
