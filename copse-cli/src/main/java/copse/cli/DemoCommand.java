package copse.cli;

import copse.formula.Formula;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Seed;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.Cell;
import copse.report.Document;
import copse.report.FitDocument;
import copse.report.FitJson;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.Json;
import copse.report.LmmReport;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.SavedFit;
import copse.report.Table;
import copse.report.TableColumn;
import copse.scenario.CallCenter;
import copse.scenario.Simulated;
import copse.scenario.Truth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse demo`: the main job from end to end on data that it makes.
@CommandLine.Command(
        name = "demo",
        header = "Makes the call-centre data, fits a nested model to them, and holds the result against the truth.",
        footer = {"  copse demo", "  copse demo /tmp/copse-demo"})
final class DemoCommand extends Command {
    private static final String FORMULA = "call_CSAT ~ reason + age + (1 | center_ID/rep_ID)";

    private static final Seed SEED = Seed.of(2026);

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where the files go; made if it is not there (default: copse-demo in this folder).")
    private Path folder = Path.of("copse-demo");

    @Option(names = "--calls", paramLabel = "N", description = "Number of calls (default 695205).")
    private int calls = 695_205;

    @Mixin
    private FormatOption format = new FormatOption();

    DemoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        Made made = make();
        Path data = made.data();
        Path saved = folder.resolve("fit.json");
        long start = System.nanoTime();
        Formula formula = Formula.parse(FORMULA);
        ReadOptions options = ReadOptions.defaults()
                .withColumns(formula.columns())
                .withFactors(formula.groupColumns().toArray(String[]::new));
        Frame frame = DataOptions.load(this, DataSource.file(data), options).frame();
        LmmFit fit = Lmm.of(formula).fit(frame);
        double seconds = (System.nanoTime() - start) / 1e9;
        RunRecord record = RunRecord.of(List.of("fit", FORMULA, data.toString(), "--out", saved.toString()))
                .withSeed(SEED.value())
                .withData(data.toString(), Digest.sha256(data));
        FitResult result = LmmReport.of(fit, FitQuestions.defaults(), List.of(), record);
        Output.stream(
                saved, out -> out.write(Json.text(SavedFit.write(result, fit)).getBytes(StandardCharsets.UTF_8)));
        keep(record, saved);
        note("read and fitted in " + Numbers.fixed(seconds, 1) + " s; the fit is in " + saved);
        print(form, () -> document(result, made, saved), () -> FitJson.of(result));
        return ExitCode.DONE;
    }

    private record Made(Path data, Truth truth) {}

    private Made make() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "cannot make the folder " + folder,
                    String.valueOf(e.getMessage()),
                    "copse demo /tmp/copse-demo",
                    e);
        }
        Path data = folder.resolve("calls.csv");
        Output.check(data);
        try (Progress ignored = progress("making " + data)) {
            Simulated study = CallCenter.defaults().withCalls(calls).simulate(SEED);
            Output.file(data, unfinished -> Data.write(study.frame(), unfinished));
            note("made " + data + ": " + Numbers.count(study.frame().rows()) + " calls, seed " + SEED.value());
            return new Made(data, study.truth());
        }
    }

    private static Document document(FitResult result, Made made, Path saved) {
        Path data = made.data();
        Document document = FitDocument.of(result, null, false);
        List<Part> parts = new ArrayList<>(document.parts());
        parts.add(new Part.Heading("What the data were made with"));
        parts.add(truth(result, made.truth()));
        parts.add(new Part.Heading("Go on"));
        parts.add(new Part.KeyValues(List.of(
                new Part.Entry("look at the data", "copse describe " + data + " --by center_ID,rep_ID"),
                new Part.Entry("another model", "copse fit 'call_CSAT ~ age + (1 | center_ID/rep_ID)' " + data),
                new Part.Entry("predict", "copse predict " + saved + " " + data + " --head 5"))));
        return new Document(parts, document.main());
    }

    private static Table truth(FitResult result, Truth truth) {
        Table table = Table.of(
                "truth",
                TableColumn.left("term"),
                TableColumn.right("truth"),
                TableColumn.right("estimate"),
                TableColumn.right("lower"),
                TableColumn.right("upper"));
        for (Truth.Effect effect : truth.effects()) {
            result.fixed(effect.term())
                    .ifPresent(found -> table.row(
                            Cell.text(effect.term()),
                            Cell.number(effect.realised(), Numbers.brief(effect.realised(), 4)),
                            Cell.number(found.estimate(), Numbers.byError(found.estimate(), found.se())),
                            Cell.number(found.lower(), Numbers.byError(found.lower(), found.se())),
                            Cell.number(found.upper(), Numbers.byError(found.upper(), found.se()))));
        }
        for (Truth.GroupEffects group : truth.groups()) {
            Double sd = group.sd();
            result.variances().stream()
                    .filter(variance -> variance.group().equals(group.group())
                            && variance.term().equals(group.term()))
                    .forEach(variance -> table.row(
                            Cell.text("sd of " + group.group()),
                            Cell.text(sd == null ? "" : Numbers.brief(sd, 4)),
                            Cell.number(variance.sd(), Numbers.significant(variance.sd(), 3)),
                            Cell.number(variance.lower(), Numbers.significant(variance.lower(), 3)),
                            Cell.number(variance.upper(), Numbers.significant(variance.upper(), 3))));
        }
        return table;
    }
}
