package copse.cli;

import copse.error.Explained;
import copse.error.Suggestion;
import copse.report.Cell;
import copse.report.Document;
import copse.report.Json;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `copse explain`: what a code means and what to do.
@CommandLine.Command(
        name = "explain",
        header = "Says what an error or diagnostic means and what to do.",
        footer = {"  copse explain F103", "  copse explain singular", "  copse explain            # all codes"})
final class ExplainCommand extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code in brackets, such as F103, or the word before a diagnostic.")
    private @Nullable String code;

    @Mixin
    private FormatOption format = new FormatOption();

    ExplainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        List<Explained> entries = code == null ? Catalogues.all() : List.of(find(code));
        Format form = format.chosen();
        print(
                form,
                () -> code != null ? page(entries.getFirst()) : form == Format.md ? book(entries) : overview(entries),
                () -> json(entries));
        return ExitCode.DONE;
    }

    private static Explained find(String code) {
        List<String> codes = Catalogues.all().stream().map(Explained::code).toList();
        return Catalogues.find(code)
                .orElseThrow(() -> new UsageException(
                        CliCode.UNKNOWN_CODE,
                        "no code `" + code + "`",
                        "there are " + codes.size() + " codes, " + codes.getFirst() + " to " + codes.getLast(),
                        Suggestion.closest(code, codes)
                                .map(near -> "copse explain " + near)
                                .orElse("copse explain   # lists all codes")));
    }

    private static Document page(Explained entry) {
        return new Document(parts(entry));
    }

    private static List<Part> parts(Explained entry) {
        return List.of(
                new Part.Heading(entry.code() + ": " + entry.title()),
                new Part.Sentence(entry.meaning()),
                new Part.Note("do", entry.advice()));
    }

    /// Everything on one page, which is docs/reference/errors.md.
    private static Document book(List<Explained> entries) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(1, "Errors and diagnostics"));
        parts.add(new Part.Sentence("Errors have a letter and a number and stop a command with exit code 1, 2 or 3."
                + " Diagnostics are words; they stand below a result and stop nothing unless --strict is given."
                + " On the command line: copse explain CODE."));
        entries.forEach(entry -> parts.addAll(parts(entry)));
        return new Document(parts);
    }

    private static Document overview(List<Explained> entries) {
        Table table = Table.of("codes", TableColumn.left("code"), TableColumn.left("title"));
        entries.forEach(entry -> table.row(Cell.text(entry.code()), Cell.text(entry.title())));
        return new Document(List.of(table));
    }

    private static ObjectNode json(List<Explained> entries) {
        ArrayNode codes = Json.array();
        for (Explained entry : entries) {
            codes.add(Json.object()
                    .put("code", entry.code())
                    .put("kind", Catalogues.isDiagnostic(entry) ? "diagnostic" : "error")
                    .put("title", entry.title())
                    .put("meaning", entry.meaning())
                    .put("advice", entry.advice()));
        }
        ObjectNode json = Json.object().put("schema", "copse.explain/1");
        json.set("codes", codes);
        return json;
    }
}
