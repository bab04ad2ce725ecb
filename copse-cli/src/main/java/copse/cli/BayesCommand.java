package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesModel;
import copse.bayes.BayesPosterior;
import copse.bayes.ModelGraph;
import copse.bayes.PriorPredictive;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.image.ChartEngine;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.Loaded;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.mcmc.Nuts;
import copse.model.ModelSpec;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.Language;
import copse.report.PriorReport;
import copse.report.plot.ModelGraphPlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

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
    private static final int PRIOR_DRAWS = 1000;

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

    @Option(names = "--force", description = "Replace the run that is in the folder of --out.")
    private boolean force;

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

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            description = "Draw the model with its priors as .dot or .svg, besides what else is asked.")
    private @Nullable Path graph;

    @Option(names = "--prior-predictive", description = "Do not fit: tell what outcomes the priors expect.")
    private boolean priorPredictive;

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
        if (!words.contains("bayes")) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "the run in `" + folder.path() + "` is part of another one",
                    "it was begun by copse " + String.join(" ", words),
                    "copse " + String.join(" ", words));
        }
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
        asked.check();
        if (graph != null) {
            isSvg(graph);
            Output.check(graph);
        }
        Formula parsed = Formula.parse(given());
        Bayes bayes = Bayes.of(parsed, model.family())
                .roles(model.roles())
                .priors(model.priors())
                .centring(model.centring());
        DataSource source = reading.source(data);
        RunRecord record = record(source, target != null || form == Format.json);
        if (settings != null) {
            RunSettings.checkData(settings, record);
        }
        Loaded loaded = DataOptions.load(this, source, columns(parsed, source));
        Frame rows = loaded.frame();
        BayesPosterior posterior;
        try (Progress ignored = progress("preparing the model")) {
            posterior = bayes.posterior(rows);
        }
        if (graph != null) {
            draw(posterior.model(), graph);
        }
        if (priorPredictive) {
            return tellPriors(posterior, rows, form);
        }
        // not before the model is known to be possible: a slip of the hand must not cost the run that is there
        RunFolder folder =
                target == null ? null : settings == null ? RunFolder.create(target, force) : new RunFolder(target);
        BayesRun sampling = new BayesRun(this, bayes, posterior, rows, nuts, asked, model.statements(), record);
        BayesRun.Form told = new BayesRun.Form(form, effect, ranef, strict, tableForm.name());
        try (Interrupt interrupt = Interrupt.watch()) {
            int exit = sampling.run(folder, settings, interrupt, loaded.notes(), told);
            terminal().out().flush();
            return exit;
        }
    }

    private static void draw(BayesModel drawn, Path file) {
        String text = isSvg(file) ? svg(drawn) : ModelGraph.of(drawn).dot();
        Output.stream(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String svg(BayesModel drawn) {
        try (ChartEngine engine = ChartEngine.start()) {
            return engine.svg(ModelGraphPlot.of(drawn, Language.ENGLISH));
        }
    }

    /// @throws UsageException if the name tells neither form
    private static boolean isSvg(Path file) {
        String name = file.toString();
        if (!name.endsWith(".svg") && !name.endsWith(".dot")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--graph cannot be `" + file + "`",
                    "the ending tells the form: .dot or .svg",
                    "--graph model.svg");
        }
        return name.endsWith(".svg");
    }

    private int tellPriors(BayesPosterior posterior, Frame rows, Format form) {
        if (out != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--prior-predictive with --out",
                    "nothing is fitted, so that there is nothing to keep",
                    "leave one of them out");
        }
        PriorPredictive prior;
        try (Progress ignored = progress("drawing from the priors")) {
            prior = PriorPredictive.of(posterior, rows, PRIOR_DRAWS, Seed.of(sampler.seed()));
        }
        PriorReport report = new PriorReport(posterior.model(), prior, PRIOR_DRAWS, asked.level());
        print(form, report::document, report::json);
        return strict ? strict(prior.diagnostics()) : ExitCode.DONE;
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

    /// Only what the model needs is read; groups are factors whatever they look like.
    private ReadOptions columns(Formula parsed, DataSource source) {
        Set<String> needed = new LinkedHashSet<>(parsed.columns());
        needed.addAll(model.columns());
        needed.addAll(asked.columns());
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
}
