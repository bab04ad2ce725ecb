package copse.cli;

import copse.error.PlanException;
import copse.error.Problem;
import copse.frame.Frame;
import copse.plan.DataPlan;
import copse.plan.Plan;
import copse.plan.PlanCheck;
import copse.plan.PlanReading;
import copse.plan.SimulatedStudy;
import copse.plan.TableSource;
import copse.report.Document;
import copse.report.Json;
import copse.report.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `copse plan check`: every line of a plan, by itself and against the data that it names.
@CommandLine.Command(
        name = "check",
        header = "Checks every line of a plan, by itself and against the data that it names.",
        description = "All problems are told at once, each at its line. Exit code 3 if there is one.",
        footer = {"  copse plan check trial.toml", "  copse plan check trial.toml --json"})
final class PlanCheckCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "A plan in TOML.")
    private @Nullable Path file;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private FormatOption format = new FormatOption();

    PlanCheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        Path given = given();
        PlanReading reading = PlanReading.of(given);
        PlanCheck check = reading.problems().isEmpty()
                ? againstData(given, reading.plan())
                : new PlanCheck(reading.problems(), List.of(), List.of());
        if (!check.isSound() && form != Format.json) {
            throw new PlanException(check.problems());
        }
        print(form, () -> document(given, check), () -> json(given, reading, check));
        return !check.isSound() ? ExitCode.DATA : strict ? strict(check.diagnostics()) : ExitCode.DONE;
    }

    private Path given() {
        if (file == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing PLAN",
                    "there is nothing to be checked",
                    "write a plan first: copse plan init DATA --out plan.toml");
        }
        return file;
    }

    private PlanCheck againstData(Path given, Plan plan) {
        PlanTables tables = new PlanTables(this, given.resolveSibling(""));
        Optional<TableSource> source = plan.units().source();
        Optional<Path> missing = source.flatMap(tables::missing);
        if (missing.isPresent()) {
            note("there is no `" + missing.get() + "`: the plan is checked without the data of its units");
            return new PlanCheck(List.of(), List.of(), List.of());
        }
        Optional<SimulatedStudy> study = SimulatedStudy.of(plan);
        Frame units = source.isPresent()
                ? tables.units(source.get(), plan.units().id())
                : study.orElseThrow().units();
        return plan.check(units, outcomes(tables, plan));
    }

    private Optional<Frame> outcomes(PlanTables tables, Plan plan) {
        if (!(plan.data() instanceof DataPlan.Awaited(TableSource table, var _, var _))
                || tables.missing(table).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(DataOptions.load(this, tables.source(table), PlanTables.options(table.reading()))
                .frame());
    }

    private static Document document(Path plan, PlanCheck check) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence("The plan can be carried out: nothing is wrong with " + plan + "."));
        if (!check.facts().isEmpty()) {
            parts.add(new Part.Items(check.facts()));
        }
        check.diagnostics()
                .forEach(diagnostic ->
                        parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        parts.add(new Part.Command("copse run " + plan));
        return new Document(parts);
    }

    private static ObjectNode json(Path plan, PlanReading reading, PlanCheck check) {
        ObjectNode json = Json.object()
                .put("schema", "copse.plan-check/1")
                .put("plan", plan.toString())
                .put("sound", check.isSound())
                .put("digest", reading.problems().isEmpty() ? reading.plan().digest() : null);
        ArrayNode problems = json.putArray("problems");
        check.problems().forEach(problem -> problems.add(problem(problem)));
        json.set("diagnostics", Json.diagnostics(check.diagnostics()));
        json.set("facts", Json.array(check.facts()));
        return json;
    }

    private static ObjectNode problem(Problem problem) {
        ObjectNode json = Json.object()
                .put("code", problem.code())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("fix", problem.fix());
        if (problem.place() == null) {
            return json.putNull("place");
        }
        json.putObject("place")
                .put("source", problem.place().source())
                .put("line", problem.place().line())
                .put("text", problem.place().text())
                .put("from", problem.place().from())
                .put("to", problem.place().to());
        return json;
    }
}
