package copse.cli;

import copse.frame.Frame;
import copse.io.DataSource;
import copse.plan.PlanDraft;
import copse.report.Document;
import copse.report.Json;
import copse.report.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `copse plan init`: a first plan, by looking at data of the past.
@CommandLine.Command(
        name = "init",
        header = "Writes a first plan by looking at data of the past, and says what it guessed.",
        description =
                "Units, clusters, covariates, design, size and spread are guessed from the rows; the question, and what"
                        + " effect is of interest, nobody can guess.",
        footer = {"  copse plan init pupils.csv --out trial.toml", "  copse plan init pupils.csv > trial.toml"})
final class PlanInitCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The plan file, in TOML. Without it the plan goes to standard output.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace the plan that is there.")
    private boolean force;

    @Mixin
    private FormatOption format = new FormatOption();

    PlanInitCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        DataSource.DataFile source = source();
        Path target = out;
        if (target != null) {
            Output.check(target, source);
            Output.check(target);
            if (Files.exists(target) && !force) {
                throw new FailedException(
                        CliCode.FILE_EXISTS,
                        "`" + target + "` is already there",
                        "a plan that was thought about would be lost",
                        "give another name after --out, or add --force");
            }
        }
        Frame rows =
                DataOptions.load(this, source, copse.io.ReadOptions.defaults()).frame();
        PlanDraft draft = PlanDraft.of(rows, nameFrom(target, source.path()));
        if (target == null) {
            if (form == Format.json) {
                print(form, () -> document(draft, null), () -> json(draft, null));
            } else {
                terminal().out().print(draft.toml());
            }
            return ExitCode.DONE;
        }
        Output.stream(target, stream -> stream.write(draft.toml().getBytes(StandardCharsets.UTF_8)));
        print(form, () -> document(draft, target), () -> json(draft, target));
        return ExitCode.DONE;
    }

    private DataSource.DataFile source() {
        if (data == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing DATA",
                    "a first plan is written by looking at rows of the past",
                    "copse plan init pupils.csv --out trial.toml");
        }
        return new DataSource.DataFile(Path.of(data));
    }

    /// Names in a plan start at its folder.
    private static String nameFrom(@Nullable Path plan, Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path folder = plan == null
                ? here
                : Objects.requireNonNullElse(plan.toAbsolutePath().getParent(), here);
        Path whole = file.toAbsolutePath().normalize();
        boolean related = Objects.equals(folder.getRoot(), whole.getRoot());
        return (related ? folder.normalize().relativize(whole) : whole)
                .toString()
                .replace('\\', '/');
    }

    private static Document document(PlanDraft draft, @Nullable Path target) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence("A first plan is written"
                + (target == null ? "" : " to " + target)
                + ": read it, and change what is wrong. It was guessed:"));
        parts.add(new Part.Items(draft.sentences()));
        if (!draft.open().isEmpty()) {
            parts.add(new Part.Sentence("To be decided:"));
            parts.add(new Part.Items(draft.open()));
        }
        if (target != null) {
            parts.add(new Part.Command("copse plan check " + target));
        }
        return new Document(parts);
    }

    private static ObjectNode json(PlanDraft draft, @Nullable Path target) {
        ObjectNode json = Json.object()
                .put("schema", "copse.plan-draft/1")
                .put("file", target == null ? null : target.toString())
                .put("toml", draft.toml());
        ArrayNode guesses = json.putArray("guesses");
        draft.guesses()
                .forEach(guess -> guesses.addObject().put("key", guess.key()).put("sentence", guess.sentence()));
        json.set("open", Json.array(draft.open()));
        return json;
    }
}
