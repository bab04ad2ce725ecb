package copse.cli;

import copse.assign.AssignmentRecord;
import copse.estimate.FamilyAdjustment;
import copse.estimate.OutcomeKind;
import copse.formula.Formula;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AnalysisDocument;
import copse.report.AnalysisJson;
import copse.report.Json;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.JoinOptions;
import copse.study.RecordedArms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse analyze`: the analysis that the design implies.
@CommandLine.Command(
        name = "analyze",
        header = "Estimates the effect of an arm, by the analysis that the design implies.",
        footer = {
            "  copse analyze pupils.csv --assignment arms.json --outcome score",
            "  copse analyze pupils.csv --assignment arms.json 'score ~ arm + pre + (1 | school)'",
            "  copse analyze visits.csv --assignment arms.json --outcome cost --alternative less --margin 5",
            "  copse analyze users.parquet --assignment arms.json --outcome spend,visits --adjust holm --json"
        })
final class AnalyzeCommand extends Command {
    @Parameters(
            arity = "0..2",
            paramLabel = "DATA [FORMULA]",
            hideParamSyntax = true,
            description =
                    "Rows of outcomes: a CSV, TSV, Parquet or JSON file, gzip too; and, if it was planned, a model"
                            + " such as 'score ~ arm + pre + (1 | school)'.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--assignment",
            paramLabel = "RECORD",
            description = "The record that copse assign wrote beside the arms.")
    private @Nullable Path assignment;

    @Option(
            names = {"--outcome", "--outcomes"},
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "What the effect is on: numbers, or true and false.")
    private List<String> outcomes = new ArrayList<>();

    @Option(names = "--treatment", paramLabel = "ARM", description = "The arm (default: each but the control).")
    private @Nullable String treatment;

    @Option(
            names = "--control",
            paramLabel = "ARM",
            description = "The arm that others are compared with (default: the first of the design).")
    private @Nullable String control;

    @Option(
            names = "--covariates",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Columns measured before the arms were handed out, to adjust for.")
    private List<String> covariates = new ArrayList<>();

    @Option(
            names = "--id",
            paramLabel = "COL",
            description = "The column that holds the ids of units, or the clusters (default: as at the assignment).")
    private @Nullable String id;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description =
                    "What outcomes are: binomial (yes or no; the default for nothing but 0 and 1), poisson (counts)"
                            + " or gaussian (numbers). With a formula: the family of its model (default gaussian).")
    private @Nullable OutcomeFamily family;

    @Option(
            names = "--period",
            paramLabel = "COL",
            description = "The column that counts periods from 1, for stepped wedges and crossovers (default: period).")
    private String period = "period";

    @Option(
            names = "--by",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Add the effect in each group of these columns, or along their numbers.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--taken",
            paramLabel = "COL",
            description =
                    "Who received the treatment, true or false: adds the effect on those who take it when offered.")
    private @Nullable String taken;

    @Option(names = "--influence", description = "Add the effect without each randomised unit in turn.")
    private boolean influence;

    @Mixin
    private HypothesisOption hypothesis = new HypothesisOption();

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the intervals (default 0.95).")
    private double level = 0.95;

    @Option(
            names = "--adjust",
            paramLabel = "METHOD",
            description =
                    "For the number of effects: holm (default), bonferroni, sidak, bh, dunnett (arms against one control) or none.")
    private Adjust adjust = Adjust.holm;

    @Option(
            names = "--estimators",
            paramLabel = "WORD,…",
            split = ",",
            hideParamSyntax = true,
            description = "Methods beside the primary one (default: those that suit the design).")
    private List<String> estimators = new ArrayList<>();

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Most assignments of a randomisation test, and draws of a bootstrap (default 9999).")
    private int draws = AnalysisOptions.DRAWS;

    @Option(names = "--seed", paramLabel = "N", description = "Where these draws start (default 1).")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "Save as JSON; run.json goes beside it.")
    private @Nullable Path out;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    AnalyzeCommand(Terminal terminal) {
        super(terminal);
    }

    /// Families of outcomes. The names are those of the option's values.
    enum OutcomeFamily {
        gaussian(OutcomeKind.NUMBER),
        binomial(OutcomeKind.BINARY),
        poisson(OutcomeKind.COUNT);

        private final OutcomeKind kind;

        OutcomeFamily(OutcomeKind kind) {
            this.kind = kind;
        }
    }

    /// Adjustments for the number of effects. The names are those of the option's values.
    enum Adjust {
        holm(FamilyAdjustment.HOLM),
        bonferroni(FamilyAdjustment.BONFERRONI),
        sidak(FamilyAdjustment.SIDAK),
        bh(FamilyAdjustment.BENJAMINI_HOCHBERG),
        dunnett(FamilyAdjustment.DUNNETT),
        none(FamilyAdjustment.NONE);

        private final FamilyAdjustment method;

        Adjust(FamilyAdjustment method) {
            this.method = method;
        }
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        Path file = assignment();
        if (out != null) {
            Output.check(out);
        }
        DataSource source = reading.source(data());
        AnalysisOptions options = options();
        AssignmentRecord record = AssignmentRecord.read(file);
        Analysis analysis;
        try (Progress ignored = progress("holding arms against the record")) {
            RecordFiles files = new RecordFiles(this, file, record);
            RecordedArms arms = RecordedArms.of(
                    record, files.arms().orElse(null), files.units().orElse(null));
            analysis = analysis(source, options, arms);
        }
        if (record.options().containsKey(RecordedNetwork.EDGES)) {
            note("arms were handed out over a network, and this analysis knows no neighbours: what spills over"
                    + " between clusters is missed. copse network estimate " + DataOptions.name(source)
                    + " --assignment " + file + " --outcome … tells the total effect.");
        }
        RunRecord run = runRecord(source, file, form);
        if (out != null) {
            byte[] saved = Json.text(AnalysisJson.of(analysis, run)).getBytes(StandardCharsets.UTF_8);
            Output.stream(out, stream -> stream.write(saved));
            keep(run, out);
        }
        print(form, () -> AnalysisDocument.of(analysis), () -> AnalysisJson.of(analysis, run));
        return strict ? strict(analysis.diagnostics()) : ExitCode.DONE;
    }

    private Analysis analysis(DataSource source, AnalysisOptions options, RecordedArms arms) {
        var frame =
                DataOptions.load(this, source, columns(source, options, arms)).frame();
        JoinOptions join =
                new JoinOptions(Optional.ofNullable(id), DataOptions.name(source), String.valueOf(assignment));
        try (Progress ignored = progress("analysing")) {
            return Analysis.of(arms, frame, options, join);
        }
    }

    private ReadOptions columns(DataSource source, AnalysisOptions options, RecordedArms arms) {
        return OutcomeColumns.of(
                Data.columns(source),
                List.of(options),
                OutcomeColumns.More.NONE,
                Optional.ofNullable(id),
                arms,
                reading.options());
    }

    private Path assignment() {
        if (assignment == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --assignment",
                    "the analysis follows from the design, which stands in the record that copse assign wrote beside the"
                            + " arms",
                    "--assignment arms.json");
        }
        return assignment;
    }

    private @Nullable String data() {
        List<String> files =
                arguments.stream().filter(text -> !text.contains("~")).toList();
        if (files.size() > 1) {
            throw new UsageException(
                    CliCode.TOO_MANY_ARGUMENTS,
                    "two files: " + String.join(" and ", files),
                    "an analysis reads one file; a formula has a ~ in it",
                    "copse analyze " + files.getFirst() + " --assignment " + assignment);
        }
        return files.isEmpty() ? null : files.getFirst();
    }

    private AnalysisOptions options() {
        List<String> formulas =
                arguments.stream().filter(text -> text.contains("~")).toList();
        if (formulas.size() > 1 || !formulas.isEmpty() && !(outcomes.isEmpty() && covariates.isEmpty())) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both a formula and "
                            + (formulas.size() > 1
                                    ? "another formula"
                                    : outcomes.isEmpty() ? "--covariates" : "--outcome")
                            + " were given",
                    "the formula says what is explained, and by what",
                    "leave one of them out");
        }
        if (formulas.isEmpty() && outcomes.isEmpty()) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --outcome",
                    "an effect is the effect on something: a column of numbers, or of true and false",
                    "--outcome COL; or a formula such as 'score ~ arm + pre + (1 | school)'");
        }
        if (!(level > 0 && level < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
        if (draws < 99) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--draws cannot be " + draws,
                    "with fewer than 99 draws no p-value is below 0.01",
                    "--draws 9999");
        }
        AnalysisOptions options = formulas.isEmpty()
                ? AnalysisOptions.of(outcomes.toArray(String[]::new)).withCovariates(covariates)
                : AnalysisOptions.of(Formula.parse(formulas.getFirst()));
        options = influence ? options.withInfluence() : options;
        return options.withKind(Optional.ofNullable(family).map(given -> given.kind))
                .withBy(by)
                .withTaken(Optional.ofNullable(taken))
                .withArms(Optional.ofNullable(treatment), Optional.ofNullable(control))
                .withHypothesis(hypothesis.hypothesis(), level)
                .withPeriod(period)
                .withAdjust(adjust.method)
                .withEstimators(estimators)
                .withDraws(draws, Seed.of(seed));
    }

    private RunRecord runRecord(DataSource source, Path file, Format form) throws IOException {
        RunRecord record = RunRecord.of(words())
                .withSeed(seed)
                .withOption("level", Double.toString(level))
                .withOption("adjust", adjust.name())
                .withOption("draws", Integer.toString(draws));
        if (out == null && form != Format.json) {
            return record;
        }
        record = switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
        return record.withData(file.toString(), Digest.sha256(file));
    }
}
