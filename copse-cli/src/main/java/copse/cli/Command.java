package copse.cli;

import copse.error.Diagnostic;
import copse.error.Problem;
import copse.record.RunRecord;
import copse.report.CsvRenderer;
import copse.report.Document;
import copse.report.HtmlRenderer;
import copse.report.Json;
import copse.report.Language;
import copse.report.MarkdownRenderer;
import copse.report.RecordJson;
import copse.report.TextRenderer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// One command of the command line: its options as fields, its work in [#run()].
abstract class Command {
    /// Place in the help of options that every command has.
    private static final int LAST = 1000;

    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Show this help and exit.")
    @SuppressWarnings("unused") // picocli looks at the option, not at the field
    private boolean help;

    @Option(
            names = "--quiet",
            order = LAST,
            description = "No notes and no progress on standard error; errors still show.")
    private boolean quiet;

    @Option(names = "--debug", order = LAST, description = "Show the stack trace of an error (or set COPSE_DEBUG=1).")
    private boolean debug;

    private List<String> words = List.of();

    Command(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Does the work.
    ///
    /// @return the exit code
    /// @throws Exception anything; [Cli] turns it into a message and an exit code
    abstract int run() throws Exception;

    /// @return picocli's model of this command
    CommandLine line() {
        return new CommandLine(this);
    }

    /// Leaves `run.json` beside a result.
    ///
    /// @param record how the result came about
    /// @param result the file that was written
    final void keep(RunRecord record, Path result) {
        Output.stream(
                result.toAbsolutePath().resolveSibling("run.json"),
                out -> out.write(Json.text(RecordJson.full(record)).getBytes(StandardCharsets.UTF_8)));
    }

    final Terminal terminal() {
        return terminal;
    }

    final boolean debug() {
        return debug;
    }

    final boolean quiet() {
        return quiet;
    }

    /// As if `--quiet` stood among the options of this command.
    final void hush() {
        quiet = true;
    }

    /// @return the words of the command line after `copse`
    final List<String> words() {
        return words;
    }

    final void words(List<String> given) {
        this.words = List.copyOf(given);
    }

    /// A remark beside the result.
    final void note(String text) {
        if (!quiet) {
            terminal.err().println("note: " + text);
        }
    }

    /// Starts the clock of a piece of work that may take long enough to be watched. `COPSE_PROGRESS=off` keeps
    /// logs of slow machines equal to those of fast ones.
    final Progress progress(String what) {
        boolean unwanted = quiet || "off".equals(terminal.environment().get("COPSE_PROGRESS"));
        return unwanted ? Progress.silent() : Progress.start(terminal, what);
    }

    /// Prints a result in the form asked for; makes only that form.
    final void print(Format format, Supplier<Document> document, Supplier<? extends JsonNode> json) {
        terminal.out()
                .print(
                        switch (format) {
                            case table -> TextRenderer.of(terminal.width()).render(document.get());
                            case csv -> CsvRenderer.render(document.get());
                            case md -> MarkdownRenderer.render(document.get());
                            case html -> HtmlRenderer.render(document.get(), title(), Language.ENGLISH);
                            case json -> Json.text(json.get());
                        });
    }

    /// The command without its options, as the title of a page.
    private String title() {
        return "copse "
                + words.stream().takeWhile(word -> !word.startsWith("-")).collect(Collectors.joining(" "));
    }

    /// Turns diagnostics into an exit code, for `--strict`; says on standard error which are unmet.
    ///
    /// @param diagnostics of a result that was printed
    /// @return [ExitCode#DIAGNOSTICS] if there is one
    final int strict(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return ExitCode.DONE;
        }
        terminal().out().flush();
        Set<String> codes =
                diagnostics.stream().map(Diagnostic::code).collect(Collectors.toCollection(LinkedHashSet::new));
        terminal()
                .err()
                .println(new Problem(
                                CliCode.STRICT.code(),
                                "diagnostics unmet: " + String.join(", ", codes),
                                "--strict was given",
                                "copse explain " + codes.iterator().next())
                        .text());
        return ExitCode.DIAGNOSTICS;
    }
}
