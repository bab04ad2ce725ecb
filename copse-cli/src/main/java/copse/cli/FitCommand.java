package copse.cli;

import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.family.Family;
import copse.formula.Formula;
import copse.glmm.WorkingCorrelation;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.DataStream;
import copse.io.Loaded;
import copse.io.ReadOptions;
import copse.model.ModelSpec;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.FitDocument;
import copse.report.FitJson;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.Json;
import copse.report.SavedFit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse fit`: a linear mixed model.
@CommandLine.Command(
        name = "fit",
        header = "Fits a linear or generalised linear (mixed) model.",
        footer = {
            "  copse fit 'call_CSAT ~ reason + age + (1 | center_ID/rep_ID)' calls.csv",
            "  copse fit 'score ~ arm * pre + (1 + pre | school)' pupils.csv --df kr --level 0.9",
            "  copse fit 'score ~ arm + pre' pupils.csv --robust CR2 --cluster school",
            "  copse fit 'y ~ x + (1 | g)' big.parquet --json > fit.json",
            "  copse fit 'y ~ x + (1 | g)' data.csv --out fit.json && copse predict fit.json new.csv"
        })
final class FitCommand extends Command {
    @Parameters(index = "0", paramLabel = "FORMULA", description = "Such as 'y ~ x + (1 | g)', in single quotes.")
    private String formula = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(names = "--effect", paramLabel = "TERM", description = "The term that the first sentence speaks of.")
    private @Nullable String effect;

    @Option(names = "--ranef", description = "List the predicted random effects.")
    private boolean ranef;

    @Option(
            names = "--stream",
            description = "Read in chunks: memory grows with columns and levels, not with rows. Chosen by itself for"
                    + " files larger than a quarter of Java's heap (gz and Parquet count four times).")
    private boolean stream;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Save the fit for compare and predict; run.json goes beside it.")
    private @Nullable Path out;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private QuestionOptions asked = new QuestionOptions();

    @Mixin
    private RobustOptions robust = new RobustOptions();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    FitCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        model.check();
        if (out != null) {
            Output.check(out);
        }
        Formula parsed = Formula.parse(formula);
        DataSource source = reading.source(data);
        FitEngine engine = engine(parsed);
        FitQuestions questions = engine.questions();
        ReadOptions wanted = columns(parsed, source);
        Read read = streams(source) ? streamed(engine, source, wanted) : inMemory(engine, source, wanted);
        FitResult result;
        try (Progress progress = progress(
                questions.intervals() instanceof FitQuestions.Intervals.Bootstrap
                        ? "bootstrap"
                        : "estimating degrees of freedom and intervals")) {
            if (questions.intervals() instanceof FitQuestions.Intervals.Bootstrap boot) {
                progress.expect(boot.replicates());
            }
            RunRecord record = engine.recorded(record(source, form));
            result = read.fitted().tell(questions, read.notes(), record, progress::step);
        }
        if (effect != null && !FitDocument.has(result, effect)) {
            throw noTerm(result, effect);
        }
        if (out != null) {
            byte[] saved = Json.text(
                            SavedFit.write(result, read.fitted().saved().orElseThrow()))
                    .getBytes(StandardCharsets.UTF_8);
            Output.stream(out, stream -> stream.write(saved));
            keep(result.record(), out);
        }
        print(form, () -> FitDocument.of(result, effect, ranef), () -> FitJson.of(result));
        return strict ? strict(result.diagnostics()) : ExitCode.DONE;
    }

    private FitEngine engine(Formula parsed) {
        Optional<Family> family = model.generalised();
        if (family.isEmpty()) {
            return new LinearEngine(parsed, model, asked, robust);
        }
        RobustOptions.ByClusters clusters =
                robust.byClusters(parsed, asked.df()).orElse(null);
        if (clusters == null) {
            return new GeneralisedEngine(parsed, family.get(), model, asked, null);
        }
        robust.check(asked);
        if (clusters.correlation() == WorkingCorrelation.INDEPENDENCE) {
            return new GeneralisedEngine(parsed, family.get(), model, asked, clusters);
        }
        if (out != null) {
            throw robust.conflict("--out", "estimating equations have no likelihood to compare by; --json prints all");
        }
        return new EquationsEngine(parsed, family.get(), model, asked, clusters);
    }

    private record Read(FitEngine.Fitted fitted, List<Diagnostic> notes) {}

    private Read inMemory(FitEngine engine, DataSource source, ReadOptions wanted) {
        Loaded loaded = DataOptions.load(this, source, wanted);
        try (Progress ignored = progress("fitting")) {
            return new Read(engine.fit(loaded.frame()), loaded.notes());
        }
    }

    private Read streamed(FitEngine engine, DataSource source, ReadOptions wanted) {
        try (Progress ignored = progress("reading " + source.label() + " in chunks and fitting");
                DataStream rows = Data.open(source, wanted)) {
            DataOptions.notes(this, rows.notes());
            return new Read(engine.fit(rows), rows.notes());
        }
    }

    /// What is much smaller than the heap is fastest in memory; compressed files unfold to about four times
    /// their size.
    private boolean streams(DataSource source) {
        boolean compressed = DataOptions.name(source).matches("(?i).*\\.(gz|parquet|pq)");
        return stream
                || DataOptions.size(source) * (compressed ? 4 : 1)
                        > Runtime.getRuntime().maxMemory() / 4;
    }

    /// Only what the model needs is read; groups are factors whatever they look like.
    private ReadOptions columns(Formula parsed, DataSource source) {
        Set<String> needed = new LinkedHashSet<>(parsed.columns());
        needed.addAll(model.columns());
        needed.addAll(robust.columns());
        List<String> names = Data.columns(source);
        robust.checkColumns(names, parsed);
        if (!names.containsAll(needed)) {
            // says which name it is, where in the formula, and what was probably meant
            ModelSpec.of(parsed, new ColumnNames(names), model.roles());
        }
        List<String> groups = new ArrayList<>(parsed.groupColumns());
        // a year may be a number in the formula and a cluster beside it
        robust.columns().stream()
                .filter(column -> !parsed.columns().contains(column))
                .forEach(groups::add);
        ReadOptions options = reading.options().withFactors(groups.toArray(String[]::new));
        return parsed.hasDot() ? options : options.withColumns(List.copyOf(needed));
    }

    private RunRecord record(DataSource source, Format form) throws IOException {
        RunRecord record =
                RunRecord.of(words()).withOption("ci", asked.ci()).withOption("level", Double.toString(asked.level()));
        record = asked.seed().map(record::withSeed).orElse(record);
        if (out == null && form != Format.json) {
            return record;
        }
        return switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }

    private static UsageException noTerm(FitResult result, String term) {
        List<String> terms = result.fixed().stream().map(FitResult.Effect::term).toList();
        return new UsageException(
                CliCode.BAD_VALUE,
                "no fixed effect `" + term + "`",
                "the model has " + String.join(", ", terms),
                Suggestion.closest(term, terms)
                        .map(near -> "--effect '" + near + "'")
                        .orElse("leave --effect out"));
    }
}
