package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.BayesPosterior;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.Loaded;
import copse.io.ReadOptions;
import copse.mcmc.Nuts;
import copse.mcmc.Past;
import copse.model.ModelSpec;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.record.Version;
import copse.report.BayesDocument;
import copse.report.BayesJson;
import copse.report.BayesReport;
import copse.report.BayesResult;
import copse.report.Json;
import copse.report.Numbers;
import copse.report.SavedBayes;
import copse.report.draws.DrawRows;
import copse.report.draws.StanNames;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `copse bayes`: a Bayesian multilevel model.
@CommandLine.Command(
        name = "bayes",
        header = "Fits a Bayesian (multilevel) model by sampling its posterior.",
        footer = {
            "  copse bayes 'REPEAT ~ PPED + (1 + PPED | SCHOOLID)' pupils.csv --family bernoulli --loo --out run",
            "  copse bayes 'y ~ x + (x | g)' data.csv --prior 'coef=normal(0, 1)' --prior 'sd=half_normal(2)'",
            "  copse bayes 'y ~ x' data.csv --family poisson --until-ess 1000 --hypothesis 'x > 0'",
            "  copse bayes 'y ~ x + (1 | g)' data.csv --prior-predictive",
            "  copse bayes --resume run"
        })
final class BayesCommand extends Command {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FORMULA",
            description = "Such as 'y ~ x + (1 | g)', in single quotes.")
    private @Nullable String formula;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Mixin
    private BayesModelOptions model = new BayesModelOptions();

    @Mixin
    private SamplerOptions sampler = new SamplerOptions();

    @Mixin
    private BayesQuestions asked = new BayesQuestions();

    @Option(names = "--effect", paramLabel = "TERM", description = "The term that the first sentence speaks of.")
    private @Nullable String effect;

    @Option(names = "--ranef", description = "List the effects of the groups' levels among the parameters.")
    private boolean ranef;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep draws, settings and result in a folder, for compare, predict and other programs. Draws"
                    + " are written as they are made.")
    private @Nullable Path out;

    @Option(
            names = "--draws-as",
            paramLabel = "FORM",
            description = "Of the table of all draws in --out: parquet (default) or csv. The files of single chains are"
                    + " CSV.")
    private TableForm tableForm = TableForm.parquet;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with a run that was interrupted, or with more --draws; of a finished one tell more.")
    private @Nullable Path resume;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    /// The names are those of the option's values, and of endings of files.
    enum TableForm {
        parquet,
        csv
    }

    BayesCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        if (resume != null) {
            return resumed(new RunFolder(resume));
        }
        return run(out, null);
    }

    /// Reads the words of the run that is gone on with, and takes over what may differ this time.
    private int resumed(RunFolder folder) throws IOException {
        if (formula != null || out != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--resume with " + (formula != null ? "a FORMULA" : "--out"),
                    "the run knows its model, its data and its folder",
                    "copse bayes --resume '" + folder.path() + "'");
        }
        JsonNode settings = folder.settings();
        BayesCommand before = new BayesCommand(terminal());
        List<String> words = settings.path("command").values().stream()
                .map(JsonNode::stringValue)
                .toList();
        new CommandLine(before)
                .parseArgs(
                        words.subList(words.indexOf("bayes") + 1, words.size()).toArray(String[]::new));
        before.words(words);
        before.sampler.resume(sampler);
        before.asked.resume(asked);
        before.format = format;
        before.strict |= strict;
        before.ranef |= ranef;
        before.effect = effect == null ? before.effect : effect;
        if (quiet()) {
            before.hush();
        }
        return before.run(folder.path(), settings);
    }

    private int run(@Nullable Path target, @Nullable JsonNode settings) throws IOException {
        Format form = format.chosen();
        Nuts nuts = sampler.nuts();
        asked.level();
        Formula parsed = Formula.parse(given());
        Bayes bayes = Bayes.of(parsed, model.family())
                .roles(model.roles())
                .priors(model.priors())
                .centring(model.centring());
        DataSource source = reading.source(data);
        RunRecord record = record(source, target != null || form == Format.json);
        if (settings != null) {
            checkData(settings, record);
        }
        RunFolder folder = target == null ? null : settings == null ? RunFolder.create(target) : new RunFolder(target);
        Loaded loaded = DataOptions.load(this, source, columns(parsed, source));
        Frame rows = loaded.frame();
        BayesPosterior posterior;
        try (Progress ignored = progress("preparing the model")) {
            posterior = bayes.posterior(rows);
        }
        try (Interrupt interrupt = Interrupt.watch()) {
            int exit = sampled(posterior, rows, nuts, folder, settings, interrupt, loaded.notes(), record, form);
            terminal().out().flush();
            return exit;
        }
    }

    private String given() {
        if (formula == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing FORMULA and DATA",
                    "`copse bayes` cannot work without, unless it goes on with a run",
                    "for example: copse bayes 'y ~ x + (1 | g)' data.csv");
        }
        return formula;
    }

    private int sampled(
            BayesPosterior posterior,
            Frame rows,
            Nuts nuts,
            @Nullable RunFolder folder,
            @Nullable JsonNode settings,
            Interrupt interrupt,
            List<Diagnostic> notes,
            RunRecord record,
            Format form)
            throws IOException {
        var target = posterior.target();
        List<String> names = StanNames.of(target.names());
        List<Past> pasts = folder == null || settings == null ? List.of() : folder.past(nuts.chains(), names);
        if (folder != null) {
            folder.write(settings(posterior, target.names(), names, nuts, record));
        }
        int before = pasts.size() < nuts.chains()
                ? 0
                : pasts.stream().mapToInt(past -> past.state().draws()).min().orElse(0);
        ChainClock clock = new ChainClock(nuts, before);
        BayesFit fit;
        Optional<IOException> failure;
        RunKeeper keeper = folder == null
                ? RunKeeper.of(clock, interrupt)
                : RunKeeper.of(clock, interrupt, folder, nuts.chains(), pasts, comments(posterior, nuts), names);
        try (keeper;
                Progress progress = progress("sampling")) {
            progress.tell(clock::line);
            fit = posterior.fit(nuts.resume(target, pasts, keeper));
        } finally {
            failure = keeper.failure();
        }
        int draws = fit.draws().perChain();
        if (draws == 0) {
            return nothing(interrupt, folder, failure);
        }
        BayesResult result = tell(posterior, fit, rows, nuts, notes, record);
        print(form, () -> BayesDocument.of(result, effect, ranef), () -> BayesJson.of(result));
        terminal().out().flush();
        if (failure.isPresent()) {
            throw stopped(folder, draws, failure.get());
        }
        if (folder != null && fit.sampling().complete()) {
            finish(folder, posterior, fit, result);
        }
        if (interrupt.asked() || !fit.sampling().complete()) {
            terminal().err().println("interrupted: " + kept(draws, nuts.chains()) + goOn(folder));
            return ExitCode.INTERRUPTED;
        }
        return strict ? strict(result.diagnostics()) : ExitCode.DONE;
    }

    private int nothing(Interrupt interrupt, @Nullable RunFolder folder, Optional<IOException> failure) {
        if (failure.isPresent()) {
            throw stopped(folder, 0, failure.get());
        }
        terminal().err().println("interrupted in the warm-up: there are no draws" + goOn(folder));
        return interrupt.asked() ? ExitCode.INTERRUPTED : ExitCode.FAILED;
    }

    private static FailedException stopped(@Nullable RunFolder folder, int draws, IOException e) {
        Path path = folder == null ? Path.of("") : folder.path();
        FailedException cannot = RunFolder.cannotWrite(path, e);
        return new FailedException(
                CliCode.CANNOT_WRITE,
                "draws cannot be written to " + path + " any more",
                cannot.problem().why() + "; the first " + Numbers.count(draws) + " draws per chain are told above",
                "make room, then: copse bayes --resume '" + path + "'");
    }

    private static String kept(int draws, int chains) {
        return Numbers.count(draws) + (draws == 1 ? " draw" : " draws") + " of each of " + chains
                + (chains == 1 ? " chain" : " chains") + " kept";
    }

    private static String goOn(@Nullable RunFolder folder) {
        return folder == null ? "" : "; go on: copse bayes --resume '" + folder.path() + "'";
    }

    private BayesResult tell(
            BayesPosterior posterior, BayesFit fit, Frame rows, Nuts nuts, List<Diagnostic> notes, RunRecord record) {
        try (Progress ignored = progress("summarising")) {
            BayesAnswers answers = new BayesAnswers(fit, rows, asked, nuts);
            List<Diagnostic> diagnostics = new ArrayList<>(notes);
            diagnostics.addAll(answers.diagnostics());
            BayesResult result =
                    BayesReport.of(posterior, fit, nuts, answers.told(), asked.level(), diagnostics, record);
            if (effect != null && !BayesDocument.has(result, effect)) {
                throw noTerm(result, effect);
            }
            return result;
        }
    }

    private void finish(RunFolder folder, BayesPosterior posterior, BayesFit fit, BayesResult result) {
        try (Progress ignored = progress("writing " + folder.path())) {
            Path table = folder.path().resolve("draws." + tableForm);
            Output.file(table, unfinished -> Data.write(new DrawRows(fit.sampling()), unfinished));
            byte[] saved = Json.text(SavedBayes.write(result, posterior.data(), model.statements()))
                    .getBytes(StandardCharsets.UTF_8);
            Output.stream(folder.result(), stream -> stream.write(saved));
            keep(result.record(), folder.result());
        }
    }

    /// What other programs look for in front of the draws.
    private List<String> comments(BayesPosterior posterior, Nuts nuts) {
        return List.of(
                "copse " + Version.copse(),
                "model = " + posterior.model().spec().formula(),
                "method = sample",
                "num_samples = " + nuts.draws(),
                "num_warmup = " + nuts.warmup(),
                "save_warmup = 0",
                "thin = 1",
                "algorithm = hmc",
                "engine = nuts",
                "max_depth = " + nuts.maxDepth(),
                "delta = " + nuts.targetAcceptance(),
                "seed = " + nuts.seed());
    }

    private ObjectNode settings(
            BayesPosterior posterior, List<String> names, List<String> columns, Nuts nuts, RunRecord record) {
        ObjectNode json = Json.object().put("schema", RunFolder.SCHEMA);
        json.set("command", Json.array(record.command()));
        json.put("version", record.version()).put("jdk", record.jdk());
        ArrayNode data = json.putArray("data");
        for (RunRecord.Source one : record.data()) {
            data.add(Json.object().put("name", one.name()).put("sha256", one.sha256()));
        }
        json.put("formula", posterior.model().spec().formula().toString())
                .put("family", posterior.model().family().label())
                .put("link", posterior.model().family().link().label());
        ArrayNode priors = json.putArray("priors");
        BayesReport.priors(posterior.model())
                .forEach(prior -> priors.add(Json.object()
                        .put("parameter", prior.parameter())
                        .put("prior", prior.prior())
                        .put("stated", prior.stated())));
        ObjectNode sampling = json.putObject("sampler")
                .put("chains", nuts.chains())
                .put("warmup", nuts.warmup())
                .put("draws", nuts.draws());
        nuts.effective().ifPresent(size -> sampling.put("until_ess", size));
        sampling.put("target_acceptance", nuts.targetAcceptance())
                .put("max_treedepth", nuts.maxDepth())
                .put("seed", nuts.seed().value());
        ArrayNode parameters = json.putArray("parameters");
        for (int i = 0; i < names.size(); i++) {
            parameters.add(Json.object().put("name", names.get(i)).put("column", columns.get(i)));
        }
        return json;
    }

    /// Other data would make other draws.
    private static void checkData(JsonNode settings, RunRecord record) {
        for (int i = 0; i < record.data().size(); i++) {
            RunRecord.Source now = record.data().get(i);
            String before = settings.path("data").path(i).path("sha256").asString("");
            if (now.sha256() != null && !before.equals(now.sha256())) {
                throw new InputException(new Problem(
                        CliCode.NOT_RESUMABLE.code(),
                        "`" + now.name() + "` is not the file that it was when the run began",
                        "what would be drawn now does not belong to what was drawn before",
                        "run the command again with --out and a new folder"));
            }
        }
    }

    /// Only what the model needs is read; groups are factors whatever they look like.
    private ReadOptions columns(Formula parsed, DataSource source) {
        Set<String> needed = new LinkedHashSet<>(parsed.columns());
        needed.addAll(model.columns());
        List<String> names = Data.columns(source);
        if (!names.containsAll(needed)) {
            // says which name it is, where in the formula, and what was probably meant
            ModelSpec.of(parsed, new ColumnNames(names), model.roles());
        }
        ReadOptions options =
                reading.options().withFactors(parsed.groupColumns().toArray(String[]::new));
        return parsed.hasDot() ? options : options.withColumns(List.copyOf(needed));
    }

    private RunRecord record(DataSource source, boolean full) throws IOException {
        RunRecord record = sampler.recorded(RunRecord.of(words()))
                .withOption("level", Double.toString(asked.level()))
                .withOption("family", model.family().label())
                .withOption("link", model.family().link().label());
        if (!model.statements().isEmpty()) {
            record = record.withOption("prior", String.join("\n", model.statements()));
        }
        if (!full) {
            return record;
        }
        return switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }

    private static UsageException noTerm(BayesResult result, String term) {
        List<String> terms = BayesDocument.terms(result);
        return new UsageException(
                CliCode.BAD_VALUE,
                "no effect of `" + term + "`",
                "there are those of " + String.join(", ", terms),
                Suggestion.closest(term, terms)
                        .map(near -> "--effect '" + near + "'")
                        .orElse("leave --effect out"));
    }
}
