package copse.cli;

import copse.math.Seed;
import copse.report.Cell;
import copse.report.Document;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import copse.scenario.CallCenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `copse demo`: a whole experiment with call centres on data that it makes, command by command.
@CommandLine.Command(
        name = "demo",
        header = "Goes through a whole experiment: history, centres, plan, power, arms, outcomes, analysis, report.",
        footer = {"  copse demo", "  copse demo /tmp/copse-demo"})
final class DemoCommand extends Command {
    private static final Seed SEED = Seed.of(2026);

    private static final int MONTHS = 3;

    private static final String PLAN = "trial.toml";

    private static final String OUTCOMES = "experiment.csv";

    private static final String EXPERIMENT = "trial.copse";

    private static final double EFFECT = CallCenter.EXPERIMENT_EFFECT;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where the files go; made if it is not there (default: copse-demo in this folder).")
    private Path folder = Path.of("copse-demo");

    @Option(names = "--calls", paramLabel = "N", description = "Calls of the three months of history (default 695205).")
    private int calls = 695_205;

    @Mixin
    private FormatOption format = new FormatOption();

    DemoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        prepare();
        List<Part> story = new ArrayList<>();
        DemoStep.Outcome last = new DemoStep.Outcome(ExitCode.DONE, "", "");
        List<DemoStep> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            DemoStep step = steps.get(i);
            try (Progress ignored = progress(step.title())) {
                last = step.run(terminal());
            }
            if (last.exit() != ExitCode.DONE) {
                terminal().err().print(last.err());
                return last.exit();
            }
            story.add(new Part.Heading((i + 1) + ". " + step.title()));
            story.add(new Part.Command(step.line()));
            story.add(new Part.Sentence(told(step, last)));
        }
        JsonNode result = JsonMapper.shared().readTree(Files.readString(file(EXPERIMENT + "/analysis.json")));
        DemoStep.Outcome analysis = last;
        print(form, () -> document(analysis, result, story), () -> result);
        return ExitCode.DONE;
    }

    private void prepare() {
        try {
            Files.createDirectories(folder);
            // a demonstration that is given again begins before there are outcomes
            Files.deleteIfExists(file(OUTCOMES));
        } catch (IOException e) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "cannot make the folder " + folder,
                    String.valueOf(e.getMessage()),
                    "copse demo /tmp/copse-demo",
                    e);
        }
        Output.check(file("calls.csv"));
        new ExperimentFolder(file(EXPERIMENT), ignored -> {}).discard();
        Output.stream(file(PLAN), out -> {
            try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo.toml"))) {
                in.transferTo(out);
            }
        });
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String name(String name) {
        return file(name).toString();
    }

    private List<DemoStep> steps() {
        // history and, as its last month, the experiment
        long all = Math.round(calls * (MONTHS + 1.0) / MONTHS);
        String history = "month <= " + MONTHS;
        String centers = "SELECT center_ID, count(DISTINCT rep_ID) AS reps, round(avg(call_CSAT), 3) AS csat FROM '"
                + name("calls.csv") + "' WHERE " + history + " GROUP BY center_ID ORDER BY center_ID";
        String outcomes = "SELECT center_ID, rep_ID, age, reason, round(call_CSAT + CASE arm WHEN 'treatment' THEN "
                + EFFECT + " ELSE 0 END, 6) AS call_CSAT, csat AS before FROM '" + name("calls.csv") + "' JOIN '"
                + name(EXPERIMENT + "/arms.csv") + "' USING (center_ID) JOIN '" + name("centers.csv")
                + "' USING (center_ID) WHERE month = "
                + (MONTHS + 1);
        String rows = Long.toString(all);
        return List.of(
                step(
                        "Four months of calls",
                        "simulate",
                        "call-center",
                        "--seed",
                        Long.toString(SEED.value()),
                        "--months",
                        Integer.toString(MONTHS + 1),
                        "--calls",
                        rows,
                        "--out",
                        name("calls.csv")),
                step(
                        "What drives satisfaction in the first three",
                        "fit",
                        "call_CSAT ~ reason + age + (1 | center_ID/rep_ID)",
                        name("calls.csv"),
                        "--where",
                        history),
                into("centers.csv", "The centres as they were", "show", "--sql", centers, "--format", "csv"),
                step(
                        "How often would which rule of decision say: better? Over every assignment, on one month",
                        "power",
                        "rules",
                        name("calls.csv"),
                        "--where",
                        "month = " + MONTHS,
                        "--outcome",
                        "call_CSAT",
                        "--id",
                        "center_ID",
                        "--units",
                        name("centers.csv"),
                        "--design",
                        "pairs(on: csat)",
                        "--effect",
                        "0," + EFFECT,
                        "--rule",
                        "within-bootstrap",
                        "--rule",
                        "pairs",
                        "--formula",
                        "call_CSAT ~ reason + age + arm + (1 | center_ID/rep_ID)",
                        "--within",
                        "rep_ID",
                        "--sample",
                        "1000",
                        "--resample",
                        "1200",
                        "--replicates",
                        "20",
                        "--percentile",
                        "offset",
                        "--share-draws"),
                step("The plan, written before anybody gets an arm", "plan", "check", name(PLAN)),
                step("Its power, then the arms with the record that proves them", "run", name(PLAN)),
                into(
                        OUTCOMES,
                        "The experiment: a fourth month, in which the treatment adds " + EFFECT,
                        "show",
                        "--sql",
                        outcomes,
                        "--head",
                        rows,
                        "--format",
                        "csv"),
                step("Is the treatment better? The analysis that was planned, and the report", "run", name(PLAN)));
    }

    private static DemoStep step(String title, String... words) {
        return new DemoStep(title, List.of(words), null);
    }

    private DemoStep into(String file, String title, String... words) {
        return new DemoStep(title, List.of(words), file(file));
    }

    private String told(DemoStep step, DemoStep.Outcome outcome) throws IOException {
        if (step.into() != null || outcome.out().isBlank()) {
            Path made = step.into() == null ? file("calls.csv") : step.into();
            try (var lines = Files.lines(made)) {
                return Numbers.count(lines.count() - 1) + " rows in " + made + ".";
            }
        }
        return outcome.firstParagraph();
    }

    private Document document(DemoStep.Outcome analysis, JsonNode result, List<Part> story) {
        JsonNode answer = result.get("answers").get(0);
        JsonNode primary = answer.get("primary");
        List<Part> parts = new ArrayList<>(List.of(new Part.Sentence(analysis.firstParagraph())));
        parts.addAll(story);
        parts.add(new Part.Heading("What the data were made with"));
        Table table = Table.of(
                "truth",
                TableColumn.left("analysis"),
                TableColumn.right("truth"),
                TableColumn.right("estimate"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.left("holds the truth"));
        double error = primary.get("se").doubleValue();
        row(table, "primary", primary, error);
        for (JsonNode other : answer.get("sensitivity")) {
            if (other.has("value")) {
                row(table, other.get("name").stringValue(), other, error);
            }
        }
        parts.add(table);
        parts.add(new Part.Heading("Go on"));
        parts.add(new Part.KeyValues(List.of(
                new Part.Entry("the report", name(EXPERIMENT + "/report.html") + ", in any browser"),
                new Part.Entry(
                        "all of the analysis",
                        "copse analyze " + name(OUTCOMES) + " --assignment " + name(EXPERIMENT + "/arms.json")
                                + " --outcome call_CSAT --alternative greater"),
                new Part.Entry(
                        "forget the centres",
                        "copse analyze " + name(OUTCOMES) + " --assignment " + name(EXPERIMENT + "/arms.json")
                                + " 'call_CSAT ~ arm + age'"),
                new Part.Entry("prove the arms", "copse assign --replay " + name(EXPERIMENT + "/arms.json")),
                new Part.Entry("do it all again", "copse rerun " + name(EXPERIMENT + "/run.json")))));
        return new Document(parts, "truth");
    }

    private static void row(Table table, String name, JsonNode effect, double error) {
        double value = effect.get("value").doubleValue();
        double lower = effect.get("lower").isNull()
                ? Double.NEGATIVE_INFINITY
                : effect.get("lower").doubleValue();
        double upper = effect.get("upper").isNull()
                ? Double.POSITIVE_INFINITY
                : effect.get("upper").doubleValue();
        table.row(
                Cell.text(name),
                Cell.number(EFFECT, Numbers.brief(EFFECT, 4)),
                Cell.number(value, Numbers.byError(value, error)),
                Cell.number(lower, Double.isFinite(lower) ? Numbers.byError(lower, error) : "-"),
                Cell.number(upper, Double.isFinite(upper) ? Numbers.byError(upper, error) : "-"),
                Cell.text(lower <= EFFECT && EFFECT <= upper ? "yes" : "no"));
    }
}
