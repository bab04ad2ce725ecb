package copse.cli;

import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.infer.DfMethod;
import copse.infer.Multiplicity;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.DataStream;
import copse.io.Loaded;
import copse.io.ReadOptions;
import copse.lm.Lm;
import copse.lm.MixedRobust;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lmm.AnovaType;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.FitDocument;
import copse.report.FitJson;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.Json;
import copse.report.LmmReport;
import copse.report.RobustReport;
import copse.report.SavedFit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse fit`: a linear mixed model.
@CommandLine.Command(
        name = "fit",
        header = "Fits a linear (mixed) model.",
        footer = {
            "  copse fit 'call_CSAT ~ reason + age + (1 | center_ID/rep_ID)' calls.csv",
            "  copse fit 'score ~ arm * pre + (1 + pre | school)' pupils.csv --df kr --level 0.9",
            "  copse fit 'score ~ arm + pre' pupils.csv --robust CR2 --cluster school",
            "  copse fit 'y ~ x + (1 | g)' big.parquet --json > fit.json",
            "  copse fit 'y ~ x + (1 | g)' data.csv --out fit.json && copse predict fit.json new.csv"
        })
final class FitCommand extends Command {
    private static final int BOOTSTRAPS = 1000;

    @Parameters(index = "0", paramLabel = "FORMULA", description = "Such as 'y ~ x + (1 | g)', in single quotes.")
    private String formula = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(names = "--reml", description = "Restricted maximum likelihood (default).")
    private boolean reml;

    @Option(names = "--ml", description = "Maximum likelihood.")
    private boolean ml;

    @Option(names = "--weights", paramLabel = "COL", description = "Weights: the variance of a row is σ² / weight.")
    private @Nullable String weights;

    @Option(names = "--offset", paramLabel = "COL", description = "A column that is added with coefficient 1.")
    private @Nullable String offset;

    @Option(
            names = "--df",
            paramLabel = "METHOD",
            description = "Degrees of freedom: satterthwaite (default), kr (Kenward-Roger, REML only), z (none), or"
                    + " clusters (less one, with --robust; default for CR0, CR1 and CR3).")
    private @Nullable Df df;

    @Option(
            names = "--ci",
            paramLabel = "METHOD",
            description = "Intervals: wald (default), profile, boot or boot:N (parametric, N refits, default 1000).")
    private String ci = "wald";

    @Option(names = "--seed", paramLabel = "N", description = "Where the bootstrap's random numbers start (default 1).")
    private long seed = 1;

    @Option(names = "--anova", paramLabel = "TYPE", description = "F tests of terms, type 2 or 3.")
    private @Nullable Integer anova;

    @Option(
            names = "--emm",
            paramLabel = "TERM",
            description = "Estimated marginal means of a factor, or of combinations (a:b). May be repeated.")
    private List<String> emm = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "COL=X",
            description = "Where a number stands for --emm (default: its mean). May be repeated.")
    private Map<String, Double> at = new LinkedHashMap<>();

    @Option(names = "--pairwise", description = "Compare every two means of --emm.")
    private boolean pairwise;

    @Option(
            names = "--adjust",
            paramLabel = "METHOD",
            description = "For the number of comparisons: tukey (default), holm, bonferroni, sidak, bh or none.")
    private Adjust adjust = Adjust.tukey;

    @Option(
            names = "--contrast",
            paramLabel = "SUM",
            description = "A linear combination of coefficients, such as 'arm[b] - arm[c]'. May be repeated.")
    private List<String> contrasts = new ArrayList<>();

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the intervals (default 0.95).")
    private double level = 0.95;

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
        check();
        Formula parsed = Formula.parse(formula);
        DataSource source = reading.source(data);
        Robust kind = robust.kind(parsed, df).orElse(null);
        FitQuestions questions = questions();
        if (kind != null) {
            checkRobust(questions);
        }
        ReadOptions wanted = columns(parsed, source);
        Fitted fitted =
                streams(source) ? streamed(parsed, source, wanted, kind) : inMemory(parsed, source, wanted, kind);
        LmmFit fit = fitted.fit();
        FitResult told;
        try (Progress progress = progress(
                questions.intervals() instanceof FitQuestions.Intervals.Bootstrap
                        ? "bootstrap"
                        : "estimating degrees of freedom and intervals")) {
            if (questions.intervals() instanceof FitQuestions.Intervals.Bootstrap boot) {
                progress.expect(boot.replicates());
            }
            told = LmmReport.of(fit, questions, fitted.notes(), record(source, form), progress::step);
        }
        FitResult result = fitted.robust() == null ? told : RobustReport.of(told, fitted.robust());
        if (effect != null && !FitDocument.has(result, effect)) {
            throw noTerm(result, effect);
        }
        if (out != null) {
            byte[] saved = Json.text(SavedFit.write(result, fit)).getBytes(StandardCharsets.UTF_8);
            Output.stream(out, stream -> stream.write(saved));
            keep(result.record(), out);
        }
        print(form, () -> FitDocument.of(result, effect, ranef), () -> FitJson.of(result));
        return strict ? strict(result.diagnostics()) : ExitCode.DONE;
    }

    private void check() {
        if (reml && ml) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --reml and --ml were given",
                    "a fit maximises one of them",
                    "leave one out");
        }
        if (!(level > 0 && level < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
        if (out != null) {
            Output.check(out);
        }
    }

    /// What is asked of a robust covariance has to be answered with it.
    private void checkRobust(FitQuestions questions) {
        if (!(questions.intervals() instanceof FitQuestions.Intervals.Wald)) {
            throw robust.conflict("--ci " + ci, "these intervals take the model's covariance to be right");
        }
        if (anova != null || !emm.isEmpty() || !contrasts.isEmpty()) {
            throw robust.conflict(
                    anova != null ? "--anova" : emm.isEmpty() ? "--contrast" : "--emm",
                    "it would be answered with the model's covariance");
        }
    }

    /// Methods of degrees of freedom. The names are those of the option's values; `clusters` is for robust
    /// covariances.
    enum Df {
        satterthwaite(DfMethod.SATTERTHWAITE),
        kr(DfMethod.KENWARD_ROGER),
        z(DfMethod.NORMAL),
        clusters(DfMethod.SATTERTHWAITE);

        private final DfMethod method;

        Df(DfMethod method) {
            this.method = method;
        }

        DfMethod method() {
            return method;
        }
    }

    /// Adjustments for multiplicity. The names are those of the option's values.
    enum Adjust {
        tukey(Multiplicity.TUKEY),
        holm(Multiplicity.HOLM),
        bonferroni(Multiplicity.BONFERRONI),
        sidak(Multiplicity.SIDAK),
        bh(Multiplicity.BENJAMINI_HOCHBERG),
        none(Multiplicity.NONE);

        private final Multiplicity method;

        Adjust(Multiplicity method) {
            this.method = method;
        }
    }

    private List<FitQuestions.Means> means() {
        if (emm.isEmpty() && (pairwise || !at.isEmpty())) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --emm",
                    "--pairwise and --at belong to estimated marginal means",
                    "add the factor, such as --emm arm");
        }
        return emm.stream()
                .map(term -> new FitQuestions.Means(List.of(term.split(":")), at, pairwise, adjust.method))
                .toList();
    }

    private FitQuestions questions() {
        if (anova != null && anova != 2 && anova != 3) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--anova cannot be `" + anova + "`",
                    "there are type 2 (each term after all that do not contain it) and type 3 (after all others)",
                    "--anova 3");
        }
        return new FitQuestions(
                df == null ? DfMethod.SATTERTHWAITE : df.method,
                intervals(),
                level,
                anova == null ? null : anova == 2 ? AnovaType.TWO : AnovaType.THREE,
                means(),
                contrasts.stream()
                        .<FitQuestions.Combination>map(ContrastText::new)
                        .toList());
    }

    private FitQuestions.Intervals intervals() {
        Matcher boot = Pattern.compile("boot(?::(\\d{1,7}))?").matcher(ci);
        if (ci.equals("wald")) {
            return new FitQuestions.Intervals.Wald();
        } else if (ci.equals("profile")) {
            return new FitQuestions.Intervals.ProfileLikelihood();
        } else if (boot.matches() && (boot.group(1) == null || Integer.parseInt(boot.group(1)) >= 20)) {
            return new FitQuestions.Intervals.Bootstrap(
                    boot.group(1) == null ? BOOTSTRAPS : Integer.parseInt(boot.group(1)), seed);
        }
        throw new UsageException(
                CliCode.BAD_VALUE,
                "--ci cannot be `" + ci + "`",
                "it is wald, profile, boot, or boot:N with N refits, at least 20",
                Suggestion.didYouMean(ci, List.of("wald", "profile", "boot"), "--ci boot:1000"));
    }

    private Lmm model(Formula parsed) {
        Lmm model = Lmm.of(parsed).estimator(ml ? Estimator.ML : Estimator.REML);
        model = weights == null ? model : model.weights(weights);
        return offset == null ? model : model.offset(offset);
    }

    private record Fitted(LmmFit fit, @Nullable RobustFit robust, List<Diagnostic> notes) {}

    private Fitted inMemory(Formula parsed, DataSource source, ReadOptions wanted, @Nullable Robust kind) {
        Loaded loaded = DataOptions.load(this, source, wanted);
        try (Progress ignored = progress("fitting")) {
            return fitted(parsed, loaded.frame(), kind, loaded.notes());
        }
    }

    private Fitted streamed(Formula parsed, DataSource source, ReadOptions wanted, @Nullable Robust kind) {
        try (Progress ignored = progress("reading " + source.label() + " in chunks and fitting");
                DataStream rows = Data.open(source, wanted)) {
            DataOptions.notes(this, rows.notes());
            return fitted(parsed, rows, kind, rows.notes());
        }
    }

    private Fitted fitted(Formula parsed, RowSource rows, @Nullable Robust kind, List<Diagnostic> notes) {
        LmmFit fit = model(parsed).fit(rows);
        if (kind == null) {
            return new Fitted(fit, null, notes);
        }
        if (kind instanceof Robust.Clusters clusters && !fit.groups().isEmpty()) {
            return new Fitted(fit, MixedRobust.of(fit, rows, clusters), notes);
        }
        Lm plain = Lm.of(parsed).roles(Roles.defaults().withWeights(weights).withOffset(offset));
        return new Fitted(fit, plain.fit(rows).robust(kind), notes);
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
        Stream.of(weights, offset).filter(Objects::nonNull).forEach(needed::add);
        needed.addAll(robust.columns());
        List<String> names = Data.columns(source);
        robust.checkColumns(names, parsed);
        if (!names.containsAll(needed)) {
            // says which name it is, where in the formula, and what was probably meant
            ModelSpec.of(
                    parsed,
                    new ColumnNames(names),
                    Roles.defaults().withWeights(weights).withOffset(offset));
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
        RunRecord record = RunRecord.of(words())
                .withOption("method", ml ? "ML" : "REML")
                .withOption("df", df == null ? Df.satterthwaite.name() : df.name())
                .withOption("ci", ci)
                .withOption("level", Double.toString(level));
        record = ci.startsWith("boot") ? record.withSeed(seed) : record;
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
